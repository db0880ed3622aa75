"""The pictures of a report, at the size in which they are shown."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from core.entities import Box, Pixels
from core.errors import ImageUnreadable
from core.explain import activation_map, overlay
from core.explain.boxed import outlined
from core.given_files import sha256_of
from core.imaging import images
from core.imaging.framing import Placement
from core.outputs import writing
from core.report.content import PhotoReport, explained
from core.report.evidence import contrasted

HEAT_OPACITY: Final = 0.65
OVERLAY_SIDE: Final = 4096
"""px; a written overlay is as large as its photo, its longer side at most this."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Original and overlay, equally large unless the photo has a box.

    Attributes
    ----------
    original : (H, W, 3) uint8 RGB
        The whole photo, its box outlined.
    overlay : (H, W, 3) uint8 RGB
        Of what is inside the box.
    from_file : bool
        False where the photo has gone or changed since, so that the analysis picture stands in.
    contrast : (H, W, 3) uint8 RGB or None
        The overlay of the class over the one that it is set against, where there is one.
    """

    original: Pixels
    overlay: Pixels
    from_file: bool
    contrast: Pixels | None = None

    @property
    def all(self) -> list[Pixels]:
        """All that there are, from left to right."""
        return [self.original, self.overlay, *([] if self.contrast is None else [self.contrast])]


def fit(size: tuple[int, int], box: tuple[float, float]) -> tuple[float, float]:
    """Give the largest (height, width) of this shape inside a (height, width) box."""
    factor = min(box[0] / size[0], box[1] / size[1])
    return size[0] * factor, size[1] * factor


def pair(report: PhotoReport, box: tuple[int, int]) -> Pair:
    """Make the pictures for a (height, width) box of output pixels; never enlarges the photo."""
    photo = report.photo
    item = _from_file(report, photo.item_size, box, photo.box)
    from_file = item is not None
    pixels = _reduced(photo.pixels, photo.item_size, box) if item is None else item
    painted, against = overlay.paint(pixels, report.explanation, report.style), None
    found = contrasted(report)
    if found is not None:
        against = overlay.paint(pixels, found, replace(report.style, label=None))
    whole = pixels
    if photo.box is not None and from_file:
        read = _from_file(report, photo.full_size, box, None)
        whole = pixels if read is None else outlined(read, photo.box, photo.full_size)
    return Pair(whole, painted, from_file, against)


def _from_file(
    report: PhotoReport, size: tuple[int, int], room: tuple[int, int], box: Box | None
) -> Pixels | None:
    """Read the photo, or what is inside its box, into a (height, width) room; None if changed."""
    read = _unchanged(report, max(1, round(max(fit(size, room)))), box)
    return None if read is None else _reduced(read, size, room)


def _reduced(pixels: Pixels, size: tuple[int, int], room: tuple[int, int]) -> Pixels:
    height, width = (max(1, round(side)) for side in fit(size, room))
    if pixels.shape[0] <= height and pixels.shape[1] <= width:
        return pixels
    small = Image.fromarray(pixels).resize((width, height), Image.Resampling.LANCZOS)
    return np.asarray(small)


def write_overlays(report: PhotoReport, folder: Path, stem: str) -> None:
    """Write `<stem>.overlay.png`, and `<stem>.contrast.png` where there is a contrast.

    Raises
    ------
    ExportFailed
        Nothing half-written is left.
    """
    shown = pair(report, (OVERLAY_SIDE, OVERLAY_SIDE))
    for name, pixels in (("overlay", shown.overlay), ("contrast", shown.contrast)):
        if pixels is not None:
            with writing(folder / f"{stem}.{name}.png") as temporary:
                Image.fromarray(pixels).save(temporary, "PNG")


def _unchanged(report: PhotoReport, max_side: int, box: Box | None) -> Pixels | None:
    """Read the photo again, if it is still the one that was explained."""
    try:
        if sha256_of(report.photo.path) != report.photo.sha256:
            return None
        return images.load_full(report.photo.path, max_side=max_side, box=box)
    except (OSError, ValueError, ImageUnreadable):
        return None


def heat(report: PhotoReport) -> Pixels | None:
    """Paint the activation map on what the network saw; None without a pooling head."""
    label = explained(report).label
    values = activation_map.activation_map(report.prediction.features, report.pack, label)
    if values is None:
        return None
    pixels = report.photo.pixels
    painted = overlay.paint_heat(pixels, values, HEAT_OPACITY, report.style.colours)
    return np.ascontiguousarray(painted[Placement.of(pixels).seen])
