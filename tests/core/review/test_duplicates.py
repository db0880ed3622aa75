import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from core.entities import Pixels
from core.review import duplicates
from core.review.duplicates import NEAR_BITS, Duplicates, Marks, clustered, look
from core.review.store import Review
from core.review.views import Filter, View
from core.vocabulary import Order
from tests.core.review.desk import add_photos, sha

ALIKE = View(Filter(duplicates=True), Order.CLUSTER)


def saved_again(pixels: Pixels, scale: float, quality: int) -> Pixels:
    height, width = pixels.shape[:2]
    stream = io.BytesIO()
    small = Image.fromarray(pixels).resize((round(width * scale), round(height * scale)))
    small.save(stream, "JPEG", quality=quality)
    return np.asarray(Image.open(stream))


def apart(one: bytes, other: bytes) -> int:
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).bit_count()


def test_copies_look_alike_and_other_products_do_not(product: Callable[..., Pixels]) -> None:
    photo = product(400, 300, seed=1)
    assert apart(look(photo), look(saved_again(photo, 0.6, 60))) <= NEAR_BITS
    turned = np.ascontiguousarray(photo[:, ::-1])
    assert apart(look(photo), look(turned)) > NEAR_BITS


def test_clusters_join_equal_bytes_and_near_looks(review: Review) -> None:
    rng = np.random.default_rng(0)
    first, other = rng.bytes(32), rng.bytes(32)
    near = bytes([first[0] ^ 0b11, *first[1:20], first[20] ^ 1, *first[21:]])
    ids = add_photos(review, [f"{i}.jpg" for i in range(6)])
    scan = review.photos.begin_scan()
    assert scan > 1
    Duplicates(review.database).save(
        [(ids[0], first), (ids[1], other), (ids[2], near), (ids[4], other)]
    )
    with review.database.transaction() as connection:
        connection.execute("UPDATE photos SET sha256 = ? WHERE id = ?", (sha(3), ids[5]))
    assert Duplicates(review.database).find() == 6
    clusters = [row.cluster for row in review.photos.get_many(ids)]
    assert clusters[0] == clusters[2]
    assert clusters[1] == clusters[4]
    assert clusters[3] == clusters[5]
    assert len(set(clusters)) == 3
    shown = review.photos.get_many(review.queue.ids(ALIKE).tolist())
    assert [row.cluster for row in shown] == sorted(cluster or 0 for cluster in clusters)


@pytest.mark.parametrize("damaged", ["no hash", 7, b"short"])
def test_what_is_no_hash_is_like_nothing_and_others_are_found(
    review: Review, damaged: object
) -> None:
    ids = add_photos(review, ["a.jpg", "b.jpg", "c.jpg"])
    one = np.random.default_rng(0).bytes(32)
    Duplicates(review.database).save((photo, one) for photo in ids)
    with review.database.transaction() as connection:
        connection.execute("UPDATE photos SET look = ? WHERE id = ?", (damaged, ids[1]))
    assert Duplicates(review.database).find() == 2
    assert review.photos.get(ids[1]).cluster is None


def test_every_pair_within_reach_is_found() -> None:
    rng = np.random.default_rng(1)
    octets = rng.integers(0, 256, (300, 32), dtype=np.uint8)
    for copy in range(200, 300):
        bits = np.unpackbits(octets[copy - 200])
        bits[rng.choice(256, rng.integers(0, NEAR_BITS + 4), replace=False)] ^= 1
        octets[copy] = np.packbits(bits)
    words = octets.view(np.uint64)
    distance = np.bitwise_count(words[:, None] ^ words[None]).sum(axis=2)
    wanted = {(a, b) for a, b in np.argwhere(distance <= NEAR_BITS).tolist() if a < b}
    found = duplicates._near(octets)
    assert {(min(a, b), max(a, b)) for a, b in found.tolist()} | set() >= {
        (a, b) for a, b in wanted if distance[a, b] > 0
    }
    assert all(distance[a, b] <= NEAR_BITS for a, b in found.tolist())


def test_thousands_of_the_same_picture_are_one_cluster(review: Review) -> None:
    ids = add_photos(review, [f"{i}.jpg" for i in range(3000)])
    Duplicates(review.database).save([(photo, bytes(32)) for photo in ids])
    assert Duplicates(review.database).find() == 3000
    assert {row.cluster for row in review.photos.get_many(ids)} == {0}


def test_nothing_alike_is_no_cluster(review: Review) -> None:
    add_photos(review, ["a.jpg", "b.jpg"])
    assert Duplicates(review.database).find() == 0


def test_clusters_are_the_connected_parts_of_what_is_alike() -> None:
    """Products that share contents make chains of any length; SciPy is the reference."""
    draws = np.random.default_rng(3)
    contents, products = draws.integers(0, 400, 300), draws.integers(0, 250, 300)
    marks = [
        (id_, int(content), None, 1 + int(product))
        for id_, (content, product) in enumerate(zip(contents, products, strict=True))
    ]
    graph = coo_array((np.ones(300), (contents, 400 + products)), shape=(650, 650))
    _, parts = connected_components(graph, directed=False)
    found = dict(clustered(Marks.of(marks)).tolist())
    for id_, cluster in found.items():
        alike = np.flatnonzero(parts[contents] == parts[contents[id_]])
        assert {found[int(other)] for other in alike} == {cluster}
    for id_ in set(range(300)) - found.keys():
        assert set(products[parts[contents] == parts[contents[id_]]]) == {products[id_]}
    assert len(set(found.values())) > 5


def test_without_a_photo_there_is_no_cluster() -> None:
    assert clustered(Marks()).tolist() == []
