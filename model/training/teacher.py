"""A pack that teaches: its probabilities for the very pictures that the pupil sees.

Hinton et al. 2015, arXiv:1503.02531. The teacher is asked anew for every augmented picture: one
that looks at another crop than its pupil teaches less (Beyer et al. 2022,
doi:10.1109/CVPR52688.2022.01065).
"""

from pathlib import Path

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from core.errors import PackError
from core.inference.calibration import calibrate
from core.inference.model_pack import open_pack
from core.inference.opening import open_engine


class Teacher:
    """A pack's network, run beside the training on one thread.

    Parameters
    ----------
    folder : Path
        The pack. Its input may have another size than the pupil's.
    classes : tuple of str
        The pupil's classes in order; the pack must have the same.

    Raises
    ------
    PackError
    """

    def __init__(self, folder: Path, classes: tuple[str, ...]) -> None:
        pack = open_pack(folder)
        if tuple(pack.labels) != classes:
            raise PackError(folder, "names other classes than those to be learnt")
        self._engine = open_engine(pack, threads=1)
        self._classes = len(classes)

    def teach(self, pictures: tf.Tensor) -> tf.Tensor:
        """Give probabilities, (N, n_classes) float32, for (N, size, size, 3) values in [0, 255]."""
        resized = tf.image.resize(pictures, [self._engine.size] * 2, antialias=True)
        taken = tf.cast(tf.round(resized), tf.uint8)
        taught = tf.numpy_function(self._answer, [taken], tf.float32)
        return tf.ensure_shape(taught, (None, self._classes))

    def _answer(self, pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
        # As sure as it was trained to be: the card's temperature, fitted to be right, is sharper.
        return calibrate(self._engine.run(pictures).logits, 1.0).astype(np.float32)
