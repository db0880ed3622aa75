from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.review.store import Review
from tests.core.review.desk import LABELS, PACK, add_photos, classify, predict


@pytest.fixture
def make_review(tmp_path: Path) -> Iterator[Callable[..., Review]]:
    """Open reviews of one folder; closed at the end."""
    opened: list[Review] = []

    def make(name: str = "a.tagproof", **options: object) -> Review:
        settings: dict[str, object] = {"folder": tmp_path / "photos", "reviewer": "ana"}
        review = Review(tmp_path / name, **(settings | options))
        review.predictions.use(PACK)
        opened.append(review)
        return review

    yield make
    for review in opened:
        review.close()


@pytest.fixture
def review(make_review: Callable[..., Review]) -> Review:
    return make_review()


@pytest.fixture
def tagged(review: Review) -> tuple[Review, list[int]]:
    """Five photos, tagged with rising confidence."""
    ids = add_photos(review, [f"shoes/photo {i}.jpg" for i in range(5)])
    classify(review, ids, [predict(LABELS[i], 0.5 + i / 10) for i in range(5)])
    return review, ids
