"""Light on a surface: an outline is raised to a soft relief and lit from the upper left."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtGui import QPainterPath
from scipy import ndimage

Plane = NDArray[np.float32]

LIGHT: Final = np.array([-0.42, -0.55, 0.85], dtype=np.float32) / np.float32(1.0965)
# What a polished surface mirrors, from what lies below it to what lies above: studio boxes.
MIRROR_TILT: Final = (-1.0, -0.55, -0.3, -0.08, 0.1, 0.35, 0.6, 1.0)
MIRROR_LIGHT: Final = (0.75, 1.0, 0.92, 0.6, 0.88, 0.98, 0.45, 0.25)
COARSE_PX: Final = 420  # larger surfaces are lit at half resolution, their light is soft anyway


@dataclass(frozen=True, slots=True)
class Fold:
    """A ridge (height above 0) or valley along a line; width and height in px."""

    path: QPainterPath
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Surface:
    """How a surface rises from its outline and answers light.

    `depth` px is how far from the outline it reaches full height, `bulge` how steep it is there
    (1: a half round). `gloss` is the strength of the highlight, `shine` its sharpness,
    `ambient` the light in full shade, `metal` mirrors the studio instead.
    """

    depth: float = 40
    bulge: float = 0.5
    gloss: float = 0.0
    shine: float = 20
    ambient: float = 0.35
    metal: bool = False
    folds: tuple[Fold, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Lighting:
    """Light over one crop: `shade` multiplies the colour, `glint` (white) is added."""

    shade: Plane
    glint: Plane


def blur(plane: Plane, sigma: float) -> Plane:
    """Blur softly (sigma in px); wide blurs run on a reduced plane, which looks the same."""
    step = max(1, int(sigma // 4))
    if step == 1:
        return np.asarray(ndimage.gaussian_filter(plane, sigma), dtype=np.float32)
    height, width = plane.shape
    small = (max(1, width // step), max(1, height // step))
    reduced = np.asarray(Image.fromarray(plane).resize(small, Image.Resampling.BOX))
    return resize(ndimage.gaussian_filter(reduced, sigma / step), width, height)


def resize(plane: Plane, width: int, height: int) -> Plane:
    """Resample a plane smoothly."""
    image = Image.fromarray(np.ascontiguousarray(plane, dtype=np.float32))
    return np.asarray(image.resize((width, height), Image.Resampling.BICUBIC))


def light(mask: Plane, surface: Surface, folds: Plane) -> Lighting:
    """Light a surface.

    Parameters
    ----------
    mask : (H, W) float32
        Coverage of its outline, 0-1.
    surface : Surface
    folds : (H, W) float32
        Extra height, px.
    """
    height, width = mask.shape
    step = 2 if max(height, width) > COARSE_PX else 1
    size = (max(1, width // step), max(1, height // step))
    small = resize(mask, *size)
    normals = _normals(_heights(small, surface, step) + resize(folds, *size) / step)
    lighting = _mirror(normals) if surface.metal else _matt(normals, surface)
    return Lighting(resize(lighting.shade, width, height), resize(lighting.glint, width, height))


def _heights(mask: Plane, surface: Surface, step: int) -> Plane:
    depth = surface.depth / step
    # The edge of the crop is no edge of the surface: there the mask simply ends.
    inside = np.pad(mask > 0.5, 1)
    distance = ndimage.distance_transform_edt(inside)[1:-1, 1:-1]
    rise = 1 - np.clip(distance / depth, 0, 1)
    dome = depth * surface.bulge * np.sqrt(1 - rise**2)
    return blur(dome.astype(np.float32), max(0.7, depth * 0.18))


def _normals(heights: Plane) -> NDArray[np.float32]:
    down, right = np.gradient(heights)
    normals = np.stack([-right, -down, np.ones_like(heights)], axis=-1)
    return (normals / np.linalg.norm(normals, axis=-1, keepdims=True)).astype(np.float32)


def _matt(normals: NDArray[np.float32], surface: Surface) -> Lighting:
    facing = np.clip(normals @ LIGHT, 0, None) / LIGHT[2]
    shade = surface.ambient + (1 - surface.ambient) * facing
    half = LIGHT + np.array([0, 0, 1], dtype=np.float32)
    half /= np.linalg.norm(half)
    glint = surface.gloss * np.clip(normals @ half, 0, 1) ** surface.shine
    # A flat surface must keep its colour: only what exceeds its even sheen is a highlight.
    even = surface.gloss * half[2] ** surface.shine
    return Lighting(np.clip(shade, 0, 1.25).astype(np.float32), np.clip(glint - even, 0, 1))


def _mirror(normals: NDArray[np.float32]) -> Lighting:
    tilt = normals[..., 1] + 0.45 * normals[..., 0]
    shade = np.interp(-tilt, MIRROR_TILT, MIRROR_LIGHT).astype(np.float32)
    return Lighting(shade, np.clip(shade - 0.9, 0, 1) * 2)
