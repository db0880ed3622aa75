"""A shop's file is planned and written on a worker of its own; the review is only read."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from core.review.catalog_changes import Export
from core.review.catalog_tags import import_tags
from core.vocabulary import Action
from desktop.services.job_bridge import JobBridge
from desktop.services.review.catalog_writer import CatalogWriter, Phase
from desktop.services.review.review_desk import ReviewDesk
from desktop.services.workers import Workers
from tests.window import WAIT_MS

HEAD = "image,category\n"
ROWS = "blue.png,Grey\ngreen.png,Grey\nred.png,Red\n"
OTHERS = 60_000
"""Rows about other photos: enough that progress is told."""


@pytest.fixture
def writer(bridge: JobBridge, workers: Workers, reviewed: ReviewDesk) -> CatalogWriter:
    return CatalogWriter(bridge, workers.catalogs, reviewed)


@pytest.fixture
def source(tmp_path: Path, reviewed: ReviewDesk) -> Path:
    """A file that was imported; of its three photos two are decided otherwise."""
    others = "".join(f"other{row}.png,Yellow\n" for row in range(OTHERS))
    (tmp_path / "shop.csv").write_text(f"{HEAD}{ROWS}{others}", "utf-8")
    review = reviewed.shared.review
    import_tags(review, tmp_path / "shop.csv")
    ids = {path: photo for photo, path in review.database.rows("SELECT id, path FROM photos")}
    review.decisions.correct([ids["a/blue.png"]], "Blue")
    review.decisions.correct([ids["a/green.png"]], "Green", reason="is green")
    return tmp_path / "shop.csv"


def wait(qtbot: QtBot, signal: Any, work: Callable[[], None]) -> Any:
    with qtbot.waitSignal(signal, timeout=WAIT_MS) as told:
        work()
    return told.args[0]


def plan(qtbot: QtBot, writer: CatalogWriter, source: Path) -> Export:
    wait(qtbot, writer.remembered, writer.begin)
    return wait(qtbot, writer.planned, lambda: writer.read(source, as_class=False))


def test_what_was_imported_is_planned_and_written(
    qtbot: QtBot, writer: CatalogWriter, source: Path, reviewed: ReviewDesk
) -> None:
    review = reviewed.shared.review.path
    before = hashlib.sha256(review.read_bytes()).digest()
    assert wait(qtbot, writer.remembered, writer.begin) == source
    steps: list[tuple[Phase, int, int]] = []
    writer.progressed.connect(lambda phase, step: steps.append((phase, step.done, step.total)))
    export = wait(qtbot, writer.planned, lambda: writer.read(source, as_class=False))
    assert [(one.before, one.after, one.why) for one in export.changes] == [
        ("Grey", "Blue", "corrected"), ("Grey", "Green", "is green"),
    ]  # fmt: skip
    assert (Phase.READING, 20_000, OTHERS + 4) in steps
    assert (Phase.PLANNING, 20_000, OTHERS + 3) in steps
    out = source.with_name("out.csv")
    assert wait(qtbot, writer.written, lambda: writer.write(out, only_changed=False)) == out
    wanted = source.read_text().replace("blue.png,Grey", "blue.png,Blue")
    assert out.read_text() == wanted.replace("green.png,Grey", "green.png,Green")
    assert steps[-1][0] is Phase.WRITING and steps[-1][2] == source.stat().st_size
    wait(qtbot, writer.written, lambda: writer.write(out, only_changed=True))
    assert out.read_text() == f"{HEAD}blue.png,Blue\ngreen.png,Green\n"
    assert hashlib.sha256(review.read_bytes()).digest() == before


def test_other_words_need_no_other_reading(
    qtbot: QtBot, writer: CatalogWriter, source: Path
) -> None:
    plan(qtbot, writer, source)
    steps: list[Phase] = []
    writer.progressed.connect(lambda phase, _: steps.append(phase))
    export = wait(qtbot, writer.planned, lambda: writer.reword(as_class=True))
    assert [one.after for one in export.changes] == ["Blue", "Green"]
    assert set(steps) == {Phase.PLANNING}


@pytest.mark.parametrize("ending", [".csv", ".pdf"])
def test_the_list_of_changes_is_written(
    qtbot: QtBot, writer: CatalogWriter, source: Path, ending: str
) -> None:
    plan(qtbot, writer, source)
    out = source.with_name(f"list{ending}")
    assert wait(qtbot, writer.written, lambda: writer.write_list(out)) == out
    if ending == ".csv":
        said = out.read_text("utf-8")
    else:
        said = "".join(page.extract_text() for page in PdfReader(out).pages)
    assert "is green" in said and "a/blue.png" in said


def test_a_file_that_changed_is_refused_with_its_row(
    qtbot: QtBot, writer: CatalogWriter, source: Path
) -> None:
    source.write_text(source.read_text().replace("other7.png,Yellow", "other7.png,Red"))
    wait(qtbot, writer.remembered, writer.begin)
    words = wait(qtbot, writer.failed, lambda: writer.read(source, as_class=False))
    assert words == (
        f"{source}: row 12 is not what it was when the file was imported; import it again"
    )


def test_neither_source_nor_review_is_written_over(
    qtbot: QtBot, writer: CatalogWriter, source: Path, reviewed: ReviewDesk
) -> None:
    plan(qtbot, writer, source)
    review, before = reviewed.shared.review.path, source.read_bytes()
    for work in (
        lambda: writer.write(source, only_changed=False),
        lambda: writer.write(review, only_changed=False),
        lambda: writer.write_list(source),
        lambda: writer.write_list(review),
    ):
        assert "give the output another name" in wait(qtbot, writer.failed, work)
    assert source.read_bytes() == before
    assert reviewed.shared.review.decisions.depth().undo == 2


def test_a_stop_leaves_nothing_and_the_plan(
    qtbot: QtBot, writer: CatalogWriter, source: Path
) -> None:
    plan(qtbot, writer, source)
    out = source.parent / "out" / "out.csv"
    out.parent.mkdir()
    with qtbot.assertNotEmitted(writer.written), qtbot.waitSignal(writer.stopped, timeout=WAIT_MS):
        writer.write(out, only_changed=False)
        assert writer.stop()
    assert list(out.parent.iterdir()) == []
    assert not writer.stop()
    assert wait(qtbot, writer.written, lambda: writer.write(out, only_changed=False)) == out


def test_what_is_said_of_a_stop_is_true_however_late_it_came(
    qtbot: QtBot, writer: CatalogWriter, source: Path
) -> None:
    plan(qtbot, writer, source)
    out = source.parent / "out" / "out.csv"
    out.parent.mkdir()
    said: list[bool] = []
    writer.written.connect(lambda _: said.append(True))
    writer.stopped.connect(lambda: said.append(False))
    with qtbot.waitSignal(writer.progressed, timeout=WAIT_MS) as told:
        writer.write(out, only_changed=False)
    assert told.args[0] is Phase.WRITING and 0 < told.args[1].done < told.args[1].total
    writer.stop()
    qtbot.waitUntil(lambda: bool(said), timeout=WAIT_MS)
    assert said == [out.exists()]
    assert [one.name for one in out.parent.iterdir()] == ["out.csv"] * said[0]


class Told:
    """Tells which thread frees it."""

    def __init__(self, names: list[str]) -> None:
        self._names = names

    def __del__(self) -> None:
        self._names.append(threading.current_thread().name)


def test_who_begins_anew_hears_nothing_of_what_was_stopped_before(
    qtbot: QtBot, writer: CatalogWriter, source: Path
) -> None:
    plan(qtbot, writer, source)
    told: list[object] = []
    writer.stopped.connect(lambda: told.append("stopped"))
    writer.failed.connect(told.append)
    writer.write(source.with_name("out.csv"), only_changed=False)
    assert wait(qtbot, writer.remembered, writer.begin) == source  # behind the writing
    assert told == []
    assert not writer.stop()


def test_what_is_not_needed_any_more_is_freed_on_the_worker(
    qtbot: QtBot, writer: CatalogWriter
) -> None:
    names: list[str] = []
    writer._basis = Told(names)  # type: ignore[assignment]
    writer.end()
    qtbot.waitUntil(lambda: bool(names), timeout=WAIT_MS)
    assert names == ["catalog-0"]


def test_without_a_review_nothing_begins(
    qtbot: QtBot, bridge: JobBridge, workers: Workers, desk: ReviewDesk
) -> None:
    writer = CatalogWriter(bridge, workers.catalogs, desk)
    writer.begin()
    writer.read(Path("shop.csv"), as_class=False)
    assert not writer.stop()


def test_a_review_that_knows_no_file_says_so(
    qtbot: QtBot, writer: CatalogWriter, tmp_path: Path
) -> None:
    assert wait(qtbot, writer.remembered, writer.begin) is None
    (tmp_path / "empty.csv").touch()
    words = wait(qtbot, writer.failed, lambda: writer.read(tmp_path / "empty.csv", as_class=False))
    assert words.endswith("empty.csv: empty")


def test_what_was_decided_last_is_in_the_plan_though_it_still_waits(
    qtbot: QtBot, writer: CatalogWriter, source: Path, reviewed: ReviewDesk, workers: Workers
) -> None:
    gate = threading.Event()
    workers.review.submit(lambda token, tell: gate.wait(WAIT_MS / 1000))
    red = reviewed.shared.review.photos.folder / "b" / "red.png"
    reviewed.decide(Action.CORRECT, [red], "Blue")
    threading.Timer(0.2, gate.set).start()
    export = plan(qtbot, writer, source)
    assert ("Red", "Blue") in [(one.before, one.after) for one in export.changes]
