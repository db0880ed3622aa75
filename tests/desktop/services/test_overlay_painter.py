"""Overlays as pictures: as large as they are shown, quickly first and sharply then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.entities import Explanation
from core.inference.classifier import Classifier
from desktop.services.overlay_painter import (
    QUICK_SIDE,
    SCALE_SIZE,
    paint_activation,
    paint_explanation,
    paint_refined,
    scale_image,
    style_of,
)
from desktop.services.picture_loader import Shown, load
from desktop.ui.look import Look
from desktop.ui.qimage import Picture

STYLE = style_of(Look(), None)


@pytest.fixture
def large(blue: Path) -> Shown:
    """The same photo in more pixels than a quick painting has."""
    with Image.open(blue) as photo:
        photo.resize((900, 1200)).save(blue)
    return load(blue)


def test_a_painting_has_the_side_asked_for_and_tells_the_photos_size(
    shown: Shown, explanation: Explanation
) -> None:
    painted = paint_explanation(shown, explanation, STYLE, 240)
    assert (painted.levels[0].width(), painted.levels[0].height()) == (180, 240)
    assert (painted.full.width(), painted.full.height()) == (90, 120)


def test_a_large_photo_is_painted_quickly_first(large: Shown, explanation: Explanation) -> None:
    height, width = large.photo.pixels.shape[:2]
    rows = np.arange(height)[:, None] * explanation.segments.shape[0] // height
    columns = np.arange(width) * explanation.segments.shape[1] // width
    fitting = replace(explanation, segments=explanation.segments[rows, columns])
    told: list[Picture] = []
    last = paint_refined(large, fitting, STYLE, told.append)
    assert [picture.levels[0].height() for picture in [*told, last]] == [QUICK_SIDE, 1200]
    told.clear()
    paint_refined(large, replace(fitting, final=False), STYLE, told.append)
    assert told == []


def test_the_activation_map_is_of_the_class_asked_for(shown: Shown, classifier: Classifier) -> None:
    prediction, pack = classifier.classify(shown.photo), classifier.pack
    maps = [paint_activation(shown, prediction, pack, label, Look()) for label in ("Blue", "Red")]
    assert maps[0].levels[0] != maps[1].levels[0]
    bare = replace(pack, class_weights=None)
    assert paint_activation(shown, prediction, bare, "Blue", Look()) is None


def test_the_scale_runs_from_against_to_for(qapp: object) -> None:
    image = scale_image(Look())
    assert (image.width(), image.height()) == SCALE_SIZE
    ends = [image.pixelColor(x, 8) for x in (0, image.width() - 1)]
    assert ends[0].blue() > ends[0].red()
    assert ends[1].red() > ends[1].blue()
