"""What is found out about a photo, or why nothing is, on panes and in the inspector."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.explain.quality import badge
from core.language.catalog import english
from desktop.app import Program
from desktop.ui.words import TRUST_SIGNS
from tests import unix
from tests.window import WAIT_MS, Start


def said(program: Program) -> str:
    return program.window.inspector._tag.text()


def test_unreadable_photo_is_named_in_list_and_panel(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    # The last that this system takes; either would look otherwise if read as HTML.
    file = tmp_path / unix.taken("a &amp;name.jpg", "a <b>name.jpg")[-1]
    file.write_bytes(b"")
    program = start(file)
    qtbot.waitUntil(lambda: program.window.model.tag(file).status == "error", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: said(program) == "No tag", timeout=WAIT_MS)
    assert program.window.inspector._note.text() == f"{file}: empty file"
    assert "empty file" in program.window.model.index(0).data(Qt.ItemDataRole.ToolTipRole)


def test_broken_pack_is_named_and_photos_can_still_be_looked_at(
    qtbot: QtBot, start: Start, products: Path, tmp_path: Path
) -> None:
    program = start(products, pack=tmp_path / "no-pack")
    qtbot.waitUntil(lambda: "no-pack" in program.window.inspector._note.text(), timeout=WAIT_MS)
    assert program.window.compare.original.picture is not None
    assert program.workbench.network.problem


def test_trust_is_said_beside_the_reasons(explained: Program) -> None:
    verdict = badge(explained.workbench.current_photo.explanation)
    shown = explained.window.inspector._trust
    assert shown.isVisibleTo(explained.window)
    assert shown._sign == TRUST_SIGNS[verdict.trust]
    assert shown.toolTip() == english().word(verdict.reason)


def test_stop_button_stops_and_goes(explained: Program) -> None:
    window, current_photo = explained.window, explained.workbench.current_photo
    assert not window.compare._cancel.isVisible()
    window.inspector.controls._stable.setChecked(False)
    window.inspector.controls._set(samples=4096)
    current_photo._preview()
    assert window.compare._cancel.isVisible()
    window.compare._cancel.click()
    assert not current_photo.explaining
    assert not window.compare._cancel.isVisible()
