import pytest

from core.captioned import Captioned


class Fruit(Captioned):
    APPLE = "apple", "An apple", "Red or green."
    PEAR = "pear", "A pear"


def test_a_member_is_its_value_with_words_beside_it() -> None:
    assert Fruit("apple") is Fruit.APPLE
    assert f"{Fruit.APPLE}" == "apple"
    assert (Fruit.APPLE.caption, Fruit.APPLE.hint) == ("An apple", "Red or green.")
    assert (Fruit.PEAR.caption, Fruit.PEAR.hint) == ("A pear", "")


def test_a_caption_is_no_value() -> None:
    with pytest.raises(ValueError, match="An apple"):
        Fruit("An apple")
