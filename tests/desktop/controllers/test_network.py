"""Another network from the menu, and its name at the foot."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from core.inference.model_pack import Pack
from desktop.app import Program
from desktop.controllers.network import NetworkController
from desktop.services.current_network import CurrentNetwork
from desktop.services.job_bridge import JobBridge
from desktop.services.workers import Workers
from desktop.window.main_window import MainWindow
from tests.packs import LABELS
from tests.window import (
    WAIT_MS,
)


def test_another_network_answers_and_a_broken_one_does_not(
    qtbot: QtBot, explained: Program, quantised_pack: Pack, tmp_path: Path
) -> None:
    bench, window = explained.workbench, explained.window
    bench.network.switch(tmp_path / "no-pack")
    qtbot.waitUntil(lambda: "no-pack" in window.notice.text(), timeout=WAIT_MS)
    assert window.status._network.toolTip().endswith(bench.network.pack.sha256)
    bench.network.switch(quantised_pack.folder)
    qtbot.waitUntil(lambda: bench.network.pack.sha256 == quantised_pack.sha256, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: sum(bench.tagger.counts.values()) == len(LABELS), timeout=WAIT_MS)
    qtbot.waitUntil(
        lambda: (
            bench.desk.shared is not None
            and bench.desk.shared.review.predictions.pack.sha256 == quantised_pack.sha256
        ),
        timeout=WAIT_MS,
    )


def test_the_foot_names_the_network_or_says_why_there_is_none(
    qtbot: QtBot,
    main_window: MainWindow,
    bridge: JobBridge,
    workers: Workers,
    tiny_pack: Pack,
    tmp_path: Path,
) -> None:
    network, window = CurrentNetwork(bridge, workers.engine), main_window
    NetworkController(
        window.help_menu.open_pack_action, window.notice, window.status, network, window
    )
    shown = window.status._network
    assert shown.text() == "Loading the model…"
    with qtbot.waitSignal(network.network_missing, timeout=WAIT_MS):
        network.open(tmp_path / "no-pack")
    assert shown.text() == "No model" and "no-pack" in shown.toolTip()
    assert "no-pack" in window.status._words._whole
    with qtbot.waitSignal(network.network_ready, timeout=WAIT_MS):
        network.switch(tiny_pack.folder)
    assert shown.text() == "tiny 1"
    assert shown.toolTip() == f"5 classes, SHA-256 {tiny_pack.sha256}"
