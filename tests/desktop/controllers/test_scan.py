"""What the scan finds is told, and why it finds nothing."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.vocabulary import Action, ViewKey
from tests.packs import LABELS
from tests.window import WAIT_MS, Program, Start, show, verdicts, wait_for_verdict


def tagged(qtbot: QtBot, program: Program) -> None:
    """Wait until every photo is tagged, and known to the review."""
    bench = program.workbench
    assert bench is not None
    qtbot.waitUntil(lambda: sum(bench.tagger.counts.values()) == len(LABELS), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: program.window.model.rowCount() == len(LABELS), timeout=WAIT_MS)


def test_vanished_folder_and_empty_folder_say_so(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    program = start(empty)
    qtbot.waitUntil(
        lambda: program.window.empty._title.text() == "No photos found there", timeout=WAIT_MS
    )
    empty.rmdir()
    program.workbench.open([empty])
    qtbot.waitUntil(
        lambda: program.window.empty._title.text() == "This could not be opened", timeout=WAIT_MS
    )
    assert str(empty) in program.window.empty._hint.text()


def test_a_folder_that_is_gone_is_named_while_the_rest_goes_on(
    qtbot: QtBot, start: Start, products: Path
) -> None:
    program = start()
    gone = products / "gone"
    program.workbench.open([products / "a", gone])
    qtbot.waitUntil(lambda: str(gone) in program.window.notice.text(), timeout=WAIT_MS)
    assert program.window.model.rowCount() == 3


def test_pictures_of_other_kinds_are_named(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "design.psd").write_bytes(b"8BPS\0\1")
    program = start(folder)
    said = "Left out, of kinds that are not read: 1 PSD."
    qtbot.waitUntil(lambda: program.window.empty._hint.text() == said, timeout=WAIT_MS)
    Image.new("RGB", (32, 32)).save(folder / "a.png")
    program.workbench.open([folder])
    qtbot.waitUntil(lambda: program.window.notice.text() == said, timeout=WAIT_MS)
    assert program.window.model.rowCount() == 1


def test_a_disk_that_is_not_there_keeps_the_list(
    qtbot: QtBot, start: Start, products: Path, tmp_path: Path
) -> None:
    program = start(products)
    window = program.window
    tagged(qtbot, program)
    listed, away = window.model.rowCount(), tmp_path / "away"
    assert listed > 2
    products.rename(away)
    products.mkdir()
    program.workbench.open([products])
    qtbot.waitUntil(lambda: f"its review knows {listed}" in window.notice.text(), timeout=WAIT_MS)
    assert window.model.rowCount() == listed
    look_again, _ = window.notice._buttons
    products.rmdir()
    away.rename(products)
    qtbot.mouseClick(look_again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.notice.text(), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.model.rowCount() == listed, timeout=WAIT_MS)


def test_photos_that_are_gone_for_good_leave_the_list(
    qtbot: QtBot, start: Start, products: Path
) -> None:
    program = start(products)
    window = program.window
    tagged(qtbot, program)
    for photo in sorted(products.rglob("*.png"))[1:]:
        photo.unlink()
    with qtbot.waitSignal(program.workbench.desk.settled, timeout=WAIT_MS):  # nothing comes after
        program.workbench.open([products])
    qtbot.waitUntil(lambda: "its review knows" in window.notice.text(), timeout=WAIT_MS)
    qtbot.mouseClick(window.notice._buttons[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.model.rowCount() == 1, timeout=WAIT_MS)
    assert not window.notice.text() and not window.notice._buttons


def test_a_photo_that_is_gone_leaves_the_list_of_all_photos(
    qtbot: QtBot, start: Start, products: Path
) -> None:
    program = start(products)
    window = program.window
    tagged(qtbot, program)
    show(qtbot, program, ViewKey.ALL)
    sorted(products.rglob("*.png"))[0].unlink()
    program.workbench.open([products])
    qtbot.waitUntil(lambda: window.model.rowCount() == len(LABELS) - 1, timeout=WAIT_MS)
    assert window.list_controls.view is ViewKey.ALL


def flag(qtbot: QtBot, program: Program, photo: Path) -> None:
    """Flag a photo once all are tagged, and list all photos."""
    tagged(qtbot, program)
    desk = program.workbench.desk
    with qtbot.waitSignal(desk.decided, timeout=WAIT_MS):
        desk.decide(Action.FLAG, [photo], "two things")
    show(qtbot, program, ViewKey.ALL)


def test_a_photo_that_was_moved_shows_its_decision(
    qtbot: QtBot, start: Start, products: Path
) -> None:
    program, blue = start(products), products / "a" / "blue.png"
    flag(qtbot, program, blue)
    blue.rename(products / "b" / "moved.png")
    program.workbench.open([products])
    wait_for_verdict(qtbot, program, "moved.png", "flagged")
    assert "blue.png" not in verdicts(program)


def test_a_photo_that_was_replaced_is_shown_to_be_done_again(
    qtbot: QtBot, start: Start, products: Path
) -> None:
    program, blue = start(products), products / "a" / "blue.png"
    flag(qtbot, program, blue)
    Image.effect_noise((120, 90), 50).save(blue)
    program.workbench.open([products])
    wait_for_verdict(qtbot, program, "blue.png", "to do")
