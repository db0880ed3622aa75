"""A catalog's existing tags: imported from CSV, brought to the pack's classes, ranked by doubt."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

import numpy as np

from core.catalog.class_map import ClassMap, plain
from core.entities import Progress
from core.errors import ReviewError
from core.review.csv_rows import CsvTable, open_table
from core.review.decisions import one_line
from core.review.label_issues import find_label_issues
from core.review.search_text import refresh_words
from core.review.store import Review

_REPORT_EVERY: Final = 20_000
_KEY_NAMES: Final = ("path", "file", "filename", "image", "imagename", "photo", "id", "sku")
_TAG_NAMES: Final = (
    "articletype", "class", "tag", "label", "category", "producttype", "type", "subcategory",
)  # fmt: skip
_PRODUCT_NAMES: Final = ("productdisplayname", "productname", "title", "name", "description")
_TAGGED: Final = (
    "UPDATE photos SET catalog_tag = ?, catalog_label = ?, product_name = ?, tag_doubt = NULL"
    " WHERE id = ?"
)

OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold what: the photo's path, file name or id; its tag; its product's name."""

    key: str
    tag: str
    product: str | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Attributes
    ----------
    rows : int
        Read from the file.
    photos : int
        That have a catalog tag now.
    strangers : int
        Rows about photos that the review lacks.
    untagged : int
        Rows without a path or without a tag.
    repeated : int
        Rows about a photo that an earlier row named with another tag; the last row counts.
    mended, unreadable : int
        Rows with commas outside quotes, and rows that were left out.
    unknown_classes : dict of str to int
        Names that mean no class of the pack, with their photos.
    """

    rows: int
    photos: int
    strangers: int
    untagged: int
    repeated: int
    mended: int
    unreadable: int
    unknown_classes: Mapping[str, int]


def guess_columns(table: CsvTable) -> Columns | None:
    """Recognise the columns by their names, Kaggle's styles.csv among others; None if unsure."""
    by_form = {plain(name): name for name in reversed(table.columns)}

    def first(names: tuple[str, ...]) -> str | None:
        return next((by_form[plain(name)] for name in names if plain(name) in by_form), None)

    key, tag = first(_KEY_NAMES), first(_TAG_NAMES)
    return Columns(key, tag, first(_PRODUCT_NAMES)) if key and tag else None


def recognised(table: CsvTable) -> Columns:
    """Recognise the columns by their names.

    Raises
    ------
    ReviewError
        There is none for the photos or none for the tags.
    """
    columns = guess_columns(table)
    if columns is None:
        raise ReviewError(table.path, "its columns are not recognised; call them path and tag")
    return columns


def import_tags(
    review: Review,
    path: Path,
    columns: Columns | None = None,
    *,
    on_progress: OnProgress | None = None,
) -> ImportReport:
    """Give the review's photos the tags that a CSV file names.

    A row's key is the photo's path, its file name, or its file name without the ending; an id
    that fits several photos is about all of them.

    Parameters
    ----------
    review : Review
    path : Path
        CSV; read row by row.
    columns : Columns, optional
        Recognised by name where not given.
    on_progress : callable, optional
        Told the rows read; raises to stop, and then nothing is changed.

    Raises
    ------
    ReviewError
        The file cannot be read, or its columns are not recognised.
    """
    table = open_table(path)
    return _Import(review, table, columns or recognised(table)).run(on_progress)


