"""What goes wrong with a review is named, and the photos are tagged all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.review import database
from core.review.store import Review
from desktop.services.review.opening import LOCKED, UNWRITABLE
from tests.packs import LABELS
from tests.window import WAIT_MS, Start, review_file


@pytest.fixture
def sent(tmp_path: Path, products: Path) -> Path:
    """A review of the products that lies where a colleague's mail put it."""
    place = tmp_path / "sent by mail.tagproof"
    Review(place, folder=products, reviewer="ana").close()
    return place


def test_second_program_may_look_but_not_decide(qtbot: QtBot, products: Path, start: Start) -> None:
    with Review(review_file(products), folder=products, reviewer="ana"):
        program = start(products)
        qtbot.waitUntil(lambda: program.workbench.desk.shared is not None, timeout=WAIT_MS)
        assert not program.window.decisions.accept_action.isEnabled()
        qtbot.waitUntil(lambda: program.window.notice.text() == LOCKED, timeout=WAIT_MS)
        qtbot.waitUntil(
            lambda: sum(program.workbench.tagger.counts.values()) == len(LABELS), timeout=WAIT_MS
        )
        program.window.close()


def test_damaged_review_is_named_and_photos_are_still_tagged(
    qtbot: QtBot, products: Path, start: Start
) -> None:
    file = review_file(products)
    file.parent.mkdir(parents=True)
    file.write_bytes(b"no review at all")
    program = start(products)
    qtbot.waitUntil(lambda: file.name in program.window.notice.text(), timeout=WAIT_MS)
    qtbot.waitUntil(
        lambda: sum(program.workbench.tagger.counts.values()) == len(LABELS), timeout=WAIT_MS
    )
    assert file.read_bytes() == b"no review at all"


def test_review_where_nothing_can_be_written_can_be_looked_at(
    qtbot: QtBot,
    start: Start,
    sent: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(database, "_try_to_write", refuse)  # permissions bind no root
    program = start(sent)
    bench, window = program.workbench, program.window
    assert bench is not None
    qtbot.waitUntil(lambda: window.notice.text() == UNWRITABLE, timeout=WAIT_MS)
    assert bench.desk.shared.review.database.path == sent
    assert not window.decisions.accept_action.isEnabled()
    qtbot.waitUntil(lambda: sum(bench.tagger.counts.values()) == len(LABELS), timeout=WAIT_MS)
