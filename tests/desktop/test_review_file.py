"""A review file that is opened by its own name stands for the folder it is about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.errors import ReviewError
from core.review import database
from core.review.store import Review
from desktop.app import Program
from desktop.services.review.opening import UNWRITABLE, what_is_meant
from tests.packs import LABELS

WAIT_MS = 20_000


@pytest.fixture
def sent(tmp_path: Path, products: Path) -> Path:
    """A review of the products that lies where a colleague's mail put it."""
    place = tmp_path / "sent by mail.tagproof"
    Review(place, folder=products, reviewer="ana").close()
    return place


def test_review_file_opens_its_folder_and_takes_the_decisions(
    qtbot: QtBot, start: Callable[..., Program], sent: Path, products: Path
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


def test_review_where_nothing_can_be_written_can_be_looked_at(
    qtbot: QtBot,
    start: Callable[..., Program],
    sent: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(database, "_writable", lambda _: False)  # permissions bind no root
    program = start(sent)
    bench, window = program.workbench, program.window
    assert bench is not None
    qtbot.waitUntil(lambda: window.notice.text() == UNWRITABLE, timeout=WAIT_MS)
    assert bench.desk.shared.review.database.path == sent
    assert not window.decisions.accept_action.isEnabled()
    qtbot.waitUntil(lambda: sum(bench.tagger.counts.values()) == len(LABELS), timeout=WAIT_MS)


def test_review_whose_folder_is_gone_is_named(
    qtbot: QtBot, start: Callable[..., Program], sent: Path, products: Path
) -> None:
    products.rename(products.with_name("elsewhere"))
    with pytest.raises(ReviewError, match="no folder is there"):
        what_is_meant([sent])
    window = start(sent).window
    qtbot.waitUntil(lambda: "no folder is there" in window.notice.text(), timeout=WAIT_MS)


def test_file_that_only_is_called_so_is_named(tmp_path: Path) -> None:
    fake = tmp_path / "x.tagproof"
    fake.write_bytes(b"no database")
    with pytest.raises(ReviewError, match=r"x\.tagproof"):
        what_is_meant([fake])


def test_anything_else_is_opened_as_it_is(products: Path) -> None:
    assert what_is_meant([products]) == ([products], None)
    assert what_is_meant([products, products]) == ([products, products], None)
