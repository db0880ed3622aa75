"""Overlays as pictures for the window, by the one painter of the core; called on workers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

from core.entities import ExplainSettings
from core.explain import overlay
from core.explain.activation_map import activation_map
from core.explain.boxed import surrounded
from core.explain.overlay import OverlayStyle
from core.imaging import boxes, images
from desktop.services.picture_loader import Shown
from desktop.ui.qimage import Picture, to_qimage

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from core.entities import Explanation, Photo, Pixels, Prediction
    from core.inference.model_pack import Pack
    from core.jobs import CancelToken
    from desktop.ui.look import Look

QUICK_SIDE: Final = 1024
"""Longer side of a first, quick painting, px; smaller photos are painted this large as well, so
that the edges of regions stay sharp when fitted."""
SCALE_SIZE: Final = (192, 16)
"""Width and height of the scale's image, px: the legend at twice its size."""


def style_of(look: Look, label: str | None) -> OverlayStyle:
    """Turn the reviewer's choices into the painter's."""
    return OverlayStyle(
        kind=look.kind,
        sign=look.sign,
        top=look.top,
        opacity=look.opacity,
        boundaries=look.boundaries,
        mode=look.mode,
        label=label,
        colours=look.colours,
        background=look.background,
    )


def settings_of(look: Look, labels: tuple[str, ...] = ()) -> ExplainSettings:
    """Turn the reviewer's choices into the settings of an explanation."""
    known = {field.name for field in fields(ExplainSettings)}
    chosen = {name: value for name, value in asdict(look).items() if name in known}
    return ExplainSettings.from_fields({**chosen, "labels": labels})


def paint_explanation(
    shown: Shown, explanation: Explanation, style: OverlayStyle, side: int
) -> Picture:
    """Paint an explanation over a photo, its longer side `side` px."""
    photo, size = shown.photo, _size(shown.pixels, side)
    item = boxes.cut(shown.pixels, photo.box, photo.full_size)
    if photo.box is not None:
        rows, columns = boxes.area(photo.box, photo.full_size, size)
        size = rows.stop - rows.start, columns.stop - columns.start
    return placed(shown, overlay.paint(item, explanation, style, size), side)


def placed(shown: Shown, painted: Pixels, side: int = QUICK_SIDE) -> Picture:
    """Show a painted item where it lies in its photo, whose longer side is then `side` px.

    Without a box the item is the photo, and stays as large as it was painted.
    """
    photo = shown.photo
    if photo.box is not None:
        height, width = _size(shown.pixels, side)
        whole = Image.fromarray(shown.pixels).resize((width, height), reducing_gap=2.0)
        painted = surrounded(np.asarray(whole), photo.box, photo.full_size, painted)
    return Picture(to_qimage(painted), photo.full_size)


def paint_refined(
    shown: Shown, explanation: Explanation, style: OverlayStyle, tell: Callable[[Picture], None]
) -> Picture:
    """Paint quickly; a final explanation of a large photo is told, then painted sharply."""
    longest = max(shown.pixels.shape[:2])
    quick = paint_explanation(shown, explanation, style, QUICK_SIDE)
    if longest <= QUICK_SIDE or not explanation.final:
        return quick
    tell(quick)
    return paint_explanation(shown, explanation, style, longest)


def paint_whole(
    photo: Photo, explanation: Explanation, style: OverlayStyle, token: CancelToken | None = None
) -> QImage:
    """Paint an explanation over what is explained of a photo, as large as in its file.

    Raises
    ------
    ImageUnreadable, Cancelled
    """
    pixels = images.load_full(photo.path, box=photo.box, token=token)
    return to_qimage(overlay.paint(pixels, explanation, style, pixels.shape[:2]))


def paint_activation(
    shown: Shown, prediction: Prediction, pack: Pack, label: str, look: Look
) -> Picture | None:
    """Paint the activation map of a class; None where the pack has no such map."""
    heat = activation_map(prediction.features, pack, label)
    if heat is None:
        return None
    return placed(shown, overlay.paint_heat(shown.photo.pixels, heat, look.opacity, look.colours))


def scale_image(look: Look) -> QImage:
    """Paint the colour scale of the legend."""
    return to_qimage(overlay.scale_bar(*SCALE_SIZE, look.colours))


def _size(pixels: Pixels, side: int) -> tuple[int, int]:
    height, width = pixels.shape[:2]
    factor = side / max(height, width)
    return max(1, round(height * factor)), max(1, round(width * factor))
