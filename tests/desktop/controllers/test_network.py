"""Another network from the menu, and its name at the foot."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from core.inference.model_pack import Pack
from desktop.app import Program
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
