"""A training run's folder: settings, checkpoint, history. Everything that resuming needs."""

import csv
import json
import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from core.errors import FileError
from core.outputs import write_text, writing
from core.spreadsheets import writing_csv
from model.training.epoch import Epoch

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run depends on beside its photos; recorded in the card."""

    data: str
    split: str | None
    partial: tuple[str, ...]
    partial_repeats: int
    plan: str
    batch: int
    peak_rate: float
    weight_decay: float
    smoothing: float
    dropout: float
    strength: float
    patience: int
    seed: int
    architecture: str
    init: str | None
    precision: str = "mixed_bfloat16"
    teacher: str | None = None
    taught: float = 0.0
    shops: str | None = None
    shops_repeats: int = 1
    held_sources: tuple[str, ...] = ()
    composites: str | None = None
    frozen: str | None = None

    @classmethod
    def recorded(cls, told: dict[str, Any]) -> Self:
        """Take the settings out of what `Run.settings` gives; older runs lack the last ones."""
        values: dict[str, Any] = {f.name: told[f.name] for f in fields(cls) if f.name in told}
        for name in ("partial", "held_sources"):
            values[name] = tuple(values.get(name, ()))
        return cls(**values)


class Run:
    """The folder of one training run.

    Parameters
    ----------
    folder : Path
        Made when missing.
    pictures : Path, optional
        Where decoded photos are kept, for runs that share them; by default in `folder`.
    """

    def __init__(self, folder: Path, pictures: Path | None = None) -> None:
        self.folder = folder
        self.pictures = pictures or folder / "pictures"
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def history(self) -> list[Epoch]:
        """The epochs finished so far."""
        if not self._history_path.exists():
            return []
        with self._history_path.open(newline="") as lines:
            rows = list(csv.DictReader(lines))
        return [_epoch(row) for row in rows]

    @property
    def settings(self) -> dict[str, Any]:
        """What `record_settings` wrote; FileError where no training was begun."""
        path = self.folder / "settings.json"
        if not path.exists():
            raise FileError(path, "is missing: no training was begun here")
        return dict(json.loads(path.read_text(encoding="utf-8")))

    @property
    def average_path(self) -> Path:
        """The averaged weights of the last finished epoch, as arrays."""
        return self.folder / "average.npz"

    @property
    def best_path(self) -> Path:
        """The averaged weights of the epoch that validation likes best."""
        return self.folder / "best.npz"

    @property
    def _history_path(self) -> Path:
        return self.folder / "history.csv"

    def record_settings(self, settings: Settings, classes: Iterable[str]) -> None:
        """Write the settings, the classes and the versions of what trains."""
        record = {
            **asdict(settings),
            "classes": list(classes),
            "versions": {
                "keras": keras.__version__,
                "tensorflow": tf.__version__,
                "numpy": np.__version__,
            },
        }
        write_text(self.folder / "settings.json", json.dumps(record, indent=2))

    def save_average(self, weights: list[NDArray[np.float32]], best: bool) -> None:
        """Keep the averaged weights of an epoch, and also as the best when they are."""
        for path in [self.average_path, *([self.best_path] if best else [])]:
            with writing(path) as beside, beside.open("wb") as out:
                np.savez(out, *weights)

    def load_average(self) -> list[NDArray[np.float32]] | None:
        """Give the averaged weights of the last finished epoch, or None before the first."""
        return load_weights(self.average_path) if self.average_path.exists() else None

    def append(self, epoch: Epoch) -> None:
        """Add a line to the history and draw the curves anew."""
        rows = [asdict(e) for e in [*self.history, epoch]]
        with writing_csv(self._history_path, decimals=None) as table:
            table.row(rows[0])
            for row in rows:
                table.row(row.values())
        draw_curves(self.history, self.folder / "curves.png")


def _epoch(row: dict[str, Any]) -> Epoch:
    whole = {"epoch", "size"}
    values: dict[str, Any] = {
        name: int(value) if name in whole else float(value) for name, value in row.items()
    }
    return Epoch(**values)


def load_weights(path: Path) -> list[NDArray[np.float32]]:
    """Read the arrays of `Run.save_average` in their order."""
    with np.load(path) as stored:
        return [stored[name] for name in stored.files]


def draw_curves(history: list[Epoch], path: Path) -> None:
    """Draw accuracy and loss over the epochs, and where the input size changed."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 4), layout="constrained")
    accuracy, loss = figure.subplots(1, 2)
    epochs = [e.epoch for e in history]
    for axes, label, values in (
        (accuracy, "validation", [e.validation_accuracy for e in history]),
        (accuracy, "training (augmented)", [e.accuracy for e in history]),
        (accuracy, "sellers' photos", [e.partial_accuracy for e in history]),
        (loss, "validation", [e.validation_loss for e in history]),
        (loss, "training (augmented)", [e.loss for e in history]),
    ):
        measured = np.isfinite(values).sum()
        if measured > 1 or measured == len(history):  # a value at the end alone is no curve
            axes.plot(epochs, values, label=label)
    for axes, title in ((accuracy, "Accuracy"), (loss, "Loss")):
        for before, after in pairwise(history):
            if before.size != after.size:
                axes.axvline(after.epoch, color="0.8", zorder=0)
                axes.annotate(
                    f"{after.size} px",
                    (after.epoch, 0.02),
                    color="0.4",
                    xycoords=("data", "axes fraction"),
                )
        axes.set(title=title, xlabel="epoch")
        axes.legend(frameon=False)
        axes.spines[["top", "right"]].set_visible(False)
    with writing(path) as beside:
        figure.savefig(beside, format="png", dpi=120)
