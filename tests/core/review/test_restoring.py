import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.errors import ReviewError, ReviewLocked
from core.review import audit
from core.review.companions import log_of
from core.review.copies import copy_of
from core.review.restoring import restore
from core.review.store import Review
from core.vocabulary import Verdict
from tests import unix

NOW = datetime(2026, 3, 29, 2, 30, tzinfo=UTC)


@pytest.fixture
def copy(tagged: tuple[Review, list[int]]) -> Path:
    """A copy with five accepted photos of a review that went on: one of them was flagged since."""
    review, ids = tagged
    review.decisions.accept(ids)
    copy = review.path.with_name("copy.tagproof")
    review.save_copy(copy)
    review.decisions.flag(ids[:1], "torn")
    review.close()
    return copy


def verdicts(path: Path) -> list[Verdict]:
    with Review(path, read_only=True) as review:
        return [row.state.verdict for row in review.photos.present()]


def test_the_review_is_as_the_copy_was_and_the_other_is_kept(copy: Path) -> None:
    review, content = copy.with_name("a.tagproof"), copy.read_bytes()
    done = restore(copy, now=NOW)
    assert (done.path, done.entries) == (review, 5)
    assert done.kept == review.with_name("a.before-20260329-023000.tagproof")
    assert verdicts(review) == [Verdict.ACCEPTED] * 5
    assert verdicts(done.kept)[0] is Verdict.FLAGGED
    assert copy.read_bytes() == content
    with Review(review) as opened:
        assert copy_of(opened.database, review) is None
        assert copy_of(opened.database, review.with_name("home.tagproof")) is None
        opened.decisions.undo()
    assert audit.verify(review).sound


def test_a_clock_that_was_set_back_overwrites_nothing_that_was_kept(copy: Path) -> None:
    first, second = restore(copy, now=NOW), restore(copy, now=NOW)
    assert first.kept is not None and second.kept is not None
    assert second.kept.name == "a.before-20260329-023000 2.tagproof"
    assert verdicts(first.kept)[0] is Verdict.FLAGGED
    assert verdicts(second.kept)[0] is Verdict.ACCEPTED


def test_a_damaged_review_is_kept_with_its_log(copy: Path) -> None:
    review = copy.with_name("a.tagproof")
    review.write_bytes(b"torn")
    log_of(review).write_bytes(b"log")
    done = restore(copy, now=NOW)
    assert done.kept is not None
    assert done.kept.read_bytes() == b"torn"
    assert b"log" in {one.read_bytes() for one in review.parent.iterdir()}
    assert not log_of(review).exists()
    assert verdicts(review) == [Verdict.ACCEPTED] * 5


def test_a_review_that_is_gone_comes_back(copy: Path) -> None:
    review = copy.with_name("a.tagproof")
    review.unlink()
    done = restore(copy)
    assert done.kept is None
    assert verdicts(review) == [Verdict.ACCEPTED] * 5


def test_what_is_open_stays(copy: Path) -> None:
    with Review(copy.with_name("a.tagproof")), pytest.raises(ReviewLocked):
        restore(copy)
    assert verdicts(copy.with_name("a.tagproof"))[0] is Verdict.FLAGGED


def test_what_is_broken_is_not_put_back(copy: Path) -> None:
    torn = copy.with_name("torn.tagproof")
    torn.write_bytes(copy.read_bytes()[:-8192])
    with pytest.raises(ReviewError):
        restore(torn, copy.with_name("a.tagproof"))
    with pytest.raises(ReviewError, match="review itself"):
        restore(copy, copy)
    assert verdicts(copy.with_name("a.tagproof"))[0] is Verdict.FLAGGED


@unix.pipes
def test_nothing_is_made_beside_what_is_no_file(copy: Path) -> None:
    """A device such as /dev/zero would be kept until the disk is full."""
    pipe = copy.parent / "pipe" / "a.tagproof"
    pipe.parent.mkdir()
    os.mkfifo(pipe)
    with pytest.raises(ReviewError, match=r"a\.tagproof: not a regular file"):
        restore(copy, pipe)
    with pytest.raises(ReviewError, match="pipe: is a folder"):
        restore(copy, pipe.parent)
    assert [one.name for one in pipe.parent.iterdir()] == [pipe.name]


def test_nothing_but_a_review_is_replaced(copy: Path) -> None:
    """Whoever made a copy wrote into it what it is a copy of."""
    photo = copy.with_name("photo.jpg")
    photo.write_bytes(b"mine")
    with pytest.raises(ReviewError, match=r"photo\.jpg: not replaced: it is no review"):
        restore(copy, photo)
    assert photo.read_bytes() == b"mine"
    assert not list(copy.parent.glob("photo.*before*"))
    renamed = copy.with_name("a.tagproof").rename(copy.with_name("mine.backup"))
    assert restore(copy, renamed).entries == 5
