"""Painting an explanation over its photo: the one painter of window, PNG and PDF.

One hue speaks against, another for, and zero is transparent (`core.explain.colours`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, assert_never

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.entities import UNSEEN, Explanation, Pixels
from core.explain.agreement import settled
from core.explain.colours import LEVELS, ZERO, colour_map, line_colours
from core.explain.labels import rim_of_frame, upscale
from core.explain.surrogate import told_from_zero
from core.imaging.framing import Placement
from core.vocabulary import Colours, Mode, OverlayKind, Sign

Floats = NDArray[np.floating[Any]]

DASH: Final = 6
"""Length of the dashes and gaps of outlines against, px of the layer: told from solid ones by more
than hue."""

RIM: Final = 3
"""Width of the line that stands for a background not painted, px of the layer."""

HEAT_RADIUS: Final = 0.02
"""Blur of the heat map, of the picture's longer side."""

FINE_SIDE: Final = 512
"""Longer side at which layers are painted before they are stretched over the photo, px."""

DIMMED: Final = 0.82
"""How far the rest of a photo fades to white in dim mode at full opacity."""

FRAME_LINE: Final = (128, 128, 128)
"""Around what the network saw, where that is a part of the photo: neither for nor against."""

FAINTEST_REGION: Final = 0.35
"""Colour strength of the weakest region shown, so that no outline surrounds nothing."""


SIGNED: Final[Mapping[Sign, np.ufunc]] = {
    Sign.FOR: np.greater,
    Sign.AGAINST: np.less,
    Sign.BOTH: np.not_equal,
}
"""How weights that are shown compare with zero."""

RISE: Final[Mapping[OverlayKind, float]] = {OverlayKind.REGIONS: 0.5, OverlayKind.HEAT: 1.0}
"""Power of the evidence with which opacity rises: a few regions are to be seen each, a map of all
would drown the photo in its weakest ones."""


@dataclass(frozen=True, slots=True)
class OverlayStyle:
    """How an explanation is shown.

    Attributes
    ----------
    kind : OverlayKind
    sign : Sign
    top : int
        Strongest superpixels shown in REGIONS; HEAT shows all.
    opacity : float
        In [0, 1].
    boundaries : bool
        Outline the superpixels shown.
    mode : Mode
    label : str or None
        Class shown; None is the one explained first.
    colours : Colours
    background : bool
        Paint a plain background that speaks for or against, which covers more than the product;
        otherwise it is outlined alone.
    """

    kind: OverlayKind = OverlayKind.REGIONS
    sign: Sign = Sign.BOTH
    top: int = 8
    opacity: float = 0.65
    boundaries: bool = True
    mode: Mode = Mode.BLEND
    label: str | None = None
    colours: Colours = Colours.BLUE_ORANGE
    background: bool = False


def shown(explanation: Explanation, style: OverlayStyle) -> NDArray[np.intp]:
    """Ids of the superpixels that an overlay shows, strongest first.

    Parameters
    ----------
    explanation : Explanation
    style : OverlayStyle

    Returns
    -------
    (k,) int
        Of the sign asked for, told from zero and not negligible; at most `style.top` in REGIONS.
    """
    surrogate = explanation.surrogates[style.label or explanation.label]
    signed = SIGNED[style.sign](surrogate.weights, 0)
    order: NDArray[np.intp] = np.argsort(-np.abs(surrogate.weights), kind="stable")
    measured = told_from_zero(surrogate) & (settled(surrogate.weights) != 0)
    order = order[(signed & measured)[order]]
    match style.kind:
        case OverlayKind.REGIONS:
            return order[: max(0, style.top)]
        case OverlayKind.HEAT:
            return order
        case _:
            assert_never(style.kind)


def outlined_background(explanation: Explanation, style: OverlayStyle) -> int | None:
    """Give the superpixel of a plain background that is shown and not painted; None where none is.

    Its evidence is as good as any, and words tell it; but it would drown the photo.
    """
    background = explanation.background
    told = background is not None and background in shown(explanation, style)
    return background if told and not style.background else None


