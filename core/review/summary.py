"""What a review has come to: speed, agreement, and what it saved, by assumptions on the table.

Hours saved rest on one assumption; of money nothing is said unless somebody asks, and says what
tagging a photo by hand costs and in which currency.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from core.errors import ExportFailed
from core.money import CURRENCIES
from core.outputs import write_text
from core.review.assumptions import HOUR_S, Assumptions
from core.review.checks import checked
from core.review.conditions import COLUMNS
from core.review.ledger import Clock, utc_now
from core.review.sample_check import ErrorRate
from core.review.store import Review
from core.spreadsheets import CsvFor, writing_csv
from core.vocabulary import BY_HAND, TAGGED, Agreement, Facet

JSON: Final = ".json"
SUMMARIES: Final = (".csv", JSON)
"""How a summary may end."""

BREAK_S: Final = 300.0
"""Seconds without a decision after which the reviewer is taken to have left the desk."""


@dataclass(frozen=True, slots=True)
class ClassAgreement:
    """How often reviewers let the network's tag of one class stand."""

    label: str
    accepted: int
    corrected: int

    @property
    def share(self) -> float:
        """In [0, 1]."""
        return self.accepted / (self.accepted + self.corrected)


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a review.

    Attributes
    ----------
    photos : int
        That are there.
    tagged, flagged, to_do : int
        Where several photos are one product, they count once.
    unreadable : int
        Without a decision, and nobody can read them.
    left_out : dict of str to int
        Pictures in the folder that are no photos here, by kind: not read, or hidden.
    products : int
    automatic : int
        Of the tagged, accepted by the program.
    wrong, checked : int
        Of random samples of what the program accepted: how many were wrong, and looked at.
    decisions : int
        Photos and products decided at the desk, each as often as it was decided.
    desk_hours : float
        Time between them, without breaks over five minutes.
    catalog : mapping of Agreement to int
        What the catalog's tags say of the network's; empty without a catalog.
    agreement : tuple of ClassAgreement
        By hand only, weakest first.
    assumptions : Assumptions
    """

    photos: int
    tagged: int
    flagged: int
    to_do: int
    unreadable: int
    left_out: dict[str, int]
    products: int
    automatic: int
    wrong: int
    checked: int
    decisions: int
    desk_hours: float
    catalog: Mapping[Agreement, int]
    agreement: tuple[ClassAgreement, ...]
    assumptions: Assumptions

    @property
    def per_hour(self) -> float:
        """Decisions per hour at the desk; 0 before the second one."""
        return self.decisions / self.desk_hours if self.desk_hours else 0.0

    @property
    def seconds_per_decision(self) -> float:
        """Measured at the desk, to be held against what was assumed; 0 before the second one."""
        return self.desk_hours * HOUR_S / self.decisions if self.decisions else 0.0

    @property
    def automatic_share(self) -> float:
        """Of the tagged, in [0, 1]."""
        return self.automatic / self.tagged if self.tagged else 0.0

    @property
    def hours_saved(self) -> float:
        """Against tagging the same photos by hand."""
        by_hand = self.tagged * self.assumptions.seconds_per_photo / HOUR_S
        return by_hand - self.desk_hours

    @property
    def money_saved(self) -> float | None:
        """What the hours saved would have cost, in the currency of the assumptions.

        None unless a cost is given.
        """
        rate = self.assumptions.cost_per_hour
        return None if rate is None else self.hours_saved * rate

    def _money(self) -> dict[str, float]:
        """Give the figures of money under their names; none unless a cost is given."""
        cost, saved = self.assumptions.cost_per_photo, self.money_saved
        if cost is None or saved is None:
            return {}
        currency = CURRENCIES[self.assumptions.currency]
        return {
            f"assumed cost per photo by hand, {currency.code}": cost,
            f"money saved, {currency.code}, estimated": currency.rounded(saved),
        }

    def _sample(self) -> dict[str, float]:
        """Give what samples have shown; none where nobody has looked at one."""
        if not self.checked:
            return {}
        low, high = self.error_rate.interval
        return {
            "checked of a random sample": self.checked,
            "wrong of these": self.wrong,
            "error rate of the automatic": round(self.error_rate.share, 4),
            "error rate, lower bound (95 %)": round(low, 4),
            "error rate, upper bound (95 %)": round(high, 4),
        }

    @property
    def error_rate(self) -> ErrorRate:
        """What samples say of all that was accepted by the program."""
        return ErrorRate(self.wrong, self.checked)

    def figures(self) -> dict[str, float]:
        """Give every figure under the name that a table shows."""
        noun = "decision" if self.products else "photo"
        return {
            "photos": self.photos,
            **({"products": self.products} if self.products else {}),
            "tagged": self.tagged,
            "flagged": self.flagged,
            "to do": self.to_do,
            **({"unreadable": self.unreadable} if self.unreadable else {}),
            **{f"left out: {kind}": count for kind, count in sorted(self.left_out.items())},
            "automatic": self.automatic,
            "automatic share": round(self.automatic_share, 4),
            **self._sample(),
            "decisions at the desk": self.decisions,
            "hours at the desk": round(self.desk_hours, 3),
            "decisions per hour": round(self.per_hour, 1),
            f"seconds per {noun} at the desk": round(self.seconds_per_decision, 2),
            "assumed seconds per photo by hand": round(self.assumptions.seconds_per_photo, 1),
            "hours saved, estimated": round(self.hours_saved, 2),
            **self._money(),
            **self._catalog_figures(),
        }

    @property
    def catalog_share(self) -> float | None:
        """Share of the catalog's tags that agree, of those that mean a class; None without any."""
        compared = self.catalog.get(Agreement.AGREE, 0) + self.catalog.get(Agreement.DIFFER, 0)
        return self.catalog.get(Agreement.AGREE, 0) / compared if compared else None

    def _catalog_figures(self) -> dict[str, int | float]:
        if not self.catalog:
            return {}
        words = {
            Agreement.AGREE: "catalog tags that agree",
            Agreement.DIFFER: "catalog tags that differ",
            Agreement.NO_CLASS: "catalog tags that mean no class",
        }
        share = self.catalog_share
        figures: dict[str, int | float] = (
            {}
            if share is None
            else {"catalog tags that agree, share of those compared": round(share, 4)}
        )
        return {word: self.catalog.get(one, 0) for one, word in words.items()} | figures


