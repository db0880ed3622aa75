"""A network with one output tells two classes apart: what the number stands for, and the other."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

NEAREST: Final = float(np.finfo(np.float32).eps) / 2
"""A probability in float32 comes no nearer to 1 than this; nearer to 0 it is told no better."""


def two_logits(answers: NDArray[np.float32], *, probabilities: bool) -> NDArray[np.float32]:
    """Give logits of two classes whose softmax is what one output says.

    Parameters
    ----------
    answers : (N, 1) float32
        Of the second class.
    probabilities : bool
        Whether they are probabilities rather than log-odds.

    Returns
    -------
    (N, 2) float32
        Half the log-odds against and for, so that both classes have weights to explain.
    """
    odds = answers[:, 0].astype(np.float64)
    if probabilities:
        within = np.clip(odds, NEAREST, 1 - NEAREST)
        odds = np.log(within) - np.log1p(-within)
    return np.stack([-odds / 2, odds / 2], axis=1).astype(np.float32)


def two_weights(class_weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give the class weights (f, 2) that go with `two_logits`, of (f, 1)."""
    half = class_weights / 2
    return np.concatenate([-half, half], axis=1)


def two_names(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Name both classes: of one name, which the number stands for, the other is "not" it."""
    return (f"not {labels[0]}", *labels) if len(labels) == 1 else labels
