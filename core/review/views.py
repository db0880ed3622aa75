"""Which photos to look at, in which order: filters, orders, and the views made of them.

There is one notion of narrowing, the Filter: a view begins with one, and what the reviewer ticks,
searches for and asks for beside it is another; a photo is listed where both let it pass.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Self

from core.vocabulary import PENDING, TAGGED, Facet, Order, Status, Verdict, ViewKey, tr_noop

NONE: Final = ""
"""The value of a facet where a photo has none: not tagged, not explained, not in the catalog."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which photos; an empty tuple, None or "" asks nothing.

    Attributes
    ----------
    classes : tuple of str
        What stands: the tag decided on, else the network's; a family is the tuple of its classes.
    statuses : tuple of str
        Values of Status.
    verdicts : tuple of str
        Values of Verdict.
    terms : tuple of str
        Of the imported catalog, as it writes them.
    agreements : tuple of str
        Values of Agreement.
    badges : tuple of str
        Values of Trust.
    folders : tuple of str
        As the file holds paths, with all below them; empty for the review's own.
    confidence, margin : (float, float) or None
        From and to, in [0, 1], both included.
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
    deep : bool
        Also photos in folders below the review's own.
    """

    classes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    badges: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    confidence: tuple[float, float] | None = None
    margin: tuple[float, float] | None = None
    disagreeing: bool = False
    duplicates: bool = False
    contradicting: bool = False
    automatic: bool | None = None
    modified_ns: tuple[int, int] | None = None
    decided_at: tuple[str, str] | None = None
    text: str = ""
    unreadable: bool | None = None
    missing: bool = False
    deep: bool = True

    def chosen(self, facet: Facet) -> tuple[str, ...]:
        """Give the values that a facet is narrowed to; none where it narrows nothing."""
        values: tuple[str, ...] = getattr(self, FIELDS[facet])
        return values

    def choosing(self, facet: Facet, values: Iterable[str]) -> Self:
        """Narrow a facet to other values."""
        changed: dict[str, Any] = {FIELDS[facet]: tuple(dict.fromkeys(values))}
        return replace(self, **changed)

    @property
    def facets(self) -> dict[Facet, tuple[str, ...]]:
        """What is chosen, of the facets that narrow."""
        return {facet: values for facet in Facet if (values := self.chosen(facet))}


FIELDS: Final[Mapping[Facet, str]] = {
    Facet.CLASS: "classes",
    Facet.STATUS: "statuses",
    Facet.DECISION: "verdicts",
    Facet.TERM: "terms",
    Facet.AGREEMENT: "agreements",
    Facet.BADGE: "badges",
    Facet.FOLDER: "folders",
}
"""Where a Filter holds what each facet is narrowed to; a photo has one value of each."""


NOTHING_ASKED: Final = Filter()


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
    """What a list shows, and by what it is sorted: None for the view's own order.

    Attributes
    ----------
    filter : Filter
        All that narrows the view.
    by_class : bool
        Class by class, each under its heading.
    """

    view: ViewKey = ViewKey.DOUBTFUL
    order: Order | None = None
    filter: Filter = NOTHING_ASKED
    by_class: bool = False


VIEWS: Final[Mapping[ViewKey, View]] = {
    ViewKey.DOUBTFUL: View(Filter(verdicts=PENDING, unreadable=False)),
    ViewKey.DISAGREEMENTS: View(
        Filter(verdicts=PENDING, disagreeing=True),
        Order.DISAGREEMENT,
        empty=tr_noop(
            "No catalog tag differs from the model's. To compare, import the shop's file (Ctrl+I)."
        ),
    ),
    ViewKey.UNKNOWN: View(
        Filter(verdicts=PENDING, statuses=(Status.UNKNOWN,)),
        empty=tr_noop("Nothing here is unfamiliar to the model."),
    ),
    ViewKey.TO_DO: View(Filter(verdicts=PENDING, unreadable=False), Order.PATH),
    ViewKey.DONE: View(
        Filter(verdicts=TAGGED), Order.DECIDED, True, tr_noop("Nothing is decided yet.")
    ),
    ViewKey.FLAGGED: View(
        Filter(verdicts=(Verdict.FLAGGED,)), Order.DECIDED, True, tr_noop("Nothing is flagged.")
    ),
    ViewKey.UNREADABLE: View(
        Filter(verdicts=PENDING, unreadable=True),
        Order.PATH,
        empty=tr_noop("Every file can be read."),
    ),
    ViewKey.ALL: View(order=Order.PATH),
}
"""What each view holds, in which order, and what it says when it is empty."""
