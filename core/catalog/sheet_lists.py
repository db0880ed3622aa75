"""Sheets that give a shop's categories names, for other sheets that name them by numbers."""

from collections.abc import Sequence
from typing import Final

from core.catalog.feed_survey import IDS, PARENTS, path_of
from core.catalog.table import Table
from core.catalog.words import Role, rank, tokens

_NAMED: Final = 0.55
"""How much a column's name must speak for a title."""


def listed_in_sheets(tables: Sequence[Table]) -> dict[str, str]:
    """Give the paths of names, `A > B`, of categories that a sheet lists by their ids."""
    names: dict[str, tuple[str, str]] = {}
    for table in tables:
        columns = _columns(table)
        if columns is None:
            continue
        key, name, parent = columns
        for cells in filter(None, table.rows()):
            if cells[key].strip() and cells[name].strip():
                above = cells[parent].strip() if parent is not None else ""
                names[cells[key].strip()] = cells[name].strip(), above
    return {key: path_of(key, names) for key in names}


def _columns(table: Table) -> tuple[int, int, int | None] | None:
    """Find the id, the name and the parent's id of categories; None where it is no list of them."""
    words = [tokens(column) for column in table.columns]
    keys = [at for at, said in enumerate(words) if said and said[-1] in IDS]
    above = [at for at in keys if PARENTS & set(words[at])]
    own = [at for at in keys if at not in above and rank(table.columns[at], Role.CATEGORY)]
    named = [at for at, column in enumerate(table.columns) if rank(column, Role.TITLE) >= _NAMED]
    other = [at for at in keys if at not in (*above, *own)]
    if len(own) != 1 or not named or other:
        return None  # with a product's id beside it, it says which product is of which category
    return own[0], named[0], above[0] if above else None
