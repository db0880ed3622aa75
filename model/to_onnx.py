"""Adds the ONNX form to a pack: `python -m model.to_onnx --pack P --data DIR --split S`.

The form holds the integers of the 8-bit network, and answers where there is no LiteRT. It is
written where both forms tag alike: asked are the photos that were held out of training.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click
import numpy as np

from core.entities import ExplainSettings, Photo, Prediction
from core.errors import AppError
from core.explain.agreement import rank_correlation
from core.explain.lime import explain
from core.inference import litert_engine, onnx_engine
from core.inference.classifier import Classifier
from core.inference.model_pack import Pack, open_pack
from core.inference.pack_writing import write_pack
from core.vocabulary import EngineKind
from model.data.dataset import Example, is_validation
from model.data.photos import labelled, load_batches
from model.networks.onnx_form import to_onnx

LEAST_AGREEMENT: Final = 0.995
"""Share of photos that both forms must tag alike."""
SAMPLES: Final = 256
"""Of an explanation that is compared."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How alike two forms answer.

    Attributes
    ----------
    photos : int
    tags, statuses : float
        Shares with the same tag, and with the same status as well.
    largest_difference : float
        Of two logits.
    explained : int
    least_correlation : float
        Rank correlation of LIME's weights, of the photo that they differ on most; 1 without any.
    """

    photos: int
    tags: float
    statuses: float
    largest_difference: float
    explained: int
    least_correlation: float


def compare(
    one: Classifier, other: Classifier, examples: list[Example], explained: int
) -> Agreement:
    """Ask two forms of a network about the same photos, and have some explained by both.

    Parameters
    ----------
    one, other : Classifier
    examples : list of Example
    explained : int
        How many are explained, spread evenly.
    """
    same: list[tuple[bool, bool]] = []
    differences = [0.0]
    for _, photos in load_batches(examples):
        for photo in photos:
            mine, theirs = one.classify(photo), other.classify(photo)
            alike = mine.label == theirs.label
            same.append((alike, alike and mine.status == theirs.status))
            differences.append(float(np.abs(mine.logits - theirs.logits).max()))
    places = np.linspace(0, len(examples) - 1, min(explained, len(examples))).astype(int)
    ranks = [
        _correlation(one, other, photo)
        for _, photos in load_batches([examples[place] for place in places])
        for photo in photos
    ]
    tags, statuses = np.mean(same, axis=0)
    return Agreement(
        len(same), float(tags), float(statuses), max(differences), len(ranks), min(ranks, default=1)
    )


def _correlation(one: Classifier, other: Classifier, photo: Photo) -> float:
    settings = ExplainSettings(samples=SAMPLES, until_stable=False)
    tagged: Prediction = one.classify(photo)
    mine, theirs = (explain(each, photo, tagged, settings) for each in (one, other))
    label = tagged.label
    return rank_correlation(mine.surrogates[label].weights, theirs.surrogates[label].weights)


def forms(pack: Pack, translated: bytes) -> tuple[Classifier, Classifier]:
    """Start the pack's own 8-bit network, and its ONNX form, which is in no file yet."""
    size, scaling = pack.card.input.size, pack.card.input.scaling
    own = litert_engine.LiteRtEngine(pack.folder / litert_engine.ENGINE.network_file, scaling)
    with TemporaryDirectory() as folder:
        file = Path(folder, onnx_engine.ENGINE.network_file)
        other = onnx_engine.OnnxEngine(file, scaling, size=size, content=translated)
    return Classifier(pack, own), Classifier(pack, other)


def add(pack: Pack, translated: bytes, agreement: Agreement) -> Pack:
    """Write the form into the pack, and how alike it answers into the card.

    Raises
    ------
    AppError
        The forms tag fewer than `LEAST_AGREEMENT` of the photos alike.
    PackError, ExportFailed
        The pack cannot be written; the old one stands.
    """
    if agreement.tags < LEAST_AGREEMENT:
        raise AppError(
            f"{pack.folder}: only {agreement.tags:.2%} of {agreement.photos} photos are tagged "
            "alike; no ONNX form is written"
        )
    files: dict[str, Path | bytes] = {
        name: (pack.folder / name).read_bytes() for name in pack.card.files
    }
    files[onnx_engine.ENGINE.network_file] = translated
    told = {
        "photos": agreement.photos,
        "agreement": agreement.tags,
        "status_agreement": agreement.statuses,
        "largest_difference": agreement.largest_difference,
        "lime_photos": agreement.explained,
        "lime_least_rank_correlation": agreement.least_correlation,
    }
    card = replace(pack.card, metrics={**pack.card.metrics, "onnx_form": told})
    return write_pack(pack.folder, card, files)


def held_out(examples: Iterable[Example]) -> list[Example]:
    """Give those of the training's photos that no training saw."""
    return [example for example in examples if is_validation(example.path.read_bytes())]


@click.command()
@click.option("--pack", "folder", type=click.Path(path_type=Path), required=True)
@click.option("--data", type=click.Path(path_type=Path), required=True)
@click.option("--split", type=click.Path(path_type=Path))
@click.option("--count", type=click.IntRange(1), help="ask about so many photos")
@click.option("--explained", type=click.IntRange(0), default=20, show_default=True)
def main(folder: Path, data: Path, split: Path | None, count: int | None, explained: int) -> None:
    """Add the ONNX form to a pack whose network is an 8-bit one of LiteRT."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        pack = open_pack(folder)
        if pack.card.engine is not EngineKind.LITERT:
            raise AppError(f"{folder}: its network is not one of LiteRT")
        translated = to_onnx(folder / litert_engine.ENGINE.network_file)
        examples = held_out(labelled(pack.labels, data, split, "train"))[:count]
        agreement = compare(*forms(pack, translated), examples, explained)
        click.echo(str(agreement))
        add(pack, translated, agreement)
    except AppError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{folder}: {len(translated) / 1e6:.1f} MB of ONNX added")


if __name__ == "__main__":
    main()
