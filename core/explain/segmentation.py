"""Cutting a photo into superpixels: the regions that an explanation speaks of.

Product photos have plain backgrounds. The default therefore finds the product by its distance
from the border's colour, keeps the background as one superpixel and cuts only the product.
Cutting happens at a reduced size and the result is brought back with smooth edges.

Fabric that fills the frame can come back from a cut in one piece: scikit-image's SLIC merges
stripes, plaid and glitter into each other (findings/slic-one-region.sh). Then something else cuts,
and the `Segmentation` says what.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, assert_never

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from core.entities import UNSEEN, Pixels
from core.explain.agreement import LEAST_RANKED
from core.explain.foreground import foreground, with_rim
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

LEAST_SHARE: Final[Mapping[Segmenter, float]] = {
    Segmenter.SLIC: 0.5,
    Segmenter.WATERSHED: 0.5,
    Segmenter.FELZENSZWALB: 0.0,
    Segmenter.QUICKSHIFT: 0.0,
    Segmenter.GRID: 0.0,
    Segmenter.PRODUCT_GRID: 0.0,
}
"""Share of the wanted number below which a cut gave far too few superpixels. 99 % of product photos
have more from SLIC; those that cut by similarity have as few as they find."""

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
    cut : Segmenter
        What cut them.
    """

    labels: Labels
    background: int | None
    cut: Segmenter = Segmenter.SLIC

    @property
    def count(self) -> int:
        """Number of superpixels."""
        return int(self.labels.max()) + 1


def segment(
    pixels: Pixels,
    segmenter: Segmenter,
    superpixels: int,
    instead: Segmenter | None = Segmenter.PRODUCT_GRID,
    *,
    rim: bool = False,
) -> Segmentation:
    """Cut what the network sees of a photo into superpixels; the same answer every time.

    Parameters
    ----------
    pixels : (H, W, 3) uint8 RGB
        Any size from 1x1.
    segmenter : Segmenter
        SLIC, WATERSHED and PRODUCT_GRID know the background; QUICKSHIFT takes stock lime's
        parameters.
    superpixels : int
        Wanted number, at least 1; quickshift decides alone, the others come near. Never more
        than the reduced picture has pixels.
    instead : Segmenter or None
        What cuts where `segmenter` gave far too few; what is asked for stays where that gives no
        more. None: nothing does, and few superpixels stay few.
    rim : bool
        Whether a product's faint rim on plain ground belongs to it.

    Returns
    -------
    Segmentation
        Says in `cut` which of the two it was.
    """
    place = Placement.of(pixels)
    seen, wanted = np.ascontiguousarray(pixels[place.seen]), max(1, superpixels)
    found = _cut(seen, segmenter, wanted, rim)
    if instead is not None and found.count < _least(segmenter, wanted):
        found = max(found, _cut(seen, instead, wanted, rim), key=lambda one: one.count)
    if not place.cuts:
        return found
    labels = np.full(pixels.shape[:2], UNSEEN, dtype=np.int32)
    labels[place.seen] = found.labels
    return replace(found, labels=labels)


def _least(segmenter: Segmenter, wanted: int) -> float:
    """Superpixels that a cut is to give: too few to be ranked explain nothing."""
    return min(wanted, max(LEAST_RANKED, LEAST_SHARE[segmenter] * wanted))


def _cut(pixels: Pixels, segmenter: Segmenter, wanted: int, rim: bool) -> Segmentation:
    height, width = pixels.shape[:2]
    ground = with_rim if rim else foreground
    match segmenter:
        case Segmenter.GRID:
            found = Segmentation(_grid(height, width, wanted), None)
        case Segmenter.PRODUCT_GRID:
            found = _cut_product(pixels, wanted, ground, _cells)
        case Segmenter.QUICKSHIFT:
            found = Segmentation(_full(_quickshift(_stock(pixels)), height, width), None)
        case Segmenter.FELZENSZWALB:
            small = _reduced(pixels, CUT_SIDE)
            found = Segmentation(_full(_felzenszwalb(small, wanted), height, width), None)
        case Segmenter.SLIC:
            found = _cut_product(pixels, wanted, ground, _slic, _smoothed)
        case Segmenter.WATERSHED:
            found = _cut_product(pixels, wanted, ground, _watershed, _smoothed)
        case _:
            assert_never(segmenter)
    return replace(found, cut=segmenter)


def _cut_product(
    pixels: Pixels,
    wanted: int,
    found: Callable[[Pixels], NDArray[np.bool_]],
    cut: Callable[[Pixels, int], Labels],
    finished: Callable[[Labels], Labels] = numbered,
) -> Segmentation:
    """Cut the product that is `found` alone, at the full working size of its own box."""
    height, width = pixels.shape[:2]
    small = _reduced(pixels, CUT_SIDE)
    product = found(small)
    if product.all():
        return Segmentation(_full(finished(cut(small, wanted)), height, width), None)
    mask = _silhouette(product, height, width)
    box = _box(product, height, width)
    crop = _reduced(pixels[box], CUT_SIDE)
    inside = np.asarray(Image.fromarray(mask[box]).resize(crop.shape[1::-1], Image.Resampling.BOX))
    parts = cut(crop, max(1, round((wanted - 1) * inside.size / max(1, inside.sum()))))
    parts = finished(_without_crumbs(parts, inside))
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


def _cells(picture: Pixels, wanted: int) -> Labels:
    height, width = picture.shape[:2]
    return _grid(height, width, wanted)


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
