from dataclasses import replace

import numpy as np
import pytest

from core.entities import ExplainSettings, Explanation, Photo, Pixels, Surrogate
from core.explain.colours import colour_map
from core.explain.labels import rim_of_frame
from core.explain.overlay import (
    FRAME_LINE,
    OverlayStyle,
    _outline,
    outlined_background,
    paint,
    paint_heat,
    scale_bar,
    shown,
)
from core.explain.segmentation import segment
from core.imaging.framing import Placement
from core.vocabulary import Colours, Mode, OverlayKind, Sign

PLAIN = OverlayStyle(boundaries=False)


def explained(weights: list[float], errors: list[float] | None = None) -> Explanation:
    """Two by two superpixels on 100x100 px: upper left, upper right, lower left, lower right."""
    from core.vocabulary import Segmenter

    segments = segment(np.zeros((100, 100, 3), dtype=np.uint8), Segmenter.GRID, 4).labels
    surrogate = Surrogate(
        "Bags",
        np.array(weights),
        0.0,
        1.0,
        0.0,
        0.0,
        1.0,
        None if errors is None else np.array(errors),
    )
    other = replace(surrogate, label="Belts", weights=-surrogate.weights)
    return Explanation(
        "Bags",
        segments,
        {"Bags": surrogate, "Belts": other},
        64,
        ExplainSettings(),
        0.1,
    )


@pytest.fixture
def grey() -> np.ndarray:
    return np.full((100, 100, 3), 128, dtype=np.uint8)


def test_orange_for_blue_against_zero_clear(grey: Pixels) -> None:
    painted = paint(grey, explained([1.0, -1.0, 0.0, 0.5]), PLAIN).astype(int)
    orange, blue, clear, half = (painted[y, x] for y, x in ((20, 20), (20, 80), (80, 20), (80, 80)))
    assert orange[0] > orange[2] + 50
    assert blue[2] > blue[0] + 50
    assert (clear == 128).all()
    assert np.abs(half - 128).sum() < np.abs(orange - 128).sum()


@pytest.mark.parametrize(
    ("sign", "expected"), [(Sign.FOR, {0, 3}), (Sign.AGAINST, {1}), (Sign.BOTH, {0, 1, 3})]
)
def test_only_the_sign_asked_for(sign: Sign, expected: set[int]) -> None:
    found = shown(explained([1.0, -2.0, 0.0, 0.5]), OverlayStyle(sign=sign))
    assert set(found.tolist()) == expected


def test_top_regions_strongest_first() -> None:
    assert shown(explained([1.0, -2.0, 0.1, 0.5]), OverlayStyle(top=2)).tolist() == [1, 0]
    heat = OverlayStyle(kind=OverlayKind.HEAT, top=2)
    assert len(shown(explained([1.0, -2.0, 0.1, 0.5]), heat)) == 4


def test_weights_not_told_from_zero_are_left_out() -> None:
    found = shown(explained([1.0, 0.5, 0.3, -0.4], [0.1, 0.4, 0.1, 0.3]), OverlayStyle())
    assert found.tolist() == [0, 2]


@pytest.mark.parametrize("kind", OverlayKind)
@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("size", [None, (1, 1), (333, 77), (600, 600)])
def test_any_size_and_the_photo_is_left_alone(
    grey: Pixels, kind: OverlayKind, mode: Mode, size: tuple[int, int] | None
) -> None:
    before = grey.copy()
    painted = paint(grey, explained([1.0, -1.0, 0.0, 0.5]), OverlayStyle(kind, mode=mode), size)
    assert painted.shape == (*(size or (100, 100)), 3)
    assert painted.dtype == np.uint8
    assert np.array_equal(grey, before)


@pytest.mark.parametrize("kind", OverlayKind)
def test_no_evidence_no_paint(grey: Pixels, kind: OverlayKind) -> None:
    assert np.array_equal(paint(grey, explained([0.0] * 4), OverlayStyle(kind)), grey)


def test_opacity_nought_is_the_photo(grey: Pixels) -> None:
    style = replace(PLAIN, opacity=0.0)
    assert np.array_equal(paint(grey, explained([1.0, -1.0, 0.2, 0.5]), style), grey)


def test_dim_keeps_what_is_shown_and_pales_the_rest() -> None:
    photo = np.full((100, 100, 3), (200, 30, 30), dtype=np.uint8)
    style = OverlayStyle(mode=Mode.DIM, sign=Sign.FOR, boundaries=False, opacity=1.0)
    painted = paint(photo, explained([1.0, -1.0, 0.0, 0.0]), style)
    assert (painted[20, 20] == (200, 30, 30)).all()
    assert painted[20, 80].min() > 200


def test_boundaries_are_drawn_in_the_colour_of_the_sign(grey: Pixels) -> None:
    explanation = explained([1.0, 0.0, 0.0, 0.0])
    changed = paint(grey, explanation, OverlayStyle(mode=Mode.DIM, opacity=0.0)).astype(int) - 128
    rows, columns = np.nonzero(np.abs(changed).sum(axis=2) > 20)
    assert set(rows) | set(columns) <= set(range(53))
    assert changed[25, 49, 0] > changed[25, 49, 2] + 20


def test_another_class(grey: Pixels) -> None:
    explanation = explained([1.0, 0.0, 0.0, 0.0])
    painted = paint(grey, explanation, replace(PLAIN, label="Belts"))
    assert painted[20, 20, 2] > painted[20, 20, 0]


def test_edges_stay_smooth_when_enlarged(grey: Pixels) -> None:
    painted = paint(grey, explained([1.0, 0.0, 0.0, 0.0]), PLAIN, (800, 800)).astype(int)
    steps = np.abs(np.diff(painted[100, :, 2]))
    assert 0 < steps.max() < 0.7 * np.abs(painted[100, 0, 2] - 128)


