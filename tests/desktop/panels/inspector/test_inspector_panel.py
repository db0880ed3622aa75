"""Tag and reasons beside the photo."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from core.entities import Prediction
from core.explain.doubts import why_not_sure
from core.vocabulary import Doubt, Trust
from desktop.panels.inspector.inspector_panel import FINDING_OUT, InspectorPanel
from desktop.ui.language import speech
from desktop.ui.look import Look

REASONS = ("The handle speaks for Green by 12 %.", "Two halves of the samples agree.")


@pytest.fixture
def panel(qtbot: QtBot) -> InspectorPanel:
    made = InspectorPanel(Look())
    qtbot.addWidget(made)
    made.resize(340, 900)
    made.show()
    return made


def said(panel: InspectorPanel) -> set[str]:
    """All words that are seen."""
    labels = panel.findChildren(QLabel)
    return {label.text() for label in labels if label.text() and label.isVisible()}


def test_a_tag_is_shown_with_what_is_known_of_it(
    panel: InspectorPanel, prediction: Prediction
) -> None:
    panel.show_prediction(prediction, "Green", framed=True)
    assert {"Green", "62 %", FINDING_OUT} <= said(panel)
    note = "Often confused with Yellow\nTagged from the outlined part of the photo"
    assert note in said(panel)
    assert panel._badge.isVisible()
    assert "Not sure" in panel._badge.accessibleName()
    assert panel.scores.labels[:2] == ["Green", "Yellow"]
    assert panel.scores.accessibleDescription().endswith("Explained: Green")


def test_reasons_come_with_how_far_to_trust_them(panel: InspectorPanel) -> None:
    panel.show_reasons(REASONS, Trust.CARE)
    (why,) = [words for words in said(panel) if words.startswith("The handle")]
    assert why.split("\n\n") == [REASONS[0].replace(" %", "\N{NO-BREAK SPACE}%"), REASONS[1]]
    assert panel._trust.accessibleName() == f"Explanation: Use with caution. {REASONS[1]}"
    panel.show_reasons(REASONS)
    assert not panel._trust.isVisible()
    panel.show_reasons(())
    assert "Why" not in said(panel)


def test_a_class_is_chosen_by_its_bar_or_in_the_list(
    qtbot: QtBot, panel: InspectorPanel, prediction: Prediction
) -> None:
    panel.show_prediction(prediction, "Green")
    with qtbot.waitSignal(panel.class_chosen) as told:
        panel.scores.setFocus()
        qtbot.keyClick(panel.scores, Qt.Key.Key_Down)
    assert told.args == ["Yellow"]
    with qtbot.waitSignal(panel.class_chosen) as told:
        panel.controls._classes.activated.emit(2)
    assert told.args == ["Blue"]
    with qtbot.waitSignal(panel.class_asked):
        panel.controls._classes.activated.emit(panel.controls._classes.count() - 1)


def test_waiting_errors_and_nothing_leave_no_word_of_the_last_photo(
    panel: InspectorPanel, prediction: Prediction
) -> None:
    for show, words in (
        (panel.clear, "Nothing selected"),
        (panel.show_waiting, "Looking …"),
        (lambda: panel.show_error("bag.jpg: empty file"), "bag.jpg: empty file"),
        (lambda: panel.show_no_tag("There is no network."), "There is no network."),
    ):
        panel.show_prediction(prediction, "Green", framed=True)
        panel.show_reasons(REASONS, Trust.TRUST)
        show()
        assert words in said(panel)
        assert not {"Green", "62 %", *REASONS} & said(panel)
        assert panel.scores.labels == []
        assert not panel._trust.isVisible()
        assert panel._badge.isVisible() == (words == "bag.jpg: empty file")


def test_controls_stay_where_they_are_when_the_reasons_come(
    panel: InspectorPanel, prediction: Prediction
) -> None:
    panel.show_prediction(prediction, "Green")
    QApplication.processEvents()
    before = panel.controls.y()
    panel.show_reasons(REASONS, Trust.CARE)
    QApplication.processEvents()
    assert panel.controls.y() == before
    panel.show_waiting()
    QApplication.processEvents()
    assert panel.controls.y() == before


def test_a_probable_tag_that_is_not_sure_says_why(
    panel: InspectorPanel, prediction: Prediction
) -> None:
    """What the classifier decided by stands under the badge, with its figure or its rival."""
    for doubt in Doubt:
        told = replace(prediction, doubt=doubt)
        panel.show_prediction(told, "Green")
        why = why_not_sure(told)
        assert why is not None
        rival = [] if doubt is Doubt.FAMILY else ["Often confused with Yellow"]
        assert "\n".join([speech().word(why), *rival]) in said(panel)
        assert panel._badge.toolTip().endswith(doubt.hint)
    panel.show_prediction(prediction, "Green")
    assert "Often confused with Yellow" in said(panel)
