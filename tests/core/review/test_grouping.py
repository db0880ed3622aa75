from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.review.grouping import propose
from core.vocabulary import BY_NAME

NUMBERS = st.integers(100, 99_999)
KEYS = st.one_of(
    NUMBERS.map(str),
    NUMBERS.map("SKU{}".format),
    NUMBERS.map("AB-{}-X".format),
    st.tuples(NUMBERS, st.sampled_from(["red", "navy blue"])).map(lambda t: f"tee{t[0]} {t[1]}"),
    NUMBERS.map("größe {}".format),
)
FORMS = (
    [f"_{i}" for i in range(1, 13)],
    [f"-{i}" for i in range(13)],
    [f"_{i:02}" for i in range(1, 13)],
    [f" ({i})" for i in range(1, 13)],
    ["", *(f" ({i})" for i in range(2, 13))],
    ["", *(f"_{i}" for i in range(1, 12))],
    [f".{i}" for i in range(1, 9)],
    [f"-{letter}" for letter in "ABCDEFG"],
    ["_front", "_side", "_back", "_detail", "_detail2"],
    ["-main", "-vorne", "-hinten", "-alt1", "-alt2"],
    ["", "_back", "_detail_1", "_detail_2"],
)
"""How shops name views."""


@st.composite
def shops(draw: st.DrawFn) -> dict[str, list[str]]:
    """Products with two photos or more, all named in one way, in up to three folders."""
    keys = draw(st.lists(KEYS, min_size=2, max_size=12, unique_by=str.casefold))
    form = draw(st.sampled_from(FORMS))
    folder = draw(st.sampled_from(["", "new/", "a b/c/"]))
    ending = draw(st.sampled_from([".jpg", ".JPG", ".png"]))
    counts = st.integers(2, len(form))
    return {folder + key: [f"{folder}{key}{view}{ending}" for view in form[: draw(counts)]]
            for key in keys}  # fmt: skip


@given(shop=shops(), order=st.randoms())
def test_products_are_found_whatever_their_views_are_called(shop, order) -> None:  # noqa: ANN001
    paths = list(chain.from_iterable(shop.values()))
    order.shuffle(paths)
    proposal = propose(paths)
    assert {key: list(photos) for key, photos in proposal.products.items()} == shop
    assert proposal.alone == 0
    (form,) = proposal.forms
    assert (form.products, form.photos) == (len(shop), len(paths))
    assert next(iter(proposal.named()))[1:] == (next(iter(proposal.products)), "")


PURE = (["1", "2", "3", "4"], ["01", "02", "03"], ["front", "side", "back"], ["a", "b", "c"])


@given(
    keys=st.lists(NUMBERS.map("SKU {}".format), min_size=2, max_size=9, unique=True),
    views=st.sampled_from(PURE),
    named=st.booleans(),
    parent=st.sampled_from(["", "autumn/"]),
)
def test_a_folder_a_product(keys: list[str], views: list[str], named: bool, parent: str) -> None:
    wanted = {
        f"{parent}{key}": tuple(
            f"{parent}{key}/{f'{key}_' if named else ''}{view}.jpg" for view in views
        )
        for key in keys
    }
    assert propose(chain.from_iterable(wanted.values())).products == wanted


