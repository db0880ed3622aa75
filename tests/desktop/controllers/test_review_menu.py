"""Entries of the review's menu are offered where they can do something."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.inference.model_pack import Pack
from core.review.store import Review
from desktop.controllers.review_menu import ReviewMenuController
from desktop.services.current_network import CurrentNetwork
from desktop.services.job_bridge import JobBridge
from desktop.services.review.review_desk import ReviewDesk
from desktop.services.workers import Workers
from desktop.window.review_menu import ReviewMenu
from tests.window import WAIT_MS, review_file


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def offered(menu: ReviewMenu) -> tuple[bool, bool]:
    """Whether what decides, and what only reads, can be chosen."""
    deciding = {menu.import_action.isEnabled(), menu.auto_action.isEnabled()}
    only_read = (menu.summary_action, menu.copy_action, menu.history_action)
    reading = {one.isEnabled() for one in only_read}
    assert len(deciding) == len(reading) == 1
    return deciding.pop(), reading.pop()


def open_review(qtbot: QtBot, desk: ReviewDesk, folder: Path) -> None:
    with qtbot.waitSignal(desk.opened, timeout=WAIT_MS):
        desk.open(folder, "ana")


def test_a_review_offers_all_and_none_offers_nothing(
    qtbot: QtBot, window: QWidget, desk: ReviewDesk, network: CurrentNetwork, products: Path
) -> None:
    menu = ReviewMenu(window)
    ReviewMenuController(menu, desk, network, window)
    assert offered(menu) == (False, False)
    open_review(qtbot, desk, products)
    assert offered(menu) == (True, True)
    desk.open_none()
    assert offered(menu) == (False, False)


def test_a_review_that_is_open_elsewhere_can_be_read(
    qtbot: QtBot, window: QWidget, desk: ReviewDesk, network: CurrentNetwork, products: Path
) -> None:
    menu = ReviewMenu(window)
    ReviewMenuController(menu, desk, network, window)
    with Review(review_file(products), folder=products, reviewer="eve"):
        open_review(qtbot, desk, products)
        assert offered(menu) == (False, True)


def test_what_asks_the_network_waits_for_it(
    qtbot: QtBot,
    window: QWidget,
    bridge: JobBridge,
    workers: Workers,
    tiny_pack: Pack,
    products: Path,
) -> None:
    network = CurrentNetwork(bridge, workers.engine)
    desk = ReviewDesk(bridge, workers.review, workers.scans, network)
    menu = ReviewMenu(window)
    ReviewMenuController(menu, desk, network, window)
    open_review(qtbot, desk, products)
    assert offered(menu) == (False, True)
    with qtbot.waitSignal(network.network_ready, timeout=WAIT_MS):
        network.open(tiny_pack.folder)
    assert offered(menu) == (True, True)
    workers.close()
    desk.release()
