import pytest

from core.catalog.keys import bare_id, common_key, keys_in, loose, product_in, rounded


@pytest.mark.parametrize(
    ("key", "wanted"),
    [("00123", "123"), ("123.0", "123"), ("123.00", "123"), (" SKU-A ", "sku-a"), ("000", "0"),
     ("A00", "a00"), ("12.5", "12.5"), ("'00123", "123")],
)  # fmt: skip
def test_spreadsheets_lose_zeros_and_add_some(key: str, wanted: str) -> None:
    assert loose(key) == wanted


def test_rounded_numbers_keep_their_first_digits() -> None:
    assert rounded("8.90123E+12") == ("890123", 13)
    assert rounded("8,9e12") == ("89", 13)
    assert rounded("12E3") is None and rounded("SHOE") is None


def test_numbers_of_other_rows_may_say_so() -> None:
    assert list(map(bare_id, ("id:500", "ID:7", "500", "idea"))) == ["500", "7", "500", "idea"]


def test_names_begin_with_keys() -> None:
    assert list(keys_in("SKU-A_1")) == ["SKU-A_1", "SKU-A", "SKU"]
    assert list(keys_in("_1")) == ["_1"]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("10058_2.jpg", "10058"), ("AB-12-front.jpg", "AB-12"), ("photo_2.jpg", None),
     ("10058.jpg", None), ("1_2.jpg", None)],
)  # fmt: skip
def test_names_tell_their_product_where_a_view_follows(name: str, wanted: str | None) -> None:
    assert product_in(name) == wanted


def test_variants_share_a_key() -> None:
    assert common_key(["TEE-S", "TEE-M"]) == "TEE"
    assert common_key(["TEE-S", "SHOE-M"]) is None
