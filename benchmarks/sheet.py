"""A sheet of photos with our overlay beside stock lime's, to be looked at.

    python -m benchmarks.sheet --photos DIR --split FILE --out SHEET.png [--count 12]

Photos are drawn so that no class comes twice. Shows the photos: never commit a sheet of photos
that are not ours.
"""

from pathlib import Path
from typing import Final

import click
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from benchmarks.photos import PACK, PHOTOS, SPLIT, chosen, open_classifier
from core.entities import Photo, Pixels, Prediction
from core.explain.lime import explain
from core.explain.overlay import OverlayStyle, paint
from core.explain.presets import PRESETS, Preset
from core.explain.quality import badge
from core.inference.classifier import Classifier
from core.vocabulary import Mode, OverlayKind

TILE: Final = (330, 440)
"""Width and height of one picture, px."""
CAPTION: Final = 40
ACROSS: Final = 2
"""Photos in a row of the sheet, each with all its pictures."""
DRAWN: Final = 10
"""Times as many photos looked at as wanted, so that each can have a class of its own."""

COLUMNS: Final = {
    "ours": PRESETS["ours"],
    "ours, heat": Preset(PRESETS["ours"].settings, OverlayStyle(kind=OverlayKind.HEAT)),
    "ours, dim": Preset(PRESETS["ours"].settings, OverlayStyle(mode=Mode.DIM)),
    "stock lime": PRESETS["as-published"],
}


@click.command()
@PHOTOS
@SPLIT
@click.option("--count", default=12, show_default=True)
@click.option("--seed", default=0, show_default=True, help="Of the draw.")
@PACK
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
def main(
    *,
    photos: Path | None,
    split: Path | None,
    count: int,
    seed: int,
    pack: Path | None,
    out: Path,
) -> None:
    """Draw overlays beside stock lime's."""
    classifier = open_classifier(pack)
    varied: dict[str, tuple[Photo, Prediction]] = {}
    for photo in chosen(photos, split, DRAWN * count, seed):
        prediction = classifier.classify(photo)
        varied.setdefault(prediction.label, (photo, prediction))
        if len(varied) == count:
            break
    strips = [_strip(classifier, *one) for one in varied.values()]
    _sheet(strips).save(out)
    click.echo(f"{out}: {len(strips)} photos")


def _strip(classifier: Classifier, photo: Photo, prediction: Prediction) -> Image.Image:
    """Photo and overlays side by side, with captions."""
    tiles = [
        _tile(photo.pixels, f"{prediction.label} {prediction.confidence:.0%}", photo.path.stem)
    ]
    made = {}
    for name, preset in COLUMNS.items():
        if preset.settings not in made:
            made[preset.settings] = explain(classifier, photo, prediction, preset.settings)
        found = made[preset.settings]
        said = f"{found.samples} samples, {found.superpixels} regions, {badge(found).trust}"
        tiles.append(_tile(paint(photo.pixels, found, preset.style), name, said))
    strip = Image.new("RGB", (len(tiles) * TILE[0], TILE[1] + CAPTION), "white")
    for place, tile in enumerate(tiles):
        strip.paste(tile, (place * TILE[0], 0))
    return strip


def _tile(pixels: Pixels, title: str, detail: str) -> Image.Image:
    tile = Image.new("RGB", (TILE[0], TILE[1] + CAPTION), "white")
    height, width = pixels.shape[:2]
    factor = min((TILE[0] - 8) / width, (TILE[1] - 8) / height)
    size = (round(width * factor), round(height * factor))
    picture = Image.fromarray(np.ascontiguousarray(pixels)).resize(size, Image.Resampling.LANCZOS)
    tile.paste(picture, (4, CAPTION + 4))
    pen, font = ImageDraw.Draw(tile), ImageFont.load_default(14)
    pen.text((4, 3), title, "black", font)
    pen.text((4, 20), detail, "gray", font)
    return tile


def _sheet(strips: list[Image.Image]) -> Image.Image:
    width, height = strips[0].size
    down = -(-len(strips) // ACROSS)
    sheet = Image.new("RGB", (width * ACROSS, height * down), "white")
    for place, strip in enumerate(strips):
        sheet.paste(strip, (place % ACROSS * width, place // ACROSS * height))
    return sheet


if __name__ == "__main__":
    main()
