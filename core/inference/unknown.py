"""Scores that tell a picture of no known class; the higher, the stranger.

A pack's card names one of `SCORES` and its threshold; the arrays that a score was fitted to
travel in the pack. Training picks the one that works best.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.inference.card import UnknownRule

Arrays = Mapping[str, NDArray[np.floating]]
Scores = NDArray[np.float64]

LENGTHS: Final = "class_lengths"
"""What `worked_out` adds: the squared length of each class mean, (n_classes,) float64."""

MOST_PARTS: Final = 20
"""Each is computed for each photo."""

SHRINKAGE: Final = 1e-3
"""Share of the mean variance added to a covariance's diagonal, so that it can be inverted."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a score may look at, for N pictures.

    Attributes
    ----------
    logits : (N, n_classes) float64
    probabilities : (N, n_classes) float64
        Calibrated.
    pooled : (N, f) float64 or None
        The feature map's average over the picture.
    """

    logits: NDArray[np.float64]
    probabilities: NDArray[np.float64]
    pooled: NDArray[np.float64] | None

    @property
    def features(self) -> NDArray[np.float64]:
        """The pooled features; ValueError where the network gives none."""
        if self.pooled is None:
            raise ValueError("this unknown score needs a network that gives features")
        return self.pooled


Score = Callable[[Evidence, Mapping[str, Any], Arrays], Scores]


def max_probability(evidence: Evidence, parameters: Mapping[str, Any], arrays: Arrays) -> Scores:
    """1 - the largest probability (Hendrycks and Gimpel, arXiv:1610.02136)."""
    return 1 - np.asarray(evidence.probabilities.max(axis=1))


def max_logit(evidence: Evidence, parameters: Mapping[str, Any], arrays: Arrays) -> Scores:
    """Negate the largest logit (Hendrycks et al., arXiv:1911.11132)."""
    return -np.asarray(evidence.logits.max(axis=1))


def energy(evidence: Evidence, parameters: Mapping[str, Any], arrays: Arrays) -> Scores:
    """-T logsumexp(logits / T), `temperature` T (Liu et al., arXiv:2010.03759)."""
    temperature = float(parameters.get("temperature", 1))
    scaled = evidence.logits / temperature
    peak = scaled.max(axis=1, keepdims=True)
    total = peak[:, 0] + np.log(np.exp(scaled - peak).sum(axis=1))
    return np.asarray(-temperature * total)


def mahalanobis(evidence: Evidence, parameters: Mapping[str, Any], arrays: Arrays) -> Scores:
    """Squared distance to the nearest class mean (Lee et al., arXiv:1807.03888)."""
    arrays = worked_out(arrays)
    turned = _times(evidence.features, arrays["precision"])
    own = (turned * evidence.features).sum(axis=1)
    shared = _times(turned, arrays["class_means"].T)
    return np.asarray(own + (arrays[LENGTHS] - 2 * shared).min(axis=1))


def relative_mahalanobis(
    evidence: Evidence, parameters: Mapping[str, Any], arrays: Arrays
) -> Scores:
    """Subtract the distance to the mean of all classes (Ren et al., arXiv:2106.09022)."""
    arrays = worked_out(arrays)
    centred = evidence.features - arrays["mean"]
    overall = (_times(centred, arrays["overall_precision"]) * centred).sum(axis=1)
    return np.asarray(mahalanobis(evidence, parameters, arrays) - overall)


def residual(evidence: Evidence, parameters: Mapping[str, Any], arrays: Arrays) -> Scores:
    """Length of what lies outside the known photos' subspace (ViM, arXiv:2203.10807)."""
    arrays = worked_out(arrays)
    outside = _times(evidence.features - arrays["mean"], arrays["outside"])
    return np.asarray(np.linalg.norm(outside, axis=1))


def generalised_entropy(
    evidence: Evidence, parameters: Mapping[str, Any], arrays: Arrays
) -> Scores:
    """Sum of p^g (1 - p)^g over the `top` classes, `gamma` g (doi:10.1109/CVPR52729.2023.02293)."""
    gamma, top = float(parameters.get("gamma", 0.1)), int(parameters.get("top", 10))
    best = -np.sort(-evidence.probabilities, axis=1)[:, :top]
    return np.asarray((best**gamma * (1 - best) ** gamma).sum(axis=1))


def combined(evidence: Evidence, parameters: Mapping[str, Any], arrays: Arrays) -> Scores:
    """Weighted sum of other scores, `parts`: method, weight, centre and spread of each."""
    total = np.zeros(len(evidence.logits))
    for part in parameters["parts"]:
        score = SCORES[part["method"]](evidence, part, arrays)
        total += part["weight"] * (score - part["centre"]) / part["spread"]
    return total


SCORES: Final[Mapping[str, Score]] = {
    "max_probability": max_probability,
    "max_logit": max_logit,
    "energy": energy,
    "generalised_entropy": generalised_entropy,
    "mahalanobis": mahalanobis,
    "relative_mahalanobis": relative_mahalanobis,
    "residual": residual,
    "combined": combined,
}

ARRAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "mahalanobis": ("class_means", "precision"),
    "relative_mahalanobis": ("class_means", "precision", "mean", "overall_precision"),
    "residual": ("mean", "outside"),
}


