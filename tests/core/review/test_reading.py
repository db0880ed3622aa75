import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import ReviewError
from core.review.connection import connect, plain_errors
from core.review.reading import Reader, connect_for_following, connect_for_reading, if_free
from tests.core.review.desk import texts


@pytest.mark.parametrize("opening", [connect_for_reading, connect_for_following])
def test_a_file_is_never_made_by_looking(tmp_path: Path, opening: object) -> None:
    with pytest.raises(ReviewError), plain_errors(tmp_path / "x.db"):
        opening(tmp_path / "x.db")  # type: ignore[operator]
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_database_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"x" * 99)
    with pytest.raises(ReviewError, match="not a review"):
        connect_for_reading(tmp_path / "x.db")


def test_reading_leaves_nothing_beside_the_file(notes: Path) -> None:
    before = notes.read_bytes()
    with closing(connect_for_reading(notes)) as connection:
        assert texts(connection) == ["one"]
        assert list(notes.parent.iterdir()) == [notes]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM notes")
    assert notes.read_bytes() == before


@pytest.mark.parametrize("opening", [connect_for_reading, connect_for_following])
def test_what_another_has_written_and_not_yet_filed_is_read(notes: Path, opening: object) -> None:
    with closing(connect(notes)) as writer:
        writer.execute("INSERT INTO notes VALUES ('two')")
        with closing(opening(notes)) as reader:  # type: ignore[operator]
            assert texts(reader) == ["one", "two"]


def test_one_who_follows_sees_what_comes_later(notes: Path) -> None:
    with closing(connect_for_following(notes)) as reader, closing(connect(notes)) as writer:
        assert texts(reader) == ["one"]
        writer.execute("INSERT INTO notes VALUES ('two')")
        assert texts(reader) == ["one", "two"]


def test_a_file_in_a_place_that_nobody_can_write_to_is_followed(unprivileged: Path) -> None:
    path = unprivileged / "a.db"
    with closing(connect(path, options="mode=rwc")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE notes (text TEXT)")
    unprivileged.chmod(0o500)
    with closing(connect_for_following(path)) as reader:
        assert texts(reader) == []


def test_what_is_closed_answers_no_more_and_says_so(notes: Path) -> None:
    reader = Reader(connect(notes), notes)
    with reader.at_work() as connection:
        assert texts(connection) == ["one"]
    reader.shrink()
    reader.close()
    reader.shrink()  # at a quiet moment, perhaps after the end
    with pytest.raises(ReviewError, match="closed meanwhile"), reader.at_work():
        pass


def test_nobody_waits_for_what_another_does() -> None:
    lock, told = threading.RLock(), list[bool]()

    def try_it() -> None:
        with if_free(lock) as free:
            told.append(free)

    with lock:
        other = threading.Thread(target=try_it)
        other.start()
        other.join()
    try_it()
    assert told == [False, True]
