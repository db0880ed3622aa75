"""Small networks as Keras 2 saves them: what TensorFlow 2.15 wrote lies in tests/data/keras2.

`python tests/keras2.py`, where TensorFlow 2.15 is installed, writes them again; none is trained.
`tf_keras` builds the same.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

FILES: Final = Path(__file__).with_name("data") / "keras2"
ANSWERS: Final = FILES / "answers.npz"
"""What TensorFlow 2.15 answered to `pictures`, by the name of the network."""

SIDE_PX: Final = 16
CLASSES: Final = 3


def pictures(side: int = SIDE_PX) -> NDArray[np.uint8]:
    """Draw three pictures of noise, black in one corner, (3, side, side, 3)."""
    noise = np.random.default_rng(5).integers(0, 256, (3, side, side, 3)).astype(np.uint8)
    noise[:, : side // 3, : side // 3] = 0
    return noise


def plain(keras: Any) -> Any:
    layers = keras.layers
    stem = [layers.Rescaling(1 / 255), layers.Conv2D(4, 3, activation="relu")]
    rest = [layers.BatchNormalization(), layers.MaxPooling2D(), layers.Flatten()]
    tail = [layers.Dropout(0.2), layers.Dense(CLASSES, activation="softmax")]
    return keras.Sequential([layers.Input((SIDE_PX, SIDE_PX, 3)), *stem, *rest, *tail])


def legacy(keras: Any) -> Any:
    layers = keras.layers
    first = layers.Conv2D(4, 3, activation="relu", input_shape=(SIDE_PX, SIDE_PX, 3))
    rest = [layers.LeakyReLU(0.2), layers.GlobalAveragePooling2D(), layers.Dense(CLASSES)]
    return keras.Sequential([first, *rest])


def functional(keras: Any) -> Any:
    """Operations of TensorFlow among the layers, as `preprocess_input` and authors write them."""
    import tensorflow as tf

    given = keras.Input((SIDE_PX, SIDE_PX, 3))
    x = keras.applications.mobilenet_v2.preprocess_input(given)
    x = tf.nn.relu6(keras.layers.Conv2D(4, 3, strides=2)(x))
    pooled = keras.layers.GlobalAveragePooling2D()(x)
    return keras.Model(given, keras.layers.Dense(CLASSES)(pooled))


def caffe(keras: Any) -> Any:
    """A slice that turns RGB into BGR: Keras 2 itself can save it in HDF5 alone."""
    given = keras.Input((SIDE_PX, SIDE_PX, 3))
    x = keras.layers.Conv2D(4, 3)(keras.applications.resnet.preprocess_input(given))
    pooled = keras.layers.GlobalAveragePooling2D()(x)
    return keras.Model(given, keras.layers.Dense(CLASSES, activation="softmax")(pooled))


def joined(keras: Any) -> Any:
    layers = keras.layers
    given = keras.Input((SIDE_PX, SIDE_PX, 3))
    x = layers.Rescaling(1 / 127.5, offset=-1)(given)
    x = layers.Conv2D(4, 3, padding="same")(x) + layers.SeparableConv2D(4, 3, padding="same")(x)
    pooled = layers.GlobalAveragePooling2D()(layers.ReLU(6.0)(x * 0.5))
    return keras.Model(given, layers.Dense(CLASSES, activation="softmax")(pooled))


def augmented(keras: Any) -> Any:
    layers = keras.layers
    changing = keras.Sequential([layers.RandomFlip("horizontal"), layers.RandomRotation(0.1)])
    scaling = [layers.Resizing(12, 12), layers.Rescaling(1 / 255)]
    known = layers.Normalization(mean=[0.4, 0.5, 0.6], variance=[0.1, 0.2, 0.1])
    rest = [layers.Conv2D(4, 3), layers.GlobalAveragePooling2D()]
    answer = layers.Dense(CLASSES, activation="softmax")
    first = layers.Input((SIDE_PX, SIDE_PX, 3))
    return keras.Sequential([first, changing, *scaling, known, *rest, answer])


def sigmoid(keras: Any) -> Any:
    layers = keras.layers
    stem = [layers.Rescaling(1 / 255), layers.Conv2D(4, 3), layers.GlobalAveragePooling2D()]
    answer = layers.Dense(1, activation="sigmoid")
    return keras.Sequential([layers.Input((SIDE_PX, SIDE_PX, 3)), *stem, answer])


def code(keras: Any) -> Any:
    layers = keras.layers
    own = layers.Lambda(lambda x: x / 255, name="shrink")
    rest = [layers.Conv2D(4, 3), layers.GlobalAveragePooling2D(), layers.Dense(CLASSES)]
    return keras.Sequential([layers.Input((SIDE_PX, SIDE_PX, 3)), own, *rest])


def custom(keras: Any) -> Any:
    class SharpenEdges(keras.layers.Layer):
        def call(self, x: Any) -> Any:
            return x * 2

    layers = keras.layers
    rest = [layers.Conv2D(4, 3), layers.GlobalAveragePooling2D(), layers.Dense(CLASSES)]
    return keras.Sequential([layers.Input((SIDE_PX, SIDE_PX, 3)), SharpenEdges(), *rest])


def mobilenet(keras: Any) -> Any:
    """MobileNetV2 as a layer, as those who tune it write it."""
    layers, side = keras.layers, 2 * SIDE_PX
    build = keras.applications.MobileNetV2
    body = build((side, side, 3), alpha=0.35, include_top=False, weights=None)
    given = keras.Input((side, side, 3))
    x = keras.applications.mobilenet_v2.preprocess_input(given)
    pooled = layers.GlobalAveragePooling2D()(body(x, training=False))
    answer = layers.Dense(CLASSES, activation="softmax")(layers.Dropout(0.2)(pooled))
    return keras.Model(given, answer)


def teachable(keras: Any) -> Any:
    """What Teachable Machine exports: MobileNetV2 of 224 px without any scaling, and a head."""
    layers, build = keras.layers, keras.applications.MobileNetV2
    body = build((224, 224, 3), alpha=0.35, include_top=False, weights=None)
    body = keras.Model(body.input, body.output, name="model1")
    features = keras.Sequential([body, layers.GlobalAveragePooling2D()])
    answer = layers.Dense(CLASSES, activation="softmax", use_bias=False)
    hidden = layers.Dense(100, activation="relu")
    return keras.Sequential([features, keras.Sequential([layers.Input((1280,)), hidden, answer])])


KEPT: Final[dict[Callable[[Any], Any], tuple[str, ...]]] = {
    plain: ("keras", "h5"),
    legacy: ("h5",),
    functional: ("keras", "h5"),
    caffe: ("h5",),
    joined: ("keras",),
    augmented: ("keras",),
    sigmoid: ("keras", "h5"),
    code: ("keras", "h5"),
    custom: ("keras", "h5"),
}
"""The networks of which files are kept, and their forms."""


def stir(network: Any) -> None:
    """Give all weights values by which numbers neither die out nor grow from layer to layer."""
    rng = np.random.default_rng(3)
    for weight in network.weights:
        shape = tuple(weight.shape)
        kind = getattr(weight.dtype, "name", weight.dtype)  # Keras 3 has its name alone
        if not kind.startswith("float") or not shape:
            continue
        noise = rng.normal(0, 1, shape)
        if len(shape) > 1:
            weight.assign(noise * (2 / np.prod(shape[:-1])) ** 0.5)
        elif "gamma" in weight.name or "variance" in weight.name:
            weight.assign(0.8 + np.abs(noise) / 4)
        else:
            weight.assign(noise / 5)


def main() -> None:
    """Write the files, and what their maker answers."""
    import tensorflow as tf

    FILES.mkdir(exist_ok=True)
    answers = {}
    for build, forms in KEPT.items():
        network = build(tf.keras)
        if build is not augmented:  # its statistics are part of what it was given
            stir(network)
        answers[build.__name__] = network(pictures().astype(np.float32), training=False).numpy()
        for form in forms:
            network.save(FILES / f"{build.__name__}.{form}")
    network = plain(tf.keras)
    network.save_weights(FILES / "older.h5")
    network.save_weights(FILES / "newer.weights.h5")
    np.savez(ANSWERS, **answers)


if __name__ == "__main__":
    sys.exit(main())
