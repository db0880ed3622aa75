"""The choices of the window are those of the core."""

from __future__ import annotations

from dataclasses import asdict, fields

from core.entities import ExplainSettings
from core.explain.presets import PRESETS
from desktop.services.overlay_painter import settings_of, style_of
from desktop.ui.look import AS_PUBLISHED, Look


def test_windows_choices_are_the_cores() -> None:
    usual, published = PRESETS["ours"], PRESETS["as-published"]
    assert (settings_of(Look()), style_of(Look(), None)) == (usual.settings, usual.style)
    assert settings_of(AS_PUBLISHED) == published.settings
    assert style_of(AS_PUBLISHED, None) == published.style
    missing = {field.name for field in fields(ExplainSettings)} - asdict(Look()).keys()
    assert missing == {"labels", "against"}  # said photo by photo
