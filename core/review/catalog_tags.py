"""A catalog's existing tags: imported from a shop's file, mapped to the pack's classes, ranked."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from core.catalog.class_map import ClassMap
from core.catalog.describe import why_nothing
from core.catalog.inspection import Entry, Inspection, OnProgress
from core.catalog.matching import Reason
from core.catalog.photo_index import PhotoIndex
from core.catalog.reading import inspect
from core.catalog.roles import Chosen
from core.catalog.term_map import TermMap, classes_of, learn
from core.errors import CatalogError
from core.review import catalog_source
from core.review.decisions import one_line
from core.review.label_issues import find_label_issues
from core.review.membership import products_of, settle
from core.review.regrouping import Named
from core.review.search_text import refresh_words
from core.review.store import Review
from core.vocabulary import Grouping

_TAGGED: Final = (
    "UPDATE photos SET catalog_tag = ?, catalog_label = ?, product_name = ?, tag_doubt = NULL"
    " WHERE id = ?"
)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Attributes
    ----------
    rows, products : int
        Of the file.
    photos : int
        That got a catalog tag.
    strangers : int
        Names and keys in the file that lead to no photo of the review.
    untagged : int
        Photos of products without a category.
    ambiguous : dict of Reason to int
        Photos, names and keys that are not clear, and are left out.
    mended : int
        Rows with commas outside quotes.
    unknown_classes : dict of str to int
        Terms that mean no class of the pack, with their photos.
    """

    rows: int
    products: int
    photos: int
    strangers: int
    untagged: int
    ambiguous: Mapping[Reason, int]
    mended: int
    unknown_classes: Mapping[str, int]


def read_catalog(
    review: Review,
    path: Path,
    chosen: Chosen | None = None,
    *,
    terms: TermMap | None = None,
    encoding: str | None = None,
    on_progress: OnProgress | None = None,
) -> tuple[Inspection, list[int]]:
    """Read a shop's file and match it with the review's photos; nothing is changed.

    Returns
    -------
    found : Inspection
    photos : list of int
        The review's id of each photo of the index.

    Raises
    ------
    CatalogError
        The file cannot be read, or lacks a chosen column.
    """
    index, photos = photo_index(review)
    found = inspect(
        path, index, class_map(review, terms), chosen=chosen, encoding=encoding,
        digests=True, on_progress=on_progress,
    )  # fmt: skip
    return found, photos


def photo_index(review: Review) -> tuple[PhotoIndex, list[int]]:
    """Give the review's photos as a file can name them, and the id of each."""
    rows = review.database.rows("SELECT id, path FROM photos WHERE missing = 0 ORDER BY path_key")
    index = PhotoIndex([path for _, path in rows], review.photos.folder)
    return index, [photo for photo, _ in rows]


def import_tags(
    review: Review,
    path: Path,
    chosen: Chosen | None = None,
    *,
    terms: TermMap | None = None,
    encoding: str | None = None,
    grouped: bool = False,
    on_progress: OnProgress | None = None,
) -> ImportReport:
    """Give the review's photos the categories that a shop's file names.

    Parameters
    ----------
    review : Review
    path : Path
        CSV of any form, .xlsx or a feed in XML.
    chosen : Chosen, optional
        Columns named by the user; the others are proposed.
    terms : TermMap, optional
        What terms mean, beside what is known already.
    encoding : str, optional
    grouped : bool
        Make the file's products those of the review.
    on_progress : callable, optional
        Told the rows read; raises to stop, and then nothing is changed.

    Raises
    ------
    CatalogError
        The file cannot be read, or speaks of none of the photos; then nothing is changed.
    """
    found, photos = read_catalog(
        review, path, chosen, terms=terms, encoding=encoding, on_progress=on_progress
    )
    return keep(review, found, photos, grouped=grouped)


def keep(
    review: Review, found: Inspection, photos: list[int], *, grouped: bool = False
) -> ImportReport:
    """Give photos the categories that were found in a file.

    Parameters
    ----------
    review : Review
    found : Inspection
        With the rows' digests.
    photos : list of int
        The review's id of each photo of its index.
    grouped : bool
        Make the file's products those of the review.

    Raises
    ------
    CatalogError
        The file speaks of none of the photos; then nothing is changed.
    """
    tagged = tagged_entries(found)
    with review.database.transaction() as connection:
        put_tags(connection, found, tagged, photos)
        catalog_source.keep(connection, found)
    if grouped:
        review.products.group(named(found), Grouping.CATALOG)
    rank(review)
    return _report(found, tagged)


