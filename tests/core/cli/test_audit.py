from collections.abc import Iterator
from pathlib import Path

import pytest

from core.cli import main as cli
from core.review.store import Review
from tests.core.review.desk import PACK, add_photos


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    """Two decisions in a log."""
    with Review(tmp_path / "a.tagproof", folder=tmp_path, reviewer="ana") as review:
        review.predictions.use(PACK)
        review.decisions.flag(add_photos(review, ["a.jpg", "b.jpg"]), "torn")
        yield review


def test_a_sound_log_gives_0(review: Review, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["audit", "verify", str(review.path)]) == cli.ALL_GOOD
    assert "sound, 2 entries" in capsys.readouterr().out


def test_a_log_that_ends_elsewhere_gives_1(
    review: Review, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.main(["audit", "verify", str(review.path), "--head", "0" * 64])
    assert code == cli.SOME_FAILED
    assert "broken" in capsys.readouterr().out


def test_a_hash_that_is_empty_is_not_passed_over(
    review: Review, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["audit", "verify", str(review.path), "--head", ""]) == cli.WRONG_USAGE
    told = capsys.readouterr()
    assert "--head is empty" in told.err
    assert not told.out


def test_what_is_no_review_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.tagproof"
    file.write_bytes(b"no review")
    assert cli.main(["audit", "verify", str(file)]) == cli.SOME_FAILED
    assert "not a review" in capsys.readouterr().err
    assert cli.main(["audit", "verify", str(tmp_path / "gone.tagproof")]) == cli.SOME_FAILED
    assert "gone.tagproof" in capsys.readouterr().err


def test_the_log_leaves_as_lines(
    review: Review, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log.jsonl"
    assert cli.main(["audit", "export", str(review.path), "--jsonl", str(log)]) == cli.ALL_GOOD
    assert "2 entries" in capsys.readouterr().out
    assert len(log.read_text().splitlines()) == 2
