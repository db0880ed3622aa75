import shutil
from pathlib import Path

import pytest

from core.cli import main as cli
from core.review import audit
from core.review.store import Review
from tests.core.review.desk import PACK, add_photos


@pytest.fixture
def review(tmp_path: Path) -> Path:
    """A review with two decisions, that nobody has open."""
    with Review(tmp_path / "a.tagproof", folder=tmp_path, reviewer="ana") as review:
        review.predictions.use(PACK)
        review.decisions.flag(add_photos(review, ["a.jpg", "b.jpg"]), "torn")
    return tmp_path / "a.tagproof"


def test_a_copy_comes_back(review: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = review.with_name("copy.tagproof")
    assert cli.main(["review-file", "copy", str(review), "--to", str(copy)]) == cli.ALL_GOOD
    with Review(review) as opened:
        opened.decisions.undo()
    assert cli.main(["review-file", "restore", str(copy)]) == cli.ALL_GOOD
    told = capsys.readouterr()
    assert "restored, 2 entries" in told.out
    assert "kept, as the review was" in told.err
    assert audit.verify(review).entries == 2


def test_what_is_no_copy_needs_to_be_told_where_to(
    review: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = review.with_name("other.tagproof")
    shutil.copy(review, other)
    assert cli.main(["review-file", "restore", str(other)]) == cli.SOME_FAILED
    assert "--to" in capsys.readouterr().err
    assert cli.main(["review-file", "restore", str(other), "--to", str(review)]) == cli.ALL_GOOD


def test_a_review_is_not_copied_over_another(review: Path) -> None:
    other = review.with_name("other.tagproof")
    shutil.copy(review, other)
    done = cli.main(["review-file", "copy", str(review), "--to", str(other)])
    assert done == cli.WRONG_USAGE
