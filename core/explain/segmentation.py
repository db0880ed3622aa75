"""Cutting a photo into superpixels: the regions that an explanation speaks of.

Product photos have plain backgrounds. The default therefore finds the product by its distance
from the border's colour, keeps the background as one superpixel and cuts only the product.
Cutting happens at a reduced size and the result is brought back with smooth edges.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, assert_never

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from core.entities import UNSEEN, Pixels
from core.explain.foreground import foreground
from core.explain.labels import Labels, numbered, upscale
from core.imaging.framing import Placement
from core.vocabulary import Segmenter

CUT_SIDE: Final = 192
"""Longer side at which superpixels are cut, px: a third of the time of 512 px."""

STOCK_SIDE: Final = 224
"""Longer side at which quickshift cuts, px: smaller photos are enlarged, as for stock lime."""

STOCK_CUT_SEED: Final = 42

SMALLEST_PART: Final = 0.25
"""Superpixels below this share of the mean area join their nearest neighbour."""

SLIC_COMPACTNESS: Final = 16.0
SLIC_ROUNDS: Final = 5
WATERSHED_COMPACTNESS: Final = 0.01

SMOOTHING: Final = 5
"""Side of the majority filter that takes the ragged edges off superpixels, px at the cut."""


@dataclass(frozen=True, slots=True)
class Segmentation:
    """Superpixels of one photo.

    Attributes
    ----------
    labels : (H, W) int32
        Ids exactly 0..n-1; UNSEEN outside the network's frame.
    background : int or None
        The superpixel that is the plain background, where there is one.
    """

    labels: Labels
    background: int | None

    @property
    def count(self) -> int:
        """Number of superpixels."""
        return int(self.labels.max()) + 1


def segment(pixels: Pixels, segmenter: Segmenter, superpixels: int) -> Segmentation:
    """Cut what the network sees of a photo into superpixels; the same answer every time.

    Parameters
    ----------
    pixels : (H, W, 3) uint8 RGB
        Any size from 1x1.
    segmenter : Segmenter
        SLIC and WATERSHED know the background; QUICKSHIFT takes stock lime's parameters.
    superpixels : int
        Wanted number, at least 1; quickshift decides alone, the others come near. Never more
        than the reduced picture has pixels.

    Returns
    -------
    Segmentation
    """
    place = Placement.of(pixels)
    cut = _cut(np.ascontiguousarray(pixels[place.seen]), segmenter, max(1, superpixels))
    if not place.cuts:
        return cut
    labels = np.full(pixels.shape[:2], UNSEEN, dtype=np.int32)
    labels[place.seen] = cut.labels
    return Segmentation(labels, cut.background)


def _cut(pixels: Pixels, segmenter: Segmenter, wanted: int) -> Segmentation:
    height, width = pixels.shape[:2]
    match segmenter:
        case Segmenter.GRID:
            return Segmentation(_grid(height, width, wanted), None)
        case Segmenter.QUICKSHIFT:
            return Segmentation(_full(_quickshift(_stock(pixels)), height, width), None)
        case Segmenter.FELZENSZWALB:
            small = _reduced(pixels, CUT_SIDE)
            return Segmentation(_full(_felzenszwalb(small, wanted), height, width), None)
        case Segmenter.SLIC:
            return _cut_product(pixels, wanted, _slic)
        case Segmenter.WATERSHED:
            return _cut_product(pixels, wanted, _watershed)
        case _:
            assert_never(segmenter)


def _cut_product(pixels: Pixels, wanted: int, cut: Callable[[Pixels, int], Labels]) -> Segmentation:
    """Cut the product alone, at the full working size of its own box."""
    height, width = pixels.shape[:2]
    small = _reduced(pixels, CUT_SIDE)
    product = foreground(small)
    if product.all():
        return Segmentation(_full(_smoothed(cut(small, wanted)), height, width), None)
    mask = _silhouette(product, height, width)
    box = _box(product, height, width)
    crop = _reduced(pixels[box], CUT_SIDE)
    inside = np.asarray(Image.fromarray(mask[box]).resize(crop.shape[1::-1], Image.Resampling.BOX))
    parts = cut(crop, max(1, round((wanted - 1) * inside.size / max(1, inside.sum()))))
    parts = _smoothed(_without_crumbs(parts, inside))
    labels = np.zeros((height, width), dtype=np.int32)
    labels[box] = np.where(mask[box], upscale(parts, *mask[box].shape) + 1, 0)
    return Segmentation(numbered(labels), 0 if (labels == 0).any() else None)


def _silhouette(product: NDArray[np.bool_], height: int, width: int) -> NDArray[np.bool_]:
    """Bring the product's mask to the photo's size, its stairs rounded off."""
    picture = Image.fromarray(product).convert("L").filter(ImageFilter.GaussianBlur(0.7))
    large = picture.resize((width, height), Image.Resampling.BICUBIC)
    return np.asarray(large) > 127


def _box(product: NDArray[np.bool_], height: int, width: int) -> tuple[slice, slice]:
    """Rows and columns of the photo around a reduced mask."""
    rows, columns = np.flatnonzero(product.any(axis=1)), np.flatnonzero(product.any(axis=0))
    down, across = height / product.shape[0], width / product.shape[1]
    return (
        slice(max(0, int((rows[0] - 1) * down)), int(np.ceil((rows[-1] + 2) * down))),
        slice(max(0, int((columns[0] - 1) * across)), int(np.ceil((columns[-1] + 2) * across))),
    )


def _without_crumbs(parts: Labels, inside: NDArray[np.bool_]) -> Labels:
    """Let whole superpixels take over what the mask left of others, and all that is outside."""
    from scipy import ndimage

    if not inside.any():
        return parts
    sizes = np.bincount(parts[inside], minlength=parts.max() + 1)
    whole = sizes >= SMALLEST_PART * sizes[sizes > 0].mean()
    lost = ~(inside & whole[parts])
    nearest = ndimage.distance_transform_edt(lost, return_distances=False, return_indices=True)
    taken_over: Labels = parts[tuple(nearest)]
    return taken_over


def _smoothed(parts: Labels) -> Labels:
    """Round off ragged edges; more superpixels than a byte counts are too small for it."""
    closed = numbered(parts)
    if closed.max() > 255 or min(parts.shape) < SMOOTHING:
        return closed
    picture = Image.fromarray(closed.astype(np.uint8)).filter(ImageFilter.ModeFilter(SMOOTHING))
    return np.asarray(picture).astype(np.int32)


def _slic(picture: Pixels, wanted: int) -> Labels:
    from skimage.segmentation import slic

    # Without start_label=0 ids would begin at 1 and the last superpixel would never be hidden.
    labels: Labels = slic(
        _unit(picture),
        n_segments=wanted,
        compactness=SLIC_COMPACTNESS,
        max_num_iter=SLIC_ROUNDS,
        start_label=0,
    )
    return labels


def _watershed(picture: Pixels, wanted: int) -> Labels:
    from skimage.filters import sobel
    from skimage.segmentation import watershed

    edges = sobel(_unit(picture).mean(axis=2))
    count = min(wanted, edges.size)
    labels: Labels = watershed(edges, markers=count, compactness=WATERSHED_COMPACTNESS) - 1
    return labels


def _felzenszwalb(picture: Pixels, wanted: int) -> Labels:
    from skimage.segmentation import felzenszwalb

    smallest = max(1, picture.shape[0] * picture.shape[1] // (3 * wanted))
    labels: Labels = felzenszwalb(_unit(picture), scale=50, sigma=0.8, min_size=smallest)
    return labels


def _quickshift(picture: Pixels) -> Labels:
    from skimage.segmentation import quickshift

    # lime's own seed reaches scikit-image under a name that it no longer has: stock lime always
    # cuts with scikit-image's default.
    labels: Labels = quickshift(
        _unit(picture), kernel_size=4, max_dist=200, ratio=0.2, rng=STOCK_CUT_SEED
    )
    return labels


def _grid(height: int, width: int, wanted: int) -> Labels:
    rows = int(np.clip(round(np.sqrt(wanted * height / width)), 1, height))
    columns = int(np.clip(round(wanted / rows), 1, width))
    down = np.arange(height) * rows // height
    across = np.arange(width) * columns // width
    return (down[:, None] * columns + across).astype(np.int32)


def _unit(picture: Pixels) -> NDArray[np.float64]:
    # Quickshift's answer depends on the dtype: always float64 in [0, 1].
    return picture.astype(np.float64) / 255


def _reduced(pixels: Pixels, side: int) -> Pixels:
    height, width = pixels.shape[:2]
    ratio = side / max(height, width)
    if ratio >= 1:
        return pixels
    size = (max(1, round(width * ratio)), max(1, round(height * ratio)))
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BOX))


def _stock(pixels: Pixels) -> Pixels:
    height, width = pixels.shape[:2]
    ratio = STOCK_SIDE / max(height, width)
    size = (max(1, round(width * ratio)), max(1, round(height * ratio)))
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BILINEAR))


def _full(labels: Labels, height: int, width: int) -> Labels:
    return numbered(upscale(labels, height, width))
