from pathlib import Path

import openpyxl
import pytest

from core.catalog.inspection import Inspection
from core.catalog.reading import inspect, read
from core.catalog.roles import Chosen
from core.errors import CatalogError
from core.review.catalog_export import plan_export, write_export
from core.review.catalog_source import Source, keep, kept_of
from core.review.catalog_tags import import_tags
from core.review.store import Review
from tests.core.catalog import shop
from tests.core.review.desk import add_photos

Imported = tuple[Review, dict[str, int]]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "shop.csv"
    path.write_bytes(shop.woocommerce().encode())
    return path


@pytest.fixture
def imported(review: Review, source: Path) -> Imported:
    ids = add_photos(review, list(shop.PHOTOS))
    import_tags(review, source)
    return review, dict(zip(shop.PHOTOS, ids, strict=True))


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [("Nice", "Fine", 2), ("520,variable", "521,variable", 8), ("512,variation", "9,variation", 7)],
)
def test_a_file_that_changed_is_refused_with_the_row(
    imported: Imported, source: Path, old: str, new: str, row: int
) -> None:
    review, _ = imported
    source.write_bytes(source.read_bytes().replace(old.encode(), new.encode(), 1))
    with pytest.raises(CatalogError, match=f"row {row} is not what it was"):
        plan_export(review, source)


@pytest.mark.parametrize("cut", [-1, 1])
def test_a_file_with_more_or_fewer_rows_is_refused(
    imported: Imported, source: Path, cut: int
) -> None:
    review, _ = imported
    lines = source.read_bytes().splitlines(keepends=True)
    source.write_bytes(b"".join(lines[:-1] if cut < 0 else [*lines, lines[-1]]))
    with pytest.raises(CatalogError, match=f"row {10 if cut < 0 else 11} is not what it was"):
        plan_export(review, source)


def test_the_columns_of_the_import_are_used_again(review: Review, tmp_path: Path) -> None:
    ids = add_photos(review, list(shop.PHOTOS))
    path = tmp_path / "t.csv"
    path.write_text("image,one,two\n10_1.jpg,Tshirts,Dresses\n")
    import_tags(review, path, Chosen(category="one"))
    review.decisions.correct([ids[0]], "Handbags")
    write_export(plan_export(review, path), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text() == "image,one,two\n10_1.jpg,Handbags,Dresses\n"


def remembered(review: Review, path: Path) -> Source:
    found = inspect(path, shop.index(), shop.classes(), digests=True)
    with review.database.transaction() as connection:
        keep(connection, found)
    kept = kept_of(review)
    assert kept is not None
    return kept


def read_again(kept: Source, path: Path) -> Inspection:
    return read(path, kept.readings(path), shop.index(), shop.classes(), digests=True)


def test_where_the_file_lay_is_remembered(
    review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "t.csv").write_text("sku,category\n10,Tshirts\n20,Handbags\n")
    monkeypatch.chdir(tmp_path)
    kept = remembered(review, Path("t.csv"))
    assert kept.path == str(tmp_path / "t.csv")
    assert kept.rows == 3


def test_reviews_from_before_do_not_know_where_it_lay(review: Review, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("sku,category\n10,Tshirts\n")
    remembered(review, tmp_path / "t.csv")
    with review.database.transaction() as connection:
        connection.execute(
            "UPDATE meta SET value = json_remove(value, '$.path') WHERE key = 'catalog'"
        )
    kept = kept_of(review)
    assert kept is not None and kept.path == ""
    kept.check(read_again(kept, tmp_path / "t.csv"))


def test_a_workbook_in_place_of_a_text_file_is_refused(review: Review, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("sku,category\n10,Tshirts\n")
    kept = remembered(review, tmp_path / "t.csv")
    book(tmp_path / "t.xlsx", "Sheet")
    with pytest.raises(CatalogError, match="a workbook, where a file of another kind"):
        kept.readings(tmp_path / "t.xlsx")


def test_a_review_that_met_no_file_remembers_none(review: Review) -> None:
    assert kept_of(review) is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_file_that_stayed_is_read_as_it_was(
    review: Review, tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(shop.template().replace("Nice", "Größe").encode(encoding))
    before = inspect(path, shop.index(), shop.classes())
    kept = remembered(review, path)
    found = read_again(kept, path)
    kept.check(found)
    assert kept.name == "t.csv"
    assert found.entries == before.entries and found.entries
    assert [one.roles for one in found.readings] == [one.roles for one in before.readings]


def test_any_changed_character_is_refused_with_its_row(review: Review, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = [["sku", "category", "note"], *([p, c, "ab"] for p, c in shop.CLASSES.items())]
    path.write_text(shop.written(rows), newline="")
    kept = remembered(review, path)
    for at in range(1, len(rows)):
        for column in range(3):
            other = [list(row) for row in rows]
            other[at][column] += "x"
            path.write_text(shop.written(other), newline="")
            with pytest.raises(CatalogError, match=f"row {at + 1} is not what it was"):
                kept.check(read_again(kept, path))


def test_rows_that_changed_places_are_refused(review: Review, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("sku,category\n10,Tshirts\n20,Handbags\n300,Dresses\n")
    kept = remembered(review, path)
    path.write_text("sku,category\n10,Tshirts\n300,Dresses\n20,Handbags\n")
    with pytest.raises(CatalogError, match="row 3 is not what it was"):
        kept.check(read_again(kept, path))


def test_the_second_import_replaces_what_was_remembered(review: Review, tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("sku,category\n10,Tshirts\n")
    second.write_text("category,sku\nTshirts,10\n")
    remembered(review, first)
    kept = remembered(review, second)
    assert kept.name == "b.csv"
    kept.check(read_again(kept, second))


def book(path: Path, *sheets: str, label: str = "Tshirts") -> None:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name in sheets:
        sheet = made.create_sheet(name)
        sheet.append(["sku", "category"])
        sheet.append([10, label])
    made.save(path)


def test_sheets_are_known_by_name(review: Review, tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    book(path, "Autumn", "Winter")
    kept = remembered(review, path)
    book(path, "Notes", "Winter", "Autumn")
    kept.check(read_again(kept, path))
    book(path, "Autumn", "Winter", label="Dresses")
    with pytest.raises(CatalogError, match="row 2 is not what it was"):
        kept.check(read_again(kept, path))
    book(path, "Autumn")
    with pytest.raises(CatalogError, match="lacks the sheet 'Winter' that was imported"):
        kept.readings(path)
