"""What is meant by what is given: a folder with its review, several without, a review file."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.errors import ReviewError
from core.review.store import Review
from desktop.app import Program
from desktop.services.review.opening import what_is_meant
from tests.packs import LABELS
from tests.window import (
    WAIT_MS,
    Start,
)


@pytest.fixture
def sent(tmp_path: Path, products: Path) -> Path:
    """A review of the products that lies where a colleague's mail put it."""
    place = tmp_path / "sent by mail.tagproof"
    Review(place, folder=products, reviewer="ana").close()
    return place


def test_several_folders_have_no_review_and_are_tagged(
    qtbot: QtBot, explained: Program, products: Path
) -> None:
    window, bench = explained.window, explained.workbench
    assert window.review_menu.summary_action.isEnabled()
    bench.open([products / "a", products / "b"])
    assert not window.review_menu.summary_action.isEnabled()
    assert not window.review_menu.import_action.isEnabled()
    assert not window.views.isVisible()
    qtbot.waitUntil(lambda: sum(bench.tagger.counts.values()) == len(LABELS), timeout=WAIT_MS)
    assert not window.decisions.accept_action.isEnabled()


def test_review_file_opens_its_folder_and_takes_the_decisions(
    qtbot: QtBot, start: Start, sent: Path, products: Path
) -> None:
    program = start(sent)
    bench, window = program.workbench, program.window
    assert bench is not None
    qtbot.waitUntil(lambda: len(window.model.paths) == len(LABELS), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: bench.desk.writable, timeout=WAIT_MS)
    assert bench.desk.shared.review.database.path == sent
    assert products.name in window.windowTitle()
    window.folders.subfolders_changed.emit(True)  # what is opened anew is the same review
    qtbot.waitUntil(lambda: bench.desk.writable, timeout=WAIT_MS)
    assert bench.desk.shared.review.database.path == sent


def test_review_whose_folder_is_gone_is_named(
    qtbot: QtBot, start: Start, sent: Path, products: Path
) -> None:
    products.rename(products.with_name("elsewhere"))
    with pytest.raises(ReviewError, match="no folder is there"):
        what_is_meant([sent])
    window = start(sent).window
    qtbot.waitUntil(lambda: "no folder is there" in window.notice.text(), timeout=WAIT_MS)
