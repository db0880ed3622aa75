"""Published taxonomies and common synonyms, as tables that ship: what they mean as a class.

`resources/taxonomy/README.md` says where they are from.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from core import paths
from core.catalog.words import tokens

CLASSES: Final = "classes.csv"
SYNONYMS: Final = "synonyms.csv"
WORDS: Final = "words.csv"
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
        if place.shopify_id:
            add(_SHOPIFY_ID + place.shopify_id, place.label)
        # Google's bare numbers need a column that says so: 173 may be anybody's category.
        add(place.shopify_path, place.label)
        add(place.google_path, place.label)
    for term, labels in everyday_words().items():
        for label in labels:
            add(term, label)
    return {term: tuple(labels) for term, labels in found.items()}


@lru_cache(maxsize=1)
def everyday_words() -> dict[str, tuple[str, ...]]:
    """Give the words that people use for classes, with those that each may mean."""
    found: dict[str, dict[str, None]] = {}
    for row in (*_rows(SYNONYMS), *_rows(WORDS)):
        if row["classes"]:
            found.setdefault(row["term"], {}).update(dict.fromkeys(row["classes"].split("|")))
    return {term: tuple(labels) for term, labels in found.items()}


@lru_cache(maxsize=1)
def wearers() -> frozenset[str]:
    """Give words that say whom a thing is for: women, Herren."""
    return frozenset(row["term"] for row in _rows(WORDS) if not row["classes"])


@lru_cache(maxsize=1)
def _google_numbers() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for place in places().values():
        if place.google_id:
            found[place.google_id] = (*found.get(place.google_id, ()), place.label)
    return found


def numbers_in(column: str) -> Mapping[str, tuple[str, ...]]:
    """Give what bare numbers mean in a column: Google's categories where its name says so."""
    return _google_numbers() if "google" in tokens(column) else {}


def google_names(column: str) -> dict[str, str]:
    """Give the paths of Google's numbers, for a column whose name says that they are meant."""
    if "google" not in tokens(column):
        return {}
    return {place.google_id: place.google_path for place in places().values() if place.google_id}


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
    for name in ("shopify_path", "google_path", "google_id", "shopify_id"):
        known = {getattr(one, name) for one in places().values()} - {""}
        if examples and sum(one in known for one in examples) >= 0.5 * len(examples):
            return getattr(place, name) or None
    return None


def _rows(name: str) -> Iterator[dict[str, str]]:
    file: Path = paths.resources() / "taxonomy" / name
    with file.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)
