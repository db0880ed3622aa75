"""Reviews on network drives: by a journal, which needs no memory that two machines share."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core import places
from core.errors import ReviewError, ReviewLocked
from core.review import audit
from core.review.companions import index_of, journal_of, log_of
from core.review.connection import connect
from core.review.journals import leave_log
from core.review.restoring import restore
from core.review.store import Review
from core.vocabulary import Verdict
from tests.core.review.desk import add_photos

KILLED = """
import os, sys
from pathlib import Path
from core import places
from core.review.store import Review
places.on_network = lambda _: True
review = Review(Path(sys.argv[1]), reviewer="Kim")
with review.database.transaction() as connection:
    connection.execute("UPDATE photos SET verdict = 0, tag = ''")
    connection.execute("PRAGMA cache_spill = ON")
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("CREATE TABLE much (a)")
    connection.executemany("INSERT INTO much VALUES (zeroblob(4000))", [()] * 500)
    os._exit(9)
"""
"""Another program that is gone while it changes the file: its journal holds what the file was."""


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Say whether everything is on a network drive from here on; at first it is."""

    def be(far: bool) -> None:
        monkeypatch.setattr(places, "on_network", lambda _: far)

    be(True)
    return be


@pytest.fixture
def path(network: Callable[[bool], None], tmp_path: Path) -> Path:
    """A review on a network drive with three accepted photos; nobody is at it."""
    with Review(tmp_path / "a.tagproof", folder=tmp_path, reviewer="ana") as review:
        assert review.database.came_to_network
        add_photos(review, ["a.jpg", "b.jpg", "c.jpg"])
        review.decisions.correct([1, 2, 3], "Hat")
    return tmp_path / "a.tagproof"


@pytest.fixture
def killed(path: Path) -> Path:
    done = subprocess.run([sys.executable, "-c", KILLED, path], check=False)
    assert done.returncode == 9
    assert log_of(path) == journal_of(path)
    return path


def mode_of(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def verdicts(path: Path, *, read_only: bool = False) -> list[Verdict]:
    with Review(path, read_only=read_only) as review:
        return [row.state.verdict for row in review.photos.present()]


def test_there_is_no_log_and_no_shared_memory_there(path: Path) -> None:
    with Review(path) as review:
        assert not review.database.came_to_network
        beside = {one.name for one in path.parent.iterdir() if ".lock" not in one.name}
        assert beside == {"a.tagproof", "a.tagproof-journal"}
        assert review.database.rows("PRAGMA journal_mode") != [("wal",)]
    assert audit.verify(path).sound


def test_a_review_that_comes_there_is_changed_and_changed_back(
    path: Path, network: Callable[[bool], None]
) -> None:
    network(False)
    assert verdicts(path) == [Verdict.CORRECTED] * 3
    assert mode_of(path) == "wal"
    assert not journal_of(path).exists()
    network(True)
    with Review(path, read_only=True):  # as the window does, to see what it is about
        assert index_of(path).exists()
    index_of(path).touch()  # as Windows leaves it
    with Review(path) as review:
        assert review.database.came_to_network
        assert not index_of(path).exists()
    assert mode_of(path) != "wal"
    assert verdicts(path) == [Verdict.CORRECTED] * 3


def test_it_is_not_changed_while_somebody_looks_at_it(
    path: Path, network: Callable[[bool], None]
) -> None:
    network(False)
    Review(path).close()
    network(True)
    with Review(path, read_only=True) as looking:
        assert len(list(looking.photos.present())) == 3
        with pytest.raises(ReviewLocked, match="open elsewhere"):
            Review(path)
    with Review(path) as review:
        assert review.database.came_to_network


def test_rows_read_one_by_one_keep_nobody_from_deciding(path: Path) -> None:
    with Review(path, reviewer="ana") as review, Review(path, read_only=True) as looking:
        for one, other in zip(review.photos.present(), looking.photos.present(), strict=True):
            review.decisions.flag([one.id], "torn")
            assert looking.photos.get(other.id).state.verdict is Verdict.FLAGGED
    assert audit.verify(path).sound


def test_a_file_that_is_being_written_is_audited_under_its_locks(path: Path) -> None:
    with Review(path, reviewer="ana") as review:
        review.decisions.flag([1], "torn")
        with review.database.transaction() as connection:
            connection.execute("UPDATE photos SET tag = 'x'")
            assert audit.verify(path).sound
            connection.execute("UPDATE photos SET tag = ''")
            connection.execute("UPDATE photos SET tag = 'Hat' WHERE id > 1")
        assert audit.verify(path).entries == 4


def test_what_a_killed_program_was_changing_is_as_it_was(killed: Path) -> None:
    assert audit.verify(killed).sound
    assert verdicts(killed, read_only=True) == [Verdict.CORRECTED] * 3
    assert log_of(killed) == journal_of(killed)  # looking changes nothing
    assert verdicts(killed) == [Verdict.CORRECTED] * 3
    assert journal_of(killed).stat().st_size == 0


def test_a_journal_is_played_into_its_own_review_alone(
    path: Path, network: Callable[[bool], None]
) -> None:
    copy = path.with_name("copy.tagproof")
    with Review(path) as review:
        review.save_copy(copy)
    subprocess.run([sys.executable, "-c", KILLED, path], check=False)
    journal = journal_of(path).read_bytes()
    for far in (False, True):
        network(far)
        path.write_bytes(copy.read_bytes())
        journal_of(path).write_bytes(journal)
        assert audit.verify(path).sound
        with Review(path) as review:
            aside = review.database.left_behind
        assert aside is not None
        assert aside.name.endswith("-journal")
        assert aside.read_bytes() == journal
        assert verdicts(path) == [Verdict.CORRECTED] * 3
    assert audit.verify(path).sound


def test_a_copy_is_put_back_and_what_was_half_changed_kept(killed: Path) -> None:
    copy = killed.with_name("copy.tagproof")
    with Review(killed) as review:
        review.save_copy(copy)
    subprocess.run([sys.executable, "-c", KILLED, killed], check=False)
    kept = restore(copy, killed).kept
    assert kept is not None
    assert verdicts(kept) == verdicts(killed) == [Verdict.CORRECTED] * 3


def test_a_damaged_file_is_told(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 8000)
    with pytest.raises(ReviewError, match="damaged"):
        Review(path)


def test_leaving_the_log_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "notes#1.db"
    with closing(connect(path, options="mode=rwc")) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("CREATE TABLE notes (text)")
    assert leave_log(path)
    assert not leave_log(path)
    with closing(connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM notes").fetchone() == (0,)
