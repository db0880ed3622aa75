"""Making products of a folder's photos as a run without a window asks for it."""

from typing import assert_never

from core.errors import ReviewError, printable
from core.review import catalog_products
from core.review.store import Review
from core.vocabulary import Grouping, ToGroup
from core.wording import counted


def check(review: Review, asked: ToGroup, *, file_given: bool) -> None:
    """See before the work whether something says which photos are one product.

    Raises
    ------
    ReviewError
        The catalog file is to say it, and is neither given nor kept.
    """
    if asked is ToGroup.CATALOG and not (file_given or review.products.catalog_kept):
        raise ReviewError(review.path, catalog_products.NOT_KEPT)


def group(review: Review, asked: ToGroup, *, file_given: bool) -> list[str]:
    """Make products of photos as asked; new photos go to theirs where nothing else is.

    Parameters
    ----------
    review : Review
        With all photos that are there, before they are tagged.
    asked : ToGroup
    file_given : bool
        A catalog file is imported later in the run: it groups its photos then.

    Returns
    -------
    list of str
        What is to be said of it.

    Raises
    ------
    ReviewError
        As `check` and the file's own troubles.
    """
    if not file_given:
        _take_in(review)
    now = review.products.grouping
    wanted = asked.grouping or now
    match wanted:
        case Grouping.NONE:
            if now is not Grouping.NONE:
                review.products.group([], Grouping.NONE)
            return []
        case Grouping.FOLDER | Grouping.NAMES | Grouping.FOLDERS:
            _group_by_name(review, wanted)
        case Grouping.CATALOG:
            if file_given:
                return []
            if now is not Grouping.CATALOG:
                catalog_products.group(review, catalog_products.matched(review))
        case _:
            assert_never(wanted)
    lacking = wanted is Grouping.CATALOG and not review.products.catalog_kept
    said = [f"{printable(review.path)}: {catalog_products.NOT_KEPT}"] if lacking else []
    products = counted(review.products.count(), "product")
    return [*said, f"{products}, {counted(review.products.alone(), 'photo')} left alone"]


def _take_in(review: Review) -> None:
    """Give photos that came after a catalog's import what the review keeps of it."""
    if catalog_products.is_due(review):
        now = catalog_products.matched(review)
        if now is not None:
            catalog_products.take_in(review, now)


def _group_by_name(review: Review, wanted: Grouping) -> None:
    from core.review.grouping import propose

    proposal = propose((row.path for row in review.photos.present()), wanted)
    if review.products.grouping is wanted:
        review.products.extend(proposal.named())
    else:
        review.products.group(proposal.named(), wanted)
