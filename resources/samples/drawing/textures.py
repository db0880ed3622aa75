"""Colour over a surface: stripes, checks, denim, gradients, as functions of place."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Grid = NDArray[np.float32]
Colour = str | tuple[float, float, float]
Texture = Callable[[Grid, Grid], Grid]


def rgb(colour: Colour) -> NDArray[np.float32]:
    """Turn "#rrggbb" into (3,) float32 in 0-1."""
    if isinstance(colour, str):
        colour = tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return np.asarray(colour, dtype=np.float32)


def plain(colour: Colour) -> Texture:
    """One colour."""
    value = rgb(colour)
    return lambda x, y: np.broadcast_to(value, (*x.shape, 3)).astype(np.float32)


def mix(share: Grid, first: Grid, second: Grid) -> Grid:
    """Blend two colours; share 0 is the first, 1 the second."""
    return np.asarray(first * (1 - share[..., None]) + second * share[..., None])


def noise(shape: tuple[int, ...], sigma: float | tuple[float, float], seed: int = 3) -> Grid:
    """Soft noise of standard deviation 1."""
    field = np.random.default_rng(seed).standard_normal(shape)
    field = ndimage.gaussian_filter(field, sigma, mode="wrap")
    return (field / field.std()).astype(np.float32)


def grained(base: Texture, strength: float, sigma: float | tuple[float, float] = 1.0) -> Texture:
    """Let the lightness of a texture vary finely, as leather or woven cloth does."""

    def texture(x: Grid, y: Grid) -> Grid:
        return base(x, y) * (1 + strength * noise(x.shape, sigma)[..., None])

    return texture


def gradient(
    colours: list[Colour], start: tuple[float, float], end: tuple[float, float]
) -> Texture:
    """Pass evenly through colours from one point to another, px."""
    stops = np.stack([rgb(colour) for colour in colours])
    places = np.linspace(0, 1, len(stops))

    def texture(x: Grid, y: Grid) -> Grid:
        way = np.subtract(end, start)
        share = ((x - start[0]) * way[0] + (y - start[1]) * way[1]) / float(way @ way)
        bands = [np.interp(share, places, stops[:, channel]) for channel in range(3)]
        return np.stack(bands, axis=-1).astype(np.float32)

    return texture


def stripes(
    ground: Texture, stripe: Colour, period: float, width: float, degrees: float = 0
) -> Texture:
    """Lay even stripes over a ground; 0 degrees runs them across, 90 down. px."""
    angle = np.deg2rad(degrees)

    def texture(x: Grid, y: Grid) -> Grid:
        place = (y * np.cos(angle) - x * np.sin(angle)) % period
        inside = np.clip(np.minimum(place, width - place) + 0.5, 0, 1)
        return mix(inside, ground(x, y), np.broadcast_to(rgb(stripe), (*x.shape, 3)))

    return texture


def checks(ground: Colour, colours: list[tuple[Colour, float, float, float]]) -> Texture:
    """Weave a check: each (colour, period, width, offset) crosses itself, half covering. px."""

    def bars(place: Grid, period: float, width: float, offset: float) -> Grid:
        inside = (place - offset) % period
        return np.clip(np.minimum(inside, width - inside) + 0.5, 0, 1) * 0.5

    def texture(x: Grid, y: Grid) -> Grid:
        cloth = np.broadcast_to(rgb(ground), (*x.shape, 3))
        for colour, period, width, offset in colours:
            thread = np.broadcast_to(rgb(colour), cloth.shape)
            cloth = mix(bars(x, period, width, offset), cloth, thread)
            cloth = mix(bars(y, period, width, offset), cloth, thread)
        return cloth

    return texture


def dots(ground: Texture, dot: Colour, period: float, radius: float) -> Texture:
    """Strew dots in offset rows over a ground. px."""

    def texture(x: Grid, y: Grid) -> Grid:
        row = np.floor(y / period)
        across = (x + (row % 2) * period / 2) % period - period / 2
        away = np.hypot(across, y % period - period / 2)
        inside = np.clip(radius - away + 0.5, 0, 1)
        return mix(inside, ground(x, y), np.broadcast_to(rgb(dot), (*x.shape, 3)))

    return texture


def denim(
    colour: Colour, worn: Colour, worn_at: list[tuple[float, float, float, float]]
) -> Texture:
    """Twill with worn patches at `worn_at`, each an ellipse (x, y, radius x, radius y) in px."""

    def texture(x: Grid, y: Grid) -> Grid:
        wear = np.zeros_like(x)
        for centre_x, centre_y, radius_x, radius_y in worn_at:
            away = ((x - centre_x) / radius_x) ** 2 + ((y - centre_y) / radius_y) ** 2
            wear = np.maximum(wear, np.exp(-away))
        wear = np.clip(wear + 0.06 * noise(x.shape, (14, 3)), 0, 1)
        cloth = mix(wear, plain(colour)(x, y), plain(worn)(x, y))
        twill = 0.03 * np.sin((x + y) * 0.9) + 0.05 * noise(x.shape, (2.5, 0.8), seed=5)
        return cloth * (1 + twill[..., None])

    return texture


def ribs(base: Texture, period: float, strength: float, degrees: float = 90) -> Texture:
    """Knit ribs, running down at 90 degrees. px."""
    angle = np.deg2rad(degrees)

    def texture(x: Grid, y: Grid) -> Grid:
        place = (y * np.cos(angle) - x * np.sin(angle)) * 2 * np.pi / period
        return base(x, y) * (1 + strength * np.sin(place)[..., None])

    return texture


def cylinder(base: Texture, left: float, right: float, *, gloss: float = 0.5) -> Texture:
    """Shade an upright cylinder between two x, px: dark edges, a bright band left of centre."""
    places = (0, 0.06, 0.2, 0.3, 0.42, 0.65, 0.85, 0.94, 1)
    shades = (0.45, 0.75, 1.0, 1.05, 1.0, 0.85, 0.6, 0.75, 0.55)
    glints = (0.1, 0.0, 0.6, 1.0, 0.1, 0.0, 0.0, 0.45, 0.0)

    def texture(x: Grid, y: Grid) -> Grid:
        share = (x - left) / (right - left)
        lit = base(x, y) * np.interp(share, places, shades)[..., None]
        return lit + (gloss * np.interp(share, places, glints))[..., None] * (1 - lit)

    return texture


def woven(colour: Colour) -> Texture:
    """Plain cloth with the fine unevenness of its threads."""
    return grained(plain(colour), 0.028, 1.2)
