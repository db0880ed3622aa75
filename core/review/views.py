"""Which photos to look at, in which order: filters, orders, and the views made of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from core.vocabulary import PENDING, TAGGED, Order, Status, Trust, Verdict, ViewKey, tr_noop


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
    badges : tuple of Trust
    disagreeing : bool
        Only where the catalog's class is another than the network's.
    duplicates : bool
        Only photos that look like another one.
    contradicting : bool
        Only products with a photo that is clearly of another class.
    automatic : bool or None
        Only what the program accepted by itself, or only what it did not.
    modified_ns : (int, int) or None
        Time of the file, from and to, ns since 1970.
    decided_at : (str, str) or None
        Time of the decision, from and to, ISO 8601, UTC.
    text : str
        Words that must all occur in the path, product name, catalog tag and its class, network's
        tag, decision with its tag and reason, or status; of a product also in its key, its title
        or the paths, names and catalog tags of any of its photos.
    unreadable : bool or None
        Only entries of which no file can be read, or only the others.
    missing : bool
        The photos whose files are gone, instead of those that are there.
    """

    verdicts: tuple[Verdict, ...] = ()
    statuses: tuple[Status, ...] = ()
    labels: tuple[str, ...] = ()
    confidence: tuple[float, float] | None = None
    margin: tuple[float, float] | None = None
    badges: tuple[Trust, ...] = ()
    disagreeing: bool = False
    duplicates: bool = False
    contradicting: bool = False
    automatic: bool | None = None
    modified_ns: tuple[int, int] | None = None
    decided_at: tuple[str, str] | None = None
    text: str = ""
    unreadable: bool | None = None
    missing: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """Some photos in an order.

    Attributes
    ----------
    filter : Filter
    order : Order
    descending : bool
        The order turned round.
    empty : str
        What is said where there are none, in English.
    """

    filter: Filter = field(default_factory=Filter)
    order: Order = Order.DOUBT
    descending: bool = False
    empty: str = tr_noop("Nothing is left to do here.")


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list shows, and by what it is sorted: None for the view's own order."""

    view: ViewKey = ViewKey.DOUBTFUL
    order: Order | None = None


VIEWS: Final[Mapping[ViewKey, View]] = {
    ViewKey.DOUBTFUL: View(Filter(verdicts=PENDING, unreadable=False)),
    ViewKey.DISAGREEMENTS: View(
        Filter(verdicts=PENDING, disagreeing=True),
        Order.DISAGREEMENT,
        empty=tr_noop(
            "No existing tag is another than the network's. "
            "To compare, import the shop's file (Ctrl+I)."
        ),
    ),
    ViewKey.UNKNOWN: View(
        Filter(verdicts=PENDING, statuses=(Status.UNKNOWN,)),
        empty=tr_noop("Nothing here is new to the network."),
    ),
    ViewKey.TO_DO: View(Filter(verdicts=PENDING, unreadable=False), Order.PATH),
    ViewKey.DONE: View(
        Filter(verdicts=TAGGED), Order.DECIDED, True, tr_noop("Nothing is decided yet.")
    ),
    ViewKey.FLAGGED: View(
        Filter(verdicts=(Verdict.FLAGGED,)), Order.DECIDED, True, tr_noop("Nothing is set aside.")
    ),
    ViewKey.UNREADABLE: View(
        Filter(verdicts=PENDING, unreadable=True),
        Order.PATH,
        empty=tr_noop("Every file can be read."),
    ),
    ViewKey.ALL: View(order=Order.PATH),
}
"""What each view holds, in which order, and what it says when it is empty."""
