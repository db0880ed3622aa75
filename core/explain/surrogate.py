"""The surrogate: lime's weighted ridge, fitted for all classes at once.

The maths is `lime.lime_base`'s: samples are weighted by an exponential kernel on the cosine
distance to the unperturbed photo, and a ridge with alpha 1 and a free intercept is fitted to them
(Ribeiro et al. 2016, https://doi.org/10.1145/2939672.2939778). One factorisation serves every
class, since only the right-hand side differs. Tests hold it to lime's own code.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, assert_never

import numpy as np
from numpy.typing import NDArray

from core.entities import Surrogate
from core.explain.agreement import NOTHING
from core.vocabulary import Target

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

Floats = NDArray[np.float64]

ALPHA: Final = 1.0
"""Ridge penalty of lime."""

LEAST_SIMILARITY: Final = 1e-200
"""Too little to move any fit."""

PARTS: Final = 8
"""Disjoint parts of the samples whose left-out refits give the standard errors."""

TOLD_APART: Final = 2.365
"""Standard errors from zero within which a weight is not told from zero: Student's t for 95 % and
one degree of freedom less than `PARTS`."""


@cache
def _libraries() -> "ThreadpoolController":
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _one_thread() -> AbstractContextManager[Any]:
    # Matrices this small gain nothing from threads, lose much when the processor is busy, and
    # would round differently on another number of them.
    limited: AbstractContextManager[Any] = _libraries().limit(limits=1, user_api="blas")
    return limited


@dataclass(frozen=True, slots=True)
class Fit:
    """Linear models of k classes.

    Attributes
    ----------
    weights : (k, n_superpixels) float64
    intercepts : (k,) float64
    """

    weights: Floats
    intercepts: Floats

    def predict(self, rows: NDArray[np.bool_]) -> Floats:
        """Give the (m, k) values of the models for (m, n_superpixels) perturbations."""
        with _one_thread():
            values: Floats = rows.astype(np.float64) @ self.weights.T + self.intercepts
        return values

    @property
    def unperturbed(self) -> Floats:
        """The (k,) values with every superpixel on."""
        values: Floats = self.weights.sum(axis=1) + self.intercepts
        return values


def targets(
    logits: NDArray[np.floating], temperature: float, classes: list[int], target: Target
) -> Floats:
    """Turn the network's logits into what the surrogate is fitted to.

    Parameters
    ----------
    logits : (m, n_classes) array
        -inf for classes that cannot occur.
    temperature : float
        The pack's calibration, above 0.
    classes : list of int
        Columns to explain.
    target : Target
        Calibrated probability, or its log-odds.

    Returns
    -------
    (m, k) float64
    """
    scaled: Floats = logits.astype(np.float64) / temperature
    if scaled.shape[1] == 1:  # a single class has no others to be weighed against
        return scaled
    match target:
        case Target.PROBABILITY:
            scaled -= scaled.max(axis=1, keepdims=True)
            np.exp(scaled, out=scaled)
            probabilities: Floats = scaled[:, classes] / scaled.sum(axis=1, keepdims=True)
            return probabilities
        case Target.LOG_ODDS:
            return np.stack([_log_odds(scaled, column) for column in classes], axis=1)
        case _:
            assert_never(target)


def _log_odds(scaled: Floats, column: int) -> Floats:
    """log(p / (1 - p)) without the loss that 1 - p brings near 1."""
    own: Floats = scaled[:, column]
    others = np.delete(scaled, column, axis=1)
    highest = others.max(axis=1)
    rest = np.log(np.exp(others - highest[:, None]).sum(axis=1)) + highest
    odds: Floats = own - rest
    return odds


def distances(rows: NDArray[np.bool_]) -> Floats:
    """Cosine distance in [0, 1] of each perturbation to the unperturbed photo, as lime has it."""
    share: Floats = rows.mean(axis=1, dtype=np.float64)
    distance: Floats = 1 - np.sqrt(share)
    return distance


def kernel(distance: Floats, width: float) -> Floats:
    """Similarity in (0, 1] by lime's exponential kernel."""
    similarity: Floats = np.sqrt(np.exp(-(distance**2) / width**2))
    # Samples that are all far away must not weigh nothing at all: fits divide by the sum.
    return np.maximum(similarity, LEAST_SIMILARITY)