def named(found: Inspection) -> Iterator[Named]:
    """Give each photo that belongs to a product: its path, the product's key and title.

    In the file's order, whose first photo is the one that a shop shows first.
    """
    assert found.photos is not None
    order = {photo: number for number, photo in enumerate(found.tally.claims)}
    for entry in sorted(found.entries, key=lambda one: order[one.photo]):
        if entry.product:
            yield found.photos.paths[entry.photo], entry.product, one_line(entry.title)


def put_tags(
    connection: sqlite3.Connection,
    found: Inspection,
    tagged: Sequence[Entry],
    photos: Sequence[int],
) -> None:
    """Give photos, and what lists show of them, the categories of a file's entries."""
    connection.executemany(_TAGGED, [_row(found, entry, photos) for entry in tagged])
    ids = [photos[entry.photo] for entry in tagged]
    refresh_words(connection, ids)
    settle(connection, products_of(connection, ids))


def tagged_entries(found: Inspection) -> list[Entry]:
    """Give what an import would take from a file.

    Raises
    ------
    CatalogError
        Nothing, and why.
    """
    tagged = [entry for entry in found.entries if entry.term]
    if not found.entries:
        raise CatalogError(found.path, why_nothing(found))
    if not tagged:
        raise CatalogError(found.path, "it names no category for any photo of the folder")
    return tagged


def _row(
    found: Inspection, entry: Entry, photos: Sequence[int]
) -> tuple[str, str | None, str | None, int]:
    term = kept(found.spoken(entry.term))
    return term, entry.label, one_line(entry.title) or None, photos[entry.photo]


def kept(term: str) -> str:
    """Give a term as the review keeps it: on one line, items of several lines apart."""
    return one_line(term.replace("\n", " | "))


def _report(found: Inspection, tagged: list[Entry]) -> ImportReport:
    unclear = Counter(found.refused.values()) + Counter(
        {why: count for why, count in found.tally.doubts.items() if why is not Reason.NOT_THERE}
    )
    unknown = found.classes.unknown(kept(found.spoken(entry.term)) for entry in tagged)
    return ImportReport(
        rows=found.tally.rows,
        products=found.tally.product_count,
        photos=len(tagged),
        strangers=found.tally.strangers,
        untagged=len(found.entries) - len(tagged),
        ambiguous=dict(unclear.most_common()),
        mended=sum(reading.table.mended for reading in found.readings),
        unknown_classes=dict(unknown.most_common()),
    )


def class_map(review: Review, terms: TermMap | None = None) -> ClassMap:
    """Give the review's way from foreign terms to the pack's classes."""
    return classes_of(review.predictions.pack.labels, terms_of(review, terms))


def terms_of(review: Review, terms: TermMap | None = None) -> TermMap:
    """Give what foreign terms mean by hand in this review, and by what else is known."""
    by_hand = dict(review.database.rows("SELECT foreign_name, label FROM class_map"))
    return TermMap(by_hand).with_others(terms or TermMap())


def classes_meant(review: Review) -> tuple[tuple[str, ...], int]:
    """Give the classes that the imported terms mean, or may mean, and how many terms mean none.

    Returns
    -------
    classes : tuple of str
        In the network's order; none where no catalog was imported.
    unclear : int
        Terms without a class.

    Raises
    ------
    CatalogError
        The map beside the settings is damaged.
    """
    classes = class_map(review)
    terms = review.database.rows(
        "SELECT DISTINCT catalog_tag FROM photos WHERE catalog_tag IS NOT NULL"
    )
    meanings = [classes.meaning(term).labels for (term,) in terms]
    meant = {label for labels in meanings for label in labels}
    labels = tuple(label for label in review.predictions.pack.labels if label in meant)
    return labels, sum(not labels for labels in meanings)


def assign(review: Review, by_hand: Mapping[str, str]) -> None:
    """Say by hand which classes foreign terms mean, in this review and for catalogs to come."""
    meant = {one_line(name): label for name, label in by_hand.items()}
    with review.database.transaction() as connection:
        connection.executemany("INSERT OR REPLACE INTO class_map VALUES (?, ?)", meant.items())
    learn(TermMap(meant))
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
