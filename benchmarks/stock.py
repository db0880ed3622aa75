"""The references: stock lime with Keras, as its users call it."""

from pathlib import Path

import keras
import numpy as np
from keras import layers
from lime import lime_image
from numpy.typing import NDArray

from core.entities import EngineFacts
from core.imaging.preprocessing import scale
from core.inference.engine import Writer
from core.vocabulary import Scaling


class KerasReference:
    """A `.keras` network called with `predict`, as stock lime's users do."""

    batch_size = 32
    facts = EngineFacts("Keras", keras.__version__, "predict")

    def __init__(self, network: keras.Model, scaling: Scaling, *, probabilities: bool) -> None:
        self.network = network
        self._scaling = scaling
        self._probabilities = probabilities
        self.size = int(network.input_shape[1])

    @classmethod
    def of_pack(cls, folder: Path, scaling: Scaling) -> "KerasReference":
        """Load the network of a pack."""
        network = keras.saving.load_model(folder / "network.keras", compile=False)
        return cls(network, scaling, probabilities=False)

    @classmethod
    def published(cls, classes: int) -> "KerasReference":
        """Build the published CNN, untrained: its weights do not change its time."""
        network = keras.Sequential([keras.Input((224, 224, 3))])
        for filters in (32, 64, 128):
            network.add(layers.Conv2D(filters, 3, activation="relu"))
            network.add(layers.BatchNormalization())
            network.add(layers.MaxPooling2D())
        network.add(layers.Flatten())
        network.add(layers.Dense(256, activation="relu"))
        network.add(layers.Dropout(0.5))
        network.add(layers.Dense(classes, activation="softmax"))
        return cls(network, Scaling.UNIT, probabilities=True)

    def probabilities(self, pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Answer lime: (N, size, size, 3) pictures to (N, n_classes) probabilities."""
        answers = self._predict(pictures)
        if self._probabilities:
            return answers
        raised = np.exp(answers - answers.max(axis=1, keepdims=True))
        probabilities: NDArray[np.float32] = raised / raised.sum(axis=1, keepdims=True)
        return probabilities

    def run_written(self, count: int, write: Writer) -> NDArray[np.float32]:
        """Answer logits for pictures that are written."""
        pictures = np.empty((count, self.size, self.size, 3), np.uint8)
        write(slice(0, count), pictures)
        return self._predict(pictures)

    def _predict(self, pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
        answer = self.network.predict(scale(pictures, self._scaling), verbose=0)
        logits: NDArray[np.float32] = answer[0] if isinstance(answer, list) else answer
        return logits


def stock_lime(
    reference: KerasReference, picture: NDArray[np.uint8], samples: int
) -> lime_image.ImageExplanation:
    """Explain by lime 0.2.0.1 with its defaults and black fill, as the published system did."""
    # lime's progress bar cannot be switched off by an argument.
    lime_image.tqdm = lambda rows: rows
    return lime_image.LimeImageExplainer(random_state=0).explain_instance(
        picture, reference.probabilities, hide_color=0, top_labels=5, num_samples=samples
    )
