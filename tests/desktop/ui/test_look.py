"""The choices of the window are those of the core."""

from __future__ import annotations

from dataclasses import asdict, fields

import pytest

from core.entities import ExplainSettings
from core.explain.presets import PRESETS
from desktop.services.overlay_painter import settings_of, style_of
from desktop.ui.look import AS_PUBLISHED, MOST_REGIONS, SAMPLES, Look


def test_windows_choices_are_the_cores() -> None:
    usual, published = PRESETS["ours"], PRESETS["as-published"]
    assert (settings_of(Look()), style_of(Look(), None)) == (usual.settings, usual.style)
    assert settings_of(AS_PUBLISHED) == published.settings
    assert style_of(AS_PUBLISHED, None) == published.style
    missing = {field.name for field in fields(ExplainSettings)} - asdict(Look()).keys()
    assert missing == {"labels", "against", "rim"}  # said photo by photo


def test_the_limits_of_both_sets_of_choices_can_be_chosen() -> None:
    assert {Look().samples, AS_PUBLISHED.samples} <= set(SAMPLES)
    assert list(SAMPLES) == sorted(set(SAMPLES))


@pytest.mark.parametrize("top", [-1, 0, MOST_REGIONS + 1])
def test_a_number_of_regions_that_cannot_be_shown_is_refused(top: int) -> None:
    with pytest.raises(ValueError, match=str(top)):
        Look(top=top)
