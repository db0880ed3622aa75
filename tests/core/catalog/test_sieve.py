import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.catalog.photo_index import PhotoIndex
from core.catalog.references import split
from core.catalog.sieve import Sieve

FOLDER = ("men/1.jpg", "b.jpeg", "c d.png", "Ä.jpg", "0042_1.jpg", "77-X.webp", "e.jpeg.png",
          "x,y.jpg", "what?.jpg", "000.jpg")  # fmt: skip
PHOTOS = PhotoIndex(FOLDER)

PIECES = (*FOLDER, "1.jpg", "b.jpg", "B.JPEG", "c%20d.png", "e.jpeg", "42", "0042.0", "8.9E+12",
          "https://x/", "HTTP://x/y/", "//cdn/", "?v=1", "?a=/2", "#z", ",", "|", "\n", " ", "'",
          "/", "\\", "gone.jpg", "gone", "77-x", "077-X", "")  # fmt: skip
CELLS = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)


@given(st.lists(CELLS, min_size=1, max_size=6))
@example(["https://x/1.jpg?v=1", "", "https://x/gone.jpg"])
@example(["what?.jpg", "gone.jpg"])
@example(["a.JPEG", "B.JPEG"])
def test_no_cell_that_names_a_photo_is_left_out(cells: list[str]) -> None:
    passed = PHOTOS.sieve.naming(cells)
    naming = [at for at, cell in enumerate(cells)
              if any(PHOTOS.refer(one) is not None for one in split(cell))]  # fmt: skip
    assert set(naming) <= set(passed)
    assert all(cells[at] for at in passed)


@given(st.lists(CELLS, min_size=1, max_size=6))
@example(["42", "gone"])
@example(["000"])
def test_no_key_that_a_photo_begins_with_is_left_out(keys: list[str]) -> None:
    passed = PHOTOS.sieve.beginning(keys)
    assert {at for at, key in enumerate(keys) if PHOTOS.has_key(key)} <= set(passed)


@pytest.mark.parametrize(
    "cells",
    [["https://x/2.jpg?v=1", "https://x/3.jpg"], ["2.jpg", "", "y/3.png"], ["HTTPS://X/B2.JPEG"]],
)
def test_plain_names_of_other_photos_do_not_pass(cells: list[str]) -> None:
    assert PHOTOS.sieve.naming(cells) == []


def test_one_odd_cell_does_not_let_the_others_pass() -> None:
    assert PHOTOS.sieve.naming(["https://x/2.jpg?v=1", "a, b.jpg", "3.jpg", "men/1.jpg"]) == [1, 3]


def test_keys_of_other_products_do_not_pass_and_rounded_ones_do() -> None:
    assert PHOTOS.sieve.beginning(["43", "A-77", "0099"]) == []
    assert PHOTOS.sieve.beginning(["43", "8.90123E+12", "00042"]) == [1, 2]


def test_a_folder_without_photos_lets_no_plain_name_pass() -> None:
    assert Sieve([], []).naming(["a.jpg", "b"]) == []
