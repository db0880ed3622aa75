"""A folder is opened, and its first photo stands explained."""

from __future__ import annotations

from desktop.app import Program
from tests.packs import LABELS


def said(program: Program) -> str:
    return program.window.inspector._tag.text()


def test_photo_tag_and_explanation_of_the_first_photo(explained: Program) -> None:
    window, bench = explained.window, explained.workbench
    assert [path.name for path in window.model.paths] == [
        "blue.png", "green.png", "grey.png", "red.png", "yellow.png",
    ]  # fmt: skip
    assert said(explained) == "Blue"
    assert window.compare.original.picture.full.width() == 90
    assert window.compare.why.picture is not window.compare.original.picture
    assert bench.current_photo.explanation.label == "Blue"
    assert window.inspector._why.text()
    assert {window.model.tag(path).label for path in window.model.paths} == set(LABELS)
