from dataclasses import asdict, fields
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.entities import ExplainSettings
from core.explain.presets import PRESETS
from core.session import Session
from core.vocabulary import Fill, Mode, Sampling, Segmenter, Target
from desktop.app import Program
from desktop.dialogs.explain_dialog import ExplainDialog
from desktop.panels.inspector.look_controls import LookControls
from desktop.services.overlay_painter import settings_of, style_of
from desktop.system.settings import Settings
from desktop.ui.look import AS_PUBLISHED, Look
from tests.desktop.conftest import WAIT_MS


def test_windows_choices_are_the_cores() -> None:
    usual, published = PRESETS["ours"], PRESETS["as-published"]
    assert (settings_of(Look()), style_of(Look(), None)) == (usual.settings, usual.style)
    assert settings_of(AS_PUBLISHED) == published.settings
    assert style_of(AS_PUBLISHED, None) == published.style
    missing = {field.name for field in fields(ExplainSettings)} - asdict(Look()).keys()
    assert missing == {"labels", "against"}  # said photo by photo


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


def test_every_choice_outlives_the_program(tmp_path: Path) -> None:
    look = Look(fill=Fill.COLOUR, fill_colour="#ffcc00", kernel_width=0.4, seed=7, mode=Mode.DIM)
    settings = Settings(tmp_path / "s.ini")
    settings.look = look
    settings.flush()
    assert Settings(tmp_path / "s.ini").look == look


@pytest.mark.parametrize("look", [Look(), Look(segmenter=Segmenter.GRID, seed=3, fill=Fill.BLUR)])
def test_window_and_script_give_the_same_bits(qtbot: QtBot, explained: Program, look: Look) -> None:
    bench = explained.workbench
    assert bench is not None
    current_photo = bench.current_photo
    current_photo.set_look(look)
    wanted = settings_of(look)
    qtbot.waitUntil(
        lambda: current_photo.explanation.final and current_photo.explanation.settings == wanted,
        timeout=WAIT_MS,
    )
    with Session.open(explained.workbench.network.pack.folder) as session:
        alone = session.explain(current_photo.path, wanted).explanation
    assert np.array_equal(current_photo.explanation.segments, alone.segments)
    for label, surrogate in alone.surrogates.items():
        shown = current_photo.explanation.surrogates[label]
        assert np.array_equal(shown.weights, surrogate.weights)
        assert np.array_equal(shown.standard_errors, surrogate.standard_errors)
