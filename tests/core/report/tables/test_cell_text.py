"""A text in a cell comes back as it was, whatever it holds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.report.tables.cell_text import MOST_UNITS, in_cell

ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from("_x0041F\r\n\t\x00\x1f\uffff "))


def read(held: str) -> str:
    """Undo escapes from left to right, as ECMA-376 says (22.9.2.19)."""
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)), held)


@given(TEXTS)
def test_any_text_is_read_as_it_was(text: str) -> None:
    held, escaped = in_cell(text)
    assert read(held) == text
    assert escaped == (held != text) and (escaped or not ESCAPE.search(held))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", held)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("dress_1600_x1600_front.jpg", "dress_1600_x005F_x1600_front.jpg"),
        ("a_x1600_x1200_b", "a_x005F_x1600_x005F_x1200_b"),
        ("a\rb", "a_x000D_b"),
        ("_x000d_", "_x005F_x000d_"),
        ("_x00_ _1600x1600_", "_x00_ _1600x1600_"),
        ("x\udc80", "x\\udc80"),
    ],
)
def test_names_that_look_like_escapes_are_told_apart(text: str, held: str) -> None:
    assert in_cell(text)[0] == held


@pytest.mark.parametrize("letter", ["a", "\N{GRINNING FACE}", "\r", "_x1600"])
def test_a_text_too_long_is_cut_between_letters(letter: str) -> None:
    held, _ = in_cell(letter * (MOST_UNITS + 1))
    units = len(held.encode("utf-16-le")) // 2
    assert MOST_UNITS - 8 < units <= MOST_UNITS and held.endswith("…")
    assert (letter * (MOST_UNITS + 1)).startswith(read(held)[:-1])


def test_a_text_that_just_fits_is_whole() -> None:
    assert in_cell("a" * MOST_UNITS) == ("a" * MOST_UNITS, False)
