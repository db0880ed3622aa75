import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.matching import MOST_EXAMPLES, UNNAMED, Matcher, ProductOf, Reason, Tally
from core.catalog.photo_index import PhotoIndex
from core.catalog.roles import Roles
from tests.core.catalog import shop
from tests.core.catalog.shop import inspected, labels

TWINS = ("men/1.jpg", "men/2.jpg", "women/1.jpg", "women/2.jpg")


@pytest.mark.parametrize("lead", ["", "twins/", "/srv/photos/", "C:\\photos\\"])
def test_twins_never_get_each_others_tags(tmp_path: Path, lead: str) -> None:
    text = "path,tag\n" + "".join(
        f"{lead}{path},{label}\n" for path, label in zip(TWINS, shop.LABELS, strict=False)
    )
    found = inspected(tmp_path / "t.csv", text, PhotoIndex(TWINS))
    assert labels(found) == dict(zip(TWINS, shop.LABELS, strict=False))


def test_a_photo_of_another_folder_is_not_taken(tmp_path: Path) -> None:
    text = "path,tag\nmen/1.jpg,Shirts\nmen/2.jpg,Shirts\nwomen/1.jpg,Dresses\nkids/3.jpg,Tshirts\n"
    index = PhotoIndex(["men/1.jpg", "men/2.jpg", "women/1.jpg", "women/3.jpg"])
    found = inspected(tmp_path / "t.csv", text, index)
    assert found.refused == {3: Reason.ELSEWHERE}


def test_spreadsheets_losses_are_told(tmp_path: Path) -> None:
    index = PhotoIndex(["00123_1.jpg", "00456.jpg", "8901230000000.jpg"])
    text = "sku,tag\n123,Tshirts\n456,Shirts\n8.90123E+12,Dresses\n"
    found = inspected(tmp_path / "t.csv", text, index)
    assert labels(found) == {"00123_1.jpg": "Tshirts", "00456.jpg": "Shirts"}
    assert found.tally.doubts == {Reason.LOST_DIGITS: 1}


def test_rows_without_a_key_continue_the_product_above(tmp_path: Path) -> None:
    text = "sku,image,tag\nT,10_1.jpg,Tshirts\n,10_2.jpg,\n,10_3.jpg,\nH,20_1.jpg,Handbags\n"
    found = inspected(tmp_path / "t.csv", text)
    assert [entry.product for entry in found.entries] == ["T", "T", "T", "H"]


NAMED = Roles(photos=(1,), key=0, category=2)
KEYED = Roles(key=0, category=1)


def matched(roles: Roles, photos: list[str], *rows: list[str]) -> Tally:
    matcher = Matcher(roles, PhotoIndex(photos), Tally())
    for number, cells in enumerate(rows, 2):
        matcher.take_all([cells], number)
    return matcher.tally


def claimed(tally: Tally) -> dict[int, dict[str, int]]:
    return {photo: claim.products for photo, claim in tally.claims.items()}


def test_the_longest_common_ending_decides() -> None:
    tally = matched(NAMED, ["a/men/1.jpg", "b/men/1.jpg", "b/women/1.jpg"],
                    ["M", "b/men/1.jpg", ""], ["W", "x/women/1.jpg", ""])  # fmt: skip
    assert claimed(tally) == {1: {"M": 2}, 2: {"W": 3}}


@given(st.permutations([["1.jpg", "far"], ["men/1.jpg", "near"], ["x/1.jpg", "elsewhere"]]))
def test_the_nearer_claim_wins_in_any_order(rows: list[list[str]]) -> None:
    tally = matched(NAMED, ["men/1.jpg"], *([key, name, ""] for name, key in rows))
    assert list(claimed(tally)[0]) == ["near"]


def test_claims_that_are_equally_near_are_all_kept_by_their_first_row() -> None:
    rows = [["A", "1.jpg", ""], ["B", "1.jpg", ""], ["A", "1.jpg", ""]]
    assert claimed(matched(NAMED, ["1.jpg"], *rows)) == {0: {"A": 2, "B": 3}}


