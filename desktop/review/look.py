"""How the reviewer wants to see an explanation: choices that only repaint, and those that redo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SAMPLES: Final = (256, 512, 1024, 2048, 4096)
"""Limits of perturbations that can be chosen."""
MOST_REGIONS: Final = 20


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that the controls set.

    Attributes
    ----------
    kind : str
        A `core.explain.overlay.OverlayKind` value.
    sign : str
        A `core.explain.overlay.Sign` value.
    top : int
        Strongest superpixels shown.
    opacity : float
        In [0, 1].
    boundaries : bool
    samples : int
        Limit of perturbations; the only choice here that needs a new explanation.
    until_stable : bool
        Stop before the limit once the ranking is stable.
    """

    kind: str = "regions"
    sign: str = "both"
    top: int = 8
    opacity: float = 0.65
    boundaries: bool = True
    samples: int = 1024
    until_stable: bool = True
