"""Photos grouped behind the window, through its own grouper."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

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
