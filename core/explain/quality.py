"""How far an explanation can be trusted.

A badge follows from figures that every explanation carries, by stated thresholds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.entities import Explanation, Photo, Pixels, Prediction, Surrogate
from core.explain.activation_map import MappedPack, activation_map
from core.explain.agreement import (
    errors_known,
    rank_correlation,
    repeatability,
    settled,
    stability_of,
)
from core.explain.surrogate import told_from_zero
from core.imaging.framing import Placement
from core.vocabulary import Trust

TRUST_R2: Final = 0.4
TRUST_CORRELATION: Final = 0.6
TRUST_REPEATED: Final = 0.75
TRUST_GAP: Final = 0.3
"""What a trusted explanation must reach; the gap is a share of all its weights' magnitude."""

WEAK_R2: Final = 0.15
WEAK_CORRELATION: Final = 0.4
WEAK_REPEATED: Final = 0.58
"""Below any of these an explanation is weak."""

MAP_GRID: Final = 112
"""Side of the grid on which activation map and superpixels are compared, px."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A verdict with the sentence that says why."""

    trust: Trust
    reason: str


def local_gap(surrogate: Surrogate) -> float:
    """Distance between surrogate and network at the photo itself, in the target's unit."""
    return abs(surrogate.local_prediction - surrogate.model_value)


def _badge(trust: Trust, why: str) -> Badge:
    return Badge(trust, f"{trust.caption}: {why}.")


def badge(explanation: Explanation) -> Badge:
    """Judge the class that an explanation is shown for by its own figures.

    Parameters
    ----------
    explanation : Explanation
        Of a contrast, whose R2 is not known, the halves of the samples alone are judged.

    Returns
    -------
    Badge
        With one sentence that names the worst figure.
    """
    surrogate = explanation.surrogate
    if not explanation.final:
        return Badge(Trust.CARE, "Still being refined.")
    if nothing := _nothing_to_judge(explanation):
        return _badge(Trust.WEAK, nothing)
    figures = _figures(surrogate)
    for figure in figures:
        if not figure.value >= figure.weak:
            return _badge(Trust.WEAK, figure.words)
    for figure in figures:
        if figure.value < figure.trusted:
            return _badge(Trust.CARE, figure.words)
    return _gap_badge(surrogate, " and ".join(figure.words for figure in figures[:2]))


def _nothing_to_judge(explanation: Explanation) -> str:
    """Say why there is nothing whose figures could be looked at; empty where there is."""
    if not _checkable(explanation.surrogate):
        drawn = explanation.samples
        return f"{drawn} sample{'s are' if drawn > 1 else ' is'} too few to check it"
    if explanation.superpixels == 1:
        return "the photo could not be cut into regions"
    if not told_from_zero(explanation.surrogate).any():
        return "no region matters measurably on its own"
    return ""


def _checkable(surrogate: Surrogate) -> bool:
    """Whether there were enough samples for errors, halves, and samples to hold out."""
    known = np.isfinite(surrogate.held_out_r2) or _is_contrast(surrogate)
    return bool(known and surrogate.halves is not None and errors_known(surrogate))


def _is_contrast(surrogate: Surrogate) -> bool:
    return bool(np.isnan(surrogate.r2))


class _Figure(NamedTuple):
    """A figure with the values it must reach: not to be weak, and to be trusted."""

    value: float
    weak: float
    trusted: float
    words: str


def _figures(surrogate: Surrogate) -> list[_Figure]:
    ranks, repeated = stability_of(surrogate).rank_correlation, repeatability(surrogate)
    alike = f"two halves of the samples rank the regions alike to {ranks:.2f}"
    again = f"other samples would give {_percent(repeated)} of the top regions again"
    figures = [
        _Figure(repeated, WEAK_REPEATED, TRUST_REPEATED, again),
        _Figure(ranks, WEAK_CORRELATION, TRUST_CORRELATION, alike),
    ]
    if _is_contrast(surrogate):
        return figures
    r2 = surrogate.held_out_r2
    foretold = f"it foretells {_percent(r2)} of what the network does"
    return [_Figure(r2, WEAK_R2, TRUST_R2, foretold), *figures]


def _gap_badge(surrogate: Surrogate, praise: str) -> Badge:
    share = local_gap(surrogate) / max(float(np.abs(surrogate.weights).sum()), 1e-12)
    if share > TRUST_GAP:
        words = f"at the photo itself it misses the network by {_percent(share)} of its range"
        return _badge(Trust.CARE, words)
    return _badge(Trust.TRUST, praise)


def _percent(share: float) -> str:
    return f"{max(0, round(100 * share))} %"


def activation_agreement(
    explanation: Explanation, pixels: Pixels, activation: NDArray[np.floating[Any]]
) -> float:
    """Rank correlation of superpixel weights with the activation map under them, in [-1, 1].

    Parameters
    ----------
    explanation : Explanation
    pixels : (H, W, 3) uint8
        Of the photo explained.
    activation : (h, w) float
        Map of the same class over the network's square.
    """
    count = explanation.superpixels
    place = Placement.of(pixels)
    grid = place.to_grid(explanation.segments.astype(np.intp), MAP_GRID, outside=count).ravel()
    picture = Image.fromarray(activation.astype(np.float32))
    values = np.asarray(picture.resize((MAP_GRID, MAP_GRID), Image.Resampling.BILINEAR)).ravel()
    sizes = np.bincount(grid, minlength=count + 1)[:count]
    sums = np.bincount(grid, weights=values, minlength=count + 1)[:count]
    seen = sizes > 0
    weights = explanation.surrogate.weights[seen]
    return rank_correlation(settled(sums[seen] / sizes[seen]), settled(weights))


def agreement_with_map(
    explanation: Explanation,
    photo: Photo,
    prediction: Prediction,
    pack: MappedPack,
) -> float | None:
    """Compare superpixel weights with the network's own activation map of the class shown.

    Parameters
    ----------
    explanation : Explanation
    photo : Photo
        The one explained.
    prediction : Prediction
        Of the same photo.
    pack : MappedPack
        The one that answered.

    Returns
    -------
    float or None
        Rank correlation in [-1, 1]; None where there is no such map, and for a contrast.
    """
    if explanation.label not in pack.labels:
        return None
    found = activation_map(prediction.features, pack, explanation.label)
    return None if found is None else activation_agreement(explanation, photo.pixels, found)
