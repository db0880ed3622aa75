"""A review of the products, shared by workers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.imaging.images import load_photo
from core.inference.classifier import Classifier
from core.review.store import Review
from desktop.services.review.shared_review import SharedReview


@pytest.fixture
def troubles() -> list[str]:
    """What the shared review could not keep."""
    return []


@pytest.fixture
def shared(
    tmp_path: Path, products: Path, classifier: Classifier, troubles: list[str]
) -> Iterator[SharedReview]:
    """The products registered, none of them answered."""
    review = Review(tmp_path / "products.tagproof", folder=products, reviewer="ana")
    made = SharedReview(review, troubles.append)
    made.set_pack(classifier.pack)
    made.register(sorted(products.rglob("*.png")))
    yield made
    made.close()


@pytest.fixture
def answered(shared: SharedReview, products: Path, classifier: Classifier) -> SharedReview:
    """All of them answered by the network."""
    photos = [load_photo(path) for path in sorted(products.rglob("*.png"))]
    shared.keep([(photo, classifier.classify(photo)) for photo in photos], classifier.pack)
    return shared
