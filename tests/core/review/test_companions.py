"""A program that is killed leaves its log behind; what is played in is only a review's own."""

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import ReviewError, ReviewLocked
from core.review import audit
from core.review.companions import LOCK, log_of, move, set_aside, take_lock, untouched
from core.review.store import Review
from core.vocabulary import Verdict
from tests.core.review.desk import closed

KILLED = """
import os, sys
from pathlib import Path
from core.review.store import Review
review = Review(Path(sys.argv[1]), reviewer="Kim")
review.decisions.correct([row.id for row in review.photos.present()][:3], "Hat")
os._exit(9)
"""
"""Another program that decides, and ends without closing the review."""


@pytest.fixture
def killed(tagged: tuple[Review, list[int]]) -> Path:
    """A review of five accepted photos; what the killed program corrected is in the log alone.

    Beside it lies `backup.tagproof`, copied while nobody had the review open.
    """
    path = closed(tagged)
    shutil.copy(path, path.with_name("backup.tagproof"))
    done = subprocess.run([sys.executable, "-c", KILLED, path], check=False)
    assert done.returncode == 9
    assert log_of(path).stat().st_size > 0
    return path


@pytest.fixture
def killed_by_an_older_program(killed: Path) -> Path:
    """The same where neither file nor lock knows of a key."""
    killed.with_name(killed.name + LOCK).unlink()
    return killed


def verdicts(path: Path) -> list[Verdict]:
    with Review(path) as review:
        return [row.state.verdict for row in review.photos.present()]


def left_behind(path: Path) -> Path | None:
    with Review(path) as review:
        return review.database.left_behind


def backup(path: Path) -> Path:
    return path.with_name("backup.tagproof")


@pytest.mark.parametrize("kill", ["killed", "killed_by_an_older_program"])
def test_what_a_killed_program_decided_is_there(kill: str, request: pytest.FixtureRequest) -> None:
    path: Path = request.getfixturevalue(kill)
    assert audit.verify(path).entries == 8
    assert left_behind(path) is None
    assert verdicts(path).count(Verdict.CORRECTED) == 3
    assert audit.verify(path).sound


def test_a_file_into_which_its_log_was_half_played_is_mended(killed: Path) -> None:
    """Every page that the log has is garbage, as after a power cut; the first is old or new."""
    content = bytearray(killed.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    for page in pages_in(log_of(killed), size) - {1}:
        content[(page - 1) * size : page * size] = b"\xa5" * size
    killed.write_bytes(content)
    assert audit.verify(killed).entries == 8
    assert left_behind(killed) is None
    assert verdicts(killed).count(Verdict.CORRECTED) == 3
    assert audit.verify(killed).sound


def pages_in(log: Path, size: int) -> set[int]:
    """Numbers of the pages in a log: each behind a head of 24 bytes, the first behind 32."""
    content = log.read_bytes()
    heads = range(32, len(content) - size, size + 24)
    return {int.from_bytes(content[at : at + 4], "big") for at in heads}


def test_a_review_begun_anew_knows_nothing_of_the_one_deleted(killed: Path) -> None:
    log = log_of(killed).read_bytes()
    killed.unlink()
    with Review(killed, folder=killed.parent / "photos") as review:
        assert list(review.photos.present()) == []
        aside = review.database.left_behind
    assert aside is not None
    assert aside.read_bytes() == log
    assert audit.verify(killed).sound


@pytest.mark.parametrize("kill", ["killed", "killed_by_an_older_program"])
def test_a_backup_put_in_its_place_is_what_it_was(
    kill: str, request: pytest.FixtureRequest
) -> None:
    path: Path = request.getfixturevalue(kill)
    if kill == "killed":
        shutil.copy(backup(path), path)
    else:  # without keys only a log that does not fit is told
        with Review(backup(path)) as other:
            other.decisions.undo()
        shutil.copy(backup(path), path)
    before = sorted(path.parent.iterdir())
    assert audit.verify(path).sound  # looking neither believes the log nor moves it
    assert sorted(path.parent.iterdir()) == before
    with Review(path, read_only=True) as looked_at:
        assert len(list(looked_at.photos.present())) == 5
    aside = left_behind(path)
    assert aside is not None
    assert aside.stat().st_size > 0
    assert Verdict.CORRECTED not in verdicts(path)
    assert audit.verify(path).sound


def test_our_own_copy_saved_over_it_is_whole(killed: Path) -> None:
    with Review(backup(killed)) as other:
        other.save_copy(killed)
    assert not log_of(killed).exists()
    assert verdicts(killed) == [Verdict.ACCEPTED] * 5
    assert audit.verify(killed).sound


def test_a_copy_of_the_same_session_is_a_file_of_its_own(killed: Path) -> None:
    copy = killed.with_name("copy.tagproof")
    with Review(killed) as review:
        review.save_copy(copy)
        review.decisions.correct([next(review.photos.present()).id], "Scarf")
        log = log_of(killed).read_bytes()
    shutil.copy(copy, killed)
    log_of(killed).write_bytes(log)
    assert left_behind(killed) is not None
    assert audit.verify(killed).entries == 8


def test_a_moved_review_takes_its_log_along(killed: Path) -> None:
    elsewhere = killed.with_name("elsewhere.tagproof")
    log_of(elsewhere).write_bytes(b"of another file")
    move(killed, elsewhere)
    assert not killed.exists()
    assert not log_of(killed).exists()
    assert verdicts(elsewhere).count(Verdict.CORRECTED) == 3
    assert audit.verify(elsewhere).entries == 8


def test_what_is_open_is_neither_moved_nor_replaced(killed: Path) -> None:
    with Review(killed), pytest.raises(ReviewLocked):
        move(killed, killed.with_name("elsewhere.tagproof"))
    with Review(killed), Review(backup(killed)) as other, pytest.raises(ReviewLocked):
        other.save_copy(killed)
    with untouched(killed), pytest.raises(ReviewLocked):
        take_lock(killed)


def test_no_lock_is_left_beside_what_was_never_a_review(tmp_path: Path) -> None:
    with untouched(tmp_path / "notes.txt"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_the_right_to_write_is_held_while_keys_are_written(killed: Path) -> None:
    with Review(killed), pytest.raises(ReviewLocked):
        Review(killed)
    Review(killed).close()


def test_logs_left_behind_do_not_replace_each_other(tmp_path: Path) -> None:
    path = tmp_path / "a.tagproof"
    for content in (b"one", b"two"):
        log_of(path).write_bytes(content)
        set_aside(path)
    assert sorted(one.read_bytes() for one in tmp_path.iterdir()) == [b"one", b"two"]
    log_of(path).touch()
    assert set_aside(path) is None
    assert not log_of(path).exists()


def test_a_log_that_cannot_be_moved_is_not_played_in(unprivileged: Path) -> None:
    log_of(unprivileged / "a.tagproof").write_bytes(b"of another file")
    unprivileged.chmod(0o500)
    with pytest.raises(ReviewError, match="another file's log"):
        set_aside(unprivileged / "a.tagproof")


def test_a_reader_may_be_at_it_while_the_key_is_renewed(killed: Path) -> None:
    Review(killed).close()
    with Review(killed, read_only=True) as reader:
        assert len(list(reader.photos.present())) == 5
        rows = reader.database.stream("SELECT id FROM photos")
        next(rows)
        with Review(killed) as writer:
            writer.decisions.correct([next(writer.photos.present()).id], "Scarf")
            with closing(rows):
                pass
    assert left_behind(killed) is None
    assert audit.verify(killed).entries == 9
