from io import BytesIO

import pytest
from defusedxml.ElementTree import iterparse

from core.catalog.feed_survey import Survey, survey


def surveyed(text: str, item: str, parent: str) -> Survey:
    return survey(iterparse(BytesIO(text.encode()), events=("start", "end")), item, parent)


OFFERS = (
    "<offers><offer id='9'><categoryId>3</categoryId><param name='x'>4</param></offer></offers>"
)


@pytest.mark.parametrize(
    "lists",
    [
        "<categories><category id='1'>Women</category><category id='3' parentId='1'>Dresses"
        "</category></categories>",
        "<groups><group><id>1</id><name>Women</name><groups><group><id>3</id><name>Dresses</name>"
        "</group></groups></group></groups>",
        "<tree><leaf><GROUP_ID>1</GROUP_ID><GROUP_NAME>Women</GROUP_NAME><PARENT_ID>0</PARENT_ID>"
        "</leaf><leaf><GROUP_ID>3</GROUP_ID><GROUP_NAME>Dresses</GROUP_NAME><PARENT_ID>1</PARENT_ID>"
        "</leaf></tree>",
        "<г><Группа><Ид>1</Ид><Наименование>Women</Наименование><Группы><Группа><Ид>3</Ид>"
        "<Наименование>Dresses</Наименование></Группа></Группы></Группа></г>",
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_lists_of_any_form_name_ids_by_path(lists: str, before: bool) -> None:
    text = f"<shop>{lists}{OFFERS}</shop>" if before else f"<shop>{OFFERS}{lists}</shop>"
    found = surveyed(text, "offer", "offers")
    assert found.listed == {"1": "Women", "3": "Women > Dresses"}
    assert list(found.columns["offer"]) == ["id", "categoryId", "param", "param/name"]


def test_other_rows_beside_the_products_are_counted() -> None:
    found = surveyed(
        "<c><a><n>1</n><t>x</t></a><a><n>2</n><t>y</t></a><map><n>1</n><g>5</g></map></c>", "a", "c"
    )
    assert found.rows == {"a": 2, "map": 1}
    assert list(found.columns["map"]) == ["n", "g"]
    assert found.listed == {}


def test_of_two_lists_with_one_id_that_of_categories_counts() -> None:
    lists = "<v><category id='3'>Dresses</category></v><w><vendor id='3'>Nike</vendor></w>"
    assert surveyed(f"<s>{lists}{OFFERS}</s>", "offer", "offers").listed["3"] == "Dresses"


def test_a_circle_of_parents_ends() -> None:
    lists = "<c id='1' parentId='2'>A</c><c id='2' parentId='1'>B</c>"
    assert surveyed(f"<s><l>{lists}</l></s>", "i", "s").listed["1"].startswith("B > A")