def strengths(explanation: Explanation, style: OverlayStyle) -> NDArray[np.float64]:
    """Colour strength of every superpixel: weight by largest weight, 0 where not shown.

    Returns
    -------
    (n_superpixels + 1,) float64 in [-1, 1]
        The last, which is 0, is that of UNSEEN.
    """
    weights = explanation.surrogates[style.label or explanation.label].weights
    values = np.zeros(len(weights) + 1)
    ids = shown(explanation, style)
    values[ids] = weights[ids] / max(np.abs(weights).max(), np.finfo(np.float64).tiny)
    if style.kind is OverlayKind.REGIONS:
        values[ids] = np.sign(values[ids]) * np.maximum(np.abs(values[ids]), FAINTEST_REGION)
    return values


def paint(
    pixels: Pixels,
    explanation: Explanation,
    style: OverlayStyle,
    size: tuple[int, int] | None = None,
) -> Pixels:
    """Paint an explanation over its photo.

    Parameters
    ----------
    pixels : (H, W, 3) uint8 RGB
        The photo at any size; not changed.
    explanation : Explanation
    style : OverlayStyle
    size : (int, int), optional
        Height and width of the result, px; that of `pixels` if left out.

    Returns
    -------
    (height, width, 3) uint8 RGB
    """
    height, width = size or pixels.shape[:2]
    photo = _resized(pixels, height, width)
    values = strengths(explanation, style)
    segments = _fine(explanation.segments)
    signs, beside = np.sign(values).astype(np.int8), outlined_background(explanation, style)
    if beside is not None:
        values[beside] = 0
    levels = _levels_of(style.kind, values, segments)
    match style.mode:
        case Mode.DIM:
            photo = _dimmed(photo, levels, style.opacity)
            layer = np.zeros((*levels.shape, 4), dtype=np.uint8)
        case Mode.BLEND:
            layer = _layer(levels, style.opacity, style.colours, RISE[style.kind])
        case _:
            assert_never(style.mode)
    if style.boundaries and style.kind is OverlayKind.REGIONS:
        _outline(layer, segments, np.sign(values).astype(np.int8), style.colours)
    if style.boundaries and beside is not None:
        _rim(layer, segments == beside, int(signs[beside]), style.colours)
    layer[rim_of_frame(segments)] = (*FRAME_LINE, 255)
    return np.asarray(_laid_over(photo, layer))


def _levels_of(kind: OverlayKind, values: Floats, segments: NDArray[np.int32]) -> NDArray[np.uint8]:
    match kind:
        case OverlayKind.REGIONS:
            return _levels(values)[segments]
        case OverlayKind.HEAT:
            return _levels(np.where(segments == UNSEEN, 0, _blurred(values[segments])))
        case _:
            assert_never(kind)


def paint_heat(
    pixels: Pixels, heat: Floats, opacity: float, colours: Colours = Colours.BLUE_ORANGE
) -> Pixels:
    """Paint a map of the network's square, such as the activation map, over the photo.

    Parameters
    ----------
    pixels : (H, W, 3) uint8 RGB
    heat : (h, w) float in [-1, 1]
        Covers the square that the network saw; beyond it nothing is painted.
    opacity : float
        In [0, 1].
    colours : Colours

    Returns
    -------
    (H, W, 3) uint8 RGB
    """
    place = Placement.of(pixels)
    rows, columns = place.seen
    down, across = heat.shape[0] / place.frame_height, heat.shape[1] / place.frame_width
    box = (
        (place.left + columns.start) * across,
        (place.top + rows.start) * down,
        (place.left + columns.stop) * across,
        (place.top + rows.stop) * down,
    )
    layer = _layer(_levels(heat), opacity, colours, RISE[OverlayKind.HEAT])
    painted = np.array(pixels)
    painted[place.seen] = np.asarray(_laid_over(Image.fromarray(painted[place.seen]), layer, box))
    cover = np.full(pixels.shape[:2], UNSEEN)
    cover[place.seen] = 0
    painted[rim_of_frame(cover)] = FRAME_LINE
    return painted


def scale_bar(width: int, height: int, colours: Colours = Colours.BLUE_ORANGE) -> Pixels:
    """Paint the colour scale from against (left) over zero (white) to for (right), no text.

    Parameters
    ----------
    width, height : int
        In px.
    colours : Colours

    Returns
    -------
    (height, width, 3) uint8 RGB
    """
    values = np.linspace(-1, 1, width)[None].repeat(height, axis=0)
    white = Image.new("RGB", (width, height), "white")
    return np.asarray(_laid_over(white, _layer(_levels(values), 1.0, colours)))


def _resized(pixels: Pixels, height: int, width: int) -> Image.Image:
    photo = Image.fromarray(pixels)
    if photo.size == (width, height):
        return photo
    return photo.resize((width, height), Image.Resampling.BICUBIC, reducing_gap=2.0)


