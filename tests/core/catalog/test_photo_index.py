import unicodedata
from pathlib import Path

import pytest

from core.catalog.photo_index import PhotoIndex

TWINS = ("men/1.jpg", "men/2.jpg", "women/1.jpg", "women/2.jpg")


def meant(index: PhotoIndex, reference: str) -> list[str] | None:
    """What a reference leads to; None where it is ambiguous or leads nowhere."""
    hit = index.refer(reference)
    return None if hit is None or hit.ambiguous else [index.paths[p] for p in hit.photos]


@pytest.mark.parametrize(
    "reference",
    ["women/1.jpg", "/srv/photos/twins/women/1.jpg", "twins/women/1.jpg", "women\\1.jpg",
     "C:\\x\\Women\\1.JPG", "https://x/women/1.jpg?v=2", "./women/1.jpg", "women/1.jpeg"],
)  # fmt: skip
def test_the_longest_common_ending_decides(reference: str) -> None:
    assert meant(PhotoIndex(TWINS, Path("/data/twins")), reference) == ["women/1.jpg"]


def test_a_bare_name_in_several_folders_is_ambiguous() -> None:
    hit = PhotoIndex(TWINS).refer("1.jpg")
    assert hit is not None and hit.ambiguous and len(hit.photos) == 2
    hit = PhotoIndex(TWINS).refer("kids/1.jpg")
    assert hit is not None and hit.ambiguous


def test_the_folder_of_all_counts_as_well() -> None:
    index = PhotoIndex(["1.jpg"], Path("/data/women"))
    near, far = index.refer("women/1.jpg"), index.refer("men/1.jpg")
    assert near is not None and far is not None and near.closeness > far.closeness


def test_names_are_compared_as_all_systems_write_them() -> None:
    index = PhotoIndex([unicodedata.normalize("NFD", "Größe é.jpg"), "a b.jpg"])
    assert meant(index, unicodedata.normalize("NFC", "GRÖSSE É.JPG".replace("SS", "ß"))) is not None
    assert meant(index, "https://x/a%20b.jpg") == ["a b.jpg"]


def test_the_same_case_decides_where_only_case_differs() -> None:
    assert meant(PhotoIndex(["A.jpg", "a.jpg"]), "a.jpg") == ["a.jpg"]


def keyed(index: PhotoIndex, key: str) -> list[str] | None:
    hit = index.belong(key)
    return None if hit is None or hit.ambiguous else [index.paths[p] for p in hit.photos]


def test_products_find_their_views() -> None:
    index = PhotoIndex(["SKU_1.jpg", "SKU-front.jpg", "SKU/1.jpg", "SKUX_1.jpg"])
    assert keyed(index, "sku") == ["SKU_1.jpg", "SKU-front.jpg", "SKU/1.jpg"]
    assert keyed(index, "SK") is None


def test_lost_zeros_are_found_where_only_one_key_could_be_meant() -> None:
    index = PhotoIndex(["00123_1.jpg", "00123_2.jpg", "00456.jpg"])
    assert keyed(index, "123") == ["00123_1.jpg", "00123_2.jpg"]
    assert keyed(index, "456.0") == ["00456.jpg"]
    doubtful = PhotoIndex(["00123_1.jpg", "0123_1.jpg"])
    assert keyed(doubtful, "123") is None
    assert keyed(doubtful, "0123") == ["0123_1.jpg"]


def test_a_key_of_like_names_in_two_folders_is_ambiguous() -> None:
    assert keyed(PhotoIndex(TWINS), "1") is None
    assert keyed(PhotoIndex(["7/1.jpg", "x/7/1.jpg"]), "7") is not None
