"""Fits what the pack needs to say "not sure" and "never seen anything like it"."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.inference.calibration import calibrate, fit_temperature
from core.inference.card import Thresholds, UnknownRule
from core.inference.risk import risk_coverage
from core.inference.unknown import SCORES, Evidence, fit_gaussians, fit_subspace
from model.measuring.answers import Answers

KNOWN_ACCURACY: Final = 0.98
"""How right `known` tags shall be on validation photos."""

KEPT_BY_DOUBT: Final = 0.82
"""Share of validation photos whose unknown score leaves them free to be `known`."""

KEPT_BY_UNKNOWN: Final = 0.985
"""Share of validation photos that are not called `unknown`."""

SUBSPACE: Final = 0.625
"""Share of the features' directions that training photos fill."""

PARTS: Final = ("mahalanobis", "energy", "residual")
"""Scores that are added up, each in units of its spread over validation photos."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a card says about doubt, and the arrays that its unknown rule needs."""

    temperature: float
    thresholds: Thresholds
    rule: UnknownRule
    arrays: dict[str, NDArray[np.float32]]


def fit_refusal(
    learnt: Answers,
    learnt_truth: NDArray[np.intp],
    validation: Answers,
    truth: NDArray[np.intp],
) -> Refusal:
    """Fit temperature, unknown score and thresholds.

    Parameters
    ----------
    learnt, learnt_truth
        For the photos that the network learned from, and their classes (N,).
    validation, truth
        For photos that the network did not learn from, and their classes (M,).
    """
    temperature = fit_temperature(validation.logits, truth)
    probabilities = calibrate(validation.logits, temperature)
    gaussians = fit_gaussians(learnt.pooled, learnt_truth, learnt.logits.shape[1])
    arrays = {
        "class_means": gaussians["class_means"],
        "precision": gaussians["precision"],
        **fit_subspace(learnt.pooled, SUBSPACE),
    }
    parameters = _parameters(evidence(validation, temperature), arrays)
    scores = SCORES["combined"](evidence(validation, temperature), parameters, arrays)
    rule = UnknownRule(
        "combined",
        float(np.quantile(scores, KEPT_BY_UNKNOWN)),
        float(np.quantile(scores, KEPT_BY_DOUBT)),
        parameters,
    )
    free = scores <= rule.doubt
    right = probabilities.argmax(axis=1) == truth
    curve = risk_coverage(probabilities.max(axis=1)[free], right[free])
    known = curve.threshold_for(KNOWN_ACCURACY)
    return Refusal(temperature, Thresholds(1.0 if known is None else known), rule, arrays)


def evidence(answers: Answers, temperature: float) -> Evidence:
    """Gather what a score may look at."""
    return Evidence(
        answers.logits.astype(np.float64),
        calibrate(answers.logits, temperature),
        answers.pooled.astype(np.float64),
    )


def _parameters(
    seen: Evidence, arrays: dict[str, NDArray[np.float32]]
) -> dict[str, list[dict[str, object]]]:
    parts: list[dict[str, object]] = []
    for method in PARTS:
        scores = SCORES[method](seen, {}, arrays)
        spread = {"centre": float(scores.mean()), "spread": float(scores.std())}
        parts.append({"method": method, "weight": 1.0, **spread})
    return {"parts": parts}
