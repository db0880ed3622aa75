"""The curves of deletion and insertion, painted."""

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from core.explain import faithfulness as measuring
from desktop.app import Program
from desktop.ui import theme
from tests.window import WAIT_MS


def measured(qtbot: QtBot, program: Program) -> measuring.Curves:
    plot = program.window.inspector.curves
    qtbot.waitUntil(lambda: plot.shown is not None, timeout=WAIT_MS)
    assert plot.shown is not None
    return plot.shown


@pytest.mark.parametrize("scheme", [theme.LIGHT, theme.DARK])
def test_lines_are_painted_in_both_schemes(qtbot: QtBot, explained: Program, scheme: str) -> None:
    plot = explained.window.inspector.curves
    theme.current().choose(scheme)
    measured(qtbot, explained)
    image = plot.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    width, height = image.width(), image.height()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())
    pixels = pixels[:, : 3 * width].reshape(height, width, 3).astype(int)
    accent = theme.current().colour("accent")
    near = np.abs(pixels - (accent.red(), accent.green(), accent.blue())).sum(axis=2) < 40
    assert near[:, : width // 2].sum() > 30 and near[:, width // 2 :].sum() > 30
