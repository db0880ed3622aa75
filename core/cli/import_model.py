"""The command `import-model`: anybody's classifier, of Keras or ONNX, becomes a pack."""

import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from core import places
from core.cli.options import ANYTHING, FILE, FOLDER
from core.errors import PackError, printable
from core.spreadsheets import unneutral
from core.vocabulary import Scaling
from core.wording import counted, percent

if TYPE_CHECKING:
    from core.inference.model_pack import Pack

NEEDED: Final = ("keras", "tensorflow")
LARGER_BUILD: Final = "a standalone program made with TAGPROOF_WITH_TENSORFLOW=1 has them"
LABEL_COLUMNS: Final = ("id", "articleType")
"""Of a `styles.csv` in Kaggle's layout: photos lie beside it as images/<id>.jpg."""

ONNX: Final = ".onnx"
SELDOM_RIGHT: Final = 0.6
"""Share of validation photos below which the scaling is worth a second look."""

PREPROCESSING: Final = {
    "none": Scaling.BYTE,
    "unit": Scaling.UNIT,
    "tf": Scaling.SIGNED,
    "torch": Scaling.TORCH,
    "caffe": Scaling.CAFFE,
}
"""The scalings by the names that `keras.applications` and its users have for them."""

SCALINGS: Final = {scaling.value: scaling for scaling in Scaling} | PREPROCESSING
"""By the words of cards, and by the names that people know."""


@click.command("import-model")
@click.argument("network", type=ANYTHING)
@click.option(
    "--labels",
    type=FILE,
    required=True,
    help="Class names in the order of the outputs: JSON (list, {name: number}), or text with one "
    "a line, as Teachable Machine's labels.txt.",
)
@click.option("--out", type=FOLDER, required=True, help="Folder to write the model to (a pack).")
@click.option(
    "--preprocessing",
    type=click.Choice([*SCALINGS]),
    metavar=f"[{'|'.join(PREPROCESSING)}]",
    help="Pixel values that the network was trained with: none 0 to 255, as where it scales them "
    "itself; unit 0 to 1; tf -1 to 1 (MobileNet, Teachable Machine); torch by ImageNet's mean and "
    "deviation; caffe BGR less ImageNet's mean (ResNet50, VGG). "
    "Told by a file of Keras where not named.",
)
@click.option(
    "--validation",
    type=FOLDER,
    help="Folder with styles.csv (id, articleType) and images/<id>.jpg, to calibrate confidence.",
)
@click.option(
    "--size",
    "--input-size",
    "size",
    type=click.IntRange(8, 2048),
    metavar="PX",
    help="Side of the input in px, if the network leaves it open.",
)
def command(
    *,
    network: Path,
    labels: Path,
    out: Path,
    preprocessing: str | None,
    validation: Path | None,
    size: int | None,
) -> None:
    """Import an image classifier of Keras or ONNX as a model.

    NETWORK is a .keras or .h5 file that Keras 3 or Keras 2 saved as a whole, keras_model.h5 of
    Teachable Machine, or an .onnx file, as PyTorch exports it. It becomes a pack, the folder that
    --pack takes, and is tried on a photo. A pack that is already at --out is replaced only by one
    that works. Code inside a file is never run.

    A network of one output tells two classes apart: name both, first that of 0, or only the one
    that its number stands for. What else is read, and what is not: docs/networks.md.
    """
    scaling = SCALINGS[preprocessing] if preprocessing else None
    if network.suffix.lower() != ONNX:
        _check_keras(network)
        scaling = scaling or _told_scaling(network)
    from core.inference.import_model import import_model
    from core.inference.labels import read_labels
    from core.inference.single_output import two_names

    names = two_names(read_labels(labels))
    known = list(_labelled(validation, names)) if validation else []
    pack = import_model(
        network, labels, out, scaling, validation=known, size=size, sample=_sample()
    )
    for line in (*_told(pack), _tried(pack)):
        click.echo(line)


def _told_scaling(network: Path) -> Scaling:
    """Choose the pixel values by the network's file, and say by what."""
    from core.inference.candidate import told_scaling

    told = told_scaling(network)
    why = f"as told by its part {told.by}" if told.by else "nothing in the file tells otherwise"
    click.echo(f"pixel values {told.scaling.caption}: {why}")
    return told.scaling


def _check_keras(network: Path) -> None:
    """Refuse what Keras did not save, before seconds are spent on importing it."""
    from core.inference.foreign_file import refuse_foreign

    refuse_foreign(network)
    if missing := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
        remedy = LARGER_BUILD if getattr(sys, "frozen", False) else "pip install 'tagproof[train]'"
        raise click.UsageError(
            f"{' and '.join(missing)} must be installed to read a network of Keras: {remedy}"
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
    columns = [table.columns.index(name) for name in LABEL_COLUMNS]
    usable = left_out = 0
    for row in filter(None, table.rows()):
        identity, label = (unneutral(row[column].strip()) for column in columns)
        photo = folder / "images" / f"{identity}.jpg"
        if label in classes and places.is_file(photo):
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
