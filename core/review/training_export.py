"""Handing a review's checked tags to training, in the layout of Kaggle's fashion dataset."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core import drafts, ending, places
from core.entities import Box, Progress, subject_of
from core.errors import AppError, ExportFailed, os_cause
from core.given_files import open_file
from core.imaging.images import JPEG_SUFFIXES, load_full
from core.outputs import flush_folder, flush_tree, make_lasting, take_place
from core.review.boxing import read
from core.review.store import Review
from core.spreadsheets import ESCAPING, CsvTable
from core.vocabulary import TAGGED

COLUMNS: Final = (
    "id", "gender", "masterCategory", "subCategory", "articleType", "baseColour", "season", "year",
    "usage", "productDisplayName",
)  # fmt: skip
_QUALITY: Final = 95

OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class TrainingExport:
    """What was written.

    Attributes
    ----------
    folder : Path
        Holds `styles.csv` and `images/<id>.jpg`.
    written : int
    skipped : tuple of (str, str)
        Photos that were left out, and why.
    """

    folder: Path
    written: int
    skipped: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Example:
    id: int
    path: str
    sha256: str
    box: str | None
    tag: str
    product: str

    @property
    def subject(self) -> str:
        """What is learnt from: the content, or what is inside its box."""
        return subject_of(self.sha256, read(self.box))


def export_training(
    review: Review,
    folder: Path,
    *,
    automatic: bool = False,
    on_progress: OnProgress | None = None,
) -> TrainingExport:
    """Write accepted and corrected photos for `model.train`.

    Parameters
    ----------
    review : Review
        May be open read-only.
    folder : Path
        Must not exist, or be empty; appears whole or not at all. A link is followed, and stays one.
    automatic : bool
        Also what the program accepted by itself. A network that learns from its own unchecked
        answers grows surer of its mistakes, so this is off.
    on_progress : callable, optional
        Told after each photo; raises to stop, and then nothing is left.

    Raises
    ------
    ExportFailed
        The folder is not empty or cannot be written.
    """
    try:
        if places.is_there(folder) and (not places.is_folder(folder) or any(folder.iterdir())):
            raise ExportFailed(folder, "not empty; choose a new folder")
        place = Path(places.followed(folder))
        make_lasting(place.parent)
        with drafts.folder(place.parent) as beside:
            draft = beside / place.name
            (draft / "images").mkdir(parents=True)
            written, skipped = _fill(review, draft, _examples(review, automatic), on_progress)
            flush_tree(draft)
            ending.heed()
            if place.exists():
                place.rmdir()
            take_place(draft, place)
        flush_folder(place.parent)
    except OSError as error:
        raise ExportFailed(folder, os_cause(error)) from error
    return TrainingExport(folder, written, tuple(skipped))


def _examples(review: Review, automatic: bool) -> list[_Example]:
    """List what is decided; the same picture under two tags teaches nothing and is left out."""
    rows = review.database.rows(
        "SELECT photos.id, path, ifnull(sha256, ''), box, tag,"
        " coalesce(nullif(title, ''), product_name, '') FROM photos"
        " LEFT JOIN products ON products.id = product"
        " WHERE verdict IN (?, ?) AND automatic <= ? ORDER BY photos.id",
        (*(verdict.rank for verdict in TAGGED), int(automatic)),
    )
    return [_Example(*row) for row in rows]


def _fill(
    review: Review, draft: Path, examples: list[_Example], on_progress: OnProgress | None
) -> tuple[int, list[tuple[str, str]]]:
    skipped: list[tuple[str, str]] = []
    tags: dict[str, set[str]] = {}
    for example in examples:
        tags.setdefault(example.subject, set()).add(example.tag)
    seen: set[str] = set()

    def rows() -> Iterator[list[str]]:
        for number, example in enumerate(examples, start=1):
            cause = _refusal(example, tags, seen) or _copy(review, example, draft / "images")
            seen.add(example.subject)
            if cause:
                skipped.append((example.path, cause))
            else:
                yield _style(example)
            if on_progress is not None:
                on_progress(Progress(number, len(examples), example.path))

    with (draft / "styles.csv").open("w", encoding="utf-8", errors=ESCAPING, newline="") as file:
        table = CsvTable(file)
        table.row(COLUMNS)
        for cells in rows():
            table.row(cells)
    return len(examples) - len(skipped), skipped


def _refusal(example: _Example, tags: dict[str, set[str]], seen: set[str]) -> str:
    if len(tags[example.subject]) > 1:
        return "the same picture carries different tags"
    return "the same picture is exported already" if example.subject in seen else ""


def _copy(review: Review, example: _Example, images: Path) -> str:
    """Write one photo as JPEG; gives why not, empty where it worked."""
    source = review.photos.folder / example.path
    target = images / f"{example.id}.jpg"
    try:
        with open_file(source) as file:
            content = file.read()
    except OSError as error:
        return os_cause(error)
    if hashlib.sha256(content).hexdigest() != example.sha256:
        return "the file holds another photo than the one decided about"
    if example.box is None and source.suffix.lower() in JPEG_SUFFIXES:
        target.write_bytes(content)
        return ""
    return _convert(source, target, read(example.box))


def _convert(source: Path, target: Path, box: Box | None) -> str:
    from PIL import Image

    try:
        pixels = load_full(source, box=box)
    except AppError as error:
        return str(error)
    Image.fromarray(pixels).save(target, "JPEG", quality=_QUALITY)
    return ""


def _style(example: _Example) -> list[str]:
    """Fill Kaggle's columns; what a review does not know stays empty."""
    known = {
        "id": str(example.id),
        "articleType": example.tag,
        "productDisplayName": example.product or Path(example.path).stem,
    }
    return [known.get(column, "") for column in COLUMNS]
