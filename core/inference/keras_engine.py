"""Keras and TensorFlow: the reference, and the engine of any bare `.keras` classifier.

TensorFlow takes seconds to import, so nothing here imports it before an engine is made. Its
logits may differ in the last bits from one batch size to another (4e-7 measured, one picture
against two) but not by a picture's place in the batch: every run therefore has the same shape.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from core.entities import EngineFacts
from core.errors import EngineError, PackError
from core.imaging.preprocessing import scale
from core.inference.card import InputSpec
from core.inference.engine import (
    Engine,
    EngineOutput,
    EngineSpec,
    Writer,
    check_bytes,
    copying,
)
from core.inference.keras_loading import kit_of, load_network
from core.inference.own_copy import named_as, own_copy, own_room
from core.inference.probing import answers_to_noise, are_probabilities
from core.inference.single_output import two_logits, two_weights
from core.vocabulary import Scaling

if TYPE_CHECKING:
    import keras

BATCH_SIZE: Final = 16
"""A single picture costs as much as a batch; larger ones gain little (3.8 against 3.2 s/1,000)."""

SMALLEST_PROBABILITY: Final = float(np.finfo(np.float32).tiny)


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a network, as far as it is global average pooling and one dense layer.

    Attributes
    ----------
    feature_map : keras tensor or None
        (N, h, w, f), what is pooled; None where the network ends otherwise.
    class_weights : (f, n_classes) float32 or None
        None where more than dropout lies between the pooling and the dense layer.
    """

    feature_map: Any
    class_weights: NDArray[np.float32] | None


class KerasEngine:
    """A network of Keras whose answers are logits, or probabilities that sum to 1.

    Probabilities are turned into logits by their logarithm; the softmax gives them back.

    Parameters
    ----------
    path : Path
        Loaded with `safe_mode`: a file that carries code is refused.
    scaling : Scaling
    batch_size : int
    size : int, optional
        Side of the input, px; needed only where the network leaves it open.

    Raises
    ------
    PackError
        The file is missing, no network, carries code, or does not take one RGB picture.
    """

    stem = None

    def __init__(
        self,
        path: Path,
        scaling: Scaling = Scaling.BYTE,
        batch_size: int = BATCH_SIZE,
        size: int | None = None,
    ) -> None:
        self._path = path
        self._scaling = scaling
        self.batch_size = batch_size
        model = load_network(path)
        self.size = _input_size(path, model, size)
        self.outputs = int(model.outputs[0].shape[1])
        self._dtype = _input_dtype(path, model, scaling)
        head = find_head(model)
        self.class_weights = head.class_weights
        if self.outputs == 1 and head.class_weights is not None:
            self.class_weights = two_weights(head.class_weights)
        self.gives_features = head.feature_map is not None
        self.facts = _facts(model)
        self._call = _compile(model, head, (batch_size, self.size, self.size, 3), self._dtype)
        self._gives_probabilities = False
        self._gives_probabilities = self._probe(_last_activation(model))

    def run_written(self, count: int, write: Writer) -> NDArray[np.float32]:
        """Run `count` pictures that `write` makes; gives (count, n_classes) logits, owned.

        Raises
        ------
        EngineError
            A logit is not finite.
        """
        return self._run(count, write).logits

    def run(self, pictures: NDArray[np.uint8]) -> EngineOutput:
        """Run any number of pictures.

        Parameters
        ----------
        pictures : (N, size, size, 3) uint8
            Not changed.

        Returns
        -------
        EngineOutput

        Raises
        ------
        EngineError
            A logit is not finite.
        """
        return self._run(len(pictures), copying(pictures))

    def _run(self, count: int, write: Writer) -> EngineOutput:
        logits, features = [], []
        batch = np.zeros((self.batch_size, self.size, self.size, 3), dtype=np.uint8)
        for start in range(0, max(count, 1), self.batch_size):
            part = slice(start, min(start + self.batch_size, count))
            write(part, batch)
            answer = self._run_batch(batch)
            logits.append(answer[0][: part.stop - start])
            features += [maps[: part.stop - start] for maps in answer[1:]]
        return EngineOutput(np.concatenate(logits), np.concatenate(features) if features else None)

    def _run_batch(self, batch: NDArray[np.uint8]) -> list[NDArray[np.float32]]:
        scaled = scale(batch, self._scaling).astype(self._dtype, copy=False)
        answers = [answer.numpy().astype(np.float32) for answer in self._call(scaled)]
        if not np.isfinite(answers[0]).all():
            raise EngineError(f"{self._path.name} answered a number that is not finite")
        if self.outputs == 1:
            answers[0] = two_logits(answers[0], probabilities=self._gives_probabilities)
        elif self._gives_probabilities:
            answers[0] = np.log(np.maximum(answers[0], SMALLEST_PROBABILITY))
        return answers

    def _probe(self, activation: str) -> bool:
        """Tell probabilities from logits, by the last layer and by what it answers to noise."""
        answers = answers_to_noise(self._path, self)
        if self.outputs == 1:
            return activation == "sigmoid"
        return are_probabilities(self._path, answers, squashed=activation != "linear")


