"""A copy of a review knows what it is; a review, also one put back, knows that it is none."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.review.audit import verify
from core.review.copies import copy_of
from core.review.store import Review

TAKEN = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def original(tagged: tuple[Review, list[int]]) -> Review:
    review, ids = tagged
    review.decisions.accept(ids)
    return review


def test_a_copy_says_of_what_and_when(original: Review, tmp_path: Path) -> None:
    target = tmp_path / "copy.tagproof"
    original._clock = lambda: TAKEN
    original.save_copy(target)
    assert verify(target).sound
    with Review(target, reviewer="ben") as copy:
        told = copy_of(copy.database, original.path)
        assert told is not None
        assert (told.original, told.taken) == (original.path, TAKEN)
        assert told.last_decision is not None
        last = original.database.rows("SELECT max(at) FROM decisions")[0][0]
        assert told.last_decision == datetime.fromisoformat(last)
    assert copy_of(original.database, original.path) is None


def test_a_file_copied_by_other_means_is_known_by_its_review(
    original: Review, tmp_path: Path
) -> None:
    home = original.path
    original.close()
    other = shutil.copy(home, tmp_path / "by hand.tagproof")
    with Review(other, reviewer="ben") as copy:
        told = copy_of(copy.database, home)
        assert told is not None
        assert (told.original, told.taken) == (home, None)
        assert told.last_decision is not None


def test_a_review_that_lies_elsewhere_or_was_put_back_is_no_copy(
    original: Review, tmp_path: Path
) -> None:
    assert copy_of(original.database, tmp_path / "nothing is there.tagproof") is None
    (tmp_path / "broken.tagproof").write_bytes(b"no database")
    assert copy_of(original.database, tmp_path / "broken.tagproof") is None
    home = original.path
    original.save_copy(tmp_path / "kept.tagproof")
    original.close()
    shutil.copy(tmp_path / "kept.tagproof", home)
    with Review(home, reviewer="ana") as restored:
        assert copy_of(restored.database, home) is None
