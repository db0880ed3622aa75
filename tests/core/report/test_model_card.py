"""The page about the network: everything that a card knows, and nothing that it does not."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.inference.card import Card
from core.language.catalog import english
from core.report.model_card import Section, headlines, sections
from tests.packs import make_card

JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)


KEYS = ("validation", "eight_bit", "weights", "test", "unknown", "partial", "shops", "robustness")


def said(parts: tuple[Section, ...]) -> str:
    words = []
    for part in parts:
        words += [part.heading, *part.paragraphs, *(f"{name}: {v}" for name, v in part.facts)]
        words += [" | ".join(row) for row in part.table.rows] if part.table else []
    return "\n".join(words)


def test_every_figure_is_said(card: Card) -> None:
    text = said(sections(card, english()))
    for wanted in (
        "Top-1 accuracy | 92.5 % | 90.5 to 94.5 % | 1,000",
        "Right within the family | 96.1 %",
        "F1, each class alike | 83.1 %",
        "60x80 | 90.0 %",
        "1.3 points apart",
        "Right among these | 98.4 % | 96.4 to 100.4 % | 806",
        "Products of other classes | 0.883 | 12.0 % | 300",
        "alone would give 0.790",
        "Wrong tags that were called sure: 3.1 %",
        "Green, Yellow | 70.0 %",
        "goes from 9.6 % to 97.5 %",
        "Mean of shops | 67.0 % | 63.0 to 71.0 % | ",
        "Right among these | 99.5 % | 97.5 to 101.5 % | 206",
        "Other things called sure | 6.9 %",
        "Ground: busy | 44.4 % | 42.4 to 46.4 % | 117",
        "View: scene | 23.6 %",
        "Jpeg 20 | 92.0 % | −0.5 | ",
        "Rotated 10 degrees | 87.5 % | −4.0 | 61.0 %",
        "in both directions: Green and Yellow.",
        "Green as Yellow | 10 | 10.0 %",
        "8-bit form ships: it loses 0.03 points, gives the same tag for 99.5 %",
        "Weights: 1,234,567",
        "Seed: 42",
        "Versions: keras 3.15.1",
        "Cannot tell teal.",
        "Licence: CC0",
        "network.tflite: " + "ab" * 32,
    ):
        assert wanted in text


def test_an_unmeasured_network_is_said_to_be_one() -> None:
    card = make_card(data={"source": "imported from own.keras"}, families=())
    text = said(sections(card, english()))
    assert "This model has not been measured" in text
    assert "that was not fitted" in text
    assert "imported from own.keras" in text
    assert headlines(card, english()) == ()
    assert not any(part.plots for part in sections(card, english()))
    assert "look alike" not in text


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from(KEYS), JSON), JSON)
def test_nonsense_in_a_card_is_passed_over(metrics: dict[str, Any], test: Any) -> None:
    odd = {**metrics, "test": {"top1": test, "known": test, "confusion": test, "by_class": test}}
    for told in (metrics, odd):
        card = make_card(metrics=told, training=told)
        assert len(sections(card, english())) >= 5
        assert all(part.heading for part in sections(card, english()))
