"""What is known of a review that was just opened."""

from __future__ import annotations

from pathlib import Path

from core.review.views import Listed
from desktop.services.review.opened import Opened
from desktop.services.review.shared_review import SharedReview
from desktop.services.review.shown import Everything, First


def test_a_review_tells_its_folder_and_whether_it_holds_a_photo(
    shared: SharedReview, products: Path
) -> None:
    review = shared.review
    first, depth = First(Everything({}, {}, {}), None), review.decisions.depth()
    opened = Opened(shared, first, review.queue.counts(), depth, None, "", Listed())
    assert (opened.folder, opened.empty) == (products, False)
