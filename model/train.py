"""Trains the network: `python -m model.train --data DIR --split split.csv --out PACK`.

An interrupted run goes on where it was when the same command is given again; at most the epoch
under way is lost. The pack is only written once training has ended.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import keras

from core.errors import AppError
from model.data.dataset import read_catalog, read_classes
from model.networks.architectures import ARCHITECTURES
from model.training.mixture import read_mixture
from model.training.packing import pack_run
from model.training.run import Run, Settings
from model.training.schedule import Plan
from model.training.start import first_weights
from model.training.trainer import Trainer


@click.command()
@click.option("--data", type=click.Path(path_type=Path), required=True, help="styles.csv + images/")
@click.option("--split", type=click.Path(path_type=Path), help="CSV: id, split")
@click.option(
    "--partial",
    type=click.Path(path_type=Path),
    multiple=True,
    help="CSV: image, accepted; pictures in sellers/ beside it",
)
@click.option("--partial-repeats", default=3, show_default=True)
@click.option(
    "--shops",
    type=click.Path(path_type=Path),
    help="CSV: image, source, accepted, split, view; pictures in shops/ beside it",
)
@click.option("--shops-repeats", default=1, show_default=True, help="of the largest source")
@click.option("--hold-out", multiple=True, help="a source that judges and is not learnt from")
@click.option("--composites", type=click.Path(path_type=Path), help="from model.composites")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="the pack to write")
@click.option("--work", type=click.Path(path_type=Path), help="run folder [default: OUT.training]")
@click.option("--init", help="a pack to continue from; `imagenet` for EfficientNet-Lite0's weights")
@click.option("--frozen", help="the last layer that keeps its weights, such as Lite0's block2_add")
@click.option(
    "--plan", default="96x12,128x14,160x5,224x3", show_default=True, help="size x epochs, in order"
)
@click.option("--batch", default=64, show_default=True)
@click.option("--rate", default=3e-3, show_default=True, help="peak learning rate")
@click.option("--weight-decay", default=0.02, show_default=True)
@click.option("--smoothing", default=0.1, show_default=True)
@click.option("--dropout", default=0.2, show_default=True)
@click.option("--strength", default=1.0, show_default=True, help="of the augmentation, times")
@click.option("--patience", default=12, show_default=True, help="epochs without improvement")
@click.option("--seed", default=42, show_default=True)
@click.option("--architecture", type=click.Choice(sorted(ARCHITECTURES)), default="catalog-cnn")
@click.option(
    "--precision",
    type=click.Choice(["float32", "mixed_bfloat16"]),
    default="mixed_bfloat16",
    show_default=True,
    help="float32 is faster for depthwise convolutions",
)
@click.option("--teacher", type=click.Path(path_type=Path), help="a pack to learn from as well")
@click.option(
    "--taught",
    type=click.FloatRange(0, 1),
    default=0.7,
    show_default=True,
    help="the teacher's share of the loss",
)
def main(
    data: Path,
    split: Path | None,
    partial: tuple[Path, ...],
    partial_repeats: int,
    shops: Path | None,
    shops_repeats: int,
    hold_out: tuple[str, ...],
    composites: Path | None,
    out: Path,
    work: Path | None,
    init: str | None,
    frozen: str | None,
    plan: str,
    batch: int,
    rate: float,
    weight_decay: float,
    smoothing: float,
    dropout: float,
    strength: float,
    patience: int,
    seed: int,
    architecture: str,
    precision: str,
    teacher: Path | None,
    taught: float,
) -> None:
    """Train a network on labelled photos and write it as a pack."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    try:
        Plan.parse(plan)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--plan") from error
    settings = Settings(
        str(data),
        str(split) if split else None,
        tuple(map(str, partial)),
        partial_repeats,
        plan,
        batch,
        rate,
        weight_decay,
        smoothing,
        dropout,
        strength,
        patience,
        seed,
        architecture,
        init,
        precision,
        str(teacher) if teacher else None,
        taught if teacher else 0.0,
        str(shops) if shops else None,
        shops_repeats,
        hold_out,
        str(composites) if composites else None,
        frozen,
    )
    try:
        run = train(settings, work or out.with_name(out.name + ".training"))
        pack_run(run, out)
    except AppError as error:
        raise click.ClickException(str(error)) from error


def train(settings: Settings, work: Path) -> Run:
    """Train or resume a run in the folder `work`.

    Raises
    ------
    DataError
        When a table is unreadable or holds nothing to train on.
    PackError
        When a pack to begin or to learn from is broken or does not fit.
    """
    keras.utils.set_random_seed(settings.seed)
    data = Path(settings.data)
    split = Path(settings.split) if settings.split else None
    classes = read_classes(data, read_catalog(data, split))
    examples = read_mixture(settings, classes)
    run = Run(work)
    run.record_settings(settings, classes)
    with _precision(settings.precision):
        trainer = Trainer(run, settings, examples, classes)
    if settings.init and not run.history:
        trainer.start_from(first_weights(settings, len(classes)))
    trainer.train()
    return run


@contextmanager
def _precision(policy: str) -> Iterator[None]:
    """Let networks built in the block compute so; packing builds its own in float32."""
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(policy)
    try:
        yield
    finally:
        keras.config.set_dtype_policy(before)


if __name__ == "__main__":
    main()
