"""Letters stand where readers of their script expect them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.report.drawing import text_shaping

TEXTS = st.text(max_size=80)


@given(TEXTS)
def test_text_without_right_to_left_letters_stays(text: str) -> None:
    if not text_shaping.right_to_left(text) and "\N{DEVANAGARI VOWEL SIGN I}" not in text:
        assert text_shaping.visual(text) == text


@given(st.text(alphabet="אבגד 12().-abc", max_size=30))
def test_hebrew_is_reordered_and_nothing_lost(text: str) -> None:
    swapped = str.maketrans("()", "[[")
    painted = text_shaping.visual(text).replace(")", "(")
    assert sorted(painted.translate(swapped)) == sorted(text.replace(")", "(").translate(swapped))


@pytest.mark.parametrize(
    ("spelt", "painted"),
    [
        ("שלום.jpg", "םולש.jpg"),
        ("תיק 12.jpg", "12 קית.jpg"),
        ("a (שלום) b", "a (םולש) b"),
        ("תיק (אדום).jpg", ").jpg"),
    ],
)
def test_names_keep_their_suffix_at_the_end(spelt: str, painted: str) -> None:
    assert text_shaping.visual(spelt).endswith(painted)


def test_arabic_letters_are_joined() -> None:
    seen_initial, lam_alef_final, meem_isolated = "\ufeb3", "\ufefc", "\ufee1"
    assert text_shaping.visual("سلام") == meem_isolated + lam_alef_final + seen_initial


@pytest.mark.parametrize(
    ("spelt", "painted"),
    [("हिन्दी", "िहन्दी"), ("किताब", "िकताब"), ("स्थिति", "िस्थित"), ("क़िला", "िक़ला")],
)
def test_the_short_i_of_devanagari_stands_before_its_consonants(spelt: str, painted: str) -> None:
    assert text_shaping.visual(spelt) == painted
