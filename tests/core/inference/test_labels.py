"""Names of classes are read in every common form, in the order of the outputs."""

import json
from pathlib import Path

import pytest

from core.errors import PackError
from core.inference.labels import read_labels

NAMES = ("Boots", "Ties", "Caps")


@pytest.mark.parametrize(
    "written",
    [
        ["Boots", "Ties", "Caps"],
        {"Boots": 0, "Caps": 2, "Ties": 1},
        {"2": "Caps", "0": "Boots", "1": "Ties"},
        {"modelName": "tm", "labels": ["Boots", "Ties", "Caps"]},
    ],
)
@pytest.mark.parametrize("name", ["labels.json", "labels.txt"])
def test_json_is_read_in_every_common_form(tmp_path: Path, written: object, name: str) -> None:
    path = tmp_path / name
    path.write_text(json.dumps(written))
    assert read_labels(path) == NAMES


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("0 Boots\n1 Ties\n2 Caps\n", NAMES),
        ("\ufeff0 Boots\r\n1 Ties\r\n2 Caps\r\n\r\n", NAMES),
        ("2 Caps\n0 Boots\n1 Ties", NAMES),
        ("0: Boots\n1: Ties\n2: Caps", NAMES),
        ("Boots\nTies\nCaps\n", NAMES),
        ("2 Piece Suits\n3 Piece Suits\n", ("2 Piece Suits", "3 Piece Suits")),
        ("0 Trousers 7/8\n1 Süße Kleider\n", ("Trousers 7/8", "Süße Kleider")),
        ("Dress\n", ("Dress",)),
    ],
)
def test_lines_are_names_with_or_without_their_numbers(
    text: str, names: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "labels.txt"
    path.write_bytes(text.encode())
    assert read_labels(path) == names


@pytest.mark.parametrize(
    ("name", "text", "cause"),
    [
        ("l.json", "Boots, Ties", "is not JSON"),
        ("l.json", "7", "neither a list"),
        ("l.json", '["Boots", 3]', "neither a list"),
        ("l.json", '{"Boots": 0, "Ties": 2}', "does not number its classes 0 to 1"),
        ("l.json", '{"Boots": 0, "Ties": 0}', "does not number its classes 0 to 1"),
        ("l.json", '{"a": "Boots", "b": "Ties"}', "does not number its classes 0 to 1"),
        ("l.txt", " \n\n", "names no class"),
        ("l.txt", "B\udcffoots", "not text in UTF-8"),
    ],
)
def test_wrong_labels_are_refused(name: str, text: str, cause: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(PackError, match=cause) as caught:
        read_labels(path)
    assert caught.value.path == path


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 400])
def test_endless_numbers_are_no_places_of_classes(tmp_path: Path, number: str) -> None:
    (tmp_path / "l.txt").write_text(f"0 Shirts\n{number} Shoes\n")
    assert read_labels(tmp_path / "l.txt") == ("0 Shirts", f"{number} Shoes")
    (tmp_path / "l.json").write_text(json.dumps({"0": "Shirts", number: "Shoes"}))
    with pytest.raises(PackError, match="does not number its classes 0 to 1"):
        read_labels(tmp_path / "l.json")
