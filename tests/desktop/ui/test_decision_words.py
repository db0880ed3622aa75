from pathlib import Path

from core.vocabulary import PassedOver
from desktop.ui.decision_words import not_decided, walked

PHOTOS = [Path("shop", f"{number}.jpg") for number in range(5)]


def test_what_is_not_decided_is_named_with_the_reason() -> None:
    left = {PHOTOS[0]: PassedOver.UNREADABLE, PHOTOS[1]: PassedOver.UNTAGGED}
    assert not_decided(left) == "Not decided: 0.jpg (cannot be read), 1.jpg (not tagged yet)"


def test_of_many_only_the_first_are_named() -> None:
    words = not_decided(dict.fromkeys(PHOTOS, PassedOver.GONE))
    assert words.endswith("2.jpg (not there any more) and 2 more")


def test_what_was_decided_before_is_no_trouble() -> None:
    assert not_decided({PHOTOS[0]: PassedOver.DECIDED}) == ""
    assert not_decided({}) == ""


def test_what_is_walked_is_counted() -> None:
    assert walked("235 photos", 235, 235) == "235 photos changed"
    assert walked("235 photos", 6, 235) == "235 photos changed, 6 of them in this view"