def fit(rows: NDArray[np.bool_], values: Floats, kernel_width: float) -> Fit:
    """Fit lime's weighted ridge for all classes in closed form.

    Parameters
    ----------
    rows : (m, n_superpixels) bool
    values : (m, k) float64
        What `targets` gave.
    kernel_width : float

    Returns
    -------
    Fit
        Equal to `lime_base.LimeBase` to rounding, whatever the settings.
    """
    similarity = kernel(distances(rows), kernel_width)
    total = similarity.sum()
    x = rows.astype(np.float64)
    root = np.sqrt(similarity)[:, None]
    with _one_thread():
        x_mean, y_mean = similarity @ x / total, similarity @ values / total
        x = (x - x_mean) * root
        weights = _ridge(x, (values - y_mean) * root).T
        return Fit(weights, y_mean - weights @ x_mean)


def _ridge(x: Floats, y: Floats) -> Floats:
    """Solve the smaller of two equal systems: in superpixels, or in samples if those are fewer."""
    samples, features = x.shape
    if features <= samples:
        gram = x.T @ x
        gram.flat[:: features + 1] += ALPHA
        return np.asarray(np.linalg.solve(gram, x.T @ y), np.float64)
    gram = x @ x.T
    gram.flat[:: samples + 1] += ALPHA
    dual: Floats = x.T @ np.linalg.solve(gram, y)
    return dual


def r2(model: Fit, rows: NDArray[np.bool_], values: Floats, kernel_width: float) -> Floats:
    """Weighted R2 of each class on samples, used for the fit or held out from it.

    Returns
    -------
    (k,) float64
        At most 1; 0 where the values do not vary at all.
    """
    similarity = kernel(distances(rows), kernel_width)[:, None]
    mean = (similarity * values).sum(axis=0) / similarity.sum()
    left = (similarity * (values - model.predict(rows)) ** 2).sum(axis=0)
    whole = (similarity * (values - mean) ** 2).sum(axis=0)
    flat = whole <= np.finfo(np.float64).eps * len(rows) * (1 + mean**2)
    scores: Floats = np.where(flat, 0.0, 1 - left / np.where(flat, 1.0, whole))
    return scores


def halves(samples: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Split samples into two disjoint halves that keep each row with its complement.

    The unperturbed photo, sample 0, is in neither.
    """
    pair = (np.arange(1, samples) - 1) // 2
    return 1 + np.flatnonzero(pair % 2 == 0), 1 + np.flatnonzero(pair % 2 == 1)


def standard_errors(rows: NDArray[np.bool_], values: Floats, kernel_width: float) -> Floats:
    """Jackknife standard error of every weight, from refits that leave one part out each.

    Returns
    -------
    (k, n_superpixels) float64
        NaN where there are fewer samples than parts.
    """
    parts = min(PARTS, (len(rows) - 1) // 2)
    if parts < 2:
        return np.full((values.shape[1], rows.shape[1]), np.nan)
    part = ((np.arange(len(rows)) + 1) // 2) % parts
    part[0] = -1
    refits = np.stack(
        [fit(rows[part != p], values[part != p], kernel_width).weights for p in range(parts)]
    )
    spread = ((refits - refits.mean(axis=0)) ** 2).sum(axis=0)
    errors: Floats = np.sqrt(spread * (parts - 1) / parts)
    return errors


def told_from_zero(surrogate: Surrogate) -> NDArray[np.bool_]:
    """Tell which weights differ from zero by more than their own uncertainty, and than rounding.

    Returns
    -------
    (n_superpixels,) bool
        All weights that are not zero, where there are no standard errors yet.
    """
    weights = np.abs(surrogate.weights)
    if surrogate.standard_errors is None or not np.isfinite(surrogate.standard_errors).all():
        return weights > 0
    least = np.maximum(TOLD_APART * surrogate.standard_errors, NOTHING)
    told: NDArray[np.bool_] = weights > least
    return told
