"""Pictures that are no products at all: noise, paper, screens, and photos of other things.

A tag that a network gives them with confidence is wrong whatever it is.
"""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from core.entities import Pixels
from core.imaging.images import load_photo
from model.data.dataset import Example

PER_GROUP: Final = 40
SIDE: Final = 224
"""px"""

PHOTOS: Final = (
    "brick.png",
    "cell.png",
    "chelsea.png",
    "coffee.png",
    "coins.png",
    "grass.png",
    "gravel.png",
    "hubble_deep_field.jpg",
    "ihc.png",
    "moon.png",
    "motorcycle_left.png",
    "retina.jpg",
    "rocket.jpg",
)
"""What scikit-image carries, without people: they wear clothes."""

LETTERS: Final = "etaoin shrdlu cmfwyp vbgkqj xz  "

Chance = np.random.Generator


def random_cut(name: str, size: tuple[int, int], chance: Chance) -> Pixels:
    """Cut a square from a photo of scikit-image at random, stretched to `size` (width, height)."""
    photo = Image.fromarray(_skimage_photo(name))
    width, height = photo.size
    side = chance.uniform(0.5, 1) * min(width, height)
    left, top = chance.uniform(0, width - side), chance.uniform(0, height - side)
    return np.asarray(photo.resize(size, box=(left, top, left + side, top + side)))


@cache
def _skimage_photo(name: str) -> Pixels:
    from skimage import data

    return load_photo(Path(data.__file__).with_name(name)).pixels


def write_nonproducts(folder: Path, per_group: int = PER_GROUP, seed: int = 0) -> list[Example]:
    """Write the pictures into a folder; gives them with their group as the accepted class."""
    examples = []
    for group, picture, number in _all(per_group, seed):
        path = folder / f"{group}-{number}.png"
        Image.fromarray(picture).save(path)
        examples.append(Example(path, "nonproduct", (group,)))
    return examples


def _all(per_group: int, seed: int) -> Iterator[tuple[str, Pixels, int]]:
    for place, (group, draw) in enumerate(GROUPS.items()):
        chance = np.random.default_rng((seed, place))
        for number in range(per_group):
            yield group, draw(chance), number


def _colour(chance: Chance) -> tuple[int, ...]:
    return tuple(int(value) for value in chance.integers(0, 256, 3))


def _noise(chance: Chance) -> Pixels:
    side = int(chance.choice([7, 28, 112, SIDE]))
    rough = Image.fromarray(chance.integers(0, 256, (side, side, 3), dtype=np.uint8))
    return np.asarray(rough.resize((SIDE, SIDE), Image.Resampling.BILINEAR))


def _plain(chance: Chance) -> Pixels:
    return np.full((SIDE, SIDE, 3), _colour(chance), dtype=np.uint8)


def _gradient(chance: Chance) -> Pixels:
    angle = chance.uniform(0, 2 * np.pi)
    y, x = np.mgrid[-1 : 1 : SIDE * 1j, -1 : 1 : SIDE * 1j]
    way = np.hypot(x, y) if chance.random() < 0.4 else x * np.cos(angle) + y * np.sin(angle)
    share = ((way - way.min()) / np.ptp(way))[..., None]
    one, other = np.array(_colour(chance)), np.array(_colour(chance))
    return ((1 - share) * one + share * other).astype(np.uint8)


def _text(chance: Chance) -> Pixels:
    page = Image.new("RGB", (SIDE, SIDE), (255, 255, 255) if chance.random() < 0.7 else "beige")
    pen = ImageDraw.Draw(page)
    height = int(chance.integers(6, 22))
    for top in range(10, SIDE - 10 - height, int(height * chance.uniform(1.2, 1.8))):
        _write(pen, 12, top, height, int(chance.integers(10, 60)), chance)
    return np.asarray(page)


def _write(
    pen: ImageDraw.ImageDraw, left: int, top: int, height: int, letters: int, chance: Chance
) -> None:
    words = "".join(chance.choice(list(LETTERS), letters))
    pen.text((left, top), words, fill=(30, 30, 30), font=ImageFont.load_default(height))


def _screen(chance: Chance) -> Pixels:
    """Draw something like a programme's window: bar, list, panels, buttons."""
    dark = chance.random() < 0.4
    page = Image.new("RGB", (SIDE, SIDE), (40, 42, 46) if dark else (245, 246, 248))
    pen = ImageDraw.Draw(page)
    edge = int(chance.integers(40, 90))
    pen.rectangle((0, 0, SIDE, int(chance.integers(10, 26))), fill=_colour(chance))
    pen.rectangle((0, 26, edge, SIDE), fill=(60, 64, 70) if dark else (228, 231, 236))
    for top in range(34, SIDE - 16, int(chance.integers(11, 22))):
        _write(pen, 6, top, 8, int(chance.integers(4, 9)), chance)
    for _ in range(int(chance.integers(2, 7))):
        left, top = int(chance.integers(edge, SIDE - 40)), int(chance.integers(30, SIDE - 30))
        right, bottom = left + int(chance.integers(20, 120)), top + int(chance.integers(10, 70))
        pen.rounded_rectangle((left, top, right, bottom), 4, _colour(chance), (128, 128, 128))
        _write(pen, left + 4, top + 2, 9, int(chance.integers(4, 14)), chance)
    return np.asarray(page)


def _photo(chance: Chance) -> Pixels:
    return random_cut(str(chance.choice(PHOTOS)), (SIDE, SIDE), chance)


GROUPS: Final[dict[str, Callable[[Chance], Pixels]]] = {
    "noise": _noise,
    "plain": _plain,
    "gradient": _gradient,
    "text": _text,
    "screen": _screen,
    "photo": _photo,
}
