"""Which photo belongs to which product: exact, or ambiguous and told, never guessed."""

from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import numpy as np

from core.catalog.keys import bare_id, rounded
from core.catalog.photo_index import BY_PATH, Hit, PhotoIndex
from core.catalog.references import split, split_bare
from core.catalog.roles import Roles

MOST_EXAMPLES: Final = 200
UNNAMED: Final = "\0row "
"""Begins the inner name of a row that names no product: it is one by itself."""


class Reason(StrEnum):
    """Why a photo or a reference is not matched."""

    NOT_THERE = "no photo of this name in the folder"
    SEVERAL = "the name fits photos in several folders"
    ELSEWHERE = "a photo of this name lies in another folder only"
    LOST_DIGITS = "a spreadsheet rounded the number, so its last digits are lost"
    TWO_PRODUCTS = "two products claim the photo"
    TWO_CLASSES = "the rows of its product name different categories"
    UNSPOKEN = "the file speaks of no product of this name"


@dataclass(slots=True)
class Claim:
    """What products say about one photo."""

    closeness: int
    folders_agree: bool
    products: dict[str, int]
    """Product, by its first row about the photo."""


@dataclass(slots=True)
class Tally:
    """What one pass over a table found; a row costs 12 bytes.

    Attributes
    ----------
    rows : int
        That hold anything.
    claims : dict of int to Claim
        By photo.
    titles : dict of str to str
        Of products that claim a photo.
    strangers : int
        References to photos that the folder lacks; the commonest doubt of a large file.
    doubts : Counter of Reason
        References and keys that led nowhere for certain.
    examples : list of (Reason, int, str)
        The first of them: why, row, what stood there.
    products : array of int64
        A hash for each row with a category: its product; beside it `terms`, numbers into
        `term_names`.
    """

    rows: int = 0
    claims: dict[int, Claim] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    strangers: int = 0
    doubts: Counter[Reason] = field(default_factory=Counter)
    examples: list[tuple[Reason, int, str]] = field(default_factory=list)
    all_products: "array[int]" = field(default_factory=lambda: array("q"))
    products: "array[int]" = field(default_factory=lambda: array("q"))
    terms: "array[int]" = field(default_factory=lambda: array("l"))
    term_names: dict[str, int] = field(default_factory=dict)

    @property
    def product_count(self) -> int:
        """How many products the file speaks of; rows without a key are one each."""
        return len(np.unique(np.asarray(self.all_products))) if self.all_products else 0

    def term_rows(self) -> dict[str, int]:
        """Count the rows of each term."""
        if not self.term_names:
            return {}
        counts = np.bincount(np.asarray(self.terms), minlength=len(self.term_names)).tolist()
        return dict(zip(self.term_names, counts, strict=True))

    def terms_of(self, products: set[str]) -> dict[str, list[str]]:
        """Give the terms of some products, each once, in the file's order."""
        if not self.terms or not products:
            return {}
        hashes = np.asarray(self.products)
        order = np.argsort(hashes, kind="stable")
        ranked, terms = hashes[order], np.asarray(self.terms)[order]
        names = list(self.term_names)
        wanted = list(products)
        asked = np.array([hash(product) for product in wanted], dtype=np.int64)
        lows = np.searchsorted(ranked, asked, "left").tolist()
        highs = np.searchsorted(ranked, asked, "right").tolist()
        said = terms.tolist()
        return {
            product: [names[at] for at in dict.fromkeys(said[low:high])]
            for product, low, high in zip(wanted, lows, highs, strict=True)
            if low < high
        }


class ProductOf:
    """Names each row's product: what rows share, or the row's key; empty rows continue.

    A row without a key belongs to the product above, unless it names a category of its own.
    """

    def __init__(self, roles: Roles) -> None:
        self._group, self._key, self._category = roles.group, roles.key, roles.category
        self._before = ""
        self._parent_id = roles.parent_id
        self._parents: dict[str, str] = {}

    def __call__(self, cells: list[str], row: int) -> str:
        """Give the product of a row; `row` is its number in the file."""
        product = cells[self._group] if self._group is not None else ""
        if self._parent_id is not None:
            product = self._parent_of(cells, product.strip())
        elif product and product == self._before:
            return self._before
        product = product.strip()
        if not product and self._key is not None:
            product = cells[self._key].strip()
        if product:
            self._before = product
            return product
        if self._before and not (self._category is not None and cells[self._category].strip()):
            return self._before
        return f"{UNNAMED}{row}"

    def _parent_of(self, cells: list[str], named: str) -> str:
        """Give the product of the row that is named by its number; a parent's own is noted."""
        assert self._parent_id is not None
        if named:
            return self._parents.get(bare_id(named), bare_id(named))
        number = cells[self._parent_id].strip()
        key = cells[self._key].strip() if self._key is not None else ""
        self._parents[number] = key or number
        return key or number