SERIES = {
    "a camera's": [f"IMG_{i:04}.jpg" for i in range(1, 400)],
    "a short camera's": [f"IMG_{i}.jpg" for i in range(1, 9)],
    "a phone's": [f"IMG_20210{m}0{d}_1{d}{m}501.jpg" for m in range(1, 9) for d in range(1, 9)],
    "serial numbers": [f"{i}.jpg" for i in range(10_001, 10_300)],
    "small serial numbers": [f"{i}.jpg" for i in range(1, 30)],
    "numbers behind one name": [f"catalogue-{i}.jpg" for i in range(1, 13)],
    "numbers behind one key": [f"shelf12-{i}.jpg" for i in range(1, 13)],
    "dates": [f"2021-{m:02}-{d:02}.jpg" for m in range(1, 5) for d in range(1, 29)],
    "dates without signs": [f"shop_20210{m}{d:02}.jpg" for m in range(1, 5) for d in range(1, 29)],
    "copies of any photo": [f"photo ({i}).jpg" for i in range(1, 9)],
    "numbered categories": [f"{c}_{i}.jpg" for c in ("men", "women") for i in range(1, 9)],
    "long numbered categories": [f"{c}{k}_{i}.jpg" for c in "ab" for k in "12"
                                 for i in range(1, 40)],
    "folders of categories": [f"{c}/{i}.jpg" for c in ("men", "women", "kids")
                              for i in range(1, 9)],
    "cameras in folders": [f"shop{k}/IMG_{i:04}.jpg" for k in range(9) for i in range(k, k + 5)],
    "shoe sizes": [f"shoe{k}-{size}.jpg" for k in range(9) for size in range(36, 44)],
    "colours": [f"tee{k}-{c}.jpg" for k in range(9) for c in ("red", "blue", "navy")],
    "two-piece things": ["red_top.jpg", "red_bottom.jpg", "blue_top.jpg", "blue_bottom.jpg"],
    "numbers that run on": [f"AB{i // 3}_{i}.jpg" for i in range(30, 90)],
    "folders of serial numbers": [f"box{k}/{1000 + 7 * i}.jpg" for k in range(5)
                                  for i in range(6)],
}  # fmt: skip


@pytest.mark.parametrize("paths", SERIES.values(), ids=SERIES)
def test_unlike_photos_are_never_lumped_together(paths: list[str]) -> None:
    proposal = propose(paths)
    assert proposal.products == {}
    assert proposal.forms == ()
    assert proposal.alone == len(paths)


NAMES = st.lists(
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["", "a/", "SKU1/", "men/"]),
        st.sampled_from(["SKU1", "SKU1_1", "SKU2", "IMG", "1", "tee-2", "2021-01"]),
        st.sampled_from(["", "_1", "_2", "_02", " (2)", "-A", "-front", "_back_2", ".3", "-04"]),
        st.sampled_from([".jpg", ".png"]),
    ),
    unique=True,
    max_size=30,
)


@given(paths=NAMES)
def test_each_photo_is_in_one_product_at_most(paths: list[str]) -> None:
    proposal = propose(paths)
    grouped = list(chain.from_iterable(proposal.products.values()))
    assert len(grouped) == len(set(grouped))
    assert set(grouped) <= set(paths)
    assert all(len(photos) > 1 for photos in proposal.products.values())
    assert len(grouped) + proposal.alone == len(paths)


def test_a_key_with_views_of_its_own_is_no_view_of_another() -> None:
    paths = ["TEE-1.jpg", "TEE-1-back.jpg", "TEE-2.jpg", "TEE-2-back.jpg"]
    assert propose(paths).products == {
        "TEE-1": ("TEE-1.jpg", "TEE-1-back.jpg"),
        "TEE-2": ("TEE-2.jpg", "TEE-2-back.jpg"),
    }


def test_a_folder_may_hold_products_and_photos_by_themselves() -> None:
    proposal = propose(["10058_1.jpg", "10058_2.jpg", "10059_1.jpg", "IMG_7.jpg", "bag.jpg"])
    assert proposal.products == {"10058": ("10058_1.jpg", "10058_2.jpg")}
    assert proposal.alone == 3


def test_products_of_several_folders_are_kept_apart() -> None:
    paths = [f"{place}/10{key}_{view}.jpg" for place in "ab" for key in range(3) for view in (1, 2)]
    assert len(propose(paths).products) == 6


def test_each_form_can_be_looked_for_alone() -> None:
    paths = ["K10/1.jpg", "K10/2.jpg", "K11/1.jpg", "K11/2.jpg", "A20_1.jpg", "A20_2.jpg",
             "A21_1.jpg", "A21_2.jpg"]  # fmt: skip
    both, names, folders = (propose(paths, way) for way in BY_NAME)
    assert set(both.products) == {"K10", "K11", "A20", "A21"}
    assert (set(names.products), names.alone) == ({"A20", "A21"}, 4)
    assert (set(folders.products), folders.alone) == ({"K10", "K11"}, 4)
    assert both.products == names.products | dict(folders.products)
