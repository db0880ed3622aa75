"""What a review tells about the classes that can occur: photos of each, and its catalog's terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from core.errors import CatalogError
from desktop.ui.language import speech, tr

if TYPE_CHECKING:
    from desktop.services.review.shared_review import SharedReview

NO_REVIEW: Final = tr("A catalog file belongs to a review, and none is open.")
NO_CATALOG: Final = tr("No catalog file has been imported into this review.")
NO_MEANING: Final = tr("No category of the imported file has a class of this model.")


@dataclass(frozen=True, slots=True)
class Occurring:
    """What is known beside the network's classes.

    Attributes
    ----------
    photos : dict of str to int
        Photos by the class that stands for them; none without a review.
    of_catalog : tuple of str
        Classes that the imported catalog's terms mean, or may mean.
    unclear : int
        Terms of it that mean none.
    why_not : str
        Why the catalog names no classes; empty where it does.
    """

    photos: Mapping[str, int] = field(default_factory=dict)
    of_catalog: tuple[str, ...] = ()
    unclear: int = 0
    why_not: str = NO_REVIEW


def occurring(shared: SharedReview) -> Occurring:
    """Read it; on the worker."""
    review = shared.review
    photos = review.queue.carried()
    if not review.photos.any_catalog_tag():
        return Occurring(photos, why_not=NO_CATALOG)
    from core.review.catalog_tags import classes_meant

    try:
        classes, unclear = classes_meant(review)
    except CatalogError as error:
        return Occurring(photos, why_not=speech().trouble(str(error)))
    return Occurring(photos, classes, unclear, "" if classes else NO_MEANING)
