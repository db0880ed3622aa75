"""The table and curves that tell how the compared networks did."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from itertools import accumulate
from pathlib import Path
from typing import Final, Self

from core.outputs import write_text, writing
from core.spreadsheets import writing_csv
from core.wording import percent
from model.measuring.page import percent_cell, table
from model.training.contenders import FAULTY, SOUND, Budget
from model.training.epoch import Epoch

FAULT: Final = """\
Why 0-1 is a fault and no finding: Keras' EfficientNet divides its input by 255 and takes
ImageNet's mean off by itself. Pixels that were already divided by 255 arrive as 0 to 0.004, so
that every photo is the same dark grey to within 0.02 of the pixels' usual spread. Their variance
(a few 1e-5) lies far below the 1e-3 that batch normalisation adds to it before it divides, so
that the first layers cannot bring the contrast back either. The published system froze ImageNet
weights behind such pixels and stopped at 16.76 %; it concluded that transfer learning does worse
than its own CNN, which was therefore never tested."""

LIMITS: Final = """\
Where no ImageNet weights are named, a network starts from random ones: those of ResNet50 and
EfficientNetB0 cannot be had offline, those of EfficientNet-Lite0 (the same network without
squeeze-excite and swish) can. A network that learns from the beginning can grow large weights
against the fault, a frozen one cannot. Large networks gain most from pretraining and from longer
training; these figures rank networks under this budget and no other."""


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured of one network.

    Attributes
    ----------
    accuracy, low, high : float
        Share in [0, 1] with its 95 % Wilson interval.
    photos : int
        That it was measured on.
    gigaflops, gigaflops_at_224 : float
        For one picture, at the compared size and at 224 px.
    seconds_per_thousand : float
        Pictures at the compared size through LiteRT, float, two threads.
    """

    title: str
    values: str
    accuracy: float
    low: float
    high: float
    photos: int
    macro_f1: float
    weights: int
    gigaflops: float
    gigaflops_at_224: float
    seconds_per_thousand: float
    training_seconds: float
    epochs: int

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `asdict` and JSON wrote."""
        return cls(**json.loads(text))


HEAD: Final = (
    "network",
    "pixels",
    "accuracy (95 %)",
    "macro-F1",
    "M weights",
    "GFLOP (at 224 px)",
    "s / 1,000",
    "min to train",
    "epochs",
)


def write_tables(rows: list[Row], budget: Budget, learnt: int, folder: Path) -> str:
    """Write comparison.json, .csv and .md into a folder; gives the Markdown."""
    write_text(folder / "comparison.json", json.dumps([asdict(r) for r in rows], indent=2))
    with writing_csv(folder / "comparison.csv", decimals=None) as table:
        table.row(field.name for field in fields(Row))
        for row in rows:
            table.row(asdict(row).values())
    page = "\n\n".join([_conditions(rows, budget, learnt), _table(rows), *_words(rows)])
    write_text(folder / "comparison.md", page + "\n")
    return page


def _conditions(rows: list[Row], budget: Budget, learnt: int) -> str:
    length = f"{budget.minutes:g} minutes" if budget.minutes else f"{budget.epochs} epochs"
    return (
        f"Each network: {length} on {learnt:,} photos at {budget.size} px ({budget.precision}, "
        f"batch {budget.batch}, peak rate {budget.rate:g}, the same augmentation and seed), "
        f"measured on {rows[0].photos:,} photos of `{budget.subset}`."
    )


def _table(rows: list[Row]) -> str:
    return table(
        HEAD,
        [
            (
                row.title,
                row.values,
                f"{percent_cell(row.accuracy)} ({100 * row.low:.1f} to {100 * row.high:.1f})",
                percent_cell(row.macro_f1),
                f"{row.weights / 1e6:.2f}",
                f"{row.gigaflops:.2f} ({row.gigaflops_at_224:.2f})",
                f"{row.seconds_per_thousand:.2f}",
                f"{row.training_seconds / 60:.1f}",
                row.epochs,
            )
            for row in rows
        ],
    )


def _words(rows: list[Row]) -> list[str]:
    reached = {row.title: row.accuracy for row in rows}
    words = [LIMITS, "![Accuracy while training](figures/comparison.png)"]
    if not {FAULTY.title, SOUND.title} <= reached.keys():
        return words
    measured = (
        f"Measured here, both from ImageNet's weights: {percent(reached[FAULTY.title])} frozen "
        f"behind the fault, {percent(reached[SOUND.title])} tuned without it."
    )
    return [FAULT, measured, *words]


def draw(histories: Mapping[str, list[Epoch]], path: Path) -> None:
    """Draw validation accuracy over minutes of training and over epochs."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 5), layout="constrained")
    by_time, by_epoch = figure.subplots(1, 2, sharey=True)
    for title, history in histories.items():
        accuracy = [100 * epoch.validation_accuracy for epoch in history]
        minutes = list(accumulate(epoch.seconds / 60 for epoch in history))
        by_time.plot(minutes, accuracy, marker=".", label=title)
        by_epoch.plot([epoch.epoch for epoch in history], accuracy, marker=".", label=title)
    by_time.set(xlabel="minutes of training", ylabel="validation accuracy, %")
    by_epoch.set(xlabel="epoch")
    lines = by_time.get_legend_handles_labels()
    figure.legend(*lines, frameon=False, loc="outside lower center", ncols=2)
    for axes in (by_time, by_epoch):
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(color="0.9")
    path.parent.mkdir(parents=True, exist_ok=True)
    with writing(path) as beside:
        figure.savefig(beside, format="png", dpi=120)
