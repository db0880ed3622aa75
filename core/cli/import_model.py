"""The command `import-model`: anybody's Keras classifier becomes a pack. TensorFlow only here."""

import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from core.cli.options import FILE, FOLDER
from core.errors import PackError, printable
from core.spreadsheets import unneutral
from core.vocabulary import PREPROCESSING, Scaling
from core.wording import counted, percent

if TYPE_CHECKING:
    from core.inference.model_pack import Pack

NEEDED: Final = ("keras", "tensorflow")
LARGER_BUILD: Final = "a standalone program made with TAGPROOF_WITH_TENSORFLOW=1 has them"
LABEL_COLUMNS: Final = ("id", "articleType")
"""Of a `styles.csv` in Kaggle's layout: photos lie beside it as images/<id>.jpg."""

SELDOM_RIGHT: Final = 0.6
"""Share of validation photos below which the scaling is worth a second look."""

SCALINGS: Final = {scaling.value: scaling for scaling in Scaling} | PREPROCESSING
"""By the words of cards, and by the names that people know."""


@click.command("import-model")
@click.argument("network", type=FILE)
@click.option("--labels", type=FILE, required=True, help="JSON: class names in output order.")
@click.option("--out", type=FOLDER, required=True, help="Folder to write the model to (a pack).")
@click.option(
    "--preprocessing",
    type=click.Choice([*SCALINGS]),
    metavar=f"[{'|'.join(PREPROCESSING)}]",
    default="none",
    show_default=True,
    help="Pixel values that the network was trained with: none 0 to 255, as where it scales them "
    "itself; unit 0 to 1; tf -1 to 1 (MobileNet, Teachable Machine); torch by ImageNet's mean and "
    "deviation; caffe BGR less ImageNet's mean (ResNet50, VGG).",
)
@click.option(
    "--validation",
    type=FOLDER,
    help="Folder with styles.csv (id, articleType) and images/<id>.jpg, to calibrate confidence.",
)
@click.option(
    "--size",
    type=click.IntRange(8, 2048),
    help="Side of the input in px, if the network leaves it open.",
)
def command(
    *,
    network: Path,
    labels: Path,
    out: Path,
    preprocessing: str,
    validation: Path | None,
    size: int | None,
) -> None:
    """Import a Keras image classifier as a model.

    NETWORK is a .keras file. It becomes a pack, the folder that --pack takes, and is tried on a
    photo. A pack that is already at --out is replaced only by one that works.
    """
    _need_keras()
    from core.inference.import_model import import_model, read_labels

    known = list(_labelled(validation, read_labels(labels))) if validation else []
    pack = import_model(
        network, labels, out, SCALINGS[preprocessing], validation=known, size=size, sample=_sample()
    )
    for line in (*_told(pack), _tried(pack)):
        click.echo(line)


def _need_keras() -> None:
    if missing := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
        remedy = LARGER_BUILD if getattr(sys, "frozen", False) else "pip install 'tagproof[train]'"
        raise click.UsageError(
            f"{' and '.join(missing)} must be installed to read a .keras file: {remedy}"
        )
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")  # errors alone: its notes are not for users


def _labelled(folder: Path, classes: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    """Give the photos of a folder in Kaggle's layout whose class the network has."""
    from core.catalog.reading import open_tables
    from core.catalog.roles import Chosen

    file = folder / "styles.csv"
    table = open_tables(file, Chosen(*LABEL_COLUMNS))[0]
    if missing := [name for name in LABEL_COLUMNS if name not in table.columns]:
        raise PackError(file, f"has no column {' and '.join(missing)}")
    places = [table.columns.index(name) for name in LABEL_COLUMNS]
    usable = left_out = 0
    for row in filter(None, table.rows()):
        identity, label = (unneutral(row[place].strip()) for place in places)
        photo = folder / "images" / f"{identity}.jpg"
        if label in classes and photo.is_file():
            usable += 1
            yield photo, label
        else:
            left_out += 1
    if not usable:
        raise PackError(file, "names no photo of the network's classes that is in images/")
    if left_out:
        note = f"{counted(left_out, 'row')} left out, of another class or without a photo"
        click.echo(f"{printable(file)}: {note}", err=True)


def _sample() -> Path:
    from core.paths import resources

    return min((resources() / "samples").glob("*.jpg"))


def _told(pack: "Pack") -> Iterator[str]:

    from core.language.catalog import english

    card = pack.card
    yield (
        f"{printable(pack.folder)}: a pack of {english().count(len(pack.labels), 'class')}, "
        f"{card.input.size} px, values {card.input.scaling.value}"
    )
    if pack.class_weights is None:
        yield "no activation map: the network does not end in pooling and one layer"
    measured = card.metrics.get("validation")
    if not measured:
        yield "its confidence is not calibrated: name --validation photos to calibrate it"
        return
    yield (
        f"top-1 accuracy {percent(measured['accuracy'])} on {measured['photos']:,} validation "
        f"photos, temperature {card.temperature:.2f}, sure from {percent(card.thresholds.known)}"
    )
    if measured["accuracy"] < SELDOM_RIGHT:
        yield "that is low: is --preprocessing what the network was trained with?"


def _tried(pack: "Pack") -> str:
    """Tag a photo with the pack as the program will open it."""
    from core.imaging.images import load_photo
    from core.inference.classifier import Classifier
    from core.language.catalog import english

    photo = load_photo(_sample())
    answer = Classifier.open(pack.folder).classify(photo)
    sure = f"{percent(answer.confidence)}, {english().inline(answer.status)}"
    return f"tried on {photo.path.name}: {answer.label} ({sure})"
