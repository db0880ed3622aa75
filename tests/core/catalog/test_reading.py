from pathlib import Path

import openpyxl
import pytest

from core.catalog.photo_index import PhotoIndex
from core.catalog.reading import inspect
from core.catalog.roles import Chosen
from core.entities import Progress
from core.errors import CatalogError
from tests.core.catalog import shop
from tests.core.catalog.shop import inspected, labels
from tests.core.catalog.systems import SYSTEMS


@pytest.mark.parametrize("form", shop.FORMS)
def test_every_photo_finds_its_class(tmp_path: Path, form: str) -> None:
    found = inspected(tmp_path / "t.csv", shop.FORMS[form])
    assert labels(found) == shop.TRUTH
    assert not found.refused and not found.unspoken()


@pytest.mark.parametrize("form", [form for form in shop.FORMS if form != "windows"])
def test_every_photo_finds_its_product(tmp_path: Path, form: str) -> None:
    found = inspected(tmp_path / "t.csv", shop.FORMS[form])
    products: dict[str, set[str]] = {}
    for entry in found.entries:
        products.setdefault(entry.product, set()).add(shop.PHOTOS[entry.photo].partition("_")[0])
    assert sorted(map(sorted, products.values())) == [["10"], ["20"], ["300"]]


@pytest.mark.parametrize("system", SYSTEMS)
def test_other_systems_are_read_by_what_is_in_them(tmp_path: Path, system: str) -> None:
    path = tmp_path / "export"
    path.write_bytes(SYSTEMS[system]())
    found = inspect(path, shop.index(), shop.classes())
    assert labels(found) == shop.TRUTH
    products = {entry.product: shop.PHOTOS[entry.photo].partition("_")[0]
                for entry in found.entries}  # fmt: skip
    assert sorted(products.values()) == ["10", "20", "300"]


def test_workbooks_with_a_title_and_several_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Prices 2026"
    for product, label in shop.CLASSES.items():
        sheet = book.create_sheet(product)
        sheet.append(["Autumn"])
        sheet.append([])
        sheet.append(["Art.-Nr.", "Warengruppe"])
        sheet.append([int(product), label])
        sheet["A4"].number_format = "00000"
    book.save(tmp_path / "b.xlsx")
    index = PhotoIndex([f"{name.partition('_')[0]:0>5}_1.jpg" for name in shop.CLASSES])
    found = inspect(tmp_path / "b.xlsx", index, shop.classes())
    assert [entry.label for entry in found.entries] == list(shop.CLASSES.values())
    assert [entry.product for entry in found.entries] == ["00010", "00020", "00300"]
    assert found.row_of(found.entries[1].place) == "row 4 of 20"


@pytest.mark.parametrize(("column", "known"), [("google_product_category", 3), ("category", 0)])
def test_bare_numbers_mean_classes_where_the_column_is_googles(
    tmp_path: Path, column: str, known: int
) -> None:
    text = f"id,image_link,{column}\n10,10_1.jpg,212\n20,20_1.jpg,3032\n300,300_1.jpg,2271\n"
    found = inspected(tmp_path / "t.csv", text)
    # 212 is Google's "Shirts & Tops", which does not tell Tshirts from Shirts.
    assert sum(label is not None for label in labels(found).values()) == known
    assert [one for _, _, one in found.terms() if len(one) > 1] == [("Shirts", "Tshirts")][:known]


def test_an_empty_column_is_not_chosen_over_one_that_speaks(tmp_path: Path) -> None:
    text = "image,Product Category,Type\n10_1.jpg,,Tshirts\n20_1.jpg,,Handbags\n"
    found = inspected(tmp_path / "t.csv", text)
    assert found.readings[0].table.columns[found.readings[0].roles.category or 0] == "Type"


def test_a_table_without_head_is_read(tmp_path: Path) -> None:
    found = inspected(tmp_path / "t.csv", "10_1.jpg,Tshirts\n20_1.jpg,Handbags\n")
    assert found.readings[0].table.head_row == 0
    assert labels(found) == {"10_1.jpg": "Tshirts", "20_1.jpg": "Handbags"}


def test_head_cells_may_be_long_or_of_several_lines(tmp_path: Path) -> None:
    text = f'"image\nof it",{"x" * 200_000},tag\n10_1.jpg,1,Tshirts\n'
    found = inspected(tmp_path / "t.csv", text)
    assert labels(found) == {"10_1.jpg": "Tshirts"}
    assert "200,000 characters" in found.readings[0].table.shown(1)


def test_columns_can_be_chosen_by_name_or_number(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b,c\n10_1.jpg,Tshirts,Dresses\n")
    for name in ("c", "3"):
        found = inspect(path, shop.index(), shop.classes(), chosen=Chosen(category=name))
        assert labels(found) == {"10_1.jpg": "Dresses"}
    with pytest.raises(CatalogError, match="has no column 'd'"):
        inspect(path, shop.index(), shop.classes(), chosen=Chosen(category="d"))


def test_photos_that_come_late_in_the_file_are_found(tmp_path: Path) -> None:
    rows = "".join(f"x{i},y{i},Shirts\n" for i in range(3000))
    found = inspected(tmp_path / "t.csv", f"one,two,three\n{rows}z,300,Dresses\n")
    assert labels(found) == {"300_1.jpg": "Dresses"}


def test_progress_is_told_and_stops(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("path,tag\n" + "x.jpg,Hats\n" * 25_000)

    def stop(step: Progress) -> None:
        raise InterruptedError(step.done)

    with pytest.raises(InterruptedError, match="20000"):
        inspect(path, None, shop.classes(), on_progress=stop)


def test_every_role_says_why(tmp_path: Path) -> None:
    found = inspected(tmp_path / "t.csv", shop.shopify())
    roles, why = found.readings[0].roles, found.readings[0].proposal.why
    assert roles.photos and roles.group is not None and roles.category is not None
    assert "a photo of the folder is named in" in why[roles.photos[0]]