def find_head(model: "keras.Model") -> Head:
    """Find the feature map and the class weights, where the network ends as CAM needs it.

    Parameters
    ----------
    model : keras.Model

    Returns
    -------
    Head

    References
    ----------
    Zhou et al., Learning Deep Features for Discriminative Localization, CVPR 2016,
    DOI 10.1109/CVPR.2016.319.
    """
    layers = kit_of(model).layers
    pools = [layer for layer in model.layers if isinstance(layer, layers.GlobalAveragePooling2D)]
    if not pools or pools[-1].data_format != "channels_last":
        return Head(None, None)
    pool = pools[-1]
    tail = model.layers[model.layers.index(pool) :]
    if any(len(layer.output.shape) != 2 for layer in tail):  # an inner gate, not the end
        return Head(None, None)
    weighty = [layer for layer in tail if layer.weights]
    passive = (layers.GlobalAveragePooling2D, layers.Dropout, layers.Softmax, layers.Activation)
    plain = all(isinstance(layer, passive) for layer in tail if layer not in weighty)
    if len(weighty) != 1 or not isinstance(weighty[0], layers.Dense) or not plain:
        return Head(pool.input, None)
    kernel: NDArray[np.floating] = np.asarray(weighty[0].get_weights()[0])
    return Head(pool.input, kernel.astype(np.float32))


def _last_activation(model: "keras.Model") -> str:
    """Name what the last layer, or that of the last network inside, does to its numbers."""
    layer = model
    while getattr(layer, "layers", None):
        layer = layer.layers[-1]
    return getattr(getattr(layer, "activation", None), "__name__", "")


def _input_dtype(path: Path, model: "keras.Model", scaling: Scaling) -> np.dtype[Any]:
    """Give the kind of numbers that a network takes; PackError where a photo would not survive."""
    given = model.inputs[0].dtype
    dtype: np.dtype[Any] = np.dtype(getattr(given, "name", given))
    if np.issubdtype(dtype, np.integer):
        check_bytes(path, int(np.iinfo(dtype).max), scaling)
    return dtype


def _input_size(path: Path, model: "keras.Model", wanted: int | None) -> int:
    if len(model.inputs) != 1 or len(model.outputs) != 1:
        raise PackError(path, "must take one picture and give one answer")
    shape, answer = tuple(model.inputs[0].shape), tuple(model.outputs[0].shape)
    if len(shape) != 4 or shape[3] != 3 or shape[1] != shape[2]:
        raise PackError(path, f"takes {shape[1:]} instead of square RGB pictures")
    if len(answer) != 2:
        raise PackError(path, f"answers {answer[1:]} instead of one number per class")
    size: int | None = shape[1] or wanted
    if size is None:
        raise PackError(path, "leaves the size of its pictures open; name one")
    return size


def _compile(model: "keras.Model", head: Head, shape: tuple[int, ...], dtype: Any) -> Any:  # noqa: ANN401
    import tensorflow as tf

    maps = [] if head.feature_map is None else [head.feature_map]
    network = kit_of(model).Model(model.inputs, [*model.outputs, *maps])

    def call(pictures: Any) -> Any:  # noqa: ANN401 - TensorFlow has no types
        return tf.nest.flatten(network(pictures, training=False))

    # Rewriting `call` needs its source, which the standalone program lacks; it holds no branches.
    signature = [tf.TensorSpec(shape, tf.as_dtype(dtype))]
    return tf.function(call, input_signature=signature, autograph=False)


def _facts(model: "keras.Model") -> EngineFacts:
    import tensorflow as tf
    from tensorflow.python.util import _pywrap_util_port as build

    kernels = "oneDNN" if build.IsMklEnabled() else "built-in"
    kit = kit_of(model)
    name = "Keras" if kit.__name__ == "keras" else kit.__name__
    return EngineFacts(name, f"{kit.__version__}, TensorFlow {tf.__version__}", kernels)


def _start(network: Path, content: bytes, seen: InputSpec, threads: int) -> Engine:
    """Start on all cores: TensorFlow's threads are the process's, not one network's.

    Keras reads files alone: the bytes get one that nobody changes meanwhile.
    """
    with own_room() as room, named_as(network):
        return KerasEngine(own_copy(network, content, room), seen.scaling, size=seen.size)


ENGINE: Final = EngineSpec(
    "Keras, in float",
    "network.keras",
    "keras",
    _start,
    other_files=("network.h5",),
    heeds_threads=False,
)
