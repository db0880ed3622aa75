"""What the shop's own terms stand against: the class that stands for each of their photos."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from core.review.conditions import CARRIED
from core.review.store import Review
from core.review.views import Filter


@dataclass(frozen=True, slots=True)
class Confusion:
    """A table of photos, products once: a row for each term, a column for each class.

    Attributes
    ----------
    terms : tuple of str
        Of the imported catalog, the commonest first.
    classes : tuple of str
        What stands (decided, else the network's): those that the terms mean in their order, then
        the commonest first, so that agreement lies on a line.
    photos : mapping of (str, str) to int
        By term and class; cells without photos are not there.
    meant : mapping of str to str
        The network's class that a term means, of those terms that mean one.
    """

    terms: tuple[str, ...]
    classes: tuple[str, ...]
    photos: Mapping[tuple[str, str], int]
    meant: Mapping[str, str]

    def agrees(self, term: str, label: str) -> bool | None:
        """Whether a term means this class; None where it means no class of the network."""
        return self.meant[term] == label if term in self.meant else None


def confusion(review: Review) -> Confusion:
    """Count the photos that have both a term and a class; one pass over the photos."""
    rows = review.database.rows(
        f"SELECT catalog_tag, {CARRIED} AS carried, ifnull(max(catalog_label), ''), count(*)"
        " FROM photos WHERE missing = 0 AND behind = 0 AND catalog_tag <> '' AND carried <> ''"
        " GROUP BY catalog_tag, carried"
    )
    photos = {(term, label): count for term, label, _, count in rows}
    by_term, by_class = Counter[str](), Counter[str]()
    for (term, label), count in photos.items():
        by_term[term] += count
        by_class[label] += count
    meant = {term: label for term, _, label, _ in rows if label}
    named = _commonest(by_term)
    on_the_line = (meant[term] for term in named if meant.get(term) in by_class)
    classes = dict.fromkeys([*on_the_line, *_commonest(by_class)])
    return Confusion(named, tuple(classes), photos, meant)


def cell(term: str, label: str) -> Filter:
    """Narrow to the photos of a cell."""
    return Filter(terms=(term,), classes=(label,))


def _commonest(counted: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counted, key=lambda name: (-counted[name], name.casefold())))
