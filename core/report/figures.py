"""Figures that a card carries, read with care: a card may lack any of them, or hold nonsense."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from core.language.catalog import Language


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of photos with its 95 % interval.

    Attributes
    ----------
    value, low, high : float
        In [0, 1]; the bounds are NaN where nobody computed them.
    photos : int
        What it is a share of; 0 where that was not recorded.
    """

    value: float
    low: float = math.nan
    high: float = math.nan
    photos: int = 0

    @classmethod
    def read(cls, raw: object) -> Self | None:
        """Read {"value", "low", "high", "photos"} or a bare number; None for anything else."""
        if not isinstance(raw, Mapping):
            value = number(raw)
            return None if value is None else cls(value)
        value = number(raw.get("value"))
        if value is None:
            return None
        low, high = (number(raw.get(bound)) for bound in ("low", "high"))
        photos = number(raw.get("photos")) or 0
        missing = low is None or high is None
        bounds = (math.nan, math.nan) if missing else (low or 0.0, high or 0.0)
        return cls(value, *bounds, int(photos))

    def interval(self, language: Language) -> str:
        """Say its bounds in per cent; empty without."""
        if math.isnan(self.low):
            return ""
        return language.say("model.interval", low=100 * self.low, high=100 * self.high)

    def counted(self, language: Language) -> str:
        """Say how many photos; empty where that is not known."""
        return language.number(self.photos) if self.photos else ""

    def cells(self, language: Language) -> tuple[str, str, str]:
        """Say the share in per cent, its bounds and the photos, for a table's row."""
        return language.percent(self.value), self.interval(language), self.counted(language)


def number(raw: object) -> float | None:
    """Read a finite number; None for anything else."""
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not math.isfinite(raw):
        return None
    return float(raw)


def at(raw: object, *keys: str) -> Any:  # noqa: ANN401 - JSON holds anything
    """Follow keys into nested JSON objects; None where one is missing."""
    for key in keys:
        raw = raw.get(key) if isinstance(raw, Mapping) else None
    return raw


def named(raw: object) -> Mapping[str, Any]:
    """Take a JSON object; an empty one for anything else."""
    return raw if isinstance(raw, Mapping) else {}


def rows_of(raw: object, width: int) -> list[list[float]]:
    """Read a list of rows of `width` numbers; rows that are none are left out."""
    if not isinstance(raw, list):
        return []
    rows = [[number(cell) for cell in row] for row in raw if isinstance(row, list)]
    whole = [[cell for cell in row if cell is not None] for row in rows]
    return [row for row in whole if len(row) == width]


def words(raw: object, language: Language) -> str:
    """Say any JSON value in one line."""
    if isinstance(raw, Mapping):
        return ", ".join(
            f"{language.phrase(key)} {words(value, language)}" for key, value in raw.items()
        )
    if isinstance(raw, list | tuple):
        return ", ".join(words(value, language) for value in raw)
    if isinstance(raw, bool) or raw is None:
        return language.say({True: "model.yes", False: "model.no", None: "model.none"}[raw])
    if isinstance(raw, int):
        return language.number(raw, "," if abs(raw) >= 10_000 else "")
    return language.number(raw, ".4g") if isinstance(raw, float) else language.phrase(str(raw))


def facts(raw: object, language: Language) -> tuple[tuple[str, str], ...]:
    """Say the entries of a JSON object by name."""
    return tuple(
        (titled(language.phrase(key)), words(value, language)) for key, value in named(raw).items()
    )


def titled(key: str) -> str:
    """Say a key as a name: the first letter large, blanks between the words."""
    return (key[:1].upper() + key[1:]).replace("_", " ")
