"""How the reviewer wants to see an explanation: choices that only repaint, and those that redo.

Without numpy, which comes behind the first paint: so these are not the records of the core.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.vocabulary import Colours, Fill, Mode, OverlayKind, Sampling, Segmenter, Sign, Target

SAMPLES: Final = (256, 512, 1000, 1024, 2048, 4096)
"""Limits of perturbations that can be chosen; 1,000 are the published system's."""
MOST_REGIONS: Final = 20


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that the controls set.

    Attributes
    ----------
    kind, sign, mode, colours, top, opacity, boundaries, background
        Fields of `core.explain.overlay.OverlayStyle`; opacity in [0, 1].
    samples, until_stable, target, sampling, segmenter, instead, superpixels, fill, \
    fill_colour, kernel_width, seed, classes
        Fields of `core.entities.ExplainSettings`: each needs a new explanation.

    Raises
    ------
    ValueError
        A number of regions that cannot be shown, as from a settings file edited by hand.
    """

    kind: OverlayKind = OverlayKind.REGIONS
    sign: Sign = Sign.BOTH
    mode: Mode = Mode.BLEND
    colours: Colours = Colours.BLUE_ORANGE
    top: int = 8
    opacity: float = 0.65
    boundaries: bool = True
    background: bool = False
    samples: int = 1024
    until_stable: bool = True
    target: Target = Target.LOG_ODDS
    sampling: Sampling = Sampling.NESTED
    segmenter: Segmenter = Segmenter.SLIC
    instead: Segmenter | None = Segmenter.PRODUCT_GRID
    superpixels: int = 20
    fill: Fill = Fill.AUTO
    fill_colour: str = "#000000"
    kernel_width: float = 0.25
    seed: int = 0
    classes: int = 5

    def __post_init__(self) -> None:
        if not 1 <= self.top <= MOST_REGIONS:
            raise ValueError(f"top cannot be {self.top}")


AS_PUBLISHED: Final = Look(
    sign=Sign.FOR,
    top=5,
    samples=1000,
    until_stable=False,
    target=Target.PROBABILITY,
    sampling=Sampling.INDEPENDENT,
    segmenter=Segmenter.QUICKSHIFT,
    instead=None,
    fill=Fill.COLOUR,
)
"""The published system's choices; a test holds them to `core.explain.presets`."""
