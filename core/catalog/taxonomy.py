"""Published taxonomies and common synonyms, as tables that ship: what they mean as a class.

`resources/taxonomy/README.md` says where they are from.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from core import paths
from core.catalog.class_map import plain

CLASSES: Final = "classes.csv"
SYNONYMS: Final = "synonyms.csv"
_SHOPIFY_ID: Final = "gid://shopify/TaxonomyCategory/"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a class stands in the published taxonomies; empty where it has no place."""

    label: str
    shopify_id: str
    shopify_path: str
    google_id: str
    google_path: str


@lru_cache(maxsize=1)
def places() -> dict[str, Place]:
    """Give each class's place."""
    return {
        row["class"]: Place(row["class"], row["shopify_id"], row["shopify_path"],
                            row["google_id"], row["google_path"])
        for row in _rows(CLASSES)
    }  # fmt: skip


@lru_cache(maxsize=1)
def known_terms() -> dict[str, tuple[str, ...]]:
    """Give every term of the tables with the classes that it may mean."""
    found: dict[str, dict[str, None]] = {}

    def add(term: str, label: str) -> None:
        if term:
            found.setdefault(term, {})[label] = None

    for place in places().values():
        for term in (place.shopify_id, _SHOPIFY_ID + place.shopify_id, place.shopify_path,
                     place.google_id, place.google_path):  # fmt: skip
            add(term, place.label)
    for row in _rows(SYNONYMS):
        for label in row["classes"].split("|"):
            add(row["term"], label)
    return {term: tuple(labels) for term, labels in found.items()}


def term_like(label: str, examples: list[str]) -> str | None:
    """Give a class's place in the form in which a file names its categories.

    Parameters
    ----------
    label : str
    examples : list of str
        Terms that the file uses.

    Returns
    -------
    str or None
        None where the file's terms are of no published taxonomy.
    """
    place = places().get(label)
    if place is None:
        return None
    forms = {plain(one) for one in examples}
    for term, known in (
        (place.shopify_path, [p.shopify_path for p in places().values()]),
        (place.google_path, [p.google_path for p in places().values()]),
        (place.google_id, [p.google_id for p in places().values()]),
        (place.shopify_id, [p.shopify_id for p in places().values()]),
    ):
        if term and forms & {plain(one) for one in known if one}:
            return term
    return None


def _rows(name: str) -> Iterator[dict[str, str]]:
    file: Path = paths.resources() / "taxonomy" / name
    with file.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)
