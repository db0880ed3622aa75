"""Products laid on other grounds, batch by batch: cuts of other things' photos, and drawn ones.

What `model.data.composites` does to a single photo, on tensors, so that no product is seen twice on
the same ground.
"""

from typing import Final

import torch
from torch import Tensor
from torch.nn import functional

DRAWN: Final = 0.4
"""Share of grounds that are drawn."""

SCALE: Final = (0.55, 1.1)
"""Size of the product on its ground, times what it was."""

CUT: Final = (0.2, 0.7)
"""Side of what is cut from a photo as a ground, times the photo's."""


def pasted(pictures: Tensor, masks: Tensor, photos: Tensor) -> Tensor:
    """Lay products on grounds with a shadow.

    Parameters
    ----------
    pictures : (N, 3, S, S) float32 in [0, 1]
    masks : (N, 1, M, M) float32 in [0, 1]
        1 on the product.
    photos : (N, 3, S, S) float32 in [0, 1]
        Of other things, to cut grounds from.

    Returns
    -------
    (N, 3, S, S) float32
    """
    size = pictures.shape[-1]
    masks = functional.interpolate(masks, [size, size], mode="bilinear", align_corners=False)
    masks = ((functional.avg_pool2d(masks, 5, 1, 2) - 0.6) * 2.5).clamp(0, 1)  # less its pale rim
    placed = _placed(torch.cat([pictures, masks], dim=1), _uniform(pictures, *SCALE), 0.3)
    product, mask = placed[:, :3], placed[:, 3:]
    drawn = _uniform(pictures, 0, 1)[:, None, None, None] < DRAWN
    ground = torch.where(drawn, drawn_grounds(len(pictures), size), _cuts(photos))
    light = _uniform(pictures, 0.75, 1.1)[:, None, None, None]
    dark = _uniform(pictures, 0, 0.6)[:, None, None, None]
    return mask * product * light + (1 - mask) * ground * (1 - dark * _shadow(mask))


def _uniform(like: Tensor, low: float, high: float) -> Tensor:
    return torch.rand(len(like)) * (high - low) + low


def _placed(pictures: Tensor, scale: Tensor, reach: float) -> Tensor:
    """Shrink pictures and move them by at most `reach` of the side that shrinking leaves free."""
    side = torch.zeros(len(pictures), 2, 3)
    side[:, 0, 0] = side[:, 1, 1] = 1 / scale
    free = (1 - scale).clamp_min(0.1)[:, None] / scale[:, None]
    side[:, :, 2] = (torch.rand(len(pictures), 2) * 2 - 1) * free * (0.7 + reach)
    grid = functional.affine_grid(side, list(pictures.shape), align_corners=False)
    return functional.grid_sample(pictures, grid, align_corners=False)


def _cuts(photos: Tensor) -> Tensor:
    side = torch.zeros(len(photos), 2, 3)
    share = _uniform(photos, *CUT)
    side[:, 0, 0] = side[:, 1, 1] = share
    side[:, :, 2] = (torch.rand(len(photos), 2) * 2 - 1) * (1 - share)[:, None]
    grid = functional.affine_grid(side, list(photos.shape), align_corners=False)
    return functional.grid_sample(photos, grid, align_corners=False)


def _shadow(mask: Tensor) -> Tensor:
    """Blur and move the product's outline a little to one side, down."""
    size = mask.shape[-1]
    small = functional.avg_pool2d(mask, 8)
    soft = functional.avg_pool2d(small, 3, 1, 1)
    spread = functional.interpolate(soft, [size, size], mode="bilinear", align_corners=False)
    across = int(torch.randint(-size // 16, size // 16 + 1, ()))
    return spread.roll((size // 32, across), dims=(2, 3))


def drawn_grounds(count: int, size: int) -> Tensor:
    """Draw (count, 3, size, size) grounds: two colours that run, spot or stripe into each other."""
    first, second = torch.rand(2, count, 3, 1, 1)
    along = torch.linspace(-1, 1, size)
    angle = (torch.rand(count) * 2 * torch.pi)[:, None, None]
    slope = (along[None, None] * angle.cos() + along[None, :, None] * angle.sin()) / 2.8
    striped = (slope * (4 + 30 * torch.rand(count, 1, 1))).sin() / 2 + 0.5
    grains = int(torch.randint(3, 41, ()))
    spots = functional.interpolate(
        torch.rand(count, 1, grains, grains), [size, size], mode="bilinear", align_corners=False
    )[:, 0]
    kind = torch.randint(0, 4, (count, 1, 1))
    share = torch.where(kind == 0, 0, torch.where(kind == 1, slope + 0.5, striped))
    share = torch.where(kind == 3, spots, share).clamp(0, 1)[:, None]
    return first + (second - first) * share
