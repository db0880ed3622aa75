"""Makes photos for learning: `python -m model.composites --data DIR --split S --out OUT`.

Products of the catalog and of other shops, cut from their plain grounds, on grounds of other
photos and on drawn ones. `model.train --composites OUT/composites.csv` learns from them.
"""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
import numpy as np
from PIL import Image

from core.entities import Pixels
from core.errors import AppError
from core.imaging.images import load_photo
from core.outputs import writing
from core.spreadsheets import writing_csv
from model.data.composites import composite, drawn_ground, ground_of_photo
from model.data.dataset import Example, is_validation, read_catalog, read_classes
from model.data.nonproducts import Chance
from model.data.shops import is_other, read_shops

FOLDER: Final = "composites"
"""Of the pictures, beside the table."""

DRAWN: Final = 0.4
"""Share of grounds that are drawn."""

QUALITY: Final = 92
"""Of the JPEG files."""

_log = logging.getLogger(__name__)


@click.command()
@click.option("--data", type=click.Path(path_type=Path), required=True, help="styles.csv + images/")
@click.option("--split", type=click.Path(path_type=Path), help="CSV: id, split")
@click.option("--shops", type=click.Path(path_type=Path), required=True, help="as model.train's")
@click.option("--hold-out", multiple=True, help="as model.train's")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="a folder")
@click.option("--count", type=click.IntRange(1), default=12_000, show_default=True)
@click.option("--seed", default=42, show_default=True)
def main(
    data: Path,
    split: Path | None,
    shops: Path,
    hold_out: tuple[str, ...],
    out: Path,
    count: int,
    seed: int,
) -> None:
    """Lay products on other grounds, and write the pictures and their table."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        catalog = read_catalog(data, split)
        foreign = read_shops(shops, "train", read_classes(data, catalog))
        learnt = [e for e in foreign if e.source not in hold_out]
        products = [e for e in catalog if e.subset == "train"]
        products += [e for e in learnt if not is_other(e)]
        grounds = [e for e in learnt if is_other(e)]
        made = write_composites(products, grounds, out, count, np.random.default_rng(seed))
    except AppError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{made:,} photos in {out}")


def write_composites(
    products: list[Example], grounds: list[Example], out: Path, count: int, chance: Chance
) -> int:
    """Write at most `count` composites of products drawn without replacement; gives how many.

    Photos that cannot be read, are held out for validation, or have no plain ground are passed
    over. The table comes last: without it, nothing was made.
    """
    (out / FOLDER).mkdir(parents=True, exist_ok=True)
    rows = [("image", "accepted")]
    order = chance.permutation(len(products))
    for example, picture in _composites([products[row] for row in order], grounds, chance):
        name = f"{len(rows):06d}"
        with writing(out / FOLDER / f"{name}.jpg") as beside:
            Image.fromarray(picture).save(beside, "jpeg", quality=QUALITY)
        rows.append((name, ";".join(example.accepted)))
        if len(rows) > count:
            break
    with writing_csv(out / "composites.csv") as table:
        for row in rows:
            table.row(row)
    return len(rows) - 1


def _composites(
    products: list[Example], grounds: list[Example], chance: Chance
) -> Iterator[tuple[Example, Pixels]]:
    for example in products:
        try:
            if is_validation(example.path.read_bytes()) and not example.source:
                continue
            pixels = load_photo(example.path).pixels
            size = pixels.shape[1], pixels.shape[0]
            if not grounds or chance.random() < DRAWN:
                ground = drawn_ground(size, chance)
            else:
                other = load_photo(grounds[chance.integers(len(grounds))].path)
                ground = ground_of_photo(other.pixels, size, chance)
        except (OSError, AppError) as error:
            _log.warning("skipped %s", error)
            continue
        picture = composite(pixels, ground, chance)
        if picture is not None:
            yield example, picture


if __name__ == "__main__":
    main()
