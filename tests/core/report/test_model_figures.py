"""The measured parts of the page about the network."""

import pytest

from core.inference.card import Card
from core.language.catalog import english
from core.report.model_card import sections
from core.report.model_figures import points
from core.report.section import Curve, HeatMap


def test_the_weakest_classes_come_first_and_tiny_ones_not_at_all(card: Card) -> None:
    (weakest,) = (
        part for part in sections(card, english()) if part.heading == "Where it is weakest"
    )
    assert weakest.table is not None
    assert [row[0] for row in weakest.table.rows] == ["Green", "Blue"]


def test_plots_show_the_cards_numbers(card: Card) -> None:
    reliability, risk, confusion = (
        plot for part in sections(card, english()) for plot in part.plots
    )
    assert isinstance(reliability, Curve)
    assert reliability.points == ((0.5, 0.55), (0.95, 0.96))
    assert isinstance(risk, Curve)
    assert risk.points == ((0.4, 0.0), (0.8, 0.02), (1.0, 0.08))
    assert risk.top == pytest.approx(0.1)
    assert risk.marked == pytest.approx((0.806, 0.016))
    assert isinstance(confusion, HeatMap)
    assert confusion.rows[1] == pytest.approx((0, 0.9, 0, 0, 0.1))


def test_differences_have_a_sign_and_none_is_no_difference() -> None:
    moved = [(0.5, 0.5123), (0.5, 0.3), (0.5, 0.5001), (0.5, 0.4999), (0.80249, 0.79051)]
    assert [points(before, after, english()) for before, after in moved] == [
        "+1.2",
        "−20.0",
        "0.0",
        "0.0",
        "−1.1",  # of 80.2 % and 79.1 %, which stand beside it
    ]
