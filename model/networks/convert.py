"""From a Keras network to the two forms that LiteRT runs: float and 8-bit."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from core.inference.litert_engine import LiteRtEngine
from model.networks.architectures import FEATURES
from model.networks.first_layers import in_blocks

REPRESENTATIVES: Final = 300
"""Photos from which the 8-bit ranges are taken."""


def with_features(network: keras.Model) -> keras.Model:
    """Let a network answer its last feature map, if it has one, beside the logits in one run."""
    maps = [layer.output for layer in network.layers if layer.name == FEATURES]
    return keras.Model(network.input, [network.output, *maps])


def to_float(network: keras.Model) -> bytes:
    """Convert; input float32 byte values, outputs logits and features in float32."""
    return bytes(tf.lite.TFLiteConverter.from_keras_model(with_features(network)).convert())


def to_int8(network: keras.Model, pictures: NDArray[np.uint8]) -> bytes:
    """Quantise after training to 8 bits (Jacob et al. 2018, doi:10.1109/CVPR.2018.00286).

    The input stays bytes as they are; logits and features come out as float32, and no softmax is
    inside: one in 8 bits would have steps of 1/256.

    Parameters
    ----------
    network : keras.Model
    pictures : (N, size, size, 3) uint8
        What the ranges of the activations are taken from; training photos.
    """
    converter = tf.lite.TFLiteConverter.from_keras_model(with_features(network))
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = lambda: _representatives(pictures)
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = tf.uint8
    converter.inference_output_type = tf.float32
    return in_blocks(bytes(converter.convert()))


def _representatives(pictures: NDArray[np.uint8]) -> Iterator[list[NDArray[np.float32]]]:
    for picture in pictures[:REPRESENTATIVES]:
        batch = picture[None].astype(np.float32)
        batch[0, 0, 0], batch[0, 0, 1] = 0, 255  # the input's range is the byte's, exactly
        yield [batch]


def start(network: bytes) -> LiteRtEngine:
    """Start a converted network that is in no file yet."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "network.tflite")
        path.write_bytes(network)
        return LiteRtEngine(path)
