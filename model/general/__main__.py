"""Tunes a general network: `python -m model.general --data DIR --split split.csv --out RUN ...`."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from core.errors import AppError
from model.general.course import BATCH, DECAY, HEARD, SMOOTHING, Course, Kind
from model.general.network import FROZEN
from model.general.tune import tune
from model.pytorch.timetable import read_timetable
from model.training.mixture import strength_of
from model.training.run import Settings
from model.training.start import IMAGENET

ARCHITECTURE: Final = "efficientnet-lite0"


@click.command()
@click.option("--data", type=click.Path(path_type=Path), required=True, help="styles.csv + images/")
@click.option("--split", type=click.Path(path_type=Path), help="CSV: id, split")
@click.option(
    "--partial", "tables", type=click.Path(path_type=Path), multiple=True, help="as model.train's"
)
@click.option("--shops", type=click.Path(path_type=Path), required=True, help="as model.train's")
@click.option("--hold-out", "held_sources", multiple=True, help="as model.train's")
@click.option("--init", default=IMAGENET, show_default=True, help="or a pack to go on from")
@click.option("--teacher", required=True, help="a pack that knows the catalog")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="the run to write")
@click.option(
    "--course", default="5100s: 30% at 96 px, 25% at 104 px, 45% at 112 px", show_default=True
)
@click.option(
    "--after", type=click.Path(path_type=Path), help="a finished run to go on from, in 8 bits"
)
@click.option("--rate", default=8e-4, show_default=True)
@click.option("--processes", default=2, show_default=True, help="each on a core of its own")
@click.option("--seed", default=42, show_default=True)
def main(
    data: Path,
    split: Path | None,
    tables: tuple[Path, ...],
    shops: Path,
    held_sources: tuple[str, ...],
    init: str,
    teacher: str,
    out: Path,
    course: str,
    after: Path | None,
    rate: float,
    processes: int,
    seed: int,
) -> None:
    """Tune EfficientNet-Lite0 from ImageNet on a catalog, sellers' photos and other shops at once.

    Given again, it goes on after the last checkpoint.
    """
    settings = Settings(
        str(data), str(split) if split else None, tuple(map(str, tables)),
        partial_repeats=1, plan=course, batch=processes * BATCH, peak_rate=rate,
        weight_decay=DECAY, smoothing=SMOOTHING, dropout=0.2, strength=0.85, patience=0,
        seed=seed, architecture=ARCHITECTURE, init=init, precision="bfloat16",
        teacher=teacher, taught=HEARD[Kind.CATALOG], shops=str(shops), held_sources=held_sources,
        frozen=FROZEN[-1],
    )  # fmt: skip
    try:
        chosen = Course(read_timetable(course), rate, strength=strength_of(settings))
        if after:
            chosen = replace(chosen, rounded=0.0)
        tune(settings, chosen, out, processes, after)
    except (AppError, ValueError) as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
