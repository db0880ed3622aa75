"""What Windows is asked: by fakes of its answers here, and by Windows itself where it runs."""

import errno
import ntpath
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PureWindowsPath

import pytest

from core import drafts, outputs, windows
from core.given_files import open_file

on_windows = pytest.mark.skipif(sys.platform != "win32", reason="asks Windows")
elsewhere = pytest.mark.skipif(sys.platform == "win32", reason="Windows has answers")


class Refusal(PermissionError):
    """One that carries Windows' number, which Python has there alone."""

    winerror = windows.ACCESS_DENIED


@elsewhere
def test_elsewhere_there_is_nothing_to_ask(tmp_path: Path) -> None:
    assert windows.code_of(PermissionError(errno.EACCES, "Permission denied")) == 0
    assert not windows.held(str(tmp_path))
    assert windows.began_s(os.getpid()) is None
    descriptor = windows.append_opener(str(tmp_path / "log"), os.O_WRONLY | os.O_CREAT)
    os.close(descriptor)


def test_the_number_comes_with_the_error_or_from_the_library(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(windows, "_code_of_last", lambda number: 53 if number == 2 else 0)
    assert windows.code_of(Refusal(errno.EACCES, "")) == windows.ACCESS_DENIED
    assert windows.code_of(FileNotFoundError(2, "")) == 53
    assert windows.code_of(OSError("of our own")) == 0


def test_a_file_that_cannot_be_replaced_since_it_is_open_is_told_from_one_without_rights(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both are "access denied" for Windows."""
    monkeypatch.setattr(windows, "held", lambda name: name == "open.csv")
    for name, code in (("open.csv", windows.SHARING_VIOLATION), ("own.csv", windows.ACCESS_DENIED)):
        assert windows.code_of(Refusal(13, "", "draft", 5, name)) == code
        assert windows.code_of(Refusal(13, "", name)) == code
    assert windows.code_of(Refusal(13, "", 7)) == windows.ACCESS_DENIED


class Missing(FileNotFoundError):
    """What is not found, with Windows' number."""

    winerror = 3


@pytest.mark.parametrize(
    ("name", "there", "code"),
    [
        ("Q:\\gone\\a.csv", False, windows.NO_SUCH_DRIVE),
        ("Q:\\gone\\a.csv", True, 3),
        (r"\\server\share\a.csv", False, windows.NO_SUCH_SHARE),
        ("a.csv", False, 3),
    ],
)
def test_a_drive_or_share_that_is_gone_is_told_from_a_missing_file(
    name: str, there: bool, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os.path, "exists", lambda _: there)
    assert windows.code_of(Missing(2, "Das System kann den Pfad nicht finden", name)) == code


@contextmanager
def open_as_spreadsheets_do(file: Path, sharing: int = 1) -> Iterator[None]:
    """Others may read meanwhile, and neither write nor rename; with 0 not even read."""
    import _winapi

    handle = _winapi.CreateFile(str(file), 0xC0000000, sharing, 0, 3, 0, 0)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        _winapi.CloseHandle(handle)  # type: ignore[attr-defined]


@on_windows
@pytest.mark.parametrize("sharing", [0, 1])
def test_an_open_file_is_told(tmp_path: Path, sharing: int) -> None:
    file, fresh = tmp_path / "tags.csv", tmp_path / "fresh"
    file.write_text("old")
    fresh.write_text("new")
    with open_as_spreadsheets_do(file, sharing):
        assert windows.held(str(file))
        with pytest.raises(PermissionError) as caught:
            fresh.replace(file)
        assert windows.code_of(caught.value) == windows.SHARING_VIOLATION
        with pytest.raises(PermissionError) as caught, file.open("r+b"):
            pass
        assert windows.code_of(caught.value) == windows.SHARING_VIOLATION
    assert not windows.held(str(file))
    assert not windows.held(str(tmp_path / "gone"))


@on_windows
def test_a_photo_that_nobody_may_read_meanwhile_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"x")
    with open_as_spreadsheets_do(tmp_path / "a.jpg", 0), pytest.raises(OSError) as caught:
        open_file(tmp_path / "a.jpg")
    assert windows.code_of(caught.value) == windows.SHARING_VIOLATION


@on_windows
def test_another_error_of_the_library_is_not_taken_for_this_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), (tmp_path / "gone").open("rb"):
        pass
    assert windows.code_of(PermissionError(errno.EACCES, "of before")) == 0


