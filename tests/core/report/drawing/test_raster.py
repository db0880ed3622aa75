"""Plots and pages as pictures."""

import numpy as np

from core.inference.card import Card
from core.report.drawing.raster import plot_pixels
from core.report.model_card import sections


def test_plots_become_pictures(card: Card) -> None:
    for part in sections(card):
        for plot in part.plots:
            pixels = plot_pixels(plot, scale=2)
            assert pixels.dtype == np.uint8
            assert pixels.shape[1] == 440
            assert len(np.unique(pixels.reshape(-1, 3), axis=0)) > 5