def test_activation_map_is_laid_where_the_network_saw_it() -> None:
    wide = np.full((50, 100, 3), 128, dtype=np.uint8)
    heat = np.zeros((8, 8), dtype=np.float32)
    heat[0] = 1.0  # in the padding above the photo
    heat[4, 7] = 1.0
    painted = paint_heat(wide, heat, 0.8).astype(int)
    assert (painted[25, :60] == 128).all()
    assert painted[30, 97, 0] > painted[30, 97, 2]
    assert paint_heat(wide, np.zeros((7, 7)), 1.0).tolist() == wide.tolist()


def test_scale_bar_runs_from_blue_over_white_to_orange() -> None:
    bar = scale_bar(201, 10)
    assert bar.shape == (10, 201, 3)
    assert (bar[5, 100] == 255).all()
    assert (bar[5, 0] == colour_map(Colours.BLUE_ORANGE)[0]).all()
    assert (bar[5, -1] == colour_map(Colours.BLUE_ORANGE)[-1]).all()


def test_outlines_against_are_dashed(grey: Pixels) -> None:
    painted = paint(grey, explained([1.0, -1.0, 0.0, 0.0]), OverlayStyle(), grey.shape[:2])
    assert not np.array_equal(painted[:, :50][:, ::-1], painted[:, 50:])
    layer = np.zeros((60, 60, 4), dtype=np.uint8)
    segments = np.repeat([[0] * 30 + [1] * 30], 60, axis=0).astype(np.int32)
    _outline(layer, segments, np.array([1, -1], dtype=np.int8), Colours.BLUE_RED)
    drawn = layer[..., 3] > 0
    assert drawn[:, 29].all()
    assert 20 < drawn[:, 30].sum() < 40


def test_nothing_is_painted_outside_but_the_line_around_the_frame(
    wide: Photo, unseen: np.ndarray, wide_explanation: Explanation
) -> None:
    pixels, rim = wide.pixels, rim_of_frame(wide_explanation.segments)
    outside = unseen & ~rim
    for kind in OverlayKind:
        painted = paint(pixels, wide_explanation, OverlayStyle(kind))
        near = np.abs(painted[outside].astype(int) - 255).max(axis=1) > 8
        assert near.mean() < 0.01  # the line is as soft as all outlines are
        assert not np.array_equal(painted[~unseen], pixels[~unseen])
    heat = paint_heat(pixels, np.ones((7, 7), dtype=np.float32), 0.8)
    assert np.array_equal(heat[outside], pixels[outside])
    assert (heat[~unseen] != pixels[~unseen]).any(axis=1).mean() > 0.9
    assert tuple(heat[rim][0]) == FRAME_LINE


def test_activation_map_lies_in_the_frame(wide: Photo, unseen: np.ndarray) -> None:
    pixels = wide.pixels
    heat = np.zeros((8, 8), dtype=np.float32)
    heat[0, 0] = 1.0
    painted = paint_heat(pixels, heat, 1.0)
    rows, columns = np.nonzero((painted != pixels).any(axis=2) & ~unseen)
    place = Placement.of(pixels)
    assert (rows < place.frame_height / 5 - place.top).all()
    assert (columns < place.frame_width / 5 - place.left).all()
    assert painted[1 - place.top, 1 - place.left].tolist() != [255, 255, 255]


def on_plain_paper(weight: float) -> Explanation:
    """A product in the middle, 20 px wide, on a background with this weight."""
    segments = np.zeros((100, 100), dtype=np.int32)
    segments[40:60, 40:60] = 1
    explanation = explained([weight, 0.8, 0.0, 0.0])
    return replace(explanation, segments=segments, background=0)


@pytest.mark.parametrize("kind", OverlayKind)
@pytest.mark.parametrize("mode", Mode)
def test_a_background_is_outlined_and_not_painted_unless_asked_for(
    grey: Pixels, kind: OverlayKind, mode: Mode
) -> None:
    explanation = on_plain_paper(-1.0)
    style = OverlayStyle(kind, mode=mode, opacity=1.0)
    painted = paint(grey, explanation, style).astype(int)
    assert outlined_background(explanation, style) == 0
    paper = painted[:30].reshape(-1, 3)
    assert len(np.unique(paper, axis=0)) == 1
    assert paper[0].max() - paper[0].min() == 0  # paper, perhaps paler, but without a colour
    line = painted[37:40, 35:65].reshape(-1, 3)
    assert (line[:, 2] - line[:, 0]).max() > 20  # blue: against
    asked = replace(style, background=True)
    assert outlined_background(explanation, asked) is None
    if mode is Mode.BLEND:
        coloured = paint(grey, explanation, asked).astype(int)[:30].reshape(-1, 3)
        assert (coloured[:, 2] > coloured[:, 0] + 20).mean() > 0.9


def test_the_line_of_a_background_goes_with_the_outlines(grey: Pixels) -> None:
    explanation = on_plain_paper(1.0)
    without = paint(grey, explanation, OverlayStyle(boundaries=False, mode=Mode.BLEND))
    assert (without[:37] == grey[:37]).all()


def test_a_background_that_says_nothing_has_no_line(grey: Pixels) -> None:
    assert outlined_background(on_plain_paper(0.0), OverlayStyle()) is None
    assert outlined_background(on_plain_paper(1.0), OverlayStyle(sign=Sign.AGAINST)) is None
    assert outlined_background(explained([1.0, 0, 0, 0]), OverlayStyle()) is None
