"""The way back: nothing but the category cells of products that changed."""

import os
from pathlib import Path

import pytest

from core.catalog.edits import Edits
from core.catalog.reading import inspect
from core.catalog.write_back import rows_are_fixed, write_back
from core.errors import CatalogError
from tests.core.catalog import shop
from tests.core.catalog.systems import SYSTEMS
from tests.core.catalog.way_back import book, write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("form", shop.FORMS)
def test_nothing_decided_is_the_same_file(tmp_path: Path, form: str, encoding: str) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "out.csv"
    path.write_bytes(shop.FORMS[form].encode(encoding))
    write(path, {}, out)
    assert out.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("system", SYSTEMS)
def test_other_systems_get_back_what_they_wrote(tmp_path: Path, system: str) -> None:
    path, same, out = tmp_path / "export", tmp_path / "same", tmp_path / "out"
    path.write_bytes(SYSTEMS[system]())
    found = inspect(path, shop.index(), shop.classes())
    products = {shop.PHOTOS[entry.photo]: entry.product for entry in found.entries}
    write(path, {}, same)
    assert same.read_bytes() == path.read_bytes()
    write(path, {products["10_1.jpg"]: "Dresses"}, out)
    after = inspect(out, shop.index(), shop.classes())
    changed = {name: "Dresses" if name.startswith("10_") else shop.TRUTH[name]
               for name in shop.PHOTOS}  # fmt: skip
    assert shop.labels(after) == changed
    for old, new in zip(found.readings, after.readings, strict=True):
        for before, cells in zip(old.table.rows(), new.table.rows(), strict=True):
            differing = {at for at, cell in enumerate(cells) if cell != before[at]}
            assert differing <= {old.roles.category}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_only_the_products_own_cells_change(tmp_path: Path, encoding: str) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "out.csv"
    text = shop.shopify().replace("seller", "Größe")
    path.write_bytes(text.encode(encoding))
    write(path, {"nice-10": "Dresses"}, out)
    wanted = text.replace("Apparel > Tshirts", "Apparel > Dresses")
    assert out.read_bytes() == wanted.encode(encoding)


def test_only_changed_rows_can_be_written(tmp_path: Path) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "out.csv"
    path.write_bytes(shop.template().encode("utf-16"))
    write(path, {"300": "Tshirts"}, out, only_changed=True)
    lines = shop.template().replace("dresses", "tshirts").splitlines(keepends=True)
    assert out.read_bytes() == "".join([*lines[:3], lines[-1]]).encode("utf-16")


def test_workbooks_are_copied_where_nothing_is_decided(tmp_path: Path) -> None:
    path, out = tmp_path / "b.xlsx", tmp_path / "out.xlsx"
    book(path)
    write(path, {}, out)
    assert out.read_bytes() == path.read_bytes()
    with pytest.raises(CatalogError, match="written whole; save it as CSV"):
        write(path, {}, out, only_changed=True)


@pytest.mark.parametrize("name", ["t.csv", "b.xlsx"])
def test_a_file_saved_since_it_was_read_is_refused(tmp_path: Path, name: str) -> None:
    path, out = tmp_path / name, tmp_path / "out"
    path.write_text(shop.by_key()) if name == "t.csv" else book(path)
    found = inspect(path, shop.index(), shop.classes())
    with path.open("ab") as stream:
        stream.write(b" ")
    with pytest.raises(CatalogError, match=f"{name}: was changed since it was read"):
        write_back(found, Edits({found.entries[0].place: "Dresses"}), out)
    assert not out.exists()
    path.unlink()
    with pytest.raises(CatalogError, match=f"{name}: no such file"):
        write_back(found, Edits({found.entries[0].place: "Dresses"}), out)


def test_a_file_saved_while_it_is_written_is_refused(tmp_path: Path) -> None:
    path, out = tmp_path / "b.xlsx", tmp_path / "out" / "out.xlsx"
    out.parent.mkdir()
    book(path)
    found = inspect(path, shop.index(), shop.classes())
    with pytest.raises(CatalogError, match="was changed since it was read"):
        write_back(
            found, Edits({found.entries[0].place: "Dresses"}), out,
            on_progress=lambda _: os.utime(path, ns=(0, 0)),
        )  # fmt: skip
    assert list(out.parent.iterdir()) == []


def test_rows_of_workbooks_alone_are_fixed(tmp_path: Path) -> None:
    book(tmp_path / "b.xlsx")
    (tmp_path / "t.csv").write_text(shop.by_key())
    for name, fixed in (("b.xlsx", True), ("t.csv", False)):
        assert rows_are_fixed(inspect(tmp_path / name, shop.index(), shop.classes())) is fixed