def test_a_bare_name_in_two_folders_is_told_and_never_guessed() -> None:
    tally = matched(NAMED, list(TWINS), ["A", "1.jpg", "Tshirts"], ["B", "kids/2.jpg", "Shirts"])
    assert claimed(tally) == {}
    assert tally.doubts == {Reason.SEVERAL: 2}
    assert tally.examples == [(Reason.SEVERAL, 2, "1.jpg"), (Reason.SEVERAL, 3, "kids/2.jpg")]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_match_in_any_case_and_unicode_form(form: str) -> None:
    stored = unicodedata.normalize("NFD" if form == "NFC" else "NFC", "Été/Ä1.jpg")
    said = unicodedata.normalize(form, "été\\ä1.JPG")
    assert claimed(matched(NAMED, [stored], ["A", said, ""])) == {0: {"A": 2}}


def test_zeros_that_were_lost_are_found_again_where_one_key_fits() -> None:
    photos = ["00123_1.jpg", "00123_2.jpg", "0456.jpg", "00456.jpg"]
    tally = matched(KEYED, photos, ["123", "Tshirts"], ["456", "Shirts"])
    assert claimed(tally) == {0: {"123": 2}, 1: {"123": 2}}
    assert tally.examples == [(Reason.SEVERAL, 3, "456")]


def test_a_rounded_number_is_told_even_where_one_photo_only_could_be_meant() -> None:
    tally = matched(KEYED, ["8901230000000.jpg"], ["8.90123E+12", "Dresses"])
    assert claimed(tally) == {}
    assert tally.examples == [(Reason.LOST_DIGITS, 2, "8.90123E+12")]


def test_a_second_product_of_the_same_key_claims_its_photos_too() -> None:
    rows = [["A", "10"], ["B", "10"], ["B", "10"], ["", "10"]]
    tally = matched(Roles(group=0, key=1), ["10_1.jpg"], *rows)
    assert claimed(tally) == {0: {"A": 2, "B": 3, "10": 5}}


def test_an_exact_name_is_nearer_than_a_key() -> None:
    both = Roles(photos=(1,), key=0)
    tally = matched(both, ["10_1.jpg", "10_2.jpg"], ["10", ""], ["X", "10_1.jpg"])
    assert claimed(tally) == {0: {"X": 3}, 1: {"10": 2}}


def test_photos_that_the_folder_lacks_are_counted_and_some_named() -> None:
    rows = [["A", f"gone_{i}.jpg", ""] for i in range(MOST_EXAMPLES + 50)]
    tally = matched(NAMED, ["1.jpg"], *rows)
    assert tally.strangers == MOST_EXAMPLES + 50
    assert len(tally.examples) == MOST_EXAMPLES
    assert tally.examples[0] == (Reason.NOT_THERE, 2, "gone_0.jpg")


def test_an_unnamed_row_with_a_category_of_its_own_is_its_own_product() -> None:
    product_of = ProductOf(Roles(group=0, key=1, category=2))
    rows = [["", "", ""], ["T", "T-S", "Tshirts"], ["", "", ""], ["", "", "Hats"], ["", "K", ""]]
    names = [product_of(cells, number) for number, cells in enumerate(rows, 2)]
    assert names == [f"{UNNAMED}2", "T", "T", f"{UNNAMED}5", "K"]


def test_terms_are_counted_by_row_and_given_once_by_product() -> None:
    tally = matched(KEYED, ["x.jpg"], ["A", "Hats"], ["A", "Bags"], ["A", "Hats"], ["B", "Hats"])
    assert tally.term_rows() == {"Hats": 3, "Bags": 1}
    assert tally.terms_of({"A", "B", "C"}) == {"A": ["Hats", "Bags"], "B": ["Hats"]}
    assert (tally.rows, tally.product_count) == (4, 2)
    assert (Tally().term_rows(), Tally().terms_of({"A"}), Tally().product_count) == ({}, {}, 0)


def test_a_key_that_two_products_share_row_by_row_is_claimed_by_both() -> None:
    grouped = Roles(group=0, key=1)
    assert claimed(matched(grouped, ["X_1.jpg"], ["A", "X"], ["B", "X"])) == {0: {"A": 2, "B": 3}}


def test_titles_are_the_first_that_a_claiming_product_has() -> None:
    titled = Roles(photos=(1,), key=0, title=2)
    rows = [["A", "1.jpg", ""], ["A", "gone.jpg", " Bag "], ["A", "", "Hat"], ["B", "", "Shoe"]]
    assert matched(titled, ["1.jpg"], *rows).titles == {"A": "Bag"}
