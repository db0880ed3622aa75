"""What a Filter asks, as SQL: each question by itself, so that facets can leave out their own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Self

from core.natural import folder_keys
from core.review.views import NONE, Filter
from core.vocabulary import Agreement, Facet, Order, Status, Verdict

UNREADABLE: Final = f"behind = 0 AND sureness = 2 AND status = '{Status.ERROR}'"
"""Nothing is known of such a photo; its sureness is where an index finds it among many."""
CARRIED: Final = "iif(tag <> '', tag, label)"
"""The class that stands for a photo: decided, else the network's."""
COLUMNS: Final[Mapping[Facet, str]] = {
    Facet.CLASS: CARRIED,
    Facet.STATUS: "status",
    Facet.DECISION: "verdict",
    Facet.TERM: "catalog_tag",
    Facet.AGREEMENT: (
        "CASE WHEN catalog_tag <> '' AND label <> '' THEN"
        f" CASE WHEN catalog_label IS NULL THEN '{Agreement.NO_CLASS}'"
        f" WHEN catalog_label = label THEN '{Agreement.AGREE}' ELSE '{Agreement.DIFFER}' END END"
    ),
    Facet.BADGE: "badge",
    Facet.FOLDER: "rtrim(path, replace(path, '/', ''))",
}
"""What tells a photo's value of each facet; of a folder with the slash behind it."""
_AT_THE_TOP: Final = "(instr(path, '/') = 0 OR path GLOB '/*' OR path GLOB '?:/*')"


@dataclass(frozen=True, slots=True)
class Condition:
    """A part of a WHERE clause.

    Attributes
    ----------
    sql : str
    values : tuple of object
        For its question marks.
    """

    sql: str
    values: tuple[object, ...] = ()

    @classmethod
    def all_of(cls, parts: Iterable[Self]) -> Self:
        """Ask several things at once; "1" where there are none."""
        asked = list(parts)
        values = tuple(value for part in asked for value in part.values)
        return cls(" AND ".join(part.sql for part in asked) or "1", values)


def there(chosen: Filter) -> Condition:
    """Ask for entries of the queue; constant, so that SQLite can use its partial indexes."""
    return Condition("missing = 1" if chosen.missing else "missing = 0 AND behind = 0")


def asked(chosen: Filter, order: Order | None = None) -> list[Condition]:
    """Write what a filter asks beside its facets and what is searched for."""
    parts = [*_ranges(chosen), *_kinds(chosen)]
    if order is Order.DECIDED and chosen.verdicts and Verdict.TODO not in chosen.verdicts:
        parts.append(Condition("decided_at IS NOT NULL"))  # as of all these: a partial index
    if not chosen.deep:
        parts.append(Condition(_AT_THE_TOP))
    return parts


def of_facets(chosen: Filter, *, without: Facet | None = None) -> list[Condition]:
    """Write what a filter's facets choose, but for one of them."""
    return [
        of_facet(facet, values) for facet, values in chosen.facets.items() if facet is not without
    ]


def of_facet(facet: Facet, values: tuple[str, ...]) -> Condition:
    """Ask for photos that have one of these values."""
    if facet is Facet.DECISION:
        return _of_verdicts(values)
    if facet is Facet.FOLDER:
        return _of_folders(values)
    column = COLUMNS[facet]
    if NONE in values:
        column = f"ifnull({column}, '')"
    return Condition(f"{column} IN ({', '.join('?' * len(values))})", tuple(map(str, values)))


def _of_verdicts(values: tuple[str, ...]) -> Condition:
    """Ask for neighbouring verdicts as a range, which an index gives without sorting."""
    ranks = sorted({Verdict(value).rank for value in values})
    if ranks[-1] - ranks[0] == len(ranks) - 1:
        return Condition(f"verdict BETWEEN {ranks[0]} AND {ranks[-1]}")
    return Condition(f"verdict IN ({', '.join(map(str, ranks))})")


def _of_folders(values: tuple[str, ...]) -> Condition:
    """Ask for photos in folders and below: an index has them together."""
    parts: list[str] = []
    ends: list[bytes] = []
    for folder in values:
        if not folder:
            parts.append("(path NOT GLOB '/*' AND path NOT GLOB '?:/*')")
            continue
        parts.append("(path_key > ? AND path_key < ?)")
        ends += folder_keys(folder.rstrip("/"))
    return Condition(f"({' OR '.join(parts)})", tuple(ends))


def _ranges(chosen: Filter) -> list[Condition]:
    limits = {
        "sureness": chosen.confidence,
        "gap": chosen.margin,
        "modified_ns": chosen.modified_ns,
        "decided_at": chosen.decided_at,
    }
    return [
        Condition(f"{column} BETWEEN ? AND ?", tuple(ends))
        for column, ends in limits.items()
        if ends is not None
    ]


def _kinds(chosen: Filter) -> list[Condition]:
    parts: list[str] = []
    if chosen.disagreeing:
        parts.append("catalog_label <> label")
    if chosen.duplicates:
        parts.append("cluster IS NOT NULL")
    if chosen.unreadable is not None:
        way = "IN" if chosen.unreadable else "NOT IN"
        parts.append(f"id {way} (SELECT id FROM photos WHERE missing = 0 AND {UNREADABLE})")
    if chosen.contradicting:
        parts.append("product IN (SELECT product FROM photos WHERE odd IS NOT NULL)")
    if chosen.automatic is not None:
        parts.append(f"automatic = {int(chosen.automatic)}")
    return [Condition(part) for part in parts]
