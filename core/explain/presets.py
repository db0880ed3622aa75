"""Whole sets of choices under one name."""

from dataclasses import dataclass
from typing import Final

from core.entities import ExplainSettings
from core.explain.overlay import OverlayStyle
from core.vocabulary import Fill, PresetName, Sampling, Segmenter, Sign, Target

AS_PUBLISHED: Final = ExplainSettings(
    target=Target.PROBABILITY,
    sampling=Sampling.INDEPENDENT,
    segmenter=Segmenter.QUICKSHIFT,
    fill=Fill.COLOUR,
    fill_colour="#000000",
    samples=1000,
    until_stable=False,
    instead=None,
)
"""The call of the published system: stock lime with black fill and 1,000 samples."""


@dataclass(frozen=True, slots=True)
class Preset:
    """How explanations are made and shown."""

    settings: ExplainSettings
    style: OverlayStyle


PRESETS: Final[dict[PresetName, Preset]] = {
    PresetName.OURS: Preset(ExplainSettings(), OverlayStyle()),
    PresetName.AS_PUBLISHED: Preset(AS_PUBLISHED, OverlayStyle(sign=Sign.FOR, top=5)),
}
"""What stands behind the names under which they are offered."""
