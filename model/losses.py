"""Losses on accepted classes."""

from typing import Any, Final

import keras
from keras import ops

Tensor = Any
"""A tensor of whatever backend Keras runs on."""

_TINY: Final = 1e-9


@keras.saving.register_keras_serializable("tagproof")
class AcceptedCrossEntropy(keras.losses.Loss):
    """Cross-entropy of the summed probability of all accepted classes, smoothed.

    With one accepted class it is the ordinary categorical cross-entropy; a partial label ("a
    hoodie: Sweatshirts or Jackets") is right whichever of its classes the network chooses.

    Parameters
    ----------
    smoothing : float
        Share of the loss that goes to all classes alike (Szegedy et al. 2016,
        doi:10.1109/CVPR.2016.308), in [0, 1).
    """

    def __init__(self, smoothing: float = 0.1, name: str = "accepted", **rest: object) -> None:
        super().__init__(name=name, **rest)
        self.smoothing = smoothing

    def call(self, y_true: Tensor, y_pred: Tensor) -> Tensor:  # noqa: D102
        log_p = ops.log_softmax(ops.cast(y_pred, "float32"))
        accepted = ops.cast(y_true, "float32")
        right = -ops.logsumexp(log_p + ops.log(accepted + _TINY), axis=-1)
        return (1 - self.smoothing) * right - self.smoothing * ops.mean(log_p, axis=-1)

    def get_config(self) -> dict[str, object]:  # noqa: D102
        return {**super().get_config(), "smoothing": self.smoothing}


@keras.saving.register_keras_serializable("tagproof")
def accepted_accuracy(y_true: Tensor, y_pred: Tensor) -> Tensor:
    """Share of photos whose most probable class is an accepted one."""
    return ops.take_along_axis(y_true, ops.argmax(y_pred, axis=-1)[:, None], axis=1)[:, 0]
