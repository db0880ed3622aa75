"""Which column holds rows of one product together, told by the rows, whatever it is called."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

_FILLED: Final = 0.95
"""Share of rows in which a column must say something, to hold them together."""
_FEWEST: Final = 2


def shared_by_variants(
    rows: Sequence[Sequence[str]], columns: Iterable[int], photos: Sequence[int]
) -> int | None:
    """Find the column that agrees where rows name the same photos, and nowhere else.

    Parameters
    ----------
    rows : sequence of sequence of str
        The first of the file.
    columns : iterable of int
        Those that may be it, the likeliest first.
    photos : sequence of int

    Returns
    -------
    int or None
        None where no column does, or no photos are named twice.
    """
    named = [" ".join(row[one].strip() for one in photos) for row in rows]
    return next((at for at, values in _filled(rows, columns) if _agree(values, named)), None)


def stands_still(
    rows: Sequence[Sequence[str]], columns: Iterable[int], category: int
) -> int | None:
    """Find the column that stays until a row names the next category, and never comes again."""
    starts = [at for at, row in enumerate(rows) if row[category].strip()]
    return next((at for at, values in _filled(rows, columns) if _led(values, starts)), None)


def _filled(
    rows: Sequence[Sequence[str]], columns: Iterable[int]
) -> Iterator[tuple[int, list[str]]]:
    for at in columns:
        values = [row[at].strip() for row in rows]
        if sum(map(bool, values)) >= _FILLED * len(rows) and len(set(values)) >= _FEWEST:
            yield at, values


def _agree(values: Sequence[str], named: Sequence[str]) -> bool:
    """Whether rows share a value exactly where they share photos, and some do."""
    pairs = {(value, name) for value, name in zip(values, named, strict=True) if name.strip()}
    told = sum(bool(name.strip()) for name in named)
    return len(pairs) < told and len(pairs) == len({value for value, _ in pairs}) == len(
        {name for _, name in pairs}
    )


def _led(values: Sequence[str], starts: Sequence[int]) -> bool:
    runs = [at for at in range(len(values)) if at == 0 or values[at] != values[at - 1]]
    return starts == runs and len(set(values)) == len(runs) < len(values)
