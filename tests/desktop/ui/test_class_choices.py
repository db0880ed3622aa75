"""Classes to choose from, the likeliest families first."""

from __future__ import annotations

from desktop.ui.class_choices import by_families


def test_families_stand_together_behind_their_surest_member() -> None:
    ranked = ["Heels", "Belts", "Flats", "Ties", "Sandals"]
    families = [("Flats", "Heels", "Sandals"), ("Ties", "Scarves")]
    assert by_families(ranked, families) == ["Heels", "Flats", "Sandals", "Belts", "Ties"]
