"""Deletion and insertion in the window: measured behind it, shown below the reasons."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from core.explain import faithfulness as measuring
from desktop.app import Program
from desktop.services.export.choices import THIS, ExportChoices
from desktop.ui import theme
from tests.desktop.test_export import export

WAIT_MS = 40_000
Start = Callable[..., Program]


def measured(qtbot: QtBot, program: Program) -> measuring.Curves:
    plot = program.window.inspector.curves
    qtbot.waitUntil(lambda: plot.shown is not None, timeout=WAIT_MS)
    assert plot.shown is not None
    return plot.shown


def test_curves_are_of_the_class_looked_at(qtbot: QtBot, explained: Program) -> None:
    current_photo, plot = explained.workbench.current_photo, explained.window.inspector.curves
    first = measured(qtbot, explained)
    assert first.deletion[0] == pytest.approx(current_photo.prediction.confidence, abs=1e-5)
    assert "in random order" in plot.toolTip() == plot.accessibleDescription()
    other = current_photo.prediction.top[1]
    current_photo.choose_class(other.label)
    second = measured(qtbot, explained)
    assert second.deletion[0] == pytest.approx(other.probability, abs=1e-5)


def test_a_contrast_and_a_photo_not_yet_explained_have_none(
    qtbot: QtBot, explained: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    current_photo, plot = explained.workbench.current_photo, explained.window.inspector.curves
    before = measured(qtbot, explained)
    current_photo.contrast_with(current_photo.prediction.top[1].label)
    assert plot.shown is None and plot.toolTip() == "" and plot.isHidden()
    current_photo.contrast_with("")
    assert not plot.isHidden()
    assert plot.shown == before  # known already
    explained.window.photos.step(1)
    assert plot.shown is None
    assert measured(qtbot, explained) != before


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


def test_an_export_carries_the_contrast_looked_at(
    qtbot: QtBot, explained: Program, tmp_path: Path
) -> None:
    current_photo = explained.workbench.current_photo
    other = current_photo.prediction.top[1].label
    current_photo.contrast_with(other)
    file = export(qtbot, explained, ExportChoices(THIS), tmp_path)
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(file).pages)
    assert f"Why Blue and not {other}" in text and "by weight" in text
    current_photo.contrast_with("")
    file = export(qtbot, explained, ExportChoices(THIS), tmp_path)
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(file).pages)
    assert "and not" not in text
