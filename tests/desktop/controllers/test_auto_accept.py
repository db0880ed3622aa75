"""Accepting by itself: as far as the card's risk curve goes, and undone at one stroke."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.controllers.auto_accept import risk_curve
from desktop.dialogs.auto_accept_dialog import AutoAcceptDialog
from tests.window import (
    WAIT_MS,
    opened,
)


def test_accepts_by_itself_what_is_sure_and_undoes_it_at_once(
    qtbot: QtBot, explained: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, classifier = explained.window, explained.workbench.network.classifier
    metrics = {"test": {"risk_coverage": [[0.9, 0.5, 0.01], [0.1, 1.0, 0.2]]}}
    card = replace(classifier.pack.card, metrics=metrics)
    monkeypatch.setattr(classifier, "pack", replace(classifier.pack, card=card))
    window.review_menu.auto_action.trigger()
    dialog = opened(qtbot, explained, AutoAcceptDialog)
    dialog._slider.set_value(50)
    sure = [path for path in window.model.paths if window.model.tag(path).confidence >= 0.5]
    assert dialog._yes.text().startswith(f"Accept {len(sure)} photo")
    assert "expected to be wrong" in dialog._errors.text()
    dialog.accept()
    qtbot.waitUntil(
        lambda: sum(window.model.mark(path).automatic for path in window.model.paths) == len(sure),
        timeout=WAIT_MS,
    )
    window.decisions.undo_action.trigger()
    qtbot.waitUntil(
        lambda: not any(window.model.mark(path).automatic for path in window.model.paths),
        timeout=WAIT_MS,
    )


def test_without_a_risk_curve_nothing_is_accepted_by_itself(explained: Program) -> None:
    assert risk_curve(explained.workbench.network.pack) == []
    explained.window.review_menu.auto_action.trigger()
    assert "no risk curve" in explained.window.notice.text()