@on_windows
def test_a_process_that_runs_is_told_from_one_that_ended() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        began = windows.began_s(process.pid)
        assert began is not None and abs(began - time.time()) < 3600
        assert process.stdin is not None
        process.stdin.write(b"\n")
    assert windows.began_s(process.pid) is None  # Python still holds its handle
    assert windows.began_s(2**31 - 3) is None


WRITES = """
import sys
from core.windows import append_opener
with open(sys.argv[1], "a", encoding="utf-8", opener=append_opener, buffering=1) as log:
    for n in range(2000):
        log.write(f"{sys.argv[2]} {n}\\n")
"""


def test_what_two_programs_append_is_all_there_and_the_file_can_be_renamed_meanwhile(
    tmp_path: Path,
) -> None:
    log, root = tmp_path / "log", Path(windows.__file__).parent.parent
    running = [
        subprocess.Popen([sys.executable, "-c", WRITES, str(log), name], cwd=root) for name in "ab"
    ]
    while not log.exists():
        time.sleep(0.01)
    log.rename(tmp_path / "log.old")
    assert [one.wait() for one in running] == [0, 0]
    lines = [line for file in tmp_path.iterdir() for line in file.read_text("utf-8").splitlines()]
    lost = Counter(f"{name} {n}" for name in "ab" for n in range(2000)) - Counter(lines)
    assert lost.total() <= (80 if sys.platform == "win32" else 0)  # wine appends in two steps


@pytest.mark.parametrize(
    ("long", "short"),
    [
        (r"\\?\C:\a", r"C:\a"), (r"\\?\UNC\server\share\a", r"\\server\share\a"),
        (r"\\?\unc\server\share", r"\\server\share"), (r"\\server\share", r"\\server\share"),
        (r"C:\a", r"C:\a"), (r"\\?\Volume{1}\a", r"\\?\Volume{1}\a"), ("/a", "/a"),
    ],
)  # fmt: skip
def test_the_mark_of_long_names_is_no_place(long: str, short: str) -> None:
    assert windows.plain(long) == short


DEEP = "\\".join(["a folder of some length"] * 10)


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        (rf"C:\{DEEP}", rf"\\?\C:\{DEEP}"),
        (rf"\\server\share\{DEEP}", rf"\\?\UNC\server\share\{DEEP}"),
        (rf"C:\{DEEP}\x\..", rf"\\?\C:\{DEEP}"),
        (rf"\\?\C:\{DEEP}", rf"\\?\C:\{DEEP}"),
        (rf"C:\{DEEP[:170]}", rf"C:\{DEEP[:170]}"),
        (r"C:\a", r"C:\a"),
    ],
)
def test_a_long_name_is_given_whole(monkeypatch: pytest.MonkeyPatch, path: str, whole: str) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(windows, "Path", PureWindowsPath)
    monkeypatch.setattr(os.path, "abspath", lambda path: ntpath.normpath(str(path)))
    given = PureWindowsPath(path)
    assert str(windows.whole(given)) == whole  # type: ignore[arg-type]
    assert windows.plain(whole) == ntpath.normpath(path).removeprefix("\\\\?\\")


def test_a_draft_has_room_beside_a_short_name() -> None:
    """Windows' 259, less the longest that is put beside a file."""
    longest = len(drafts.name(".tagproof-journal"[:16])) + len(str(2**32)) + len("-journal")
    assert windows._SHORT + longest < 260


@elsewhere
def test_elsewhere_no_name_is_long(tmp_path: Path) -> None:
    assert windows.whole(tmp_path / DEEP) == tmp_path / DEEP


@on_windows
@pytest.mark.parametrize("length", [259, 300, 500])
def test_outputs_are_written_at_any_length(tmp_path: Path, length: int) -> None:
    folder = tmp_path
    while len(str(folder)) < length - 60:
        folder /= "d" * 40
    target = folder / ("o" * (length - len(str(folder)) - 5) + ".csv")
    outputs.make_way(target)
    outputs.write_text(target, "said")
    with open_file(target) as stream:
        assert stream.read() == b"said"
