"""Tables of one file that speak of the same products: the columns by which they name them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from core.catalog.roles import Proposal
from core.catalog.table import Table
from core.catalog.words import Role, rank

_NAMED: Final = 0.5
"""How much a column's name must speak for a key, so that it can join tables."""
_SHARED: Final = 0.5
"""Share of the smaller column's values that the other must have as well."""


def joins(tables: Sequence[Table], proposals: Sequence[Proposal], first: int) -> dict[int, int]:
    """Find the columns by which other tables name the products of one.

    Parameters
    ----------
    tables, proposals : sequences of the same length
    first : int
        The table that says most about the photos.

    Returns
    -------
    dict of int to int
        Column by table, `first` among them; empty where no other table joins it.
    """
    found: dict[int, int] = {}
    for other in range(len(tables)):
        if other == first:
            continue
        pairs = {
            pair: weight
            for pair in _pairs(tables, proposals, first, other)
            if (weight := _weight(tables, proposals, (first, other), pair))
            and found.get(first, pair[0]) == pair[0]
        }
        if pairs:
            found[first], found[other] = max(pairs, key=lambda pair: pairs[pair])
    return found


def _pairs(
    tables: Sequence[Table], proposals: Sequence[Proposal], first: int, other: int
) -> Iterator[tuple[int, int]]:
    for a in _keys(tables[first], proposals[first]):
        for b in _keys(tables[other], proposals[other]):
            yield a, b


def _keys(table: Table, proposal: Proposal) -> list[int]:
    """Give the columns that can name products, by their names."""
    return [
        at for at, name in enumerate(table.columns)
        if proposal.evidence[at].distinct > 1
        and max(rank(name, Role.KEY), rank(name, Role.GROUP)) >= _NAMED
    ]  # fmt: skip


def _weight(
    tables: Sequence[Table], proposals: Sequence[Proposal], pair: tuple[int, int],
    columns: tuple[int, int],
) -> float:  # fmt: skip
    """Judge two columns: what they share, one name in both, and keys before other numbers."""
    a, b = (proposals[table].evidence[at].values for table, at in zip(pair, columns, strict=True))
    shared = len(a & b) / min(len(a), len(b))
    if shared < _SHARED:
        return 0.0
    names = [tables[table].columns[at].casefold() for table, at in zip(pair, columns, strict=True)]
    keys = sum(at in proposals[table].roles.keys for table, at in zip(pair, columns, strict=True))
    return shared + (names[0] == names[1]) + 0.5 * keys


def named_alike(table: Table, proposal: Proposal, column: int) -> Proposal:
    """Give a table's roles with its products named by the column that tables share."""
    roles = proposal.roles
    if (roles.group if roles.group is not None else roles.key) == column:
        return proposal
    taken = {at: (None if at == column else at) for at in (roles.category, roles.title)}
    changed = replace(
        roles, group=column, key=roles.key if roles.key != column else None, parent_id=None,
        photos=tuple(at for at in roles.photos if at != column),
        category=taken[roles.category], title=taken[roles.title],
    )  # fmt: skip
    why: Mapping[int, str] = {**proposal.why, column: "tables of the file share it"}
    return Proposal(changed, dict(why), proposal.evidence)


def without_rivals(joined: Mapping[int, Proposal]) -> dict[int, Proposal]:
    """Give joined tables of which those name categories that mean classes, where some do.

    Another table's `type` may be an option's or a picture's: nothing is to be written there.
    """
    meant = {at for at, one in joined.items() if _meaning(one)}
    return {at: one if at in meant or not meant else _without_category(one)
            for at, one in joined.items()}  # fmt: skip


def _meaning(proposal: Proposal) -> bool:
    at = proposal.roles.category
    return at is not None and proposal.evidence[at].classes > 0


def _without_category(proposal: Proposal) -> Proposal:
    return Proposal(replace(proposal.roles, category=None), proposal.why, proposal.evidence)
