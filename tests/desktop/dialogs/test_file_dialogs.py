"""Asking for folders, photos and places; the system's dialog itself is answered by the test."""

from __future__ import annotations

from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from core.imaging.images import SUFFIXES
from core.review.store import SUFFIX
from desktop.dialogs import file_dialogs
from desktop.dialogs.file_dialogs import (
    ask_folder,
    ask_output,
    ask_pack,
    ask_photos,
    ask_review,
    ask_source,
    ask_table,
    ask_target,
    photo_filter,
)
from desktop.system.settings import Settings

Answer = Callable[[str, Any], list[tuple[Any, ...]]]


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """`answer(question, given)`: what the user answers; gives the list of what is asked."""

    def prepare(question: str, given: Any) -> list[tuple[Any, ...]]:
        asked: list[tuple[Any, ...]] = []

        def said(_: QWidget, *question: Any) -> Any:
            asked.append(question)
            return given

        monkeypatch.setattr(QFileDialog, question, said)
        return asked

    return prepare


def test_open_photos_shows_every_format_that_is_read() -> None:
    photos, everything = photo_filter().split(";;")
    patterns = photos[photos.index("(") + 1 : photos.index(")")].split()
    assert all(any(fnmatchcase(f"x{s}", pattern) for pattern in patterns) for s in SUFFIXES)
    assert {"*.jfif", "*.jpe", "*.mpo", "*.avif"} <= set(patterns)
    assert everything.endswith("(*)")


def test_asking_starts_where_photos_were_opened_last(
    parent: QWidget, settings: Settings, answer: Answer, home: Path
) -> None:
    asked = answer("getExistingDirectory", "/shop/bags")
    assert ask_folder(parent, settings) == [Path("/shop/bags")]
    settings.note_folder(Path("/shop/hats"))
    ask_folder(parent, settings)
    assert [question[1] for question in asked] == [str(home), str(Path("/shop/hats"))]


def test_photos_and_tables_are_given_as_paths(
    parent: QWidget, settings: Settings, answer: Answer
) -> None:
    answer("getOpenFileNames", (["/shop/a.jpg", "/shop/b.jpg"], ""))
    assert ask_photos(parent, settings) == [Path("/shop/a.jpg"), Path("/shop/b.jpg")]
    answer("getOpenFileName", ("/shop/tags.csv", ""))
    assert ask_table(parent, settings) == Path("/shop/tags.csv")


def test_reviews_are_offered_among_photos_and_by_themselves(
    parent: QWidget, settings: Settings, answer: Answer, tmp_path: Path
) -> None:
    assert file_dialogs.SUFFIX == SUFFIX
    settings.export_folder = tmp_path
    asked = answer("getOpenFileName", (f"/kept/copy{SUFFIX}", ""))
    assert ask_review(parent, settings) == [Path(f"/kept/copy{SUFFIX}")]
    assert asked == [("Open review", str(tmp_path), f"Reviews (*{SUFFIX})")]
    answer("getOpenFileName", ("", ""))
    assert ask_review(parent, settings) == []
    asked = answer("getOpenFileNames", ([], ""))
    ask_photos(parent, settings)
    assert f"*{SUFFIX}" in asked[0][2]
    asked = answer("getSaveFileName", ("", ""))
    ask_target(parent, "Save a copy of the review", settings, "a-copy", SUFFIX)
    assert asked[0] == (
        "Save a copy of the review", str(tmp_path / f"a-copy{SUFFIX}"), f"Reviews (*{SUFFIX})",
    )  # fmt: skip


def test_a_pack_is_a_folder(parent: QWidget, answer: Answer) -> None:
    asked = answer("getExistingDirectory", "/packs/other")
    assert ask_pack(parent) == Path("/packs/other")
    assert asked[0][0] == "Open another model"
    answer("getExistingDirectory", "")
    assert ask_pack(parent) is None


def test_whoever_thinks_better_of_it_gives_nothing(
    parent: QWidget, settings: Settings, answer: Answer, home: Path
) -> None:
    answer("getExistingDirectory", "")
    answer("getOpenFileNames", ([], ""))
    answer("getOpenFileName", ("", ""))
    answer("getSaveFileName", ("", ""))
    assert ask_folder(parent, settings) == ask_photos(parent, settings) == []
    assert (
        ask_table(parent, settings) is ask_target(parent, "Save", settings, "tags", ".csv") is None
    )
    assert settings.export_folder == home


@pytest.mark.parametrize(
    ("given", "taken"), [("tags", "tags.csv"), ("v1.2", "v1.2.csv"), ("Tags.CSV", "Tags.CSV")]
)
def test_a_target_has_its_suffix_and_its_folder_is_remembered(
    parent: QWidget, settings: Settings, answer: Answer, given: str, taken: str
) -> None:
    asked = answer("getSaveFileName", (f"/out/{given}", ""))
    assert ask_target(parent, "Save", settings, "summary", ".csv") == Path("/out", taken)
    ask_target(parent, "Save", settings, "summary", ".csv")
    assert asked[1][1] == str(Path("/out/summary.csv"))


def test_a_source_is_asked_for_where_the_last_one_lies(
    parent: QWidget, answer: Answer, tmp_path: Path
) -> None:
    asked = answer("getOpenFileName", (str(tmp_path / "b.csv"), ""))
    assert ask_source(parent, tmp_path / "a.csv") == tmp_path / "b.csv"
    assert asked[0][1] == str(tmp_path / "a.csv")
    answer("getOpenFileName", ("", ""))
    assert ask_source(parent, tmp_path) is None


@pytest.mark.parametrize(
    ("name", "kind", "target"),
    [
        ("list", "PDF (*.pdf)", "list.pdf"),
        ("list.csv", "PDF (*.pdf)", "list.csv"),
        ("list", "", "list"),
    ],
)
def test_an_output_gets_the_ending_of_its_kind(
    parent: QWidget, answer: Answer, tmp_path: Path, name: str, kind: str, target: str
) -> None:
    asked = answer("getSaveFileName", (str(tmp_path / name), kind))
    given = ask_output(parent, "Save", tmp_path / "list.csv", "CSV (*.csv);;PDF (*.pdf)")
    assert given == tmp_path / target
    assert asked == [("Save", str(tmp_path / "list.csv"), "CSV (*.csv);;PDF (*.pdf)")]
