"""Fits what the pack needs to say "not sure" and "never seen anything like it"."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom

from core.inference.calibration import calibrate, fit_temperature
from core.inference.card import Thresholds, UnknownRule
from core.inference.risk import risk_coverage
from core.inference.unknown import SCORES, Evidence, fit_gaussians, fit_subspace
from model.measuring.answers import Answers

KNOWN_ACCURACY: Final = 0.98
"""How right `known` tags shall be on all validation photos."""

KNOWN_IN_EACH: Final = 0.975
"""How right they shall be on those of each kind: one shop, sellers, other shops."""

CHANCE: Final = 0.05
"""Of as many errors in a kind, or more, if it is as right as that: less, and the promise is broken.

A kind has a few hundred photos, some labelled wrongly: of five sellers' photos that contradict the
surest tags, three do. Share by share, one such photo would decide for all kinds.
"""

KEPT_BY_DOUBT: Final = 0.82
"""Share of validation photos whose unknown score leaves them free to be `known`."""

KEPT_BY_UNKNOWN: Final = 0.985
"""Share of validation photos that are not called `unknown`."""

SUBSPACE: Final = 0.625
"""Share of the features' directions that training photos fill."""

PARTS: Final = ("mahalanobis", "energy", "residual")
"""Scores that are added up, each in units of its spread over validation photos."""

PARTS_OF_TAUGHT: Final = ("max_logit", "generalised_entropy")
"""The same, for a network that learnt other things as none of its classes.

Its answer alone tells them: on things from shops held out, AUROC is 0.96 for the largest logit and
0.92 for distances between features, which cost more and fill the pack.
"""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a card says about doubt, and the arrays that its unknown rule needs."""

    temperature: float
    thresholds: Thresholds
    rule: UnknownRule
    arrays: dict[str, NDArray[np.float32]]


def fit_refusal(
    learnt: tuple[Answers, NDArray[np.intp]] | None,
    validation: Answers,
    accepted: NDArray[np.bool_],
    kinds: NDArray[np.str_],
) -> Refusal:
    """Fit temperature, unknown score and thresholds.

    Parameters
    ----------
    learnt : Answers and (N,) int, or None
        For the photos that the network learned from, and their classes. None where it learnt
        other things as none of its classes: its answer alone tells them.
    validation : Answers
        For M photos that the network did not learn from.
    accepted : (M, classes) bool
        Which classes fit each of them.
    kinds : (M,) str
        What kind of photo each is: `known` must hold for every kind.
    """
    truth = likely_truth(validation.logits, accepted)
    temperature = fit_temperature(validation.logits, truth)
    probabilities = calibrate(validation.logits, temperature)
    parts, arrays = (PARTS, _arrays(*learnt)) if learnt else (PARTS_OF_TAUGHT, {})
    parameters = _parameters(evidence(validation, temperature), parts, arrays)
    scores = SCORES["combined"](evidence(validation, temperature), parameters, arrays)
    rule = UnknownRule(
        "combined",
        float(np.quantile(scores, KEPT_BY_UNKNOWN)),
        float(np.quantile(scores, KEPT_BY_DOUBT)),
        parameters,
    )
    free = scores <= rule.doubt
    known = known_threshold(
        probabilities.max(axis=1)[free],
        (probabilities.argmax(axis=1) == truth)[free],
        kinds[free],
    )
    return Refusal(temperature, Thresholds(known), rule, arrays)


def likely_truth(logits: NDArray[np.floating], accepted: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Give the tag where it is accepted, else the first accepted class; (M,)."""
    tag = logits.argmax(axis=1)
    right = accepted[np.arange(len(tag)), tag]
    return np.where(right, tag, accepted.argmax(axis=1))


def known_threshold(
    confidence: NDArray[np.floating], right: NDArray[np.bool_], kinds: NDArray[np.str_]
) -> float:
    """Find the laxest threshold that keeps the promise on all photos and on those of each kind.

    Parameters
    ----------
    confidence, right : (M,)
    kinds : (M,) str

    Returns
    -------
    float
        1 where a kind never keeps it.
    """
    needed = [risk_coverage(confidence, right).threshold_for(KNOWN_ACCURACY)]
    for kind in np.unique(kinds):
        mine = kinds == kind
        needed.append(_kept_threshold(confidence[mine], right[mine]))
    return max(1.0 if threshold is None else threshold for threshold in needed)


def _kept_threshold(confidence: NDArray[np.floating], right: NDArray[np.bool_]) -> float | None:
    """Find the laxest threshold at which a kind's errors are no more than chance may bring.

    0 where all of it may be `known`, None where nothing may.
    """
    order = np.argsort(-confidence, kind="stable")
    errors, count = np.cumsum(~right[order]), np.arange(1, len(order) + 1)
    kept = np.flatnonzero(binom.sf(errors - 1, count, 1 - KNOWN_IN_EACH) >= CHANCE)
    if not len(kept):
        return None
    least = kept[-1] + 1
    return float(confidence[order[kept[-1]]]) if least < len(order) else 0.0


def evidence(answers: Answers, temperature: float) -> Evidence:
    """Gather what a score may look at."""
    return Evidence(
        answers.logits.astype(np.float64),
        calibrate(answers.logits, temperature),
        answers.pooled.astype(np.float64),
    )


def _arrays(learnt: Answers, truth: NDArray[np.intp]) -> dict[str, NDArray[np.float32]]:
    """Fit what the scores of `PARTS` need."""
    gaussians = fit_gaussians(learnt.pooled, truth, learnt.logits.shape[1])
    return {
        "class_means": gaussians["class_means"],
        "precision": gaussians["precision"],
        **fit_subspace(learnt.pooled, SUBSPACE),
    }


def _parameters(
    seen: Evidence, methods: tuple[str, ...], arrays: dict[str, NDArray[np.float32]]
) -> dict[str, list[dict[str, object]]]:
    parts: list[dict[str, object]] = []
    for method in methods:
        scores = SCORES[method](seen, {}, arrays)
        spread = {"centre": float(scores.mean()), "spread": float(scores.std())}
        parts.append({"method": method, "weight": 1.0, **spread})
    return {"parts": parts}
