"""A few letters find the tag that is meant, and what is something new finds none."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import paths
from core.catalog.tag_finder import Found, TagFinder, errors_allowed, warm_up

LABELS: list[str] = json.loads((paths.default_pack() / "card.json").read_text("utf-8"))["labels"]
FINDER = TagFinder([*LABELS, "Rain hats", "Bracelets"])


def found(typed: str) -> list[str]:
    return [one.name for one in FINDER.find(typed)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tshrt", "Tshirts"),
        ("t-shirt", "Tshirts"),
        ("T Shirts", "Tshirts"),
        ("earing", "Earrings"),
        ("nekclace", "Necklace and Chains"),
        ("wach", "Watches"),
        ("sandle", "Sandals"),
        ("sungalsses", "Sunglasses"),
        ("sneaker", "Casual Shoes"),
        ("snea", "Casual Shoes"),
        ("trainers", "Sports Shoes"),
        ("hoddie", "Sweatshirts"),
        ("pants", "Trousers"),
        ("pulli", "Sweaters"),
        ("Turnschue", "Sports Shoes"),
        ("rucksak", "Backpacks"),
        ("Parfüm", "Perfume and Body Mist"),
        ("rain hat", "Rain hats"),
        ("braclet", "Bracelets"),
    ],
)
def test_a_word_or_a_typing_error_finds_what_is_meant_first(typed: str, meant: str) -> None:
    assert found(typed)[0] == meant


@pytest.mark.parametrize(
    "typed",
    ["boots", "gloves", "umbrella", "bikini", "keyring", "mascara", "suitcase", "petrol", "cushion",
     "Handschuhe", "Stiefel", "Regenschirm", "Brosche"],
)  # fmt: skip
def test_what_is_no_class_is_near_none(typed: str) -> None:
    assert found(typed) == []


def test_a_word_says_by_what_a_tag_was_found_and_a_name_does_not() -> None:
    assert FINDER.find("sneakers")[:2] == [
        Found("Casual Shoes", "Sneakers"),
        Found("Sports Shoes", "Sneakers"),
    ]
    assert FINDER.find("caps")[0] == Found("Caps")


def test_names_come_before_words_and_beginnings_before_parts() -> None:
    finder = TagFinder(["Sports Shoes", "Tshirts", "Shirts", "Hats"], {"Shack": ["Hats"]})
    told = [one.name for one in finder.find("sh")]
    assert told == ["Shirts", "Sports Shoes", "Tshirts"]
    assert [one.name for one in finder.find("sha")] == ["Hats"]


def test_nothing_typed_finds_all_and_signs_alone_are_looked_for_as_they_are() -> None:
    finder = TagFinder(["b+", "a", "b+"], {})
    assert finder.find(" ") == [Found("b+"), Found("a")]
    assert finder.find("+") == [Found("b+")]
    assert finder.find("%") == []


NAMES = st.lists(st.text("abcdé -", min_size=1, max_size=12), unique=True, max_size=6)


@given(NAMES, st.text("abcdé -", max_size=12))
def test_each_name_is_found_once_and_by_its_own_text_first(names: list[str], typed: str) -> None:
    finder = TagFinder(names, {})
    told = [one.name for one in finder.find(typed)]
    assert len(told) == len(set(told))
    assert set(told) <= set(names)
    for name in names:
        assert name in [one.name for one in finder.find(name)]


@given(st.sampled_from(LABELS), st.data())
def test_one_letter_lost_doubled_or_swapped_still_finds_the_class(
    label: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(1, len(label) - 2))
    letter = label[at]
    for typed in (
        label[:at] + label[at + 1 :],
        label[:at] + letter + label[at:],
        label[:at] + label[at + 1] + letter + label[at + 2 :],
    ):
        if errors_allowed(sum(c.isalpha() for c in typed)):
            assert label in found(typed), typed


def test_warming_up_leaves_nothing_to_be_read() -> None:
    warm_up()
    assert TagFinder(["Shirts"]).find("hemd") == [Found("Shirts", "Hemd")]
