import json
from pathlib import Path

import pytest

from core import paths
from core.catalog import describe
from core.catalog.matching import Reason
from core.catalog.photo_index import PhotoIndex
from core.catalog.reading import inspect
from tests.core.catalog import shop
from tests.core.catalog.systems import bmecat


def test_the_schema_knows_what_is_written(tmp_path: Path) -> None:
    inspection = shop.inspected(tmp_path / "t.csv", shop.shopify())
    found = json.loads(json.dumps(describe.as_json(inspection)))
    schema = json.loads((paths.resources() / "schema" / "catalog-1.json").read_text("utf-8"))
    assert found["schema"] == schema["title"]
    assert set(found) == set(schema["required"]) == set(schema["properties"])
    for name in ("tables", "photos", "terms"):
        assert set(found[name][0]) == set(schema["properties"][name]["items"]["required"])


def test_tables_of_one_file_say_where_the_category_is(tmp_path: Path) -> None:
    path = tmp_path / "f.xml"
    path.write_bytes(bmecat())
    said = list(describe.lines(inspect(path, shop.index(), shop.classes())))
    assert said[0].startswith("XML, one <ARTICLE> a row")
    assert "  category: in another table" in said
    assert "  '101', 'Handtaschen' (1 row): Handbags" in said


MIXED = (
    "sku,image,category\nA,10_1.jpg,Tshirts\nB,20_1.jpg,Nonsense\nC,gone.jpg,Tshirts\n"
    "D,300_1.jpg,Dresses\nE,300_1.jpg,Shirts\n"
)


def test_people_are_told_what_was_found_one_fact_a_line(tmp_path: Path) -> None:
    lines = list(describe.lines(shop.inspected(tmp_path / "t.csv", MIXED)))
    assert lines[0] == "text, UTF-8, delimiter comma, column names in row 1, 3 columns"
    assert "5 rows, 5 products" in lines
    assert "2 of 6 photos found, of 2 products; 1 has a class" in lines
    assert f"  1 photo left out: {Reason.TWO_PRODUCTS}" in lines
    assert f"  1 cell: {Reason.NOT_THERE}, such as 'gone.jpg'" in lines
    assert any(line.startswith("  3 photos in no product of the file, such as '10_2")
               for line in lines)  # fmt: skip
    assert "4 category terms, 1 without a class, 0 that fit several" in lines
    assert "  'Tshirts' (2 rows): Tshirts" in lines and "  'Nonsense' (1 row): no class" in lines
    assert not any("\n" in line for line in lines)


def test_rows_of_another_width_and_missing_columns_are_told(tmp_path: Path) -> None:
    text = "sku,size\n10,1\n20,2,3\n300\n"
    lines = list(describe.lines(shop.inspected(tmp_path / "t.csv", text)))
    assert "  1 row with more cells than columns; joined to the last" in lines
    assert "  1 row with too few cells" in lines
    assert "  category: none" in lines and lines[-1] == "no categories"


def test_products_are_counted_only_where_rows_name_them(tmp_path: Path) -> None:
    text = "image,category\n100_1.jpg,Tshirts\n100_2.jpg,Tshirts\n200_1.jpg,Handbags\n"
    photos = PhotoIndex(["100_1.jpg", "100_2.jpg", "200_1.jpg"])
    lines = list(describe.lines(shop.inspected(tmp_path / "t.csv", text, photos)))
    assert "3 rows, no product keys" in lines  # three would be as many as rows
    assert "3 of 3 photos found, of 2 products; 3 have a class" in lines  # by the photos' names


def test_only_so_many_terms_are_shown(tmp_path: Path) -> None:
    text = "sku,category\n" + "".join(f"{i},term {i}\n" for i in range(13))
    found = shop.inspected(tmp_path / "t.csv", text)
    assert list(describe.lines(found))[-1] == "  and 3 more"
    assert len(describe.as_json(found)["terms"]) == 13


def test_every_photo_is_in_the_json_once(tmp_path: Path) -> None:
    found = describe.as_json(shop.inspected(tmp_path / "t.csv", MIXED))
    assert {one["path"]: one["class"] for one in found["photos"]} == {
        "10_1.jpg": "Tshirts", "20_1.jpg": None,
    }  # fmt: skip
    assert {one["path"]: one["reason"] for one in found["left_out"]} == {
        "300_1.jpg": Reason.TWO_PRODUCTS, "10_2.jpg": Reason.UNSPOKEN,
        "10_3.jpg": Reason.UNSPOKEN, "20_2.jpg": Reason.UNSPOKEN,
    }  # fmt: skip
    assert found["missing"] == [
        {"row": "row 4", "reference": "gone.jpg", "reason": Reason.NOT_THERE}
    ]
    assert (found["rows"], found["products"], found["missing_count"]) == (5, 5, 1)


def test_without_photos_a_file_is_only_described(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(MIXED)
    found = inspect(path, None, shop.classes())
    assert not any("photo" in line and "found" in line for line in describe.lines(found))
    told = describe.as_json(found)
    assert (told["photos"], told["left_out"], told["rows"]) == ([], [], 5)


def test_roles_are_given_photos_first(tmp_path: Path) -> None:
    found = shop.inspected(tmp_path / "t.csv", shop.woocommerce(), PhotoIndex(shop.PHOTOS))
    names = [role.value for role, _ in describe.roles_of(found.readings[0])]
    assert names[0] == "photo" and "category" in names


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("sku,tag\n77,Tshirts\n", "the file's ids look like '77', the photos like '10_1.jpg'"),
        ("image,tag\nx.jpg,Tshirts\n", "it names 'x.jpg'"),
        ("sku,image,tag\nA,10_1.jpg,Shirts\nB,10_1.jpg,Shirts\n", "two products claim"),
        ("price,tag\n1,Tshirts\n", "no column with names"),
    ],
)
def test_why_nothing_was_found(tmp_path: Path, text: str, why: str) -> None:
    found = shop.inspected(tmp_path / "t.csv", text)
    assert not found.entries
    assert why in describe.why_nothing(found)
