"""How the window speaks of a shop's file: its form, its columns, and what was left out of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from core.catalog.delimited import DelimitedTable
from core.catalog.feed import FeedTable
from core.catalog.inspection import SHEET, Inspection, Reading
from core.catalog.matching import Reason
from core.catalog.words import Role
from core.review.catalog_changes import Omission
from desktop.ui.language import tr
from desktop.ui.words import count

MOST_EXAMPLES: Final = 20


@dataclass(frozen=True, slots=True)
class RoleSign:
    """How a column's role is shown: a word, and a colour name of the scheme."""

    word: str
    colour: str
    hint: str


_PRODUCT: Final = RoleSign(
    tr("Product"), "unknown", tr("What a product's photos begin with, or what its rows share")
)
ROLE_SIGNS: Final[Mapping[Role, RoleSign]] = {
    Role.PHOTO: RoleSign(tr("Photo"), "against", tr("Name, path or address of a photo")),
    Role.GROUP: _PRODUCT,
    Role.KEY: _PRODUCT,
    Role.CATEGORY: RoleSign(tr("Category"), "known", tr("The tag that the shop gives")),
    Role.TITLE: RoleSign(tr("Title"), "uncertain", tr("The product's name")),
}
SHOWN_ROLES: Final = (Role.PHOTO, Role.KEY, Role.CATEGORY, Role.TITLE)
"""In their order; what rows share is shown as the product."""

REASONS: Final[Mapping[Reason, str]] = {
    Reason.NOT_THERE: tr("no photo of this name in the folder"),
    Reason.SEVERAL: tr("the name fits photos in several folders"),
    Reason.ELSEWHERE: tr("a photo of this name lies in another folder only"),
    Reason.LOST_DIGITS: tr("a spreadsheet rounded the number, so its last digits are lost"),
    Reason.TWO_PRODUCTS: tr("two products claim the photo"),
    Reason.TWO_CLASSES: tr("the rows of its product name different categories"),
    Reason.UNSPOKEN: tr("not mentioned in the file"),
}
OMISSIONS: Final[Mapping[Omission, str]] = {
    Omission.DISPUTED: tr("its photos were decided differently"),
    Omission.UNSAID: tr("the file has no category of this class to write"),
    Omission.FLAGGED: tr("flagged, so nothing is decided"),
    Omission.UNDECIDED: tr("nothing is decided yet"),
}
_DELIMITERS: Final = {
    ",": tr("comma"),
    ";": tr("semicolon"),
    "\t": tr("tab"),
    "|": tr("vertical bar"),
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was left out for one reason: how much, why, and the first of it."""

    counted: str
    why: str
    examples: tuple[str, ...]


def how_read(reading: Reading) -> str:
    """Say how a table is read: format, encoding, delimiter, head row."""
    table, raw = reading.table, reading.table.raw
    if isinstance(raw, DelimitedTable):
        sign = raw.dialect.delimiter
        form = [
            tr("text in {}").format(raw.text.words),
            tr("delimiter {}").format(_DELIMITERS.get(sign, ascii(sign)[1:-1])),
        ]
    elif isinstance(raw, FeedTable):
        words = tr("XML, one <{}> a row") if raw.name else tr("XML, one <{}> a product")
        form = [words.format(raw.item)]
    else:
        form = [tr("Excel workbook, sheet {}").format(raw.name)]
    if not isinstance(raw, FeedTable):
        head = tr("column names in row {:,}").format(table.head_row)
        form.append(head if table.head_row else tr("no column names"))
    form.append(count(len(table.columns), "column"))
    if table.mended:
        form.append(tr("{} with commas outside quotes, mended").format(count(table.mended, "row")))
    said = ", ".join(form)
    return said[:1].upper() + said[1:]


def column_name(reading: Reading, at: int) -> str:
    """Give a column's name; one without a name is numbered."""
    return reading.table.shown(at) or tr("Column {}").format(at + 1)


def why_left_out(why: Omission | Reason) -> str:
    """Say why a product, or a photo, stays as it is at the way back."""
    return OMISSIONS[why] if isinstance(why, Omission) else REASONS[why]


def left_out(found: Inspection) -> Iterator[LeftOut]:
    """Say what is not found or not clear, the photos first."""
    assert found.photos is not None
    paths = found.photos.paths
    for reason, number in Counter(found.refused.values()).most_common():
        photos = [paths[photo] for photo, why in found.refused.items() if why is reason]
        yield LeftOut(count(number, "photo"), REASONS[reason], _first(photos))
    if bare := [paths[entry.photo] for entry in found.entries if not entry.term]:
        why = tr("the file names no category")
        yield LeftOut(count(len(bare), "photo"), why, _first(bare))
    if unspoken := [paths[photo] for photo in found.unspoken()]:
        yield LeftOut(count(len(unspoken), "photo"), REASONS[Reason.UNSPOKEN], _first(unspoken))
    for reason, number in found.tally.doubts.most_common():
        cells = [
            tr("row {:,}: {}").format(place & ((1 << SHEET) - 1), " ".join(what.split()))
            for why, place, what in found.tally.examples
            if why is reason
        ]
        yield LeftOut(count(number, "cell"), REASONS[reason], _first(cells))


def _first(examples: list[str]) -> tuple[str, ...]:
    return tuple(examples[:MOST_EXAMPLES])
