"""Errors as the user reads them, and as they come back from a worker's process."""

import errno
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import errors, windows
from core.errors import AppError, Cancelled, FileError, os_cause, printable
from core.language.catalog import spoken

ROOT = Path(errors.__file__).parent.parent
KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type)]
NAMES = st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=20)


def drawn_tree() -> dict[str, str]:
    """Read the tree that the module's docstring draws: each error with the one above it."""
    above: list[tuple[int, str]] = []
    parents = {}
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r"(    [ │├└─]*)([A-Z]\w+) {2,}\w", line):
            indent, name = len(found[1]), found[2]
            above = [(left, upper) for left, upper in above if left < indent]
            parents[name] = above[-1][1] if above else ""
            above.append((indent, name))
    return parents


def test_the_tree_that_is_drawn_is_the_tree_there_is() -> None:
    told = {kind for kind in KINDS if issubclass(kind, AppError)} - {FileError}
    parents = {
        kind.__name__: next((base.__name__ for base in kind.__mro__[1:] if base in told), "")
        for kind in told
    }
    assert drawn_tree() == parents
    assert not issubclass(Cancelled, AppError)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if issubclass(kind, Exception)])
def test_an_error_comes_back_whole_from_a_worker(kind: type[Exception]) -> None:
    error = kind(Path("a\nb"), "not an image") if issubclass(kind, FileError) else kind("why")
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), str(copy), vars(copy)) == (kind, str(error), vars(error))


@given(NAMES, st.binary(min_size=1, max_size=4).filter(lambda b: b"/" not in b and b"\0" not in b))
def test_any_path_is_told_on_one_line_that_can_be_written(name: str, stray: bytes) -> None:
    odd = stray.decode("utf-8", "surrogateescape")  # as file systems of Unix have it
    told = str(FileError(Path("x", name, odd), "broken"))
    assert told.isprintable()
    assert told.encode("utf-8").endswith(b": broken")


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1))
def test_readable_names_stay_as_they_are(name: str) -> None:
    assert printable(Path(name)) == str(Path(name))
    assert printable(f"https://{name}//x") == f"https://{name}//x"


def test_the_systems_words_are_told_in_lower_case() -> None:
    missing = OSError(errno.ENOENT, "No such file or directory", "x")
    assert os_cause(missing) == "no such file or directory"
    assert os_cause(OSError("Odd")) == "odd"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (2, "no such file"), (5, "permission denied"), (32, "open in another program"),
        (33, "open in another program"), (112, "no space left"), (123, "not a valid file name"),
        (206, "file name too long"), (21, "the drive does not answer"), (19, "read-only"),
        *((code, "the network drive does not answer") for code in (53, 59, 64, 67, 121, 1231)),
    ],
)  # fmt: skip
def test_a_refusal_of_windows_is_told_in_our_words_whatever_language_it_speaks(
    code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "code_of", lambda _: code)
    assert os_cause(OSError(errno.EINVAL, "Ungültiger Pfad.")).startswith(said)
    monkeypatch.setattr(windows, "code_of", lambda _: 4711)
    assert os_cause(OSError(errno.EINVAL, "Ungültiger Pfad.")) == "ungültiger pfad"


def test_every_word_of_ours_for_a_refusal_is_said_in_german() -> None:
    told = {*errors._BY_WINDOWS.values(), *errors._BY_NUMBER.values()}
    assert [cause for cause in told if spoken("de").trouble(cause) == cause] == []


@pytest.mark.parametrize(
    "number", [errno.ENETUNREACH, errno.EHOSTDOWN, errno.ESTALE, errno.ETIMEDOUT, errno.ENOTCONN]
)
def test_a_share_that_is_gone_is_told(number: int) -> None:
    error = OSError(number, os.strerror(number), "x")
    assert os_cause(error) == "the network drive does not answer; is it still connected?"


def test_what_we_refuse_ourselves_is_told_where_a_drive_without_medium_has_no_number() -> None:
    """As on Windows and macOS; our own refusals have none either."""
    code = (
        "import errno, sys; vars(errno).pop('ENOMEDIUM', None); from core.errors import os_cause;"
        "sys.stdout.write(os_cause(IsADirectoryError(None, 'is a folder')))"
    )
    said = subprocess.check_output([sys.executable, "-c", code], text=True, cwd=ROOT)
    assert said == "is a folder"


def test_a_drive_that_was_pulled_out_is_told() -> None:
    assert os_cause(OSError(errno.ENODEV, "x")).startswith("the drive does not answer")


def test_a_name_of_a_share_that_windows_does_not_take_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    invalid = OSError(errno.EBADF, "Bad file descriptor", "/share/con.jpg")
    device = OSError(None, "not a regular file", "/share/aux.jpg")
    monkeypatch.setattr(sys, "platform", "linux")
    assert os_cause(invalid) == "bad file descriptor"
    assert os_cause(device) == "not a regular file"
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(windows, "code_of", lambda _: 0)
    assert os_cause(invalid).startswith("con is the name of a device in Windows")
    assert os_cause(device).startswith("aux is the name of a device in Windows")
    assert (
        os_cause(OSError(errno.EIO, "Input/output error", "/share/a.jpg")) == "input/output error"
    )
