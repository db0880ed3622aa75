"""A shop's file is read on the review's worker, and can be stopped."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.catalog.inspection import Reading
from core.catalog.term_map import TermMap
from core.catalog.words import Role
from desktop.services.job_bridge import JobBridge
from desktop.services.review.catalog_reader import FIRST_ROWS, CatalogRead, CatalogReader
from desktop.services.review.review_desk import ReviewDesk
from desktop.services.workers import Workers
from tests.window import WAIT_MS


@pytest.fixture
def reader(bridge: JobBridge, workers: Workers, reviewed: ReviewDesk) -> CatalogReader:
    return CatalogReader(bridge, workers.review, reviewed)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """More rows than are shown, one of them with a comma too many; the first is known."""
    path = tmp_path / "t.csv"
    rows = "".join(f"other{row}.png,Blue,x\n" for row in range(30))
    path.write_text(f"image,category,name\nblue.png,Ash,a,b\n{rows}", "utf-8")
    return path


def read(qtbot: QtBot, reader: CatalogReader, *given: object) -> CatalogRead:
    with qtbot.waitSignal(reader.read, timeout=WAIT_MS) as told:
        reader.start(*given)  # type: ignore[arg-type]
    return told.args[0]  # type: ignore[no-any-return]


def test_a_file_is_matched_with_the_review_and_its_first_rows_are_given(
    qtbot: QtBot, reader: CatalogReader, file: Path, reviewed: ReviewDesk
) -> None:
    got = read(qtbot, reader, file, TermMap({"Ash": "Grey"}))
    (entry,) = got.found.entries
    assert (entry.term, entry.label) == ("Ash", "Grey")
    assert reviewed.shared is not None
    path = reviewed.shared.path(got.photos[entry.photo])
    assert path is not None
    assert path.name == "blue.png"
    assert len(got.first_rows[0]) == FIRST_ROWS
    assert got.first_rows[0][0] == ["blue.png", "Ash", "a", "b"]
    assert got.found.readings[0].table.mended == 1  # looking at the first rows counts nothing


def test_chosen_columns_are_read_as_chosen(qtbot: QtBot, reader: CatalogReader, file: Path) -> None:
    first = read(qtbot, reader, file, TermMap()).found.readings[0]
    roles = first.roles.given(Role.CATEGORY, (2,))
    own = [Reading(first.table, first.proposal.with_roles(roles))]
    assert read(qtbot, reader, file, TermMap(), own).found.entries[0].term == "a,b"


def test_what_cannot_be_read_is_told(qtbot: QtBot, reader: CatalogReader, tmp_path: Path) -> None:
    (tmp_path / "t.csv").touch()
    with qtbot.waitSignal(reader.failed, timeout=WAIT_MS) as told:
        reader.start(tmp_path / "t.csv", TermMap())
    assert told.args[0].endswith("t.csv: empty")


def test_a_long_file_tells_its_rows_and_nothing_follows_a_stop(
    qtbot: QtBot, reader: CatalogReader, tmp_path: Path, workers: Workers
) -> None:
    rows = "x.png,Blue\n" * 60_000
    (tmp_path / "t.csv").write_text(f"image,category\n{rows}", "utf-8")
    ended = threading.Event()
    with qtbot.assertNotEmitted(reader.read), qtbot.assertNotEmitted(reader.failed):
        with qtbot.waitSignal(reader.progressed, timeout=WAIT_MS) as told:
            reader.start(tmp_path / "t.csv", TermMap())
        assert told.args[0].done == 20_000
        reader.stop()
        workers.review.submit(lambda token, tell: ended.set())
        qtbot.waitUntil(ended.is_set, timeout=WAIT_MS)
