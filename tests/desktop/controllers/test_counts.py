"""The numbers beside views and on the bar are those of the lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.vocabulary import Status, ViewKey
from desktop.app import Program
from desktop.controllers.counts import CountsController
from desktop.controllers.verdicts import ALL_DONE
from desktop.dialogs import file_dialogs
from desktop.dialogs.import_dialog import ImportDialog
from desktop.services.folder_scan import FolderScan
from desktop.services.job_bridge import JobBridge
from desktop.services.review.review_desk import ReviewDesk
from desktop.services.tagger import Tagger
from desktop.services.workers import Workers
from desktop.ui.photo_state import Tag
from desktop.window.main_window import MainWindow
from tests import unix
from tests.window import (
    WAIT_MS,
    Start,
    opened,
    pick,
    press,
    show,
    verdicts,
    wait_for_verdict,
)


def shown_counts(program: Program) -> dict[str, str]:
    """What stands beside the views, as of this moment."""
    cells = program.window.views._model
    return {name: cells.item(row, 1).text() for row, name in enumerate(ViewKey)}


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A CSV with one tag that agrees, one that does not, and one that means no class."""
    file = tmp_path / "styles.csv"
    file.write_text(
        "id,articleType,productDisplayName\nblue,blue,A blue thing\ngreen,Red,A green one\n"
        "grey,Ash,Grey\nstranger,Red,Not here\n",
        "utf-8",
    )
    monkeypatch.setattr(file_dialogs, "ask_table", lambda *_: file)
    return file


def test_each_view_says_how_many_photos_it_lists(
    qtbot: QtBot, explained: Program, catalog: Path
) -> None:
    window = explained.window
    window.review_menu.import_action.trigger()
    dialog = opened(qtbot, explained, ImportDialog)
    qtbot.waitUntil(dialog.import_button.isEnabled, timeout=WAIT_MS)
    dialog.import_button.click()
    qtbot.waitUntil(lambda: shown_counts(explained)[ViewKey.DISAGREEMENTS] == "1", timeout=WAIT_MS)
    window.decisions.accept_action.trigger()
    qtbot.waitUntil(lambda: shown_counts(explained)[ViewKey.DONE] == "1", timeout=WAIT_MS)
    for name in ViewKey:
        window.views.set_view(name)
        with qtbot.waitSignal(explained.workbench.desk.listed, timeout=WAIT_MS):
            window.list_controls.changed.emit()
        qtbot.waitUntil(
            lambda name=name: shown_counts(explained)[name] == f"{window.model.rowCount()}",
            timeout=WAIT_MS,
        )


@pytest.mark.parametrize("kind", ["no picture", "a link that leads nowhere"])
@unix.links
def test_unreadable_photos_are_neither_tagged_nor_to_do_and_have_a_view(
    qtbot: QtBot, start: Start, products: Path, kind: str
) -> None:
    if kind == "no picture":
        (products / "a" / "broken.png").write_bytes(b"no picture")
    else:
        (products / "a" / "broken.png").symlink_to(products / "gone.png")
    program = start(products)
    window, bench = program.window, program.workbench
    with qtbot.waitSignal(bench.desk.settled, timeout=WAIT_MS):
        pass
    said = "0 done     5 to do     0 flagged     1 unreadable"
    qtbot.waitUntil(lambda: window.top._summary.accessibleName() == said, timeout=WAIT_MS)
    assert window.status.words == "5 photos tagged, 1 unreadable"
    counts = shown_counts(program)
    assert [counts[key] for key in (ViewKey.TO_DO, ViewKey.UNREADABLE, ViewKey.ALL)] == [
        "5", "1", "6",
    ]  # fmt: skip
    show(qtbot, program, ViewKey.TO_DO)
    assert "broken.png" not in verdicts(program)
    show(qtbot, program, ViewKey.UNREADABLE)
    assert list(verdicts(program)) == ["broken.png"]
    window.decisions.skip_action.trigger()
    wait_for_verdict(qtbot, program, "broken.png", "skipped")
    press(program, Qt.Key.Key_F)
    pick(qtbot, program, "broken file")
    wait_for_verdict(qtbot, program, "broken.png", "flagged")
    said = "0 done     5 to do     1 flagged"
    qtbot.waitUntil(lambda: window.top._summary.accessibleName() == said, timeout=WAIT_MS)


def test_unreadable_photos_do_not_hold_up_the_end(
    qtbot: QtBot, start: Start, products: Path
) -> None:
    (products / "a" / "broken.png").write_bytes(b"no picture")
    program = start(products)
    window = program.window
    with qtbot.waitSignal(program.workbench.desk.settled, timeout=WAIT_MS):
        pass
    show(qtbot, program, ViewKey.TO_DO)
    window.photos.selectAll()
    press(program, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.status.words == ALL_DONE, timeout=WAIT_MS)
    show(qtbot, program, ViewKey.TO_DO)
    assert window.model.rowCount() == 0


def test_without_a_review_the_tags_are_counted(
    main_window: MainWindow, desk: ReviewDesk, bridge: JobBridge, workers: Workers, blue: Path
) -> None:
    window = main_window
    scan = FolderScan(bridge, workers.scans)
    tagger = Tagger(bridge, workers.decoders, workers.engine)
    CountsController(window.top, window.views, desk, scan, tagger)
    desk.open_none()
    tagger.add([blue, blue.with_name("green.png")], {blue: Tag(Status.KNOWN, "Blue", 0.9)})
    assert window.top._summary.accessibleName() == "1 sure"
    desk.open_none()
    assert window.top._summary.accessibleName() == ""
