"""How far an explanation can be trusted.

A badge follows from figures that every explanation carries, by stated thresholds.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    rankable,
    repeatability,
    settled,
    stability_of,
)
from core.explain.surrogate import told_from_zero
from core.imaging.framing import Placement
from core.language.sentence import Sentence, sentence
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
    reason: Sentence


def local_gap(surrogate: Surrogate) -> float:
    """Distance between surrogate and network at the photo itself, in the target's unit."""
    return abs(surrogate.local_prediction - surrogate.model_value)


def _badge(trust: Trust, *why: Sentence) -> Badge:
    return Badge(trust, sentence("badge.verdict", trust=trust, why=why))


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
        return Badge(Trust.CARE, sentence("badge.refined"))
    if nothing := _nothing_to_judge(explanation):
        return _badge(Trust.WEAK, nothing)
    figures = _figures(surrogate)
    for figure in figures:
        if not figure.value >= figure.weak:
            return _badge(Trust.WEAK, figure.words)
    for figure in figures:
        if figure.value < figure.trusted:
            return _badge(Trust.CARE, figure.words)
    return _gap_badge(surrogate, [figure.words for figure in figures[:2]])


def _nothing_to_judge(explanation: Explanation) -> Sentence | None:
    """Say why there is nothing whose figures could be looked at; None where there is."""
    if not _checkable(explanation.surrogate):
        return sentence("badge.few_samples", n=explanation.samples)
    if explanation.superpixels == 1:
        return sentence("badge.uncut")
    if not rankable(explanation.surrogate.weights):
        return sentence("badge.few_regions", n=explanation.superpixels)
    if not told_from_zero(explanation.surrogate).any():
        return sentence("badge.none_matters")
    return None


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
    words: Sentence


def _figures(surrogate: Surrogate) -> list[_Figure]:
    ranks, repeated = stability_of(surrogate).rank_correlation, repeatability(surrogate)
    alike = sentence("badge.alike", ranks=float(ranks))
    again = sentence("badge.again", share=float(repeated))
    figures = [
        _Figure(repeated, WEAK_REPEATED, TRUST_REPEATED, again),
        _Figure(ranks, WEAK_CORRELATION, TRUST_CORRELATION, alike),
    ]
    if _is_contrast(surrogate):
        return figures
    r2 = surrogate.held_out_r2
    foretold = sentence("badge.foretells", share=max(0.0, float(r2)))
    return [_Figure(r2, WEAK_R2, TRUST_R2, foretold), *figures]


def _gap_badge(surrogate: Surrogate, praise: Sequence[Sentence]) -> Badge:
    share = local_gap(surrogate) / max(float(np.abs(surrogate.weights).sum()), 1e-12)
    if share > TRUST_GAP:
        return _badge(Trust.CARE, sentence("badge.gap", share=float(share)))
    return _badge(Trust.TRUST, *praise)


def activation_agreement(
    explanation: Explanation, pixels: Pixels, activation: NDArray[np.floating[Any]]
) -> float:
    """Rank correlation of superpixel weights with the activation map under them, in [-1, 1].

    NaN where too few superpixels are seen to be ranked.

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
