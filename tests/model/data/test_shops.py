"""Tables of foreign shops, and what is refused with the line's number."""

from pathlib import Path

import pytest

from model.data.dataset import DataError
from model.data.shops import is_other, read_shops

CLASSES = ("Caps", "Ties", "Belts")
HEADER = "image,source,accepted,view,split\n"


def _table(folder: Path, *rows: str) -> Path:
    (folder / "shops").mkdir()
    for name in ("a", "b", "c"):
        (folder / "shops" / f"{name}.jpg").write_bytes(b"never opened by a reader of tables")
    table = folder / "shops.csv"
    table.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return table


def test_a_side_is_read_with_sets_views_and_strangers(tmp_path: Path) -> None:
    table = _table(
        tmp_path,
        "a.jpg,north,Caps; Ties,worn,train",
        "b.jpg,north,other:food,,train",
        "c.jpg,south,Belts,,test",
    )
    sets, stranger = read_shops(table, "train", CLASSES)
    assert sets.path == tmp_path / "shops" / "a.jpg"
    assert (sets.accepted, sets.source, sets.view) == (("Caps", "Ties"), "north", "worn")
    assert not is_other(sets)
    assert is_other(stranger)
    assert [e.source for e in read_shops(table, "test", CLASSES)] == ["south"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("b.jpg,north,Hats,,train", r"shops\.csv: line 3: 'Hats' is no class of the network"),
        ("b.jpg,north,Caps;other:food,,train", "line 3: 'other:food' is no class"),
        ("b.jpg,north,;,,train", "line 3: no class is accepted"),
        ("z.jpg,north,Caps,,train", r"line 3: photo 'z\.jpg' is missing"),
        ("b.jpg,north,Caps,,test", "line 3: source 'north' is in train as well"),
        ("b.jpg,east,Caps,,both", "line 3: split 'both' is neither train nor test"),
    ],
)
def test_a_bad_line_is_refused_by_its_number(row: str, said: str, tmp_path: Path) -> None:
    table = _table(tmp_path, "a.jpg,north,Caps,,train", row, "c.jpg,south,Ties,,test")
    for side in ("train", "test"):
        with pytest.raises(DataError, match=said):
            read_shops(table, side, CLASSES)


def test_a_side_without_photos_is_named(tmp_path: Path) -> None:
    table = _table(tmp_path, "a.jpg,north,Caps,,train")
    with pytest.raises(DataError, match="names no photo for test"):
        read_shops(table, "test", CLASSES)
