"""What numbers mean as light, where a file tells it by primaries and a curve, not by a profile.

Curves and primaries by their numbers in ITU-T H.273 (2024), which AVIF's nclx and HEIF use; PNG's
gAMA and cHRM say them outright (PNG, third edition, W3C 2025).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Floats = NDArray[np.float64]
Curve = Callable[[Floats], Floats]
"""From a number in [0, 1] to light, of which 1 is white."""

Primaries = tuple[float, ...]
"""x and y of red, green, blue and white (CIE 1931)."""

_D65: Final = (0.3127, 0.3290)
_BT709: Final = (0.640, 0.330, 0.300, 0.600, 0.150, 0.060, *_D65)
_PRIMARIES: Final[dict[int, Primaries]] = {
    1: _BT709,
    4: (0.670, 0.330, 0.210, 0.710, 0.140, 0.080, 0.310, 0.316),
    5: (0.640, 0.330, 0.290, 0.600, 0.150, 0.060, *_D65),
    6: (0.630, 0.340, 0.310, 0.595, 0.155, 0.070, *_D65),
    7: (0.630, 0.340, 0.310, 0.595, 0.155, 0.070, *_D65),
    9: (0.708, 0.292, 0.170, 0.797, 0.131, 0.046, *_D65),
    11: (0.680, 0.320, 0.265, 0.690, 0.150, 0.060, 0.314, 0.351),
    12: (0.680, 0.320, 0.265, 0.690, 0.150, 0.060, *_D65),
    22: (0.630, 0.340, 0.295, 0.605, 0.155, 0.077, *_D65),
}

_HDR_WHITE: Final = 203.0
"""cd/m2 that are shown as white (ITU-R BT.2408); what is brighter is cut off."""

_SRGB_GAMMA: Final = 1 / 2.2
_LEAST_GAMMA, _MOST_GAMMA = 0.00016, 6250.0
"""What libpng calls possible; anything else is a broken number, and passed over."""

_SAME_GAMMA: Final = 0.01
"""PNG writers round sRGB's gamma in many ways."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """What the numbers of a picture mean.

    Attributes
    ----------
    primaries : Primaries
    curve : callable
        From numbers in [0, 1] to light.
    """

    primaries: Primaries
    curve: Curve


def _gamma(power: float) -> Curve:
    return lambda numbers: np.power(numbers, power)


def _srgb_light(numbers: Floats) -> Floats:
    """IEC 61966-2-1."""
    return np.where(numbers <= 0.04045, numbers / 12.92, ((numbers + 0.055) / 1.055) ** 2.4)


def _pq_light(numbers: Floats) -> Floats:
    """SMPTE ST 2084, up to 10,000 cd/m2."""
    root = numbers ** (1 / 78.84375)
    share = np.maximum(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)
    return share ** (1 / 0.1593017578125) * (10_000 / _HDR_WHITE)


def _hlg_light(numbers: Floats) -> Floats:
    """ARIB STD-B67 as BT.2408 has it: three quarters of the range are white."""
    scene = np.where(
        numbers <= 0.5,
        numbers**2 / 3,
        (np.exp((numbers - 0.55991073) / 0.17883277) + 0.28466892) / 12,
    )
    white = (np.exp((0.75 - 0.55991073) / 0.17883277) + 0.28466892) / 12
    light: Floats = scene / white
    return light


_CURVES: Final[dict[int, Curve]] = {
    4: _gamma(2.2),
    5: _gamma(2.8),
    8: lambda numbers: numbers,
    16: _pq_light,
    17: lambda numbers: numbers**2.6 * (52.37 / 48),
    18: _hlg_light,
}
"""Those that are not shown as sRGB; screens show the curves of video (1, 6, 14, 15) as it."""

_PX_AT_ONCE: Final = 2**14
"""Pixels whose light is in memory at a time, 24 bytes each and several times."""

_MEANT: Final = frozenset({*_CURVES, 1, 6, 13, 14, 15})
"""All curves that a number can mean here, those among them that are shown as sRGB."""

ADOBE_RGB: Final = Encoding((0.640, 0.330, 0.210, 0.710, 0.150, 0.060, *_D65), _gamma(563 / 256))
"""Adobe RGB (1998) Color Image Encoding, 2005."""


def of_nclx(primaries: int, curve: int) -> Encoding | None:
    """Read H.273's numbers; None for sRGB and for what they do not say."""
    if primaries not in _PRIMARIES or primaries == 1:
        return Encoding(_BT709, _CURVES[curve]) if curve in _CURVES else None
    return Encoding(_PRIMARIES[primaries], _CURVES.get(curve, _srgb_light))


