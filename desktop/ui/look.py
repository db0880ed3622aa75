"""How the reviewer wants to see an explanation: choices that only repaint, and those that redo.

Plain words and numbers: this module is there before the first paint, the core's enums are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from desktop.ui.language import tr

SAMPLES: Final = (256, 512, 1000, 1024, 2048, 4096)
"""Limits of perturbations that can be chosen; 1,000 are the published system's."""
MOST_REGIONS: Final = 20
COLOURS: Final = {
    "blue-orange": tr("Blue, orange"),
    "blue-red": tr("Blue, red"),
    "purple-green": tr("Purple, green"),
}
"""Values of `core.explain.colours.Colours`, and their words."""
VALUES: Final = {
    "kind": ("regions", "heat"),
    "sign": ("for", "against", "both"),
    "mode": ("blend", "dim"),
    "colours": tuple(COLOURS),
    "top": range(1, MOST_REGIONS + 1),
    "target": ("log-odds", "probability"),
    "sampling": ("balanced", "independent"),
    "segmenter": ("slic", "watershed", "felzenszwalb", "quickshift", "grid"),
    "fill": ("background", "mean", "blur", "colour"),
}
"""What fields of a Look may be."""


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that the controls set.

    Attributes
    ----------
    kind, sign, mode : str
        Values of `OverlayKind`, `Sign` and `Mode` of `core.explain.overlay`.
    colours : str
        A key of `COLOURS`.
    top : int
        Strongest superpixels shown.
    opacity : float
        In [0, 1].
    boundaries : bool
    samples, until_stable, target, sampling, segmenter, superpixels, fill, fill_colour, \
    kernel_width, seed, classes
        Fields of `core.entities.ExplainSettings`: each needs a new explanation.

    Raises
    ------
    ValueError
        Something that cannot be chosen, as from a settings file edited by hand.
    """

    kind: str = "regions"
    sign: str = "both"
    mode: str = "blend"
    colours: str = "blue-orange"
    top: int = 8
    opacity: float = 0.65
    boundaries: bool = True
    samples: int = 1024
    until_stable: bool = True
    target: str = "log-odds"
    sampling: str = "balanced"
    segmenter: str = "slic"
    superpixels: int = 20
    fill: str = "background"
    fill_colour: str = "#000000"
    kernel_width: float = 0.25
    seed: int = 0
    classes: int = 5

    def __post_init__(self) -> None:
        for name, allowed in VALUES.items():
            if getattr(self, name) not in allowed:
                raise ValueError(f"{name} cannot be {getattr(self, name)!r}")


AS_PUBLISHED: Final = Look(
    sign="for",
    top=5,
    samples=1000,
    until_stable=False,
    target="probability",
    sampling="independent",
    segmenter="quickshift",
    fill="colour",
)
"""The published system's choices; a test holds them to `core.explain.presets`."""
