"""Judges the 8-bit network: `python -m model.quantisation --pack P --data DIR --split S`.

Both forms tag the same photos, and LIME explains some of them by both with the same superpixels
and samples: an 8-bit network that tags alike for other reasons would not do.
"""

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click
import keras
import numpy as np
from numpy.typing import NDArray

from core.entities import ExplainSettings, Photo, Prediction
from core.errors import AppError
from core.explain.agreement import rank_correlation
from core.explain.lime import explain
from core.imaging.preprocessing import prepare
from core.inference.classifier import Classifier
from core.inference.keras_engine import ENGINE
from core.inference.keras_loading import load_network
from core.inference.model_pack import Pack
from core.outputs import write_text
from model.data.dataset import Example
from model.data.photos import labelled, load_batches
from model.measuring.eight_bit import is_as_good
from model.measuring.page import fill, percent_cell, table
from model.measuring.speed import seconds_per_thousand
from model.networks.convert import REPRESENTATIVES, start, to_float, to_int8

LEAST_CORRELATION: Final = 0.98
"""Median Spearman correlation of LIME's weights for an 8-bit network that ships."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The float network and its 8-bit form, ready to tag."""

    exact: Classifier
    small: Classifier

    @classmethod
    def of(cls, pack: Pack, pictures: NDArray[np.uint8]) -> "Forms":
        """Convert a pack's Keras network both ways; the pictures give the 8-bit ranges."""
        keras.mixed_precision.set_global_policy("float32")
        network = load_network(pack.folder / ENGINE.network_file)
        engines = start(to_float(network)), start(to_int8(network, pictures))
        return cls(*(Classifier(pack, engine) for engine in engines))


def compare(
    forms: Forms, examples: list[Example], explained: int, settings: ExplainSettings
) -> dict[str, Any]:
    """Compare both forms.

    Parameters
    ----------
    forms : Forms
    examples : list of Example
        Photos to tag.
    explained : int
        How many of them LIME explains, spread evenly.
    settings : ExplainSettings
        A fixed number of samples, so that both forms answer for the same ones.

    Returns
    -------
    dict
        The keys of a card's `eight_bit`, and the figures behind them.
    """
    right, tags = [], []
    for part, photos in load_batches(examples):
        answers = [c.classify_many(photos, keep_features=False) for c in (forms.exact, forms.small)]
        for example, one, other in zip(part, *answers, strict=True):
            right.append([one.label in example.accepted, other.label in example.accepted])
            tags.append(one.label == other.label)
    accuracy = np.mean(right, axis=0)
    correlations = _correlations(forms, examples, explained, settings)
    lost, agreement = float(accuracy[0] - accuracy[1]), float(np.mean(tags))
    low, median, high = np.nanpercentile(correlations, [25, 50, 75])
    return {
        "photos": len(tags),
        "accuracy": {"float": float(accuracy[0]), "eight_bit": float(accuracy[1])},
        "accuracy_lost": lost,
        "agreement": agreement,
        "lime_photos": len(correlations),
        "lime_rank_correlation": float(median),
        "lime_rank_correlation_quartiles": [float(low), float(high)],
        "seconds_per_thousand": {
            "float": seconds_per_thousand(forms.exact.engine),
            "eight_bit": seconds_per_thousand(forms.small.engine),
        },
        "eight_bit_ships": is_as_good(lost, agreement) and float(median) >= LEAST_CORRELATION,
    }


def _correlations(
    forms: Forms, examples: list[Example], explained: int, settings: ExplainSettings
) -> list[float]:
    places = np.linspace(0, len(examples) - 1, min(explained, len(examples))).astype(int)
    chosen = [examples[place] for place in places]
    return [
        _correlation(forms, photo, settings)
        for _, photos in load_batches(chosen)
        for photo in photos
    ]


def _correlation(forms: Forms, photo: Photo, settings: ExplainSettings) -> float:
    tagged: Prediction = forms.exact.classify(photo)
    one, other = (
        explain(classifier, photo, tagged, settings) for classifier in (forms.exact, forms.small)
    )
    label = tagged.label
    return rank_correlation(one.surrogates[label].weights, other.surrogates[label].weights)


def to_markdown(result: dict[str, Any]) -> str:
    """Lay out both forms side by side, and the verdict."""
    seconds, accuracy = result["seconds_per_thousand"], result["accuracy"]
    rows = [
        (name, percent_cell(accuracy[key]), f"{seconds[key]:.2f}")
        for name, key in (("float", "float"), ("8 bits", "eight_bit"))
    ]
    verdict = "ships" if result["eight_bit_ships"] else "does not ship"
    return (
        f"{table(('network', 'top-1', 's / 1,000 pictures'), rows)}\n\n"
        f"Equal tags on {percent_cell(result['agreement'])} of {result['photos']:,} photos; rank "
        f"correlation of LIME's weights {result['lime_rank_correlation']:.3f} (median of "
        f"{result['lime_photos']} photos). The 8-bit network {verdict}."
    )


@click.command()
@click.option("--pack", type=click.Path(path_type=Path), required=True)
@click.option("--data", type=click.Path(path_type=Path), required=True)
@click.option("--split", type=click.Path(path_type=Path))
@click.option("--subset", default="test", show_default=True)
@click.option("--count", type=click.IntRange(1), help="tag so many photos, drawn at random")
@click.option("--explained", type=click.IntRange(1), default=100, show_default=True)
@click.option("--samples", type=click.IntRange(16), default=1024, show_default=True)
@click.option("--json", "out", type=click.Path(path_type=Path), help="where the figures go")
@click.option("--readme", type=click.Path(path_type=Path), help="page with a block `quantisation`")
def main(
    pack: Path,
    data: Path,
    split: Path | None,
    subset: str,
    count: int | None,
    explained: int,
    samples: int,
    out: Path | None,
    readme: Path | None,
) -> None:
    """Compare a pack's network in float and in 8 bits."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        classifier = Classifier.open(pack)
        examples = labelled(classifier.pack.labels, data, split, subset, count)
        training = labelled(classifier.pack.labels, data, split, "train", REPRESENTATIVES)
        forms = Forms.of(classifier.pack, _pictures(training, classifier.size))
        settings = ExplainSettings(samples=samples, until_stable=False)
        result = {
            "pack": f"{classifier.pack.name} {classifier.pack.version}",
            "network_sha256": classifier.pack.sha256,
            **compare(forms, examples, explained, settings),
        }
        if out:
            write_text(out, json.dumps(result, indent=2))
        if readme:
            fill(readme, "quantisation", to_markdown(result))
    except AppError as error:
        raise click.ClickException(str(error)) from error
    click.echo(to_markdown(result))


def _pictures(examples: list[Example], size: int) -> NDArray[np.uint8]:
    photos = [photo for _, part in load_batches(examples) for photo in part]
    return np.stack([prepare(photo.pixels, size) for photo in photos])


if __name__ == "__main__":
    main()
