"""Photos grouped behind the window, through its own grouper."""

from __future__ import annotations

import threading
from pathlib import Path

from pytestqt.qtbot import QtBot

from core.entities import Progress
from core.vocabulary import Grouping
from desktop.app import Program
from desktop.dialogs.products_dialog import ProductsDialog
from desktop.services.review.products import Choice
from tests.window import WAIT_MS, opened


def test_ways_are_offered_and_one_is_taken(
    qtbot: QtBot, explained: Program, products: Path
) -> None:
    bench = explained.workbench
    with qtbot.waitSignal(bench.grouper.offered, timeout=WAIT_MS) as told:
        bench.grouper.offer()
    (offered,) = told.args
    assert isinstance(offered, Choice) and offered.now is Grouping.NONE
    opened(qtbot, explained, ProductsDialog).reject()  # who asks is shown what there is
    paths = [path.relative_to(products).as_posix() for path in explained.window.model.paths]
    named = [(path, "k1", "") for path in paths[:2]]
    with qtbot.waitSignal(bench.grouper.regrouped, timeout=WAIT_MS):
        bench.grouper.group(Grouping.CATALOG, named)
    qtbot.waitUntil(lambda: len(explained.window.model.products) == 1, timeout=WAIT_MS)


def test_what_belongs_to_a_review_that_was_left_is_dropped(
    qtbot: QtBot, explained: Program
) -> None:
    bench = explained.workbench
    with qtbot.assertNotEmitted(bench.grouper.offered, wait=300):
        bench.grouper.offer()
        bench.desk.open_none()
    bench.grouper.offer()  # no review is open: nothing to ask
    bench.grouper.group(Grouping.NONE, ())
    bench.grouper.extend()


def test_what_waits_for_its_turn_can_be_cancelled(
    qtbot: QtBot, explained: Program, products: Path
) -> None:
    bench = explained.workbench
    grouper, go_on = bench.grouper, threading.Event()
    bench._workers.scans.submit(lambda token, tell: go_on.wait())
    order: list[str] = []
    grouper.ended.connect(lambda: order.append("ended"))
    grouper.stopped.connect(lambda: order.append("stopped"))
    with (
        qtbot.assertNotEmitted(grouper.regrouped),
        qtbot.waitSignal(grouper.stopped, timeout=WAIT_MS),
    ):
        grouper.group(Grouping.CATALOG, [("a/blue.png", "k1", "")])
        assert grouper.cancel()
        go_on.set()
    assert order == ["ended", "stopped"]
    assert not grouper.cancel()
    assert bench.desk.shared.review.products.grouping is Grouping.NONE


def test_each_step_is_told_with_what_is_left(
    qtbot: QtBot, explained: Program, products: Path
) -> None:
    grouper = explained.workbench.grouper
    told: list[Progress] = []
    grouper.progressed.connect(told.append)
    paths = [path.relative_to(products).as_posix() for path in explained.window.model.paths]
    with qtbot.waitSignal(grouper.regrouped, timeout=WAIT_MS):
        grouper.group(Grouping.CATALOG, [(path, "k1", "") for path in paths])
    assert (told[-1].done, told[-1].seconds_left) == (told[-1].total, 0.0)
    assert [step.done for step in told] == sorted({step.done for step in told})


def test_a_cancel_for_new_photos_shows_what_else_they_got(qtbot: QtBot, explained: Program) -> None:
    grouper = explained.workbench.grouper
    with qtbot.waitSignals([grouper.stopped, grouper.regrouped], timeout=WAIT_MS, order="strict"):
        grouper.extend()
        assert grouper.cancel()
