"""What was found out about a shop's file, as lines for people and as JSON for programs."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from core.catalog.feed import FeedTable
from core.catalog.inspection import Inspection, Reading
from core.catalog.matching import Reason
from core.catalog.words import Role
from core.wording import counted

SCHEMA: Final = "catalog-1"
"""Describes the JSON: resources/schema/catalog-1.json."""
_SHOWN: Final = 10
"""Examples and terms that are shown; the JSON has more."""


def lines(found: Inspection) -> Iterator[str]:
    """Say how a file was read, one fact a line."""
    named = any(reading.category_name for reading in found.readings)
    for reading in found.readings:
        yield from _reading_lines(reading, "in another table" if named else "none")
    tally = found.tally
    yield f"{counted(tally.rows, 'row')}, {_products(found)}"
    if found.photos is not None:
        yield from _photo_lines(found)
    yield from _term_lines(found)


def _reading_lines(reading: Reading, otherwise: str) -> Iterator[str]:
    table = reading.table
    is_sheet = table.raw.name and not isinstance(table.raw, FeedTable)
    name = f"sheet {table.raw.name!r}: " if is_sheet else ""
    head = f"column names in row {table.head_row:,}" if table.head_row else "no column names"
    yield f"{name}{table.raw.form}, {head}, {counted(len(table.columns), 'column')}"
    for role, at in roles_of(reading):
        yield f"  {role}: {table.shown(at)!r} - {reading.proposal.why[at]}"
    missing = {Role.CATEGORY} - {role for role, _ in roles_of(reading)}
    yield from (f"  {role}: {otherwise}" for role in sorted(missing))
    if table.mended:
        yield f"  {counted(table.mended, 'row')} with more cells than columns; joined to the last"
    if table.short:
        yield f"  {counted(table.short, 'row')} with too few cells"


def roles_of(reading: Reading) -> list[tuple[Role, int]]:
    """Give the columns that have a role, photos first."""
    roles = reading.roles
    single = ((Role.GROUP, roles.group), (Role.KEY, roles.key), (Role.CATEGORY, roles.category),
              (Role.TITLE, roles.title))  # fmt: skip
    return [(Role.PHOTO, at) for at in roles.photos] + [
        (role, at) for role, at in single if at is not None
    ]


def _photo_lines(found: Inspection) -> Iterator[str]:
    assert found.photos is not None
    entries, total = found.entries, len(found.photos)
    with_class = sum(entry.label is not None for entry in entries)
    products = len({entry.product or entry.inner[0] for entry in entries})
    yield (
        f"{len(entries):,} of {counted(total, 'photo')} found, of {counted(products, 'product')}; "
        f"{with_class:,} {'has' if with_class == 1 else 'have'} a class"
    )
    for reason, count in Counter(found.refused.values()).most_common():
        yield f"  {counted(count, 'photo')} left out: {reason}"
    for reason, count in found.tally.doubts.most_common():
        examples = [what for why, _, what in found.tally.examples if why is reason][:3]
        yield f"  {counted(count, 'cell')}: {reason}, such as {', '.join(map(repr, examples))}"
    if unspoken := found.unspoken():
        names = ", ".join(repr(found.photos.paths[photo]) for photo in unspoken[:3])
        yield f"  {counted(len(unspoken), 'photo')} in no product of the file, such as {names}"


def _products(found: Inspection) -> str:
    """Say how many products the rows are; without a key nothing says which of them are one."""
    if not any(reading.roles.keys for reading in found.readings):
        return "no product keys"
    return counted(found.tally.product_count, "product")


def _term_lines(found: Inspection) -> Iterator[str]:
    terms = found.terms()
    if not terms:
        yield "no categories"
        return
    unknown = sum(not labels for _, _, labels in terms)
    unclear = sum(len(labels) > 1 for _, _, labels in terms)
    yield (
        f"{counted(len(terms), 'category term')}, {unknown:,} without a class, "
        f"{unclear:,} that {'fits' if unclear == 1 else 'fit'} several"
    )
    for term, rows, labels in terms[:_SHOWN]:
        name = "" if (spoken := found.spoken(term)) == term else f", {spoken!r}"
        yield f"  {term!r}{name} ({counted(rows, 'row')}): {' or '.join(labels) or 'no class'}"
    if len(terms) > _SHOWN:
        yield f"  and {len(terms) - _SHOWN:,} more"


def as_json(found: Inspection) -> dict[str, Any]:
    """Give the findings as `catalog-1` describes them."""
    photos = found.photos
    return {
        "schema": SCHEMA,
        "file": found.path.name,
        "tables": [_table_json(reading) for reading in found.readings],
        "rows": found.tally.rows,
        "products": found.tally.product_count,
        "photos": [] if photos is None else list(_photos_json(found)),
        "left_out": [] if photos is None else list(_left_out_json(found)),
        "missing": [
            {"row": found.row_of(place), "reference": what, "reason": reason.value}
            for reason, place, what in found.tally.examples
        ],
        "missing_count": found.tally.doubts.total(),
        "terms": [
            {"term": term, "rows": rows, "class": labels[0] if len(labels) == 1 else None,
             "could_be": list(labels) if len(labels) > 1 else []}
            for term, rows, labels in found.terms()
        ],
    }  # fmt: skip


def _table_json(reading: Reading) -> dict[str, Any]:
    table = reading.table
    text = getattr(table.raw, "text", None)
    dialect = getattr(table.raw, "dialect", None)
    return {
        "sheet": table.raw.name,
        "format": table.raw.form,
        "encoding": text.encoding if text else None,
        "delimiter": dialect.delimiter if dialect else None,
        "head_row": table.head_row,
        "columns": [table.shown(at) for at in range(len(table.columns))],
        "roles": [
            {"role": role.value, "column": at + 1, "name": table.shown(at),
             "why": reading.proposal.why[at]}
            for role, at in roles_of(reading)
        ],
    }  # fmt: skip


def _photos_json(found: Inspection) -> Iterator[dict[str, Any]]:
    """Give one entry for each photo that the file speaks of for certain."""
    assert found.photos is not None
    for entry in found.entries:
        yield {
            "path": found.photos.paths[entry.photo],
            "product": entry.product or None,
            "term": entry.term or None,
            "class": entry.label,
        }


def _left_out_json(found: Inspection) -> Iterator[dict[str, Any]]:
    assert found.photos is not None
    for photo, reason in sorted(found.refused.items()):
        yield {"path": found.photos.paths[photo], "reason": reason.value}
    for photo in found.unspoken():
        yield {"path": found.photos.paths[photo], "reason": Reason.UNSPOKEN.value}


def why_nothing(found: Inspection) -> str:
    """Say in a sentence why a file speaks of none of the photos."""
    photos, tally = found.photos, found.tally
    if photos is None or not len(photos):
        return "the folder holds no photos"
    if not tally.rows:
        return "it has no rows"
    shown = photos.paths[0].rpartition("/")[2]
    if found.refused:
        reason, count = Counter(found.refused.values()).most_common(1)[0]
        return f"none of its rows is about one photo for certain: {reason} ({count:,})"
    if tally.doubts and (example := tally.examples[0]):
        return f"it names {example[2]!r}: {example[0]}; the photos are like {shown!r}"
    ids = _example_key(found)
    if ids:
        return f"the file's ids look like {ids!r}, the photos like {shown!r}"
    return "it has no column with names or addresses of photos, and none with product keys"


def _example_key(found: Inspection) -> str:
    for reading in found.readings:
        for cells in reading.table.rows():
            for at in reading.roles.keys:
                if cells and cells[at].strip():
                    return cells[at].strip()
    return ""