def unknown_score(
    rule: UnknownRule,
    logits: NDArray[np.floating],
    probabilities: NDArray[np.floating],
    features: NDArray[np.floating] | None,
    arrays: Arrays,
) -> Scores:
    """Score N pictures by a card's rule.

    Parameters
    ----------
    rule : UnknownRule
    logits, probabilities : (N, n_classes) array
    features : (N, h, w, f) or (N, f) array or None
        Feature maps, or their averages.
    arrays : dict of str to array
        The pack's.

    Returns
    -------
    (N,) float64
        The higher, the stranger.
    """
    evidence = Evidence(
        logits.astype(np.float64),
        probabilities.astype(np.float64),
        None if features is None else pool(features),
    )
    return SCORES[rule.method](evidence, rule.parameters, arrays)


def worked_out(arrays: Arrays) -> Arrays:
    """Work out what no photo changes: all in float64, and `LENGTHS` where there are class means.

    Parameters
    ----------
    arrays : dict of str to array
        A pack's; what was worked out before is given back as it is.
    """
    if LENGTHS in arrays:
        return arrays
    wide = {name: array.astype(np.float64) for name, array in arrays.items()}
    if wide.keys() >= set(ARRAYS["mahalanobis"]):
        means = wide["class_means"]
        wide[LENGTHS] = (_times(means, wide["precision"]) * means).sum(axis=1)
    return wide


def check_rule(rule: UnknownRule, arrays: Arrays) -> None:
    """Refuse a rule that could not be scored; ValueError with the reason."""
    parts = rule.parameters.get("parts") if rule.method == "combined" else []
    if not isinstance(parts, list) or not all(isinstance(part, Mapping) for part in parts):
        raise ValueError("unknown score 'combined' names no parts")
    if len(parts) > MOST_PARTS or any(part.get("method") == "combined" for part in parts):
        raise ValueError(f"unknown score 'combined' is of more than {MOST_PARTS} plain parts")
    for method in (rule.method, *(part.get("method") for part in parts)):
        if not isinstance(method, str) or method not in SCORES:
            raise ValueError(f"unknown score {method!r} is none of {', '.join(SCORES)}")
        if missing := set(ARRAYS.get(method, ())) - set(arrays):
            raise ValueError(f"unknown score {method!r} lacks {', '.join(sorted(missing))}")


def fit_gaussians(
    features: NDArray[np.floating], classes: NDArray[np.integer], n_classes: int
) -> dict[str, NDArray[np.float32]]:
    """Fit the arrays of both Mahalanobis scores.

    Parameters
    ----------
    features : (N, h, w, f) or (N, f) array
        Of training photos.
    classes : (N,) int array
        Their classes; each of the `n_classes` occurs.
    n_classes : int

    Returns
    -------
    dict
        class_means (n_classes, f), precision (f, f), mean (f,), overall_precision (f, f).
    """
    pooled = pool(features)
    means = np.stack([pooled[classes == index].mean(axis=0) for index in range(n_classes)])
    arrays = {
        "class_means": means,
        "precision": _precision(pooled - means[classes]),
        "mean": pooled.mean(axis=0),
        "overall_precision": _precision(pooled - pooled.mean(axis=0)),
    }
    return {name: array.astype(np.float32) for name, array in arrays.items()}


def fit_subspace(features: NDArray[np.floating], share: float) -> dict[str, NDArray[np.float32]]:
    """Fit the arrays of the residual score.

    Parameters
    ----------
    features : (N, h, w, f) or (N, f) array
        Of training photos, N at least f.
    share : float
        How many of the f directions count as known, the widest first; in (0, 1).

    Returns
    -------
    dict
        mean (f,), outside (f, f - round(share f)) with orthonormal columns.
    """
    pooled = pool(features)
    mean = pooled.mean(axis=0)
    centred = pooled - mean
    _, directions = np.linalg.eigh(centred.T @ centred)  # the narrowest first
    kept = round(share * len(mean))
    outside = directions[:, : len(mean) - kept]
    return {"mean": mean.astype(np.float32), "outside": outside.astype(np.float32)}


def pool(features: NDArray[np.floating]) -> NDArray[np.float64]:
    """Average feature maps (N, h, w, f) over the picture; (N, f) stay as they are."""
    values = features.astype(np.float64)
    return np.asarray(values.mean(axis=(1, 2))) if values.ndim == 4 else values


def _precision(centred: NDArray[np.float64]) -> NDArray[np.float64]:
    covariance = centred.T @ centred / len(centred)
    ridge = SHRINKAGE * np.trace(covariance) / len(covariance) + np.finfo(np.float64).eps
    return np.linalg.inv(covariance + ridge * np.eye(len(covariance)))


def _times(rows: NDArray[np.float64], matrix: NDArray[np.floating]) -> NDArray[np.float64]:
    """Multiply without BLAS, whose threads would stay awake for milliseconds after each photo.

    That took 2.4 ms from the threads that decode, for each photo of a folder. It also gives a
    photo the same bits whatever others stand beside it.
    """
    return np.asarray(np.einsum("nf,fg->ng", rows, matrix))
