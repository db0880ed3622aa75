"""Trains networks under one budget: `python -m model.compare --data DIR --split S --out DIR`.

The published claim that ResNet50 and EfficientNetB0 do worse than a custom CNN rests on pixels
scaled to 0-1 where the network expects 0-255. Here each network gets its own preprocessing, and
one row repeats the fault. Given again, the same command goes on where it was interrupted.
"""

import json
import logging
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click
import keras
import numpy as np

from core.errors import AppError, FileError
from core.outputs import write_text
from model.data.dataset import Example, read_catalog, read_classes, read_examples
from model.data.pictures import decode
from model.measuring.measures import Share, macro_f1
from model.measuring.page import fill
from model.measuring.speed import seconds_per_thousand
from model.networks.architectures import ARCHITECTURES, gigaflops
from model.networks.convert import start, to_float
from model.training.comparison import Row, draw, write_tables
from model.training.contenders import CONTENDERS, Budget, Contender
from model.training.run import Run, load_weights
from model.training.schedule import Phase
from model.training.start import first_weights
from model.training.trainer import Trainer

PILOT_STEPS: Final = 8
"""Steps by which the length of an epoch is foretold."""

_log = logging.getLogger(__name__)


class Comparison:
    """A comparison in its folder.

    Parameters
    ----------
    budget : Budget
    folder : Path
        Made when missing; FileError when it was begun under another budget.
    """

    def __init__(self, budget: Budget, folder: Path) -> None:
        self.budget = budget
        self.folder = folder
        data, split = Path(budget.data), Path(budget.split) if budget.split else None
        catalog = read_catalog(data, split)
        self.classes = read_classes(data, catalog)
        whole = read_examples(data, split, [], self.classes)
        chosen = np.random.default_rng(budget.seed).permutation(len(whole))[: budget.photos]
        self.examples = [whole[row] for row in sorted(chosen)]
        known = set(self.classes)
        self._others = [e for e in catalog if e.subset == budget.subset and e.accepted[0] in known]
        if budget.subset != "validation" and not self._others:
            raise AppError(f"no photo to measure on in subset {budget.subset!r}")
        self._record()

    def row(self, contender: Contender) -> Row:
        """Train and measure one network, or read what was measured of it before."""
        kept = self.folder / contender.architecture / "row.json"
        if kept.exists():
            return Row.from_json(kept.read_text(encoding="utf-8"))
        _log.info("%s", contender.title)
        keras.backend.clear_session(free_memory=True)
        row = self._measure(contender, self._train(contender))
        write_text(kept, json.dumps(asdict(row), indent=2))
        return row

    def run(self, contender: Contender) -> Run:
        """Give the folder of a network's training."""
        return Run(self.folder / contender.architecture, self.folder / "pictures")

    def _record(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        path, now = self.folder / "budget.json", json.dumps(asdict(self.budget), indent=2)
        if path.exists() and path.read_text(encoding="utf-8") != now:
            raise FileError(path, "another budget began here; name another folder")
        write_text(path, now)

    def _train(self, contender: Contender) -> Run:
        keras.mixed_precision.set_global_policy(self.budget.precision)
        run = self.run(contender)
        if (run.folder / "settings.json").exists():
            plan = str(run.settings["plan"])
        else:
            plan = f"{self.budget.size}x{self._epochs(contender)}"
        keras.utils.set_random_seed(self.budget.seed)
        settings = self.budget.settings(contender, plan)
        run.record_settings(settings, self.classes)
        trainer = Trainer(run, settings, self.examples, self.classes)
        if settings.init and not run.history:
            trainer.start_from(first_weights(settings, len(self.classes)))
        trainer.train()
        return run

    def _epochs(self, contender: Contender) -> int:
        """Turn minutes into epochs by timing the second epoch of a very short training."""
        budget = self.budget
        if budget.minutes is None:
            return budget.epochs
        few = self.examples[: PILOT_STEPS * budget.batch]
        with TemporaryDirectory() as folder:
            run = Run(Path(folder))
            settings = budget.settings(contender, f"{budget.size}x2")
            Trainer(run, settings, few, self.classes).train()
            seconds = run.history[1].seconds * len(self.examples) / len(few)
        epochs = max(1, round(60 * budget.minutes / seconds))
        _log.info("about %.0f s an epoch: %d epochs", seconds, epochs)
        return epochs

    def _measure(self, contender: Contender, run: Run) -> Row:
        keras.mixed_precision.set_global_policy("float32")
        build = ARCHITECTURES[contender.architecture]
        network = build(len(self.classes), self.budget.size, contender.dropout)
        network.set_weights(load_weights(run.best_path))
        photos = decode(self._photos(run), self.budget.size, self.folder / "pictures")
        engine = start(to_float(network))
        predicted = engine.run(photos.pixels).logits.argmax(axis=1)
        truth = np.array([self.classes.index(e.accepted[0]) for e in photos.examples])
        share = Share.of(predicted == truth)
        if share is None:
            raise AppError("no photo is held out for validation: more are needed")
        history = run.history
        return Row(
            contender.title,
            contender.values,
            share.value,
            share.low,
            share.high,
            share.photos,
            macro_f1(predicted, truth),
            network.count_params(),
            gigaflops(network),
            gigaflops(build(len(self.classes))),
            seconds_per_thousand(engine),
            sum(epoch.seconds for epoch in history),
            len(history),
        )

    def _photos(self, run: Run) -> list[Example]:
        if self.budget.subset != "validation":
            return self._others
        pictures = decode(self.examples, Phase(self.budget.size, 1).source, run.pictures)
        return [e for e, held in zip(pictures.examples, pictures.held_out, strict=True) if held]


@click.command()
@click.option("--data", type=click.Path(path_type=Path), required=True, help="styles.csv + images/")
@click.option("--split", type=click.Path(path_type=Path), help="CSV: id, split")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="folder of the results")
@click.option("--minutes", type=click.FloatRange(min=0, min_open=True), help="for each network")
@click.option("--epochs", type=click.IntRange(1), default=8, show_default=True, help="or so many")
@click.option("--size", type=click.IntRange(32), default=96, show_default=True, help="px")
@click.option("--photos", type=click.IntRange(2), help="learn from so many only")
@click.option("--subset", default="validation", show_default=True, help="measured on; or test")
@click.option("--batch", default=64, show_default=True)
@click.option("--rate", default=1e-3, show_default=True, help="peak learning rate")
@click.option(
    "--precision",
    type=click.Choice(["float32", "mixed_bfloat16"]),
    default="float32",
    show_default=True,
    help="bfloat16 rounds the faulty row's pixels away: not for its figure",
)
@click.option("--seed", default=42, show_default=True)
@click.option("--only", type=click.Choice([c.architecture for c in CONTENDERS]), multiple=True)
@click.option("--readme", type=click.Path(path_type=Path), help="a page with a block `comparison`")
def main(out: Path, only: tuple[str, ...], readme: Path | None, **budget: object) -> None:
    """Train the published CNN, ours, ResNet50 and EfficientNets alike and compare them."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    text = {name: str(budget[name]) if budget[name] else None for name in ("data", "split")}
    try:
        comparison = Comparison(Budget(**{**budget, **text}), out)  # type: ignore[arg-type]  # click checked them
        chosen = [c for c in CONTENDERS if not only or c.architecture in only]
        rows = [comparison.row(contender) for contender in chosen]
        curves = {c.title: comparison.run(c).history for c in chosen}
        draw(curves, out / "comparison.png")
        page = write_tables(rows, comparison.budget, len(comparison.examples), out)
        if readme:
            draw(curves, readme.parent / "figures" / "comparison.png")
            fill(readme, "comparison", page)
    except AppError as error:
        raise click.ClickException(str(error)) from error
    click.echo(page)


if __name__ == "__main__":
    main()
