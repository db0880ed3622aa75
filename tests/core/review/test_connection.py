import errno
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path, PurePath, PureWindowsPath
from urllib.parse import unquote_to_bytes

import pytest

from core import windows
from core.errors import ReviewError
from core.review.connection import (
    check_header,
    connect,
    plain_errors,
    uri_of,
)
from tests import unix
from tests.core.review.desk import texts


def test_a_file_is_never_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(ReviewError), plain_errors(tmp_path / "x.db"):
        connect(tmp_path / "x.db")
    assert list(tmp_path.iterdir()) == []


def test_text_may_hold_any_byte(notes: Path) -> None:
    with closing(connect(notes)) as connection:
        connection.execute("UPDATE notes SET text = CAST(? AS TEXT)", (b"a\xff.jpg",))
        assert texts(connection) == ["a\udcff.jpg"]


@pytest.mark.parametrize(
    ("content", "cause"),
    [(b"", "empty; it was cut off"), (b"SQLite", "not a review"), (b"x" * 99, "not a review")],
)
def test_what_is_no_database_is_told_by_its_head(
    tmp_path: Path, content: bytes, cause: str
) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    with pytest.raises(ReviewError, match=cause):
        check_header(path)
    assert path.read_bytes() == content


def test_sound_heads_pass(notes: Path) -> None:
    check_header(notes)


def test_a_file_that_another_program_lets_nobody_read_is_told(
    notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ReviewError, match="cannot be opened"), plain_errors(notes):
        connect(notes.with_name("gone"))
    monkeypatch.setattr(windows, "held", lambda *_: True)
    with pytest.raises(ReviewError, match="open in another program"), plain_errors(notes):
        connect(notes.with_name("gone"))


def test_a_full_disk_and_a_damaged_page_are_told_in_plain_words(notes: Path) -> None:
    with closing(connect(notes)) as connection:
        connection.execute("PRAGMA max_page_count = 1")
        with pytest.raises(ReviewError, match="the disk is full"), plain_errors(notes):
            connection.execute("INSERT INTO notes VALUES (zeroblob(100000))")
    notes.write_bytes(notes.read_bytes()[:100] + b"\xff" * 8000)
    with (
        pytest.raises(ReviewError, match=r"damaged; go back to a backup"),
        plain_errors(notes),
        closing(connect(notes)) as connection,
    ):
        texts(connection)


def test_only_trouble_from_outside_becomes_plain_words(tmp_path: Path) -> None:
    gone = OSError(errno.EIO, "Input/output error")
    with pytest.raises(ReviewError, match=r"x\.db: input/output error"), plain_errors(Path("x.db")):
        raise gone
    with closing(sqlite3.connect(":memory:")) as connection:
        with pytest.raises(sqlite3.ProgrammingError), plain_errors(tmp_path):
            connection.execute("SELECT ?", ())
        with pytest.raises(ReviewError, match="lacks a part"), plain_errors(tmp_path):
            connection.execute("SELECT * FROM nowhere")
    with pytest.raises(ZeroDivisionError), plain_errors(tmp_path):
        raise ZeroDivisionError


@unix.pipes
def test_a_pipe_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.tagproof")
    with pytest.raises(ReviewError, match="not a regular file"):
        check_header(tmp_path / "a.tagproof")


@pytest.mark.parametrize("room", [0, 1 << 30])
def test_a_full_folder_for_temporary_files_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    """SQLite sorts there what memory does not hold, and says the same words for either disk."""
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=room))
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA max_page_count = 2")
        with pytest.raises(ReviewError) as caught, plain_errors(Path("a.tagproof")):
            connection.execute("CREATE TABLE one (a)")
            connection.execute("CREATE TABLE two (a)")
    assert (str(tmp_path) in str(caught.value)) is (room == 0)
    assert "full; nothing was changed" in str(caught.value)


@pytest.mark.parametrize(
    "path",
    [
        PureWindowsPath(r"C:\photos\a.tagproof"),
        PureWindowsPath(r"\\server\share\Autumn 100%\a#1.tagproof"),
        PureWindowsPath(r"\\?\C:\deep\a.tagproof"),
        PureWindowsPath(r"\\?\UNC\server\share\a.tagproof"),
        PurePath("//srv/?mode=memory&x=%41.tagproof"),
    ],
)
def test_no_path_names_another_machine_in_its_uri(path: PurePath) -> None:
    """SQLite refuses `file://server/share`, and would take `?` for the beginning of options."""
    uri = uri_of(path)
    assert uri.startswith("file:%") or uri.startswith("file:C%")
    assert unquote_to_bytes(uri.removeprefix("file:")) == os.fsencode(path)


@pytest.mark.parametrize(
    "name", unix.taken("a?mode=memory.db", "100%41 #1&b.db", "\u4ea7.db", "\u4ea7 \udcff.db")
)
def test_a_file_is_opened_by_any_name(notes: Path, tmp_path: Path, name: str) -> None:
    if sys.platform == "win32" and ("?" in name or not name.isprintable()):
        pytest.skip("Windows has no such name")
    there = notes.rename(tmp_path / name)
    with closing(connect(there, options="mode=ro&immutable=1")) as connection:
        assert texts(connection) == ["one"]


@pytest.mark.skipif(os.name == "nt", reason="two strokes begin a share there")
def test_two_strokes_begin_no_share_here(notes: Path) -> None:
    with closing(connect(Path(f"/{notes}"), options="mode=rw")) as connection:
        assert texts(connection) == ["one"]