def _fine(segments: NDArray[np.int32]) -> NDArray[np.int32]:
    """Enlarge the superpixels of a small photo, so that outlines stay thin and edges smooth."""
    height, width = segments.shape
    ratio = FINE_SIDE / max(height, width)
    if ratio <= 1:
        return segments
    return upscale(segments, max(1, round(height * ratio)), max(1, round(width * ratio)))


def _levels(values: Floats) -> NDArray[np.uint8]:
    """Turn values in [-1, 1] into steps of the colour map."""
    return (np.rint(np.nan_to_num(np.clip(values, -1, 1)) * ZERO) + ZERO).astype(np.uint8)


def _blurred(values: Floats) -> Floats:
    """Smooth the map and bring its largest magnitude back to what it was."""
    from scipy.ndimage import gaussian_filter

    sigma = HEAT_RADIUS * max(values.shape)
    blurred: Floats = gaussian_filter(values.astype(np.float32), sigma=sigma, truncate=3)
    largest = np.abs(blurred).max(initial=0.0)
    return blurred * (np.abs(values).max() / largest) if largest > 0 else blurred


def _layer(
    levels: NDArray[np.uint8], opacity: float, colours: Colours, rise: float = 0.5
) -> Pixels:
    """Colour and opacity (H, W, 4) of each step: clear at zero, rising with a power of evidence."""
    strength = np.abs(np.arange(LEVELS) - ZERO) / ZERO
    alpha = np.rint(255 * np.clip(opacity, 0, 1) * strength**rise).astype(np.uint8)
    painted: Pixels = np.column_stack([colour_map(colours), alpha])[levels]
    return painted


def _laid_over(
    photo: Image.Image, layer: Pixels, box: tuple[float, float, float, float] | None = None
) -> Image.Image:
    """Stretch a layer, or a box of it, over a photo; clear pixels lend no colour to their edge."""
    stretched = (
        Image.fromarray(layer)
        .convert("RGBa")
        .resize(photo.size, Image.Resampling.BILINEAR, box=box)
        .convert("RGBA")
    )
    return Image.composite(stretched.convert("RGB"), photo, stretched.getchannel("A"))


def _dimmed(photo: Image.Image, levels: NDArray[np.uint8], opacity: float) -> Image.Image:
    """Fade what is not shown to a pale grey copy of itself."""
    strength = np.abs(np.arange(LEVELS) - ZERO) / (FAINTEST_REGION * ZERO)
    keep = np.rint(255 * np.minimum(strength, 1)).astype(np.uint8)[levels]
    kept = Image.fromarray(keep).resize(photo.size, Image.Resampling.BILINEAR)
    fade = DIMMED * float(np.clip(opacity, 0, 1))
    pale = photo.convert("L").point([round(v * (1 - fade) + 255 * fade) for v in range(256)])
    return Image.composite(photo, pale.convert("RGB"), kept)


def _outline(
    layer: Pixels, segments: NDArray[np.int32], signs: NDArray[np.int8], colours: Colours
) -> None:
    """Draw the outlines of the superpixels shown in their sign's colour; dashed against."""
    marked = np.where(signs != 0, np.arange(1, len(signs) + 1), 0)[segments]
    edge = np.zeros(marked.shape, dtype=bool)
    down, across = marked[:-1] != marked[1:], marked[:, :-1] != marked[:, 1:]
    edge[:-1] |= down
    edge[1:] |= down
    edge[:, :-1] |= across
    edge[:, 1:] |= across
    against, favour = line_colours(colours)
    layer[edge & (signs > 0)[segments]] = (*favour, 255)
    diagonals = np.add.outer(*(np.arange(side) for side in segments.shape))
    layer[edge & (signs < 0)[segments] & (diagonals // DASH % 2 == 0)] = (*against, 255)


def _rim(layer: Pixels, inside: NDArray[np.bool_], sign: int, colours: Colours) -> None:
    """Draw a line along the inner edge of a region in its sign's colour; dashed against."""
    from scipy import ndimage

    line = inside & ndimage.binary_dilation(~inside, iterations=RIM)
    if sign < 0:
        diagonals = np.add.outer(*(np.arange(side) for side in inside.shape))
        line &= diagonals // DASH % 2 == 0
    against, favour = line_colours(colours)
    layer[line] = (*(favour if sign > 0 else against), 255)
