"""Names that Windows refuses, and those made of other people's words."""

import sys
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.file_names import refusal, refused_here, safe


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("con", "con is the name of a device"),
        ("NUL.csv", "NUL is the name of a device"),
        ("out/COM1.tar.gz", "COM1 is the name of a device"),
        ("aux /tags.csv", "aux is the name of a device"),
        ("lpt².txt", "lpt² is the name of a device"),
        ("a?.csv", "takes no ? in a name"),
        ("shop|2026/tags.csv", "takes no | in a name"),
        ("a\nb.csv", r"takes no \n in a name"),
        ("tags.csv.", "ends in a point or space"),
        ("out /tags.csv", "ends in a point or space"),
    ],
)
def test_what_windows_refuses_is_said(path: str, said: str) -> None:
    assert said in refusal(PurePosixPath("/shop", path))
    assert said in refusal(PureWindowsPath("C:\\shop", path))
    assert said in refusal(PureWindowsPath(r"\\server\share", path))


@pytest.mark.parametrize(
    "path",
    [
        "C:\\a", "C:a", ".", "..\\x", r"\\server\share\a.csv", r"\\?\C:\a", "console.csv", "x.con",
        "Kleid–größe 裙.csv", ".hidden", "com10", "a & b, c;d.csv",
    ],
)  # fmt: skip
def test_what_windows_takes_is_not_refused(path: str) -> None:
    assert refusal(PureWindowsPath(path)) == ""


@given(st.text(min_size=1, max_size=20))
def test_a_name_that_is_made_safe_is_taken_everywhere_and_stays_so(name: str) -> None:
    made = safe(name)
    assert made and "/" not in made and "\0" not in made
    assert refusal(PureWindowsPath("C:\\shop") / made) == "" or made in (".", "..")
    assert safe(made) == made
    assert made == name or refusal(PurePosixPath("/shop") / name) or "/" in name or "\\" in name


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("con", "con_"),
        ("aux.old", "aux.old_"),
        ("a:b", "a_b"),
        ("x.", "x_"),
        ("..", "__"),
        ("裙", "裙"),
    ],
)
def test_names_stay_readable(name: str, made: str) -> None:
    assert safe(name) == made


@pytest.mark.parametrize(("system", "refused"), [("win32", True), ("linux", False)])
def test_what_windows_does_not_take_is_refused_there_alone(
    monkeypatch: pytest.MonkeyPatch, system: str, refused: bool
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert bool(refused_here(PurePosixPath("out", "con"))) is refused
