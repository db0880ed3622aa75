"""Which column holds rows of one product together, told by the rows, whatever it is called."""

from collections.abc import Iterable, Sequence
from typing import Final

_FILLED: Final = 0.95
"""Share of rows in which a column must say something, to hold them together."""
_FEWEST: Final = 2


def group_by_form(
    rows: Sequence[Sequence[str]],
    columns: Iterable[int],
    photos: Sequence[int],
    category: int | None,
) -> int | None:
    """Find the column that says which rows are one product; None where none does.

    Parameters
    ----------
    rows : sequence of sequence of str
        The first of the file.
    columns : iterable of int
        Those that may be it, the likeliest first.
    photos : sequence of int
    category : int or None

    Notes
    -----
    Either variants name the same photos, and the column agrees for them and for no others; or
    the first row of each product alone names a category, and the column stands still until the
    next one does.
    """
    for at in columns:
        values = [row[at].strip() for row in rows]
        if sum(map(bool, values)) < _FILLED * len(rows) or len(set(values)) < _FEWEST:
            continue
        named = [" ".join(row[one].strip() for one in photos) for row in rows]
        if _agree(values, named) or (category is not None and _led(values, rows, category)):
            return at
    return None


def _agree(values: Sequence[str], named: Sequence[str]) -> bool:
    """Whether rows share a value exactly where they share photos, and some do."""
    pairs = {(value, name) for value, name in zip(values, named, strict=True) if name.strip()}
    told = sum(bool(name.strip()) for name in named)
    return len(pairs) < told and len(pairs) == len({value for value, _ in pairs}) == len(
        {name for _, name in pairs}
    )


def _led(values: Sequence[str], rows: Sequence[Sequence[str]], category: int) -> bool:
    """Whether a value stays until a row names a category, and never comes again."""
    starts = [at for at, row in enumerate(rows) if row[category].strip()]
    runs = [at for at in range(len(values)) if at == 0 or values[at] != values[at - 1]]
    return starts == runs and len(set(values)) == len(runs) < len(rows)
