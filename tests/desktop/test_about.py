"""The help entries: about the model, another network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.inference.model_pack import Pack
from desktop.app import Program
from desktop.dialogs.about_dialog import AboutDialog
from tests.packs import LABELS

WAIT_MS = 20_000


def test_about_this_model_tells_the_card(
    qtbot: QtBot, start: Callable[..., Program], tiny_pack: Pack
) -> None:
    window = start().window
    qtbot.waitUntil(window.about_model_action.isEnabled, timeout=WAIT_MS)
    window.about_model_action.trigger()
    qtbot.waitUntil(lambda: window.findChild(AboutDialog) is not None, timeout=WAIT_MS)
    dialog = window.findChild(AboutDialog)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert "tiny 1" in said
    assert "Limits" in said
    assert any(tiny_pack.sha256 in text for text in said)
    dialog.reject()


def test_another_network_answers_and_a_broken_one_does_not(
    qtbot: QtBot, explained: Program, quantised_pack: Pack, tmp_path: Path
) -> None:
    bench, window = explained.workbench, explained.window
    bench.switch_pack(tmp_path / "no-pack")
    qtbot.waitUntil(lambda: "no-pack" in window.notice.text(), timeout=WAIT_MS)
    assert window.status._network.toolTip().endswith(bench.about._pack.sha256)
    bench.switch_pack(quantised_pack.folder)
    qtbot.waitUntil(lambda: bench.about._pack.sha256 == quantised_pack.sha256, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: sum(bench.tagging.counts.values()) == len(LABELS), timeout=WAIT_MS)
    qtbot.waitUntil(
        lambda: (
            bench.desk.memory is not None
            and bench.desk.memory.review.predictions.pack.sha256 == quantised_pack.sha256
        ),
        timeout=WAIT_MS,
    )
