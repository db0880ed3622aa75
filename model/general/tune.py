"""A whole tuning: decoded once, learnt by several processes, left as a run."""

import json
import logging
import math
import tempfile
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Final

import torch
from torch import distributed, multiprocessing

from core.errors import FileError
from core.inference.litert_engine import LiteRtEngine
from core.inference.model_pack import open_pack
from model.data.cutouts import cut_outs
from model.data.dataset import read_catalog, read_classes
from model.data.pictures import decode
from model.general.batches import Batches
from model.general.course import Course
from model.general.judging import Standing
from model.general.learn import Tuning
from model.general.lessons import Lessons, lessons_of
from model.general.network import First, Tuned, whole
from model.networks.efficientnet_lite import imagenet_head
from model.pytorch.exchange import begin, in_order
from model.pytorch.lite0 import Lite0
from model.training.epoch import Epoch
from model.training.mixture import hold_out, read_mixture
from model.training.run import Run, Settings

CHECKPOINT: Final = "checkpoint.pt"

_log = logging.getLogger(__name__)


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
    run.save_average(in_order(made, run.settings["architecture"], classes), best=True)
