"""What befalls photos between studio and catalog: changes that leave the product what it is."""

from collections.abc import Callable
from io import BytesIO
from typing import Final

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter

from core.entities import Pixels
from core.explain.foreground import foreground
from core.imaging.framing import border_colour
from model.data.nonproducts import Chance, random_cut

Change = Callable[[Pixels, Chance], Pixels | None]
"""Gives the changed photo, or None where the change cannot be made."""

OFF_WHITE: Final = (246, 240, 228)
SCENES: Final = ("coffee.png", "brick.png", "grass.png", "gravel.png", "chelsea.png", "rocket.jpg")
"""Photos and textures that scikit-image carries."""

ORIGINAL: Final = "as it is"


def _as_it_is(pixels: Pixels, chance: Chance) -> Pixels:
    return pixels


def on_background(pixels: Pixels, background: Pixels) -> Pixels | None:
    """Paste the product on another background, (H, W, 3) or one colour (3,).

    None where the photo has no plain background to cut it from.
    """
    product = foreground(pixels)
    if product.all():
        return None
    mask = Image.fromarray(product.astype(np.uint8) * 255).filter(ImageFilter.GaussianBlur(0.7))
    share = np.asarray(mask, dtype=np.float32)[..., None] / 255
    return (share * pixels + (1 - share) * background).round().astype(np.uint8)


def _off_white(pixels: Pixels, chance: Chance) -> Pixels | None:
    return on_background(pixels, np.array(OFF_WHITE, dtype=np.uint8))


def _coloured(pixels: Pixels, chance: Chance) -> Pixels | None:
    return on_background(pixels, chance.integers(20, 236, 3).astype(np.uint8))


def _photographic(pixels: Pixels, chance: Chance) -> Pixels | None:
    size = pixels.shape[1], pixels.shape[0]
    return on_background(pixels, random_cut(str(chance.choice(SCENES)), size, chance))


def _brightness(factor: float) -> Change:
    def change(pixels: Pixels, chance: Chance) -> Pixels:
        return np.asarray(ImageEnhance.Brightness(Image.fromarray(pixels)).enhance(factor))

    return change


def _blurred(pixels: Pixels, chance: Chance) -> Pixels:
    sigma = 2 * max(pixels.shape[:2]) / 224
    return np.asarray(Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(sigma)))


def _jpeg(pixels: Pixels, chance: Chance) -> Pixels:
    file = BytesIO()
    Image.fromarray(pixels).save(file, "jpeg", quality=20)
    return np.asarray(Image.open(file))


def _rotated(pixels: Pixels, chance: Chance) -> Pixels:
    angle = 10 if chance.random() < 0.5 else -10
    picture = Image.fromarray(pixels)
    return np.asarray(picture.rotate(angle, Image.Resampling.BILINEAR, fillcolor=_border(pixels)))


def _cropped(share: float) -> Change:
    def change(pixels: Pixels, chance: Chance) -> Pixels:
        height, width = (max(1, round(side * (1 - share))) for side in pixels.shape[:2])
        top = chance.integers(0, pixels.shape[0] - height + 1)
        left = chance.integers(0, pixels.shape[1] - width + 1)
        return pixels[top : top + height, left : left + width]

    return change


def _grey(pixels: Pixels, chance: Chance) -> Pixels:
    return np.asarray(Image.fromarray(pixels).convert("L").convert("RGB"))


def _scaled(factor: float) -> Change:
    def change(pixels: Pixels, chance: Chance) -> Pixels:
        height, width = (max(1, round(side * factor)) for side in pixels.shape[:2])
        return np.asarray(Image.fromarray(pixels).resize((width, height)))

    return change


def _far(pixels: Pixels, chance: Chance) -> Pixels:
    return _on_sheet(pixels, 2 * pixels.shape[0], 2 * pixels.shape[1])


def _padded(proportion: float) -> Change:
    """Pad with the border's colour to width / height = `proportion`."""

    def change(pixels: Pixels, chance: Chance) -> Pixels:
        height, width = pixels.shape[:2]
        return _on_sheet(
            pixels, max(height, round(width / proportion)), max(width, round(height * proportion))
        )

    return change


def _on_sheet(pixels: Pixels, height: int, width: int) -> Pixels:
    sheet = np.empty((height, width, 3), dtype=np.uint8)
    sheet[:] = border_colour(pixels)
    top, left = (height - pixels.shape[0]) // 2, (width - pixels.shape[1]) // 2
    sheet[top : top + pixels.shape[0], left : left + pixels.shape[1]] = pixels
    return sheet


def _border(pixels: Pixels) -> tuple[int, ...]:
    return tuple(int(value) for value in border_colour(pixels))


CHANGES: Final[dict[str, Change]] = {
    ORIGINAL: _as_it_is,
    "off-white background": _off_white,
    "coloured background": _coloured,
    "photo or texture as background": _photographic,
    "30 % brighter": _brightness(1.3),
    "30 % darker": _brightness(0.7),
    "blurred, sigma 2 px of 224": _blurred,
    "JPEG, quality 20": _jpeg,
    "turned by 10 degrees": _rotated,
    "10 % of each side cut off": _cropped(0.1),
    "20 % of each side cut off": _cropped(0.2),
    "grey": _grey,
    "twice the pixels": _scaled(2),
    "half the pixels": _scaled(0.5),
    "product half as large": _far,
    "padded to 1:1": _padded(1),
    "padded to 16:9": _padded(16 / 9),
    "padded to 1:3": _padded(1 / 3),
}
