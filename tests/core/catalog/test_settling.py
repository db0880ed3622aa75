from pathlib import Path

from core.catalog.matching import Reason
from tests.core.catalog import shop
from tests.core.catalog.shop import inspected, labels


def test_two_products_that_claim_a_photo_are_told(tmp_path: Path) -> None:
    text = "sku,image,tag\nA,10_1.jpg,Tshirts\nB,10_1.jpg,Shirts\nC,20_1.jpg,Handbags\n"
    found = inspected(tmp_path / "t.csv", text)
    assert found.refused == {0: Reason.TWO_PRODUCTS}
    assert labels(found) == {"20_1.jpg": "Handbags"}


def test_variants_that_share_photos_are_one_product(tmp_path: Path) -> None:
    text = "sku,image,tag\nT-S,10_1.jpg,Tshirts\nT-M,10_1.jpg,Tshirts\n"
    found = inspected(tmp_path / "t.csv", text)
    assert [entry.product for entry in found.entries] == ["T"]


def test_variations_may_name_their_parent_by_another_number(tmp_path: Path) -> None:
    text = (
        "ID,Type,SKU,Name,Categories,Images,Parent\n"
        "500,variable,T,Tee,Tshirts,10_1.jpg,\n501,variation,T-S,Tee,,10_2.jpg,id:500\n"
        "510,variable,,Bag,Handbags,20_1.jpg,\n511,variation,B-S,Bag,,20_2.jpg,id:510\n"
    )
    found = inspected(tmp_path / "t.csv", text)
    assert [entry.product for entry in found.entries] == ["T", "T", "510", "510"]
    assert labels(found) == {name: shop.TRUTH[name] for name in shop.PHOTOS[:2] + shop.PHOTOS[3:5]}


def test_rows_of_one_product_that_disagree_are_told(tmp_path: Path) -> None:
    text = "sku,image,tag\nT,10_1.jpg,Tshirts\nT,10_2.jpg,Dresses\n"
    assert set(inspected(tmp_path / "t.csv", text).refused.values()) == {Reason.TWO_CLASSES}
