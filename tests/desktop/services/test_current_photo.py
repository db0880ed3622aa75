"""The photo shown, explained."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.session import Session
from core.vocabulary import Fill, Segmenter
from desktop.app import Program
from desktop.services.overlay_painter import settings_of
from desktop.ui.look import Look
from tests.desktop.conftest import WAIT_MS


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
