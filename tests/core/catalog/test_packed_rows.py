from pathlib import Path

import pytest

from core.catalog.inspection import Reading
from core.catalog.packed_rows import ROWS_TOGETHER, PackedRows, unpacked
from core.catalog.reading import inspect, read
from core.catalog.roles import Proposal
from tests.core.catalog import shop


@pytest.mark.parametrize("make", [shop.shopify, shop.woocommerce])
def test_packed_rows_say_of_photos_what_the_file_said(tmp_path: Path, make: object) -> None:
    file = tmp_path / "t.csv"
    file.write_text(make(), "utf-8", newline="")  # type: ignore[operator]
    found = inspect(file, shop.index(), shop.classes(), digests=True)
    ((reading,), (parts,)) = found.readings, found.packed
    file.unlink()
    rows = PackedRows(Path("t.csv"), "", parts)
    table, roles = unpacked(rows, reading.table.columns, reading.roles)
    again = read(rows.path, [Reading(table, Proposal(roles, {}, []))], shop.index(), shop.classes())
    assert len(table.columns) < len(reading.table.columns)
    said = [(e.photo, e.product, e.term, e.label, e.title) for e in found.entries]
    assert [(e.photo, e.product, e.term, e.label, e.title) for e in again.entries] == said != []


def test_many_rows_are_packed_in_parts_and_only_where_they_are_kept(tmp_path: Path) -> None:
    lines = "".join(f"{number},{number}_1.jpg,Tshirts\n" for number in range(ROWS_TOGETHER + 1))
    (tmp_path / "t.csv").write_text(f"sku,image,category\n{lines}")
    parts = inspect(tmp_path / "t.csv", shop.index(), shop.classes(), digests=True).packed
    assert [len(one) for one in parts] == [2]
    rows = list(PackedRows(tmp_path, "", parts[0]).records())
    assert (len(rows), rows[-1]) == (ROWS_TOGETHER + 1, ["2000", "2000_1.jpg", "Tshirts"])
    assert inspect(tmp_path / "t.csv", shop.index(), shop.classes()).packed == [[]]
