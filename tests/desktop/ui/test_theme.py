"""Light and dark: colours that can be read, in one style sheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.ui import theme


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("ground", ["window", "panel", "base"])
def test_text_can_be_read_on_every_ground(dark: bool, ground: str) -> None:
    colours = theme.tokens(dark)
    for name in ("text", "muted", "known", "uncertain", "unknown", "error", "waiting"):
        pair = sorted((luminance(colours[name]), luminance(colours[ground])))
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, name


@pytest.mark.parametrize("dark", [False, True])
def test_style_sheet_is_filled_in_wholly(dark: bool) -> None:
    sheet = theme.style_sheet(theme.tokens(dark))
    assert "$" not in sheet
    files = [Path(name) for name in re.findall(r"url\((.*?)\)", sheet)]
    assert files
    assert all(file.is_file() for file in files)


def test_scheme_can_be_chosen(qapp) -> None:  # noqa: ANN001
    theme.current().choose(theme.DARK)
    assert theme.current().tokens is theme.tokens(True)
    theme.current().choose("sepia")
    assert theme.current().choice == theme.DARK


def test_a_change_of_the_system_is_followed(qtbot: QtBot, qapp: QApplication) -> None:
    hints, now = qapp.styleHints(), theme.current()
    qapp.setStyleSheet("")
    with qtbot.waitSignal(now.changed):
        hints.colorSchemeChanged.emit(hints.colorScheme())  # no other can be had without a screen
    assert qapp.styleSheet() == theme.style_sheet(now.tokens)
    assert now.dark == (hints.colorScheme() is Qt.ColorScheme.Dark)


def test_a_choice_is_told_once_and_repaints_what_is_there(qtbot: QtBot) -> None:
    shown, now = QLabel(), theme.current()
    qtbot.addWidget(shown)
    now.choose(theme.LIGHT)
    with qtbot.waitSignal(now.changed):
        now.choose(theme.DARK)
    with qtbot.assertNotEmitted(now.changed):
        now.choose(theme.DARK)
    assert shown.palette().color(QPalette.ColorRole.WindowText) == now.colour("text")
    assert now.colour("text") == QColor(theme.tokens(True)["text"])


def test_both_schemes_name_the_same_colours() -> None:
    light, dark = theme.tokens(False), theme.tokens(True)
    assert light.keys() == dark.keys()
    assert (light["scheme"], dark["scheme"]) == ("light", "dark")
    assert all(QColor(light[name]).isValid() for name in light.keys() - {"scheme"})


@pytest.mark.parametrize("dark", [False, True])
def test_what_is_disabled_looks_otherwise(dark: bool) -> None:
    made, text = theme.palette(theme.tokens(dark)), QPalette.ColorRole.ButtonText
    assert made.color(QPalette.ColorGroup.Disabled, text) == QColor(theme.tokens(dark)["disabled"])
    assert made.color(QPalette.ColorGroup.Active, text) == QColor(theme.tokens(dark)["text"])


@pytest.mark.usefixtures("qapp")
def test_figures_stand_in_columns_and_titles_are_larger() -> None:
    font = QFont()
    assert theme.tabular(font).featureValue(QFont.Tag("tnum")) == 1
    metrics = QFontMetricsF(theme.tabular(font))
    assert len({metrics.horizontalAdvance(figure * 9) for figure in "0123456789"}) == 1
    title = theme.tabular(font, scale=theme.TITLE_SCALE, bold=True)
    assert title.pointSizeF() == pytest.approx(1.5 * font.pointSizeF())
    assert title.weight() > font.weight()
    assert font == QFont()
