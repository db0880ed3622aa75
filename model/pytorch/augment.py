"""What `model.data.augment` does to a batch, for PyTorch.

Place, scale, proportion, tilt, light, colour cast, sharpness, resolution and things in the way.
"""

import torch
from torch import Tensor
from torch.nn import functional

from model.data.strength import Strength


def augment(pictures: Tensor, size: int, strength: Strength) -> Tensor:
    """Change every picture of a batch at random.

    Parameters
    ----------
    pictures : (N, 3, S, S) uint8 tensor
    size : int
        Side of the result, px.
    strength : Strength

    Returns
    -------
    (N, 3, size, size) float32 tensor in [0, 255]
    """
    moved = _soften(_move(pictures.float() / 255, size, strength), size, strength.soften)
    return _erase(_colour(moved, strength), strength).clamp(0, 1) * 255


def _uniform(like: Tensor, low: float, high: float, *rest: int) -> Tensor:
    return torch.rand(len(like), *rest, device=like.device) * (high - low) + low


def _move(pictures: Tensor, size: int, strength: Strength) -> Tensor:
    zoom = _uniform(pictures, -strength.zoom_in, strength.zoom_out).exp()
    aspect = _uniform(pictures, -strength.aspect, strength.aspect).exp()
    tilted = (_uniform(pictures, 0, 1) < 0.5).float()
    angle = _uniform(pictures, -strength.tilt, strength.tilt) * tilted
    mirror = torch.sign(_uniform(pictures, -1, 1))
    x, y = zoom * aspect, zoom / aspect
    centre_x = _uniform(pictures, -1, 1) * ((1 - x).abs() + 2 * strength.shift)
    centre_y = _uniform(pictures, -1, 1) * ((1 - y).abs() + 2 * strength.shift)
    cos, sin = angle.cos(), angle.sin()
    rows = torch.stack(
        [x * mirror * cos, -y * sin, centre_x, x * mirror * sin, y * cos, centre_y], dim=1
    )
    grid = functional.affine_grid(
        rows.view(-1, 2, 3), [len(pictures), 3, size, size], align_corners=False
    )
    return functional.grid_sample(pictures, grid, padding_mode="border", align_corners=False)


def _soften(pictures: Tensor, size: int, share: float) -> Tensor:
    if torch.rand(()).item() >= share:
        return pictures
    side = int(size * (0.35 + 0.55 * torch.rand(()).item()))
    small = functional.interpolate(pictures, [side, side], mode="bilinear", antialias=True)
    return functional.interpolate(small, [size, size], mode="bilinear")


def _colour(pictures: Tensor, strength: Strength) -> Tensor:
    def each(low: float, high: float) -> Tensor:
        return _uniform(pictures, low, high, 1, 1, 1)

    mean = pictures.mean((2, 3), keepdim=True)
    contrast = each(1 - strength.contrast, 1 + strength.contrast)
    cast = torch.randn(len(pictures), 3, 1, 1, device=pictures.device)
    gain = 1 + cast * strength.cast
    lit = ((pictures - mean) * contrast + mean + each(-strength.light, strength.light)) * gain
    grey = lit.mean(1, keepdim=True)
    saturation = each(1 - strength.saturation, 1 + strength.saturation)
    saturation = saturation * (each(0, 1) > strength.grey)
    return grey + (lit - grey) * saturation


def _erase(pictures: Tensor, strength: Strength) -> Tensor:
    along = torch.linspace(0, 1, pictures.shape[2], device=pictures.device)
    cornered = _uniform(pictures, 0, 1, 1) < strength.corner

    def band() -> Tensor:
        middle, half = _uniform(pictures, 0, 1, 1), _uniform(pictures, 0.05, 0.22, 1)
        middle = torch.where(cornered, middle.round(), middle)
        return (along[None] - middle).abs() < half

    hit = _uniform(pictures, 0, 1, 1, 1, 1) < strength.erase
    box = (band()[:, :, None] & band()[:, None, :])[:, None] & hit
    own = pictures[:, :, :1, :1]
    coloured = _uniform(pictures, 0, 1, 1, 1, 1) < 0.5
    paint = torch.where(coloured, _uniform(pictures, 0, 1, 3, 1, 1), own)
    return torch.where(box, paint, pictures)


def mixed(pictures: Tensor) -> Tensor:
    """Mix every picture with another by one share for all (Zhang et al. 2018, arXiv:1710.09412)."""
    share = torch.rand(()).item()
    return share * pictures + (1 - share) * pictures.flip(0)


def shrunk(pictures: Tensor, size: int) -> Tensor:
    """Give (N, 3, size, size) float32, channels last: averaged down, as `prepare` does."""
    if pictures.shape[-1] != size:
        pictures = functional.interpolate(
            pictures.float(), [size, size], mode="bilinear", antialias=True
        )
    return pictures.float().contiguous(memory_format=torch.channels_last)
