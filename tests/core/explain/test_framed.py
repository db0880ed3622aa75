"""A photo of which the network sees a part: what lies outside has no superpixel and no say."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.entities import UNSEEN, ExplainSettings, Explanation, Photo, Pixels
from core.explain import narrative, overlay
from core.explain.faithfulness import faithfulness
from core.explain.labels import rim_of_frame, seen_part
from core.explain.lime import explain
from core.explain.perturbation import MaskedPictures
from core.explain.presets import AS_PUBLISHED
from core.explain.quality import MAP_GRID, activation_agreement
from core.explain.segmentation import segment
from core.explain.switched import SwitchedPainter
from core.imaging.framing import Placement
from core.imaging.preprocessing import prepare
from core.vocabulary import Fill, Segmenter
from tests.core.explain.conftest import SIZE, picture


@pytest.fixture
def pixels() -> Pixels:
    """The mottled product, a tenth of a wide white photo, at its lower right."""
    sheet = np.full((240, 400, 3), 255, dtype=np.uint8)
    sheet[130:230, 270:370] = picture(100, 100)
    return sheet


@pytest.fixture
def explanation(classifier: Any, photo: Photo, pixels: Pixels) -> Explanation:
    return explain(classifier, photo, classifier.predict(pixels), ExplainSettings())


def unseen(pixels: Pixels) -> np.ndarray:
    outside = np.ones(pixels.shape[:2], dtype=bool)
    outside[Placement.of(pixels).seen] = False
    return outside


@pytest.mark.parametrize("segmenter", Segmenter)
def test_only_what_the_network_sees_is_cut(segmenter: Segmenter, pixels: Pixels) -> None:
    labels = segment(pixels, segmenter, 30).labels
    assert unseen(pixels).mean() > 0.5
    assert np.array_equal(labels == UNSEEN, unseen(pixels))
    assert np.array_equal(np.unique(labels[labels != UNSEEN]), np.arange(labels.max() + 1))
    assert np.array_equal(
        labels[seen_part(labels)],
        segment(np.ascontiguousarray(pixels[Placement.of(pixels).seen]), segmenter, 30).labels,
    )


@pytest.mark.parametrize("segmenter", [Segmenter.SLIC, Segmenter.WATERSHED])
def test_a_small_product_has_as_many_superpixels_as_a_large_one(
    segmenter: Segmenter, pixels: Pixels
) -> None:
    found = segment(pixels, segmenter, 30)
    product = np.isin(found.labels, [UNSEEN, found.background], invert=True)
    assert 20 <= len(np.unique(found.labels[product])) <= 40
    assert product.mean() < 0.12


@pytest.mark.parametrize("fill", Fill)
def test_masked_pictures_are_of_the_frame(fill: Fill, pixels: Pixels) -> None:
    cut = segment(pixels, Segmenter.GRID, 12)
    buffer = np.zeros((2, SIZE, SIZE, 3), dtype=np.uint8)
    rows = np.array([[True] * cut.count, [False] * cut.count])
    MaskedPictures(pixels, cut, fill, SIZE).write(rows, buffer)
    assert np.array_equal(buffer[0], prepare(pixels, SIZE))
    if fill is Fill.BACKGROUND:
        assert (buffer[1] == 255).all()


@pytest.mark.parametrize("settings", [ExplainSettings(), AS_PUBLISHED], ids=["ours", "published"])
def test_the_cue_is_found_inside_the_frame(
    classifier: Any, photo: Photo, pixels: Pixels, settings: ExplainSettings
) -> None:
    found = explain(classifier, photo, classifier.predict(pixels), replace(settings, samples=512))
    assert found.framed
    assert found.superpixels == found.segments.max() + 1
    assert found.sizes.sum() == np.count_nonzero(~unseen(pixels))
    strongest = int(np.argmax(found.surrogates["red"].weights))
    rows, columns = np.nonzero(found.segments == strongest)
    red = (pixels == (230, 30, 30)).all(axis=2)
    assert red[rows, columns].mean() > 0.3 or settings is AS_PUBLISHED


def test_nothing_is_painted_outside_but_the_line_around_the_frame(
    pixels: Pixels, explanation: Explanation
) -> None:
    outside = unseen(pixels) & ~rim_of_frame(explanation.segments)
    for kind in overlay.OverlayKind:
        painted = overlay.paint(pixels, explanation, overlay.OverlayStyle(kind))
        near = np.abs(painted[outside].astype(int) - 255).max(axis=1) > 8
        assert near.mean() < 0.01  # the line is as soft as all outlines are
        assert not np.array_equal(painted[~unseen(pixels)], pixels[~unseen(pixels)])
    heat = overlay.paint_heat(pixels, np.ones((7, 7), dtype=np.float32), 0.8)
    assert np.array_equal(heat[outside], pixels[outside])
    assert (heat[~unseen(pixels)] != pixels[~unseen(pixels)]).any(axis=1).mean() > 0.9
    assert tuple(heat[rim_of_frame(explanation.segments)][0]) == overlay.FRAME_LINE


def test_activation_map_lies_in_the_frame(pixels: Pixels) -> None:
    heat = np.zeros((8, 8), dtype=np.float32)
    heat[0, 0] = 1.0
    painted = overlay.paint_heat(pixels, heat, 1.0)
    rows, columns = np.nonzero((painted != pixels).any(axis=2) & ~unseen(pixels))
    place = Placement.of(pixels)
    assert (rows < place.frame_height / 5 - place.top).all()
    assert (columns < place.frame_width / 5 - place.left).all()
    assert painted[1 - place.top, 1 - place.left].tolist() != [255, 255, 255]


def test_map_is_compared_where_the_superpixels_lie(
    pixels: Pixels, explanation: Explanation
) -> None:
    ids = explanation.segments.astype(np.intp)
    grid = Placement.of(pixels).to_grid(ids, MAP_GRID, outside=explanation.superpixels)
    weights = np.append(explanation.surrogate.weights, 0)[grid]
    assert activation_agreement(explanation, pixels, weights) > 0.9


def test_words_and_curves_keep_to_the_frame(
    classifier: Any, photo: Photo, pixels: Pixels, explanation: Explanation
) -> None:
    said = narrative.sentences(classifier.predict(pixels), explanation)
    assert "upper left" in said[0]
    measured = faithfulness(classifier, photo, explanation)
    assert measured.deletion < measured.random_deletion
    assert 0 <= measured.deletion <= 1


@pytest.mark.parametrize("fill", Fill)
def test_what_if_leaves_the_rest_of_the_photo(
    fill: Fill, pixels: Pixels, explanation: Explanation
) -> None:
    painter = SwitchedPainter(pixels, explanation.segments, fill, side=400)
    painted = painter.paint(np.zeros(explanation.superpixels, dtype=bool))
    outside = unseen(pixels) & ~rim_of_frame(explanation.segments)
    assert np.array_equal(painted[outside], pixels[outside])
    assert not np.array_equal(painted[~unseen(pixels)], pixels[~unseen(pixels)])


def test_ordinary_photo_has_no_line_and_no_unseen_part() -> None:
    photo = Photo(Path("drawn.png"), picture(), (64, 64), "")
    labels = segment(photo.pixels, Segmenter.SLIC, 20).labels
    assert not rim_of_frame(labels).any()
    assert seen_part(labels) == (slice(0, 64), slice(0, 64))
