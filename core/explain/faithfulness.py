"""What becomes of the class's probability while superpixels leave, or enter, in order of weight.

Deletion and insertion beside random orders
(Petsiuk et al. 2018, https://doi.org/10.48550/arXiv.1806.07421).
They ask the network again, and are measured on request.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from core.entities import Explanation, Photo
from core.explain.probe import Probe
from core.explain.segmentation import Segmentation
from core.vocabulary import Target

if TYPE_CHECKING:
    from core.inference.classifier import Classifier
    from core.jobs import CancelToken

CURVE_STEPS: Final = 32
"""Most points of a deletion or insertion curve, both ends not counted."""

RANDOM_ORDERS: Final = 3
"""Random orders that the control averages."""


@dataclass(frozen=True, slots=True)
class Curves:
    """The class's probability, in [0, 1], while superpixels leave or enter.

    Attributes
    ----------
    share : tuple of float
        Of the picture that has left, or entered; from 0 to 1.
    deletion, insertion : tuple of float
        One probability for each share.
    random_deletion, random_insertion : tuple of float
        Means of random orders at the same shares.
    """

    share: tuple[float, ...]
    deletion: tuple[float, ...]
    insertion: tuple[float, ...]
    random_deletion: tuple[float, ...]
    random_insertion: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Faithfulness:
    """Areas under the curves of the class's probability, in [0, 1], and the curves themselves.

    Attributes
    ----------
    deletion : float
        While superpixels leave, strongest first; low is good.
    insertion : float
        While they enter an empty picture; high is good.
    random_deletion, random_insertion : float
        The same in random order: what any explanation must beat.
    curves : Curves or None
        None where they were not kept.
    """

    deletion: float
    insertion: float
    random_deletion: float
    random_insertion: float
    curves: Curves | None = None


def faithfulness(
    classifier: Classifier,
    photo: Photo,
    explanation: Explanation,
    *,
    token: CancelToken | None = None,
) -> Faithfulness:
    """Measure deletion and insertion against random orders.

    Parameters
    ----------
    classifier : Classifier
    photo : Photo
        The one explained.
    explanation : Explanation
        Its first class must be one of the pack.
    token : CancelToken, optional
        Looked at before each batch.

    Returns
    -------
    Faithfulness

    Raises
    ------
    EngineError
        The network answered NaN or infinity.
    Cancelled
        The token was cancelled.
    """
    settings = explanation.used
    segmentation = Segmentation(explanation.segments, explanation.background)
    probe = Probe(classifier, photo, segmentation, settings)
    random = np.random.default_rng(settings.seed)
    count = explanation.superpixels
    orders = [np.argsort(-explanation.surrogate.weights, kind="stable")]
    orders += [random.permutation(count) for _ in range(RANDOM_ORDERS)]
    keep = np.concatenate([_removed(order) for order in orders])
    rows = np.concatenate([keep, ~keep])
    values = probe.ask_all(rows, [explanation.label], Target.PROBABILITY, token)[:, 0]
    areas = explanation.sizes / explanation.sizes.sum()
    hidden = (~keep @ areas).reshape(len(orders), -1)
    return _faithfulness(hidden, values.reshape(2, len(orders), -1))


def _faithfulness(hidden: NDArray[np.float64], values: NDArray[np.float64]) -> Faithfulness:
    """Sum up (2, n_orders, k) probabilities at (n_orders, k) shares; ours is the first order."""
    aucs = np.array([[np.trapezoid(y, x) for y, x in zip(c, hidden, strict=True)] for c in values])
    share = hidden[0]
    others = [
        np.mean([np.interp(share, x, y) for y, x in zip(c[1:], hidden[1:], strict=True)], axis=0)
        for c in values
    ]
    found = (share, values[0, 0], values[1, 0], *others)
    return Faithfulness(
        float(aucs[0, 0]),
        float(aucs[1, 0]),
        float(aucs[0, 1:].mean()),
        float(aucs[1, 1:].mean()),
        Curves(*(tuple(map(float, line)) for line in found)),
    )


def _removed(order: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Rows in which ever more superpixels are off, in this order: from all on to all off."""
    count = len(order)
    rank = np.empty(count, dtype=np.intp)
    rank[order] = np.arange(count)
    steps = np.rint(np.linspace(0, count, min(count, CURVE_STEPS) + 1)).astype(np.intp)
    rows: NDArray[np.bool_] = rank >= steps[:, None]
    return rows
