"""What is offered for what is typed."""

from __future__ import annotations

from desktop.dialogs.picker import matching
from desktop.ui.choice import Choice


def test_type_ahead_prefers_beginnings() -> None:
    choices = [Choice("Sports Shoes"), Choice("Shirts"), Choice("Tshirts"), Choice("Hats")]
    found = [choice.text for choice in matching(choices, " sh")]
    assert found == ["Shirts", "Sports Shoes", "Tshirts"]
