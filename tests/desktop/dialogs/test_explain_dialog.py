"""The form of how explanations are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from core.vocabulary import Colours, Fill, Sampling, Segmenter, Target
from desktop.dialogs.explain_dialog import ExplainDialog
from desktop.panels.inspector.look_controls import LookControls
from desktop.ui.look import AS_PUBLISHED, Look


def test_form_gives_back_what_it_was_given(qtbot: QtBot) -> None:
    look = Look(
        target=Target.PROBABILITY, sampling=Sampling.INDEPENDENT,
        segmenter=Segmenter.WATERSHED, superpixels=77,
        fill=Fill.COLOUR, fill_colour="#ffcc00", kernel_width=0.4, seed=12, classes=9, top=3,
    )  # fmt: skip
    dialog = ExplainDialog(look)
    qtbot.addWidget(dialog)
    assert dialog.look == look


def test_unfinished_colour_cannot_be_accepted(qtbot: QtBot) -> None:
    dialog = ExplainDialog(Look(fill=Fill.COLOUR))
    qtbot.addWidget(dialog)
    dialog._colour.setText("#ff")
    assert not dialog._ok.isEnabled()
    dialog._colour.setText("#FFCC00")
    assert dialog._ok.isEnabled()
    assert dialog.look.fill_colour == "#ffcc00"


def test_unfinished_colour_hinders_no_other_fill(qtbot: QtBot) -> None:
    dialog = ExplainDialog(Look(fill=Fill.COLOUR, fill_colour="#ffcc00"))
    qtbot.addWidget(dialog)
    dialog._colour.setText("#ff")
    dialog._lists["fill"].setCurrentIndex(dialog._lists["fill"].findData("mean"))
    assert dialog._ok.isEnabled()
    assert dialog.look == Look(fill=Fill.MEAN, fill_colour="#ffcc00")


def test_published_choices_are_one_button_away(qtbot: QtBot) -> None:
    controls = LookControls(Look())
    qtbot.addWidget(controls)
    told: list[Look] = []
    controls.changed.connect(told.append)
    dialog = ExplainDialog(controls.look, controls)
    dialog.chosen.connect(controls.choose)
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == "As published")
    button.click()
    with qtbot.waitSignal(controls.changed):
        dialog.accept()
    assert told == [AS_PUBLISHED]
    assert controls.look == AS_PUBLISHED
    assert controls._samples.currentData() == 1000


def test_only_accepting_explains_anew(
    qtbot: QtBot, opened: Callable[[QDialog], ExplainDialog], press: Callable[[QDialog, str], None]
) -> None:
    dialog = opened(ExplainDialog(Look()))
    dialog._numbers["seed"].setValue(7)
    with qtbot.waitSignal(dialog.chosen) as told:
        dialog.accept()
    assert told.args == [Look(seed=7)]
    dialog = opened(ExplainDialog(Look(seed=7)))
    with qtbot.assertNotEmitted(dialog.chosen):
        press(dialog, "Restore defaults")
        assert dialog.look == Look()
        dialog.reject()


def test_starting_from_other_choices_keeps_the_colours_that_were_chosen(
    opened: Callable[[QDialog], ExplainDialog], press: Callable[[QDialog, str], None]
) -> None:
    dialog = opened(ExplainDialog(Look(colours=Colours.PURPLE_GREEN)))
    press(dialog, "As published")
    assert dialog.look == replace(AS_PUBLISHED, colours=Colours.PURPLE_GREEN)
