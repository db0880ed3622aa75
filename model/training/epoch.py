"""One line of a training's history."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Epoch:
    """One line of the history; accuracies are shares in [0, 1], of the averaged weights.

    NaN where something was not measured.
    """

    epoch: int
    size: int
    loss: float
    accuracy: float
    validation_loss: float
    validation_accuracy: float
    partial_accuracy: float
    seconds: float