class _Import:
    """One pass over a table."""

    def __init__(self, review: Review, table: CsvTable, columns: Columns) -> None:
        self._review = review
        self._table = table
        self._columns = columns
        self._photos = _photos_by_key(review)
        self._found: dict[int, tuple[str, str]] = {}
        self._counts: Counter[str] = Counter()

    def run(self, on_progress: OnProgress | None) -> ImportReport:
        for number, (key, tag, product) in enumerate(self._cells(), start=1):
            self._take(key, tag, product)
            if on_progress is not None and number % _REPORT_EVERY == 0:
                on_progress(Progress(number, 0, self._table.path.name))
        return self._report(self._write())

    def _cells(self) -> Iterator[tuple[str, str, str]]:
        names = self._table.columns
        try:
            key, tag = names.index(self._columns.key), names.index(self._columns.tag)
            product = names.index(self._columns.product) if self._columns.product else None
        except ValueError as error:
            raise ReviewError(self._table.path, "lacks a chosen column") from error
        for cells in self._table.rows():
            yield cells[key], cells[tag], cells[product] if product is not None else ""

    def _take(self, key: str, tag: str, product: str) -> None:
        self._counts["rows"] += 1
        key, tag = key.strip(), one_line(tag)
        if not key or not tag:
            self._counts["untagged"] += 1
            return
        photos = self._photos.get(_as_key(key)) or self._photos.get(PurePosixPath(key).name)
        if photos is None:
            self._counts["strangers"] += 1
            return
        for photo in photos:
            earlier = self._found.get(photo)
            self._counts["repeated"] += earlier is not None and earlier[0] != tag
            self._found[photo] = (tag, one_line(product))

    def _write(self) -> Counter[str]:
        classes = class_map(self._review)
        rows = [
            (tag, classes.find(tag), product or None, photo)
            for photo, (tag, product) in self._found.items()
        ]
        with self._review.database.transaction() as connection:
            connection.executemany(_TAGGED, rows)
            refresh_words(connection, self._found)
        rank(self._review)
        return classes.unknown(tag for tag, _ in self._found.values())

    def _report(self, unknown: Counter[str]) -> ImportReport:
        return ImportReport(
            rows=self._counts["rows"],
            photos=len(self._found),
            strangers=self._counts["strangers"],
            untagged=self._counts["untagged"],
            repeated=self._counts["repeated"],
            mended=self._table.mended,
            unreadable=self._table.unreadable,
            unknown_classes=dict(unknown.most_common()),
        )


def class_map(review: Review) -> ClassMap:
    """Give the review's way from foreign names to the pack's classes."""
    by_hand = dict(review.database.rows("SELECT foreign_name, label FROM class_map"))
    return ClassMap(review.predictions.pack.labels, by_hand)


def assign(review: Review, by_hand: Mapping[str, str]) -> None:
    """Say by hand which classes foreign names mean, now and for later imports."""
    with review.database.transaction() as connection:
        connection.executemany(
            "INSERT OR REPLACE INTO class_map VALUES (?, ?)",
            [(one_line(name), label) for name, label in by_hand.items()],
        )
    remap(review)


def remap(review: Review) -> None:
    """Map all imported tags again: after `assign`, or when another pack is in use."""
    classes = class_map(review)
    names = review.database.rows(
        "SELECT DISTINCT catalog_tag FROM photos WHERE catalog_tag IS NOT NULL"
    )
    with review.database.transaction() as connection:
        connection.executemany(
            "UPDATE photos SET catalog_label = ? WHERE catalog_tag = ?",
            [(classes.find(name), name) for (name,) in names],
        )
    rank(review)


def refresh(review: Review) -> None:
    """Map and judge what was imported anew: photos were tagged since, or by another network."""
    if review.database.rows("SELECT 1 FROM photos WHERE catalog_tag IS NOT NULL LIMIT 1"):
        remap(review)


def rank(review: Review) -> int:
    """Judge every mapped tag by the network's probabilities; gives how many are suspected."""
    labels = {label: index for index, label in enumerate(review.predictions.pack.labels)}
    tagged = dict(
        review.database.rows("SELECT id, catalog_label FROM photos WHERE catalog_label IS NOT NULL")
    )
    ids, probabilities = review.predictions.probabilities()
    known = np.array([tagged.get(photo) in labels for photo in ids.tolist()], dtype=bool)
    tags = np.array([labels[tagged[photo]] for photo in ids[known].tolist()], dtype=np.intp)
    issues = find_label_issues(tags, probabilities[known])
    with review.database.transaction() as connection:
        connection.executemany(
            "UPDATE photos SET tag_doubt = ? WHERE id = ?",
            zip(issues.doubt.tolist(), ids[known].tolist(), strict=True),
        )
    return int(issues.suspected.sum())


def _photos_by_key(review: Review) -> dict[str, list[int]]:
    """List every photo under its path, its name and its name without the ending."""
    keys: dict[str, list[int]] = {}
    for photo, path in review.database.stream("SELECT id, path FROM photos"):
        place = PurePosixPath(path)
        for key in {path, place.name, place.stem}:
            keys.setdefault(key, []).append(photo)
    return keys


def _as_key(cell: str) -> str:
    return cell.replace("\\", "/").removeprefix("./")
