"""What a reading of a shop's file comes to, worked out once and not where the window waits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from core.catalog.inspection import Inspection
from core.errors import CatalogError
from core.review.catalog_tags import tagged_entries
from desktop.ui.catalog_words import LeftOut, left_out
from desktop.ui.language import tr

NO_CLASS: Final = tr("no class yet")


@dataclass(frozen=True, slots=True)
class Term:
    """A category of the file.

    Attributes
    ----------
    name : str
    photos : int
        Of the review, that would get it.
    labels : tuple of str
        Classes that it fits by itself.
    """

    name: str
    photos: int
    labels: tuple[str, ...]

    @property
    def proposed(self) -> str:
        """What stands where nobody has chosen."""
        if len(self.labels) > 2:
            return tr("one of {} classes").format(len(self.labels))
        return tr(" or ").join(self.labels) or NO_CLASS


@dataclass(frozen=True, slots=True)
class Findings:
    """What the import page says of a file.

    Attributes
    ----------
    photos : int
        Of the review.
    found : int
        Of them, those that the file speaks of clearly.
    products : int
        That these are of.
    together : bool
        Whether some product has several photos.
    tagged : int
        Photos that an import would give a category.
    why_nothing : str
        Why there are none; else empty.
    terms : tuple of Term
        Those to be given a class first, then those of most photos.
    left_out : tuple of LeftOut
    """

    photos: int
    found: int
    products: int
    together: bool
    tagged: int
    why_nothing: str
    terms: tuple[Term, ...]
    left_out: tuple[LeftOut, ...]

    @classmethod
    def of(cls, found: Inspection) -> Findings:
        """Go through all entries of a reading with photos; 0.1 s for 60,000."""
        assert found.photos is not None
        named = [entry.product for entry in found.entries if entry.product]
        tagged, why_nothing = _tagged(found)
        return cls(
            photos=len(found.photos),
            found=len(found.entries),
            products=len({entry.product or entry.inner[0] for entry in found.entries}),
            together=len(set(named)) < len(named),
            tagged=tagged,
            why_nothing=why_nothing,
            terms=_terms(found),
            left_out=tuple(left_out(found)),
        )


def _tagged(found: Inspection) -> tuple[int, str]:
    try:
        return len(tagged_entries(found)), ""
    except CatalogError as error:
        return 0, error.cause[:1].upper() + error.cause[1:]


def _terms(found: Inspection) -> tuple[Term, ...]:
    photos = Counter(found.spoken(entry.term) for entry in found.entries)
    named = {found.spoken(term): labels for term, _, labels in found.terms()}
    terms = [Term(name, photos[name], labels) for name, labels in named.items()]
    return tuple(sorted(terms, key=lambda t: (not t.photos, len(t.labels) == 1, -t.photos)))