def summarise(review: Review, assumptions: Assumptions | None = None) -> Summary:
    """Count a review; one pass over the log."""
    counts = review.queue.counts()
    decisions, desk_s = _desk_time(review)
    ((automatic,),) = review.database.rows(
        "SELECT count(*) FROM photos WHERE automatic = 1 AND missing = 0 AND behind = 0"
    )
    ((photos,),) = review.database.rows("SELECT count(*) FROM photos WHERE missing = 0")
    wrong, looked_at = checked(review.database)
    return Summary(
        photos=photos,
        products=review.products.count(),
        tagged=counts.done,
        flagged=counts.flagged,
        to_do=counts.to_do,
        unreadable=counts.unreadable,
        left_out=review.photos.left_out(),
        automatic=automatic,
        wrong=wrong,
        checked=looked_at,
        decisions=decisions,
        desk_hours=desk_s / HOUR_S,
        catalog=_catalog(review),
        agreement=_agreement(review),
        assumptions=assumptions or Assumptions(),
    )


def _desk_time(review: Review) -> tuple[int, float]:
    """Count what reviewers decided one by one or together, and the seconds between."""
    marks = ", ".join("?" * len(BY_HAND))
    count, seconds, last = 0, 0.0, None
    for at, photos in review.database.stream(
        f"SELECT at, count(*) FROM decisions WHERE action IN ({marks})"
        " AND json_extract(after, '$.automatic') = 0 GROUP BY step ORDER BY step",
        [action.value for action in BY_HAND],
    ):
        now = datetime.fromisoformat(at)
        pause = (now - last).total_seconds() if last else 0.0
        seconds += pause if 0 < pause <= BREAK_S else 0.0
        count, last = count + photos, now
    return count, seconds


def _catalog(review: Review) -> dict[Agreement, int]:
    rows = review.database.rows(
        f"SELECT {COLUMNS[Facet.AGREEMENT]} AS said, count(*) FROM photos"
        " WHERE missing = 0 AND behind = 0 GROUP BY said"
    )
    return {Agreement(said): count for said, count in rows if said}


def _agreement(review: Review) -> tuple[ClassAgreement, ...]:
    """Compare what stands on the desk with what the network said when it was decided."""
    rows = review.database.rows(
        "SELECT network_tag, sum(verdict = ?), sum(verdict = ?) FROM photos JOIN decisions"
        " ON decisions.id = max("
        "  (SELECT max(id) FROM decisions WHERE photo = photos.id AND box IS NULL),"
        "  (SELECT ifnull(max(entry), 0) FROM named WHERE photo = photos.id))"
        " WHERE verdict IN (?, ?) AND behind = 0 AND automatic = 0 AND network_tag <> ''"
        " GROUP BY network_tag",
        [verdict.rank for verdict in (*TAGGED, *TAGGED)],
    )
    found = (ClassAgreement(*row) for row in rows)
    return tuple(sorted(found, key=lambda one: (one.share, one.label)))


def check_summary(path: Path) -> None:
    """Refuse a summary in a form that nobody writes, before any work.

    Raises
    ------
    ExportFailed
    """
    if path.suffix.lower() not in SUMMARIES:
        raise ExportFailed(path, f"a summary ends in {' or '.join(SUMMARIES)}")


def write_summary(
    summary: Summary,
    path: Path,
    *,
    csv_for: CsvFor = CsvFor.PROGRAMS,
    clock: Clock = utc_now,
) -> None:
    """Write the figures as the name ends, CSV or JSON.

    Raises
    ------
    ExportFailed
        Another ending, or the file cannot be written.
    """
    check_summary(path)
    if path.suffix.lower() == JSON:
        content = asdict(summary) | {"figures": summary.figures(), "written": str(clock())}
        write_text(path, json.dumps(content, indent=2, allow_nan=False) + "\n")
        return
    with writing_csv(path, csv_for, decimals=None) as table:
        table.row(("figure", "value"))
        for figure in summary.figures().items():
            table.row(figure)
        for one in summary.agreement:
            table.row((f"agreement: {one.label}", round(one.share, 4)))