def is_known(primaries: int, curve: int) -> bool:
    """Whether H.273's numbers say something that can be shown."""
    return primaries in _PRIMARIES and curve in _MEANT


def in_narrow_range(encoding: Encoding | None) -> Encoding:
    """Give the same colours where black is 16 of 255 and white 235, as video has them."""
    full = encoding or Encoding(_BT709, _srgb_light)
    return replace(
        full, curve=lambda numbers: full.curve(np.clip((255 * numbers - 16) / 219, 0, 1))
    )


def of_png(info: Mapping[str | tuple[int, int], Any]) -> Encoding | None:
    """Read a PNG's gamma and primaries, unless it says that it is sRGB; None for sRGB."""
    gamma, chromaticity = info.get("gamma"), info.get("chromaticity")
    if "srgb" in info or not gamma or not _LEAST_GAMMA <= gamma <= _MOST_GAMMA:
        return None
    primaries = _as_primaries(chromaticity)
    usual = abs(gamma - _SRGB_GAMMA) < _SAME_GAMMA
    if usual and np.allclose(primaries, _BT709, atol=0.002):
        return None
    return Encoding(primaries, _srgb_light if usual else _gamma(1 / gamma))


def _as_primaries(chromaticity: tuple[float, ...] | None) -> Primaries:
    """Take a PNG's order, white first; what spans no colours is passed over."""
    if not chromaticity:
        return _BT709
    primaries = (*chromaticity[2:8], *chromaticity[:2])
    if min(primaries[1::2]) <= 0:
        return _BT709
    try:
        return primaries if np.isfinite(_to_xyz(primaries)).all() else _BT709
    except np.linalg.LinAlgError:
        return _BT709


def to_srgb(picture: Image.Image, encoding: Encoding) -> Image.Image:
    """Give an RGB picture of some encoding in sRGB; colours beyond it are cut off.

    Through two tables and one product of matrices: a byte has 256 values, and light is written
    with 4,096 steps.
    """
    light = encoding.curve(np.arange(256) / 255)
    ours = (np.linalg.inv(_to_xyz(_BT709)) @ _adapted(_to_xyz(encoding.primaries))).T
    numbers = np.asarray(picture)
    seen, rows = np.empty_like(numbers), max(1, _PX_AT_ONCE // picture.width)
    for first in range(0, picture.height, rows):
        band = slice(first, first + rows)
        mixed = np.clip(light[numbers[band]] @ ours, 0, 1)
        seen[band] = np.rint(255 * _srgb_numbers(mixed))
    return Image.fromarray(seen)


def _srgb_numbers(light: Floats) -> Floats:
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


def _to_xyz(primaries: Primaries) -> Floats:
    """Give the matrix from linear RGB to XYZ, white being (X, 1, Z)."""
    x, y = np.array(primaries[0::2]), np.array(primaries[1::2])
    xyz = np.array([x / y, np.ones(4), (1 - x - y) / y])
    strength = np.linalg.solve(xyz[:, :3], xyz[:, 3])
    matrix: Floats = xyz[:, :3] * strength
    return matrix


_BRADFORD: Final = np.array(
    [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
)
"""Lam 1985, as ICC.1:2022 adapts one white to another."""


def _adapted(to_xyz: Floats) -> Floats:
    """Let white stay white under D65."""
    own, wanted = _BRADFORD @ to_xyz.sum(1), _BRADFORD @ _to_xyz(_BT709).sum(1)
    adapted: Floats = np.linalg.inv(_BRADFORD) @ np.diag(wanted / own) @ _BRADFORD @ to_xyz
    return adapted