class Matcher:
    """One pass over rows."""

    def __init__(self, roles: Roles, photos: PhotoIndex | None, tally: Tally) -> None:
        self.tally = tally
        self._photos = photos
        self._photo_columns, self._category, self._title = roles.photos, roles.category, roles.title
        self._product_of = ProductOf(roles)
        self._keys = dict.fromkeys(roles.keys, ("", ""))
        """The key asked for last, by column, and its product: a run of rows asks once."""
        self._untitled: set[str] = set()
        """Products that claim a photo and whose rows have named no title yet."""

    def take_all(self, rows: Sequence[list[str]], first: int) -> None:
        """Note what rows say, in their order.

        Parameters
        ----------
        rows : sequence of list of str
            With one cell for each column; none at all where a row is empty.
        first : int
            The number of the first of them.
        """
        told = self._telling(rows)
        for number, cells in enumerate(rows):
            if cells:
                self._take(cells, first + number, telling=number in told)

    def _telling(self, rows: Sequence[list[str]]) -> Collection[int]:
        """Give the places of rows that may be about a photo: most of a large file are not."""
        if self._photos is None:
            return ()
        if self.tally.strangers < MOST_EXAMPLES:  # which are told
            return range(len(rows))
        sieve = self._photos.sieve
        told = set[int]()
        for at in self._photo_columns:
            told.update(sieve.naming([cells[at] if cells else "" for cells in rows]))
        for at in self._keys:
            told.update(sieve.beginning([cells[at].strip() if cells else "" for cells in rows]))
        return told

    def _take(self, cells: list[str], row: int, *, telling: bool) -> None:
        tally = self.tally
        tally.rows += 1
        product = self._product_of(cells, row)
        number = hash(product)
        tally.all_products.append(number)
        if self._category is not None and (term := cells[self._category].strip()):
            tally.products.append(number)
            tally.terms.append(tally.term_names.setdefault(term, len(tally.term_names)))
        if telling:
            self._look(cells, product, row)
        elif self._photos is not None:
            for at in self._photo_columns:
                if cells[at]:
                    tally.strangers += 1
        if product in self._untitled and self._title is not None:
            self._name(product, cells[self._title].strip())

    def _look(self, cells: list[str], product: str, row: int) -> None:
        """Claim the photos that a row speaks of."""
        photos = self._photos
        assert photos is not None
        for at in self._photo_columns:
            if cells[at]:
                self._refer(photos, cells[at], product, row)
        for at in self._keys:
            self._belong(photos, at, cells[at].strip(), product, row)

    def _refer(self, photos: PhotoIndex, cell: str, product: str, row: int) -> None:
        """Claim the photos that a cell names."""
        for reference in split(cell):
            hit = photos.refer(reference)
            if hit is None and (names := split_bare(reference)):
                for name in names:
                    self._refer(photos, name, product, row)
            elif hit is None:
                self._miss(row, reference)
            elif hit.ambiguous:
                self._doubt(Reason.SEVERAL, row, reference)
            else:
                self._claim(hit, product, row)

    def _miss(self, row: int, reference: str) -> None:
        self.tally.strangers += 1
        if self.tally.strangers <= MOST_EXAMPLES:
            self.tally.examples.append((Reason.NOT_THERE, row, reference))

    def _belong(self, photos: PhotoIndex, at: int, key: str, product: str, row: int) -> None:
        """Claim the photos whose names a product's key begins."""
        if not key or self._keys[at] == (key, product):
            return
        self._keys[at] = key, product
        if photos.has_key(key):
            hit = photos.belong(key)
            if hit is not None and hit.ambiguous:
                self._doubt(Reason.SEVERAL, row, key)
            elif hit is not None:
                self._claim(hit, product, row)
        elif "+" in key and rounded(key) is not None:
            self._doubt(Reason.LOST_DIGITS, row, key)

    def _claim(self, hit: Hit, product: str, row: int) -> None:
        if product not in self.tally.titles:
            self._untitled.add(product)
        for photo in hit.photos:
            claim = self.tally.claims.get(photo)
            if claim is None or hit.closeness > claim.closeness:
                self.tally.claims[photo] = Claim(hit.closeness, hit.folders_agree, {product: row})
            elif hit.closeness == claim.closeness:
                claim.products.setdefault(product, row)

    def _name(self, product: str, title: str) -> None:
        if title:
            self.tally.titles[product] = title
            self._untitled.discard(product)

    def _doubt(self, reason: Reason, row: int, what: str) -> None:
        self.tally.doubts[reason] += 1
        if len(self.tally.examples) < MOST_EXAMPLES:
            self.tally.examples.append((reason, row, what))


def elsewhere(tally: Tally) -> Iterator[int]:
    """Give photos that were found by their bare name although the file's folders are ours.

    Where most references agree with the photos' folders, one that does not means another photo.
    """
    by_name = [(photo, claim) for photo, claim in tally.claims.items() if claim.closeness > BY_PATH]
    strangers = [photo for photo, claim in by_name if not claim.folders_agree]
    if strangers and len(strangers) < 0.5 * len(by_name):
        yield from strangers
