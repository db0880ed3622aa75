"""From logits to probabilities that mean something, and to a word for them."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.inference.card import Card
from core.vocabulary import Doubt, Status

COLDEST: Final = 0.05
HOTTEST: Final = 20.0
TRIED: Final = 13
"""Temperatures tried at once, evenly spaced by their logarithm; then those around the best."""
CLOSE: Final = 1e-5
"""Logarithms of temperatures this near to each other are one."""
BINS: Final = 15

LEAST_INSIDE: Final = 0.5
"""Share of the whole network's probability that the classes of a catalog must hold for a tag to be
known: what the network takes for something else is not made sure by leaving that out. Measured in
docs/explanations.md."""


def calibrate(logits: NDArray[np.floating], temperature: float) -> NDArray[np.float64]:
    """Softmax of logits / temperature, computed in float64.

    Parameters
    ----------
    logits : (..., n_classes) array
        -inf for classes that cannot occur: their probability is exactly 0.
    temperature : float
        Above 1 makes the network less sure of itself; never changes which class wins.

    Returns
    -------
    (..., n_classes) float64
        Each row sums to 1.

    References
    ----------
    Guo et al., On Calibration of Modern Neural Networks, ICML 2017, arXiv:1706.04599.
    """
    scaled = logits.astype(np.float64) / temperature
    powers = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def decide(card: Card, confidence: float, strangeness: float, inside: float = 1.0) -> Status:
    """Say how far the tag of one photo can be relied on.

    Parameters
    ----------
    card : Card
        Its thresholds and its unknown rule.
    confidence : float
        Probability of the tag.
    strangeness : float
        The photo's `unknown_score`.
    inside : float
        Share of the whole network's probability on the classes that can occur.

    Returns
    -------
    Status
        KNOWN, UNCERTAIN or UNKNOWN, which it is where a figure is NaN.
    """
    strange = not strangeness <= card.unknown.threshold  # so also where it is no number
    if strange or not confidence >= card.thresholds.uncertain:
        return Status.UNKNOWN
    sure = doubt(card, confidence, strangeness, inside) is None
    return Status.KNOWN if sure else Status.UNCERTAIN


def doubt(card: Card, confidence: float, strangeness: float, inside: float = 1.0) -> Doubt | None:
    """Say why a tag is not known; None where it is.

    `judging` tells further which class an improbable tag is close to.

    Where several reasons hold, how strange the photo is comes first, which no choice of classes
    changes; then the choice.

    Parameters
    ----------
    card, confidence, strangeness, inside
        As for `decide`.
    """
    if not strangeness <= min(card.unknown.doubt, card.unknown.threshold):
        return Doubt.STRANGE
    if not inside >= LEAST_INSIDE:
        return Doubt.LEFT_OUT
    least = max(card.thresholds.known, card.thresholds.uncertain)
    return None if confidence >= least else Doubt.IMPROBABLE


def kept_doubt(
    card: Card, status: Status | None, confidence: float, *, every_class: bool
) -> Doubt | None:
    """Say why a tag is not known, by what the lists of a review keep of it.

    Parameters
    ----------
    card : Card
    status : Status or None
    confidence : float
    every_class : bool
        Whether every class of the network can occur.

    Returns
    -------
    Doubt or None
        True, if not always the first reason; None where the tag is known, or too little is kept.
    """
    if status not in (Status.UNCERTAIN, Status.UNKNOWN):
        return None
    if not confidence >= max(card.thresholds.known, card.thresholds.uncertain):
        return Doubt.IMPROBABLE
    return Doubt.STRANGE if every_class else None


def fit_temperature(logits: NDArray[np.floating], classes: NDArray[np.integer]) -> float:
    """Find the temperature under which the tags' confidence best foretells which are right.

    Only the tag's confidence is shown and judged by, so only its likelihood is fitted. That of
    the true classes would also weigh how improbable they are in photos that are mislabelled, and
    comes out too sure.

    Parameters
    ----------
    logits : (N, n_classes) array
        Of validation photos.
    classes : (N,) int array
        Their true classes.

    Returns
    -------
    float
        Between `COLDEST` and `HOTTEST`.
    """
    right = logits.argmax(axis=1) == classes

    def surprise(log_temperature: float) -> float:
        confidence = calibrate(logits, float(np.exp(log_temperature))).max(axis=1)
        said = np.where(right, confidence, 1 - confidence)
        return float(-np.log(np.maximum(said, np.finfo(np.float64).eps)).mean())

    tried = np.linspace(np.log(COLDEST), np.log(HOTTEST), TRIED)
    while tried[-1] - tried[0] > CLOSE:
        least = int(np.argmin([surprise(temperature) for temperature in tried]))
        tried = np.linspace(tried[max(least - 1, 0)], tried[min(least + 1, TRIED - 1)], TRIED)
    return float(np.exp(tried.mean()))


def expected_calibration_error(
    confidence: NDArray[np.floating], right: NDArray[np.bool_], bins: int = BINS
) -> float:
    """Mean gap between how sure and how right, over equally wide bins of confidence.

    Parameters
    ----------
    confidence : (N,) array
        Probability of each tag, in [0, 1].
    right : (N,) bool array
        Whether the tag was right.
    bins : int

    Returns
    -------
    float
        In [0, 1]; 0 is perfect.
    """
    index = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = np.bincount(index, weights=confidence - right.astype(np.float64), minlength=bins)
    return float(np.abs(gaps).sum() / len(confidence))
