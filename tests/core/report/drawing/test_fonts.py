"""Every script is drawn or escaped, and text is cut to its width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.report.drawing import fonts

TEXTS = st.text(max_size=80)


@given(TEXTS)
def test_displayed_text_is_one_drawable_line(text: str) -> None:
    shown = fonts.display(text)
    assert all(c.isprintable() and fonts.face_of(c, bold=False) for c in shown)
    assert fonts.display(shown) == shown


@given(TEXTS)
def test_runs_lose_nothing(text: str) -> None:
    shown = fonts.display(text)
    for bold in (False, True):
        assert "".join(piece for _, piece in fonts.runs(shown, bold=bold)) == shown


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("Taschen Größe", fonts.Face.REGULAR),
        ("сумка τσάντα", fonts.Face.REGULAR),
        ("手袋かばん가방", fonts.Face.HAN),
        ("กระเป๋า", fonts.Face.THAI),
        ("हैंडबैग", fonts.Face.DEVANAGARI),
        ("תיק", fonts.Face.WIDE),
    ],
)
def test_scripts_have_a_face(text: str, face: fonts.Face) -> None:
    shown = fonts.display(text)
    assert "\\" not in shown
    assert face in {f for f, _ in fonts.runs(shown)}


def test_controls_and_overrides_become_escapes() -> None:
    assert fonts.display("a\nb\u202ecod.exe\x00\udc80") == r"a\nb\u202ecod.exe\x00\udc80"


@given(TEXTS, st.integers(min_value=1, max_value=30))
def test_shortened_text_fits(text: str, width: int) -> None:
    short = fonts.shorten(text, width, len)
    assert len(short) <= width
    assert short == text or fonts.ELLIPSIS in short


def test_shortening_keeps_beginning_and_suffix() -> None:
    short = fonts.shorten("autumn-" + "x" * 240 + "-7.jpg", 30, len)
    assert short.startswith("autumn-")
    assert short.endswith("-7.jpg")


@given(TEXTS, st.integers(min_value=1, max_value=20))
def test_wrapping_keeps_every_letter_within_the_width(text: str, width: int) -> None:
    lines = fonts.wrap(text, width, len)
    assert all(len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
