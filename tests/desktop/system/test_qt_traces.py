"""What Qt's file dialog notes in Windows' registry, by a file in its place."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.dialogs import file_dialogs
from desktop.system import qt_traces
from desktop.system.qt_traces import as_before, kept_out
from desktop.system.settings import Settings


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Windows, with a file for its registry."""
    file = tmp_path / "registry.ini"

    def store(*_: object) -> QSettings:
        return QSettings(str(file), QSettings.Format.IniFormat)

    monkeypatch.setattr(qt_traces, "_store", store)
    return file


def noted(file: Path) -> dict[str, object]:
    store = QSettings(str(file), QSettings.Format.IniFormat)
    return {key: store.value(key) for key in store.allKeys()}


def note(file: Path, **values: str) -> None:
    store = QSettings(str(file), QSettings.Format.IniFormat)
    for name, value in values.items():
        store.setValue(name.replace("_", "/"), value)
    store.sync()


@pytest.mark.parametrize("before", [{}, {"QtProject_FileDialog_lastVisited": "/another"}])
def test_what_a_dialog_notes_is_taken_back(registry: Path, before: dict[str, str]) -> None:
    note(registry, Other_key="1", **before)
    kept = noted(registry)
    with kept_out():
        note(
            registry,
            QtProject_FileDialog_lastVisited="/secret",
            QtProject_FileDialog_history="x",
            Other_more="2",
        )
    assert noted(registry) == kept | {"Other/more": "2"}


def test_it_is_taken_back_whatever_happens(registry: Path) -> None:
    with pytest.raises(ZeroDivisionError), kept_out():
        note(registry, QtProject_FileDialog_history="x")
        raise ZeroDivisionError
    assert noted(registry) == {}


def test_a_store_without_changes_is_left_alone(tmp_path: Path) -> None:
    note(tmp_path / "a.ini", QtProject_FileDialog_history="x")
    before = (tmp_path / "a.ini").stat().st_mtime_ns
    with as_before(QSettings(str(tmp_path / "a.ini"), QSettings.Format.IniFormat)):
        pass
    assert (tmp_path / "a.ini").stat().st_mtime_ns == before


@pytest.mark.skipif(sys.platform == "win32", reason="there is a registry")
def test_elsewhere_there_is_no_registry() -> None:
    assert qt_traces._store() is None
    with kept_out():
        pass


@pytest.mark.parametrize("asks", ["folder", "photos", "review", "table", "output", "target"])
def test_every_question_takes_its_notes_back(
    qtbot: QtBot,
    registry: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    asks: str,
) -> None:
    def answer(*_: object) -> tuple[str, str]:
        note(registry, QtProject_FileDialog_lastVisited="/secret")
        return "", ""

    def folder(*_: object) -> str:
        return answer()[0]

    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, answer)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", folder)
    settings, parent = Settings(tmp_path / "settings.ini"), QWidget()
    qtbot.addWidget(parent)
    {
        "folder": lambda: file_dialogs.ask_folder(parent, settings),
        "photos": lambda: file_dialogs.ask_photos(parent, settings),
        "review": lambda: file_dialogs.ask_review(parent, settings),
        "table": lambda: file_dialogs.ask_table(parent, settings),
        "output": lambda: file_dialogs.ask_output(parent, "Out", tmp_path, "CSV (*.csv)"),
        "target": lambda: file_dialogs.ask_target(parent, "Out", settings, "a", ".csv"),
    }[asks]()
    assert noted(registry) == {}
