"""Which cells of a shop's file change when products get other classes: only category cells."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from core.catalog.class_map import Meaning, is_json
from core.catalog.column_classes import listed_in, meanings
from core.catalog.inspection import REPORT_EVERY, SHEET, Entry, Inspection, OnProgress
from core.catalog.matching import ProductOf
from core.catalog.taxonomy import term_like
from core.catalog.term_map import TermMap
from core.entities import Progress
from core.errors import CatalogError
from core.spreadsheets import neutral

NO_CATEGORY: Final = "the file has no category column to write into; name one"


@dataclass(slots=True)
class Edits:
    """What is written.

    Attributes
    ----------
    cells : dict of int to str
        New text of the category cell, by place: `sheet << SHEET | row`.
    rows : set of int
        Places of all rows of the products that change.
    """

    cells: dict[int, str] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)

    def of_sheet(self, sheet: int) -> tuple[dict[int, str], set[int]]:
        """Give new cells and rows of one table, by row."""
        mask = (1 << SHEET) - 1
        cells = {at & mask: text for at, text in self.cells.items() if at >> SHEET == sheet}
        return cells, {at & mask for at in self.rows if at >> SHEET == sheet}


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the list of changes.

    Attributes
    ----------
    product : str
        Its key, or its photo where it has none.
    before, after : str
        The category cell; empty before where there was none.
    by : str
        Who decided; empty where nobody is named.
    photo : str
        That was decided about, as the review holds its path.
    why : str
        In the reviewer's words, or what was done.
    title : str
        Empty where the file has none.
    """

    product: str
    before: str
    after: str
    by: str
    photo: str
    why: str
    title: str = ""


class Wording:
    """Says a class in the shop's own words.

    Parameters
    ----------
    found : Inspection
        Of the file: the terms that it uses.
    terms : TermMap
        What was learnt, with preferred ways back.
    as_class : bool
        Write the network's own names.
    """

    def __init__(self, found: Inspection, terms: TermMap, *, as_class: bool = False) -> None:
        self._path, self._classes = found.path, found.classes
        self._terms, self._as_class = terms, as_class
        self._cells: dict[tuple[str, str], str] = {}
        self._examples = list(found.tally.term_names)
        used: dict[str, Counter[str]] = {}
        for term, rows, _ in found.terms():
            meaning = self._classes.meaning(term)
            if meaning.label is not None:
                item = term[meaning.start : meaning.end]
                used.setdefault(meaning.label, Counter())[item] += rows
        self._listed: dict[str, str] = {}
        for reading in found.readings:
            self._listed |= listed_in(reading.table, reading.category_name)
        for key, labels in meanings(self._classes, self._listed).items():
            if len(labels) == 1:
                used.setdefault(labels[0], Counter())[key] += 0
        self._used = {label: counts.most_common(1)[0][0] for label, counts in used.items()}

    def term(self, label: str) -> str:
        """Give the term of a class: preferred, the file's commonest, published, or its name.

        The shop's own terms are written as they stand. A name from elsewhere, which somebody
        typed or a model brought along, is never one that a spreadsheet runs.
        """
        own = self._own_term(label)
        return neutral(label) if own is None else own

    def _own_term(self, label: str) -> str | None:
        if self._listed:
            if label not in self._used:
                raise CatalogError(self._path, f"its list of categories has none for {label}")
            return self._used[label]
        if self._as_class:
            return None
        return (
            self._terms.preferred.get(label)
            or self._used.get(label)
            or self._terms.way_back(label)
            or term_like(label, self._examples)
        )

    def cell(self, before: str, label: str) -> str:
        """Give a category cell that says the class; other items of a list stay.

        A million rows share few cells, and one text each.
        """
        text = self._cells.get((before, label))
        if text is None:
            text = self._cells[before, label] = self._cell(before, label)
        return text

    def _cell(self, before: str, label: str) -> str:
        meaning, new = self._classes.meaning(before), self._own_term(label) or label
        if is_json(before):
            return self._json_cell(before, meaning, new)
        if meaning.label is None or not meaning.start:
            new = self.term(label)  # the cell begins with it
        if meaning.label is None:
            return new
        return f"{before[: meaning.start]}{new}{before[meaning.end :]}"

    def _json_cell(self, before: str, meaning: Meaning, new: str) -> str:
        """Put an item in the place of another; an object can only be one that the file uses."""
        named = "{" in before
        if named and not new.startswith("{"):
            raise CatalogError(
                self._path, f"its categories are objects in JSON, none means {new!r}"
            )
        if meaning.label is None:
            item = new if named else json.dumps(new, ensure_ascii=False)
            return item if before.strip().startswith("{") else f"[{item}]"
        return f"{before[: meaning.start]}{new}{before[meaning.end :]}"

    def can_say(self, before: str, label: str) -> bool:
        """Whether the class can be written at all: numbers and objects must be the file's own."""
        if self._listed:
            return label in self._used
        return not ("{" in before and is_json(before)) or self.term(label).startswith("{")

    def says(self, before: str, label: str) -> bool:
        """Whether a cell says this class already, or leaves it open among others."""
        return label in self._classes.meaning(before).labels


def plan_edits(
    found: Inspection,
    labels: Mapping[str, str],
    entries: Mapping[str, Entry],
    wording: Wording,
    *,
    on_progress: OnProgress | None = None,
) -> Edits:
    """Find the category cells of products that get another class.

    Parameters
    ----------
    found : Inspection
    labels : mapping of str to str
        New class by product, as `Entry.inner` names it.
    entries : mapping of str to Entry
        One entry for each of these products.
    wording : Wording
    on_progress : callable, optional
        Told the rows read; raises to stop.

    Raises
    ------
    CatalogError
        The table has no category column.
    """
    edits = Edits()
    for sheet in range(len(found.readings)):
        _plan_sheet(found, sheet, labels, wording, edits, on_progress)
    written = set(edits.cells)
    for product, label in labels.items():
        # No row of the product holds a category: the first row about its photo gets it.
        entry = entries[product]
        if not entry.term and entry.place not in written:
            if found.readings[entry.place >> SHEET].roles.category is None:
                raise CatalogError(found.path, NO_CATEGORY)
            edits.cells[entry.place] = wording.term(label)
            edits.rows.add(entry.place)
    return edits


def _plan_sheet(
    found: Inspection,
    sheet: int,
    labels: Mapping[str, str],
    wording: Wording,
    edits: Edits,
    on_progress: OnProgress | None,
) -> None:
    reading = found.readings[sheet]
    product_of = ProductOf(reading.roles)
    for row, cells in enumerate(reading.table.rows(), start=reading.table.head_row + 1):
        if on_progress is not None and row % REPORT_EVERY == 0:
            on_progress(Progress(row, 0, found.path.name))
        if not cells:
            continue
        place = sheet << SHEET | row
        label = labels.get(product_of(cells, place))
        if label is None:
            continue
        edits.rows.add(place)
        if reading.roles.category is None:
            continue  # another sheet says the category
        before = cells[reading.roles.category]
        if before.strip() and not wording.says(before, label):
            edits.cells[place] = wording.cell(before, label)
