"""Where two records of the same explanation differ, and by how much."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

TOLERANCE: Final = 5e-4
"""Half of the last digit that a page prints; another processor may round that much otherwise."""

NOT_COMPUTED: Final = frozenset(
    {
        "created",
        "decision",
        "engine",
        "explained_by",
        "hash",
        "language",
        "network",
        "path",
        "previous",
        "product",
        "seconds",
        "versions",
    }
)
"""Fields that say when, where, by whom, of what and in which words, not what was answered."""

ADDED_LATER: Final = frozenset(
    {
        "against",
        "box",
        "classes",
        "contrast",
        "curves",
        "instead",
        "rim",
        "language",
        "product",
        "reasons",
        "used",
    }
)
"""Fields that records of earlier versions do not have."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs.

    Attributes
    ----------
    where : str
        "surrogates.Handbags.weights.3".
    recorded, computed : JSON value
        None where the field is missing.
    """

    where: str
    recorded: Any
    computed: Any

    @property
    def size(self) -> float:
        """Distance of two numbers; infinite for anything else, also for what is no number (NaN)."""
        if isinstance(self.recorded, float) and isinstance(self.computed, float | int):
            distance = abs(self.recorded - self.computed)
            return math.inf if math.isnan(distance) else distance
        return math.inf

    def __str__(self) -> str:
        return f"{self.where} {_said(self.recorded)} recorded, {_said(self.computed)} computed"


def differences(recorded: Any, computed: Any, where: str = "") -> Iterator[Difference]:  # noqa: ANN401
    """Compare two JSON values field by field.

    Parameters
    ----------
    recorded, computed : JSON value
    where : str
        Path to them.

    Yields
    ------
    Difference
        In the order of the record; fields of `NOT_COMPUTED` are passed over.
    """
    if isinstance(recorded, Mapping) and isinstance(computed, Mapping):
        missing = [key for key in computed if key not in recorded and key not in ADDED_LATER]
        for key in [*recorded, *missing]:
            if key not in NOT_COMPUTED:
                yield from differences(recorded.get(key), computed.get(key), _below(where, key))
    elif isinstance(recorded, list) and isinstance(computed, list):
        if len(recorded) != len(computed):
            yield Difference(_below(where, "length"), len(recorded), len(computed))
        for index, pair in enumerate(zip(recorded, computed, strict=False)):
            yield from differences(*pair, _below(where, str(index)))
    elif type(recorded) is not type(computed) or recorded != computed:
        yield Difference(where, recorded, computed)


def _below(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key


def _said(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, float):
        return f"{value:.6g}"
    text = "nothing" if value is None else str(value)
    return text if len(text) <= 40 else f"{text[:12]}…"
