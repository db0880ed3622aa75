"""Which photos to look at, in which order: filters, orders, and the views made of them."""

from dataclasses import dataclass, field
from typing import Final

from core.vocabulary import PENDING, TAGGED, Order, Status, Verdict


@dataclass(frozen=True, slots=True)
class Filter:
    """Which photos; an empty tuple, None or "" asks nothing.

    Attributes
    ----------
    verdicts : tuple of Verdict
    statuses : tuple of Status
    labels : tuple of str
        Tags of the network; a family is the tuple of its classes.
    confidence, margin : (float, float) or None
        From and to, in [0, 1], both included.
    badges : tuple of str
    disagreeing : bool
        Only where the catalog's class is another than the network's.
    duplicates : bool
        Only photos that look like another one.
    automatic : bool or None
        Only what the program accepted by itself, or only what it did not.
    modified_ns : (int, int) or None
        Time of the file, from and to, ns since 1970.
    decided_at : (str, str) or None
        Time of the decision, from and to, ISO 8601, UTC.
    text : str
        Words that must all occur in the path, product name or catalog tag.
    missing : bool
        The photos whose files are gone, instead of those that are there.
    """

    verdicts: tuple[Verdict, ...] = ()
    statuses: tuple[Status, ...] = ()
    labels: tuple[str, ...] = ()
    confidence: tuple[float, float] | None = None
    margin: tuple[float, float] | None = None
    badges: tuple[str, ...] = ()
    disagreeing: bool = False
    duplicates: bool = False
    automatic: bool | None = None
    modified_ns: tuple[int, int] | None = None
    decided_at: tuple[str, str] | None = None
    text: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A list with a name.

    Attributes
    ----------
    name : str
    filter : Filter
    order : Order
    descending : bool
    """

    name: str
    filter: Filter = field(default_factory=Filter)
    order: Order = Order.DOUBT
    descending: bool = False


DOUBTFUL: Final = View("Doubtful first", Filter(verdicts=PENDING))
DISAGREEMENTS: Final = View(
    "Disagreements", Filter(verdicts=PENDING, disagreeing=True), Order.DISAGREEMENT
)
UNKNOWN: Final = View("Unknown", Filter(verdicts=PENDING, statuses=(Status.UNKNOWN,)))
TO_DO: Final = View("To do", Filter(verdicts=PENDING), Order.PATH)
DONE: Final = View("Done", Filter(verdicts=TAGGED), Order.DECIDED, descending=True)
FLAGGED: Final = View("Flagged", Filter(verdicts=(Verdict.FLAGGED,)), Order.DECIDED, True)
VIEWS: Final = (DOUBTFUL, DISAGREEMENTS, UNKNOWN, TO_DO, DONE, FLAGGED)
