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
    hoodie: Sweatshirts or Jackets") is right whichever of its classes the network chooses. With
    none, a thing outside the classes, it is the cross-entropy to all classes alike (outlier
    exposure, Hendrycks et al. 2019, arXiv:1812.04606). Where a teacher's probabilities stand
    behind the accepted classes, they count for `taught` of it; zeros are a teacher that is silent.

    Parameters
    ----------
    smoothing : float
        Share of the loss that goes to all classes alike (Szegedy et al. 2016,
        doi:10.1109/CVPR.2016.308), in [0, 1).
    taught : float
        Share of the loss that is cross-entropy to the teacher's answer, in [0, 1].
    """

    def __init__(
        self,
        smoothing: float = 0.1,
        taught: float = 0.0,
        name: str = "accepted",
        **rest: object,
    ) -> None:
        super().__init__(name=name, **rest)
        self.smoothing = smoothing
        self.taught = taught

    def call(self, y_true: Tensor, y_pred: Tensor) -> Tensor:  # noqa: D102
        log_p = ops.log_softmax(ops.cast(y_pred, "float32"))
        classes = y_pred.shape[-1]
        accepted = ops.cast(y_true[:, :classes], "float32")
        right = -ops.logsumexp(log_p + ops.log(accepted + _TINY), axis=-1)
        even = -ops.mean(log_p, axis=-1)
        own = (1 - self.smoothing) * right + self.smoothing * even
        own = ops.where(ops.sum(accepted, axis=-1) == 0, even, own)
        if y_true.shape[-1] == classes:
            return own
        teacher = ops.cast(y_true[:, classes:], "float32")
        taught = -ops.sum(teacher * log_p, axis=-1)
        silent = ops.sum(teacher, axis=-1) == 0
        return ops.where(silent, own, (1 - self.taught) * own + self.taught * taught)

    def get_config(self) -> dict[str, object]:  # noqa: D102
        return {**super().get_config(), "smoothing": self.smoothing, "taught": self.taught}


@keras.saving.register_keras_serializable("tagproof")
def accepted_accuracy(y_true: Tensor, y_pred: Tensor) -> Tensor:
    """Share of photos whose most probable class is an accepted one."""
    return ops.take_along_axis(y_true, ops.argmax(y_pred, axis=-1)[:, None], axis=1)[:, 0]
