"""Tunes a general network: `python -m model.general --data DIR --split split.csv --out RUN ...`."""

import json
import logging
import math
import tempfile
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Final

import click
import torch
from torch import distributed, multiprocessing

from core.errors import AppError, FileError
from core.inference.litert_engine import LiteRtEngine
from core.inference.model_pack import open_pack
from model.data.cutouts import cut_outs
from model.data.dataset import read_catalog, read_classes
from model.data.pictures import decode
from model.general.batches import Batches
from model.general.course import BATCH, DECAY, HEARD, SMOOTHING, Course, Kind
from model.general.judging import Standing
from model.general.learn import Tuning
from model.general.lessons import Lessons, lessons_of
from model.general.network import FROZEN, First, Tuned, whole
from model.networks.efficientnet_lite import imagenet_head
from model.pytorch.exchange import begin, in_order
from model.pytorch.lite0 import Lite0
from model.pytorch.timetable import read_timetable
from model.training.epoch import Epoch
from model.training.mixture import hold_out, read_mixture, strength_of
from model.training.run import Run, Settings
from model.training.start import IMAGENET

ARCHITECTURE: Final = "efficientnet-lite0"
CHECKPOINT: Final = "checkpoint.pt"

_log = logging.getLogger(__name__)


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


def tune(
    settings: Settings, course: Course, out: Path, processes: int, after: Path | None = None
) -> None:
    """Tune, perhaps after another run, and write a run that `model.export` packs.

    Raises
    ------
    AppError
        A table or a pack cannot be read, or ImageNet's weights are not installed.
    """
    split = Path(settings.split) if settings.split else None
    data, run = Path(settings.data), Run(out)
    if after and not (after / CHECKPOINT).exists():
        raise FileError(after / CHECKPOINT, "is missing: that run was not begun")
    classes = read_classes(data, read_catalog(data, split))
    run.record_settings(settings, classes)
    _lessons(settings, run)  # decodes once, for all processes
    with tempfile.TemporaryDirectory() as folder:
        meeting = f"file://{folder}/meeting"
        work = (settings, course, out, processes, meeting, after)
        multiprocessing.spawn(_work, work, processes)


def _lessons(settings: Settings, run: Run) -> Lessons:
    classes = tuple(run.settings["classes"])
    seen = open_pack(Path(str(settings.teacher))).card.input.size
    decoded = decode(read_mixture(settings, classes), seen, run.pictures)
    masks = cut_outs(decoded, run.pictures / f"masks-{seen}.npy")
    return lessons_of(hold_out(decoded, settings.held_sources), masks, classes)


def _work(
    rank: int,
    settings: Settings,
    course: Course,
    out: Path,
    processes: int,
    meeting: str,
    after: Path | None,
) -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    torch.set_num_threads(1)
    torch.manual_seed(settings.seed + rank)
    distributed.init_process_group("gloo", init_method=meeting, rank=rank, world_size=processes)
    run = Run(out)
    lessons = _lessons(settings, run)
    network = Lite0(lessons.accepted.shape[1]).to(memory_format=torch.channels_last)
    begin(network, settings, lessons.accepted.shape[1])
    teacher = open_pack(Path(str(settings.teacher))).network
    batches = Batches(
        lessons, LiteRtEngine(teacher, threads=1), course.strength, settings.seed + rank
    )
    tuned = Tuned(network, imagenet_head())
    before = after / CHECKPOINT if after else None
    tuning = Tuning(First(network), tuned, batches, course, out / CHECKPOINT, before)
    tuning.run(partial(_keep, run, lessons))
    if rank == 0:
        _finish(run, network, tuning)


def _keep(run: Run, lessons: Lessons, tuning: Tuning, loss: float, seconds: float) -> None:
    """Judge the averaged weights at the size that ships, and add a line to the history."""
    timetable = tuning.course.timetable
    standing = Standing(lessons, tuning.first, tuning.average.module, timetable.last)
    _, sellers = standing.loss_and_accuracy("partial")
    epoch = Epoch(
        len(run.history) + 1, timetable.size(tuning.gone), loss, math.nan,
        *standing.loss_and_accuracy("train"), sellers, seconds,
    )  # fmt: skip
    run.append(epoch)
    _log.info("%s", json.dumps({"gone": tuning.gone, **asdict(epoch), "shops": standing.shops()}))


def _finish(run: Run, network: Lite0, tuning: Tuning) -> None:
    made = whole(network, tuning.average.module)
    classes = len(run.settings["classes"])
    run.save_average(in_order(made, ARCHITECTURE, classes), best=True)


if __name__ == "__main__":
    main()
