"""Plots and pages as pictures."""

import numpy as np

from core.inference.card import Card
from core.language.catalog import english
from core.report.drawing.raster import Raster, plot_pixels
from core.report.model_card import sections


def test_plots_become_pictures(card: Card) -> None:
    for part in sections(card, english()):
        for plot in part.plots:
            pixels = plot_pixels(plot, scale=2)
            assert pixels.dtype == np.uint8
            assert pixels.shape[1] == 440
            assert len(np.unique(pixels.reshape(-1, 3), axis=0)) > 5


def test_text_is_as_wide_as_it_was_measured_and_shortened_to_a_width() -> None:
    pen = Raster((200, 40), 2.0, "white")
    assert pen.text(10, 20, "Tasche 手袋", bold=True) == pen.measure("Tasche 手袋", bold=True)
    dark = np.flatnonzero((pen.pixels < 128).any(axis=(0, 2)))
    assert dark[0] >= 20 and dark[-1] <= 20 + 2 * pen.measure("Tasche 手袋", bold=True)
    short = pen.short("autumn-" + "x" * 300 + ".jpg", 80)
    assert pen.measure(short) <= 80 and short.endswith(".jpg")


def test_pictures_stand_where_they_are_placed() -> None:
    pen = Raster((20, 20), 2.0, "white")
    pen.picture(np.zeros((3, 3, 3), np.uint8), 5, 5, 10, 10)
    pen.fill(0, 0, 0, 5, "black")
    assert (pen.pixels[10:30, 10:30] == 0).all()
    assert pen.pixels.sum() == 255 * 3 * (40 * 40 - 20 * 20)
