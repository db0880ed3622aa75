"""Why one class and not another, from samples already taken.

A ridge is linear in its targets: with one kernel and the same samples, the weights of two classes
may be subtracted, and the difference is the very fit to the difference of their targets.
"""

from dataclasses import replace
from itertools import permutations

from core.entities import Explanation, Surrogate
from core.errors import UnknownClass


def contrast(explanation: Explanation, label: str, other: str) -> Explanation:
    """Explain why `label` and not `other`.

    Parameters
    ----------
    explanation : Explanation
        Holds a surrogate for both classes.
    label, other : str

    Returns
    -------
    Explanation
        Its first surrogate is the difference, to be shown like any other: positive weights speak
        for `label` over `other`. R2 is not known (NaN); the standard errors are upper bounds;
        the halves of the samples are exact.

    Raises
    ------
    UnknownClass
        One of the two was not explained.
    """
    for name in (label, other):
        if name not in explanation.surrogates:
            raise UnknownClass(f"{name!r} is not among the classes explained for this photo")
    difference = _difference(explanation.surrogates[label], explanation.surrogates[other])
    return replace(
        explanation,
        label=difference.label,
        surrogates={difference.label: difference, **explanation.surrogates},
    )


def compared(explanation: Explanation) -> tuple[str, str] | None:
    """Give the two classes whose difference an explanation shows first; None for a single one."""
    pairs = permutations(explanation.surrogates, 2)
    return next((pair for pair in pairs if _named(*pair) == explanation.label), None)


def _named(label: str, other: str) -> str:
    return f"{label} over {other}"


def _difference(one: Surrogate, other: Surrogate) -> Surrogate:
    errors = halves = None
    if one.halves is not None and other.halves is not None:
        halves = one.halves - other.halves
    if one.standard_errors is not None and other.standard_errors is not None:
        errors = one.standard_errors + other.standard_errors
    return Surrogate(
        label=_named(one.label, other.label),
        weights=one.weights - other.weights,
        intercept=one.intercept - other.intercept,
        r2=float("nan"),
        local_prediction=one.local_prediction - other.local_prediction,
        model_value=one.model_value - other.model_value,
        standard_errors=errors,
        halves=halves,
    )
