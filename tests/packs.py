"""Two small real packs: five colours, told apart by a trained network of 1,500 weights.

They lie in tests/data/packs, so that a test that needs a network does not wait for TensorFlow.
`python -m tests.packs` trains and writes them again.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from core.inference.card import Card, InputSpec, Thresholds
from core.inference.model_pack import Pack, open_pack
from core.inference.pack_writing import write_pack
from core.vocabulary import EngineKind

if TYPE_CHECKING:
    import keras

COLOURS: Final = {
    "Blue": (40, 70, 200),
    "Green": (40, 160, 60),
    "Grey": (120, 120, 120),
    "Red": (200, 40, 40),
    "Yellow": (230, 200, 40),
}
LABELS: Final = tuple(COLOURS)
SIZE_PX: Final = 32
PACKS: Final = Path(__file__).with_name("data") / "packs"


def draw_product(
    label: str, size: tuple[int, int] = (SIZE_PX, SIZE_PX), seed: int = 0
) -> NDArray[np.uint8]:
    """Draw a patch of the class's colour somewhere on near-white paper, (H, W, 3) uint8."""
    rng = np.random.default_rng([LABELS.index(label), seed])
    height, width = size
    picture = Image.new("RGB", (width, height), tuple(rng.integers(244, 256, 3).tolist()))
    left, top = rng.uniform(0.05, 0.35, 2) * (width, height)
    right, bottom = rng.uniform(0.6, 0.95, 2) * (width, height)
    shade = np.clip(np.array(COLOURS[label]) + rng.integers(-25, 26, 3), 0, 255)
    outline = [(float(left), float(top)), (float(right), float(bottom))]
    draw = ImageDraw.Draw(picture)
    (draw.rectangle if rng.random() < 0.5 else draw.ellipse)(outline, fill=tuple(shade.tolist()))
    return np.asarray(picture)


def build_network() -> "keras.Model":
    """Train the network: features, gap and logits are named as in the shipped one."""
    import keras
    from keras import layers

    keras.utils.set_random_seed(7)
    pictures = keras.Input((SIZE_PX, SIZE_PX, 3))
    x = layers.Rescaling(1 / 127.5, offset=-1)(pictures)
    for width in (8, 16):
        x = layers.Conv2D(width, 3, strides=2, padding="same", activation="relu")(x)
    x = layers.Activation("linear", name="features")(x)
    pooled = layers.GlobalAveragePooling2D(name="gap")(x)
    answer = layers.Dense(len(LABELS), name="logits")(pooled)
    network = keras.Model(pictures, answer)
    examples = np.stack([draw_product(name, seed=seed) for seed in range(64) for name in LABELS])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    network.compile(keras.optimizers.Adam(0.01), loss)
    classes = np.tile(np.arange(len(LABELS)), 64)
    network.fit(examples.astype(np.float32), classes, batch_size=32, epochs=8, verbose=0)
    return network


def to_tflite(network: "keras.Model", *, quantised: bool = False) -> bytes:
    """Convert a network to LiteRT with logits and features as outputs."""
    import keras
    import tensorflow as tf

    outputs = [network.output, network.get_layer("features").output]
    converter = tf.lite.TFLiteConverter.from_keras_model(keras.Model(network.inputs, outputs))
    if quantised:
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.representative_dataset = _representative_pictures
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        converter.inference_input_type = tf.uint8
    return bytes(converter.convert())


def make_card(**changes: object) -> Card:
    """Make the card of the small network; `changes` replace its fields."""
    fields: dict[str, object] = {
        "name": "tiny",
        "version": "1",
        "created": datetime(2025, 1, 1, tzinfo=UTC).isoformat(),
        "labels": LABELS,
        "input": InputSpec(SIZE_PX),
        "engine": EngineKind.LITERT,
        "thresholds": Thresholds(known=0.7, uncertain=0.3),
        "families": (("Green", "Yellow"),),
    }
    return Card(**(fields | changes))  # type: ignore[arg-type]


def write_tiny_pack(folder: Path, network: "keras.Model", *, quantised: bool = False) -> Pack:
    """Write the small network as a pack that LiteRT answers for."""
    from keras import ops

    with TemporaryDirectory() as workshop:
        saved = Path(workshop, "network.keras")
        network.save(saved)
        files: dict[str, Path | bytes] = {
            "network.tflite": to_tflite(network, quantised=quantised),
            "network.keras": saved,
        }
        weights = ops.convert_to_numpy(network.get_layer("logits").kernel)
        return write_pack(folder, make_card(), files, class_weights=weights)


def _representative_pictures() -> "list[list[NDArray[np.float32]]]":
    pictures = [draw_product(name, seed=seed) for name in LABELS for seed in range(8)]
    pictures.append(np.zeros((SIZE_PX, SIZE_PX, 3), np.uint8))
    pictures.append(np.full((SIZE_PX, SIZE_PX, 3), 255, np.uint8))
    return [[picture[None].astype(np.float32)] for picture in pictures]


@pytest.fixture(scope="session")
def tiny_pack() -> Pack:
    """The small network as a pack, float, answered by LiteRT; not to be changed."""
    return open_pack(PACKS / "tiny")


@pytest.fixture(scope="session")
def quantised_pack() -> Pack:
    """The same quantised to int8, bytes in; not to be changed."""
    return open_pack(PACKS / "quantised")


@pytest.fixture(scope="session")
def tiny_network(tiny_pack: Pack) -> "keras.Model":
    """The small network in Keras; answers logits. Imports TensorFlow."""
    import keras

    return keras.saving.load_model(tiny_pack.folder / "network.keras", compile=False)


@pytest.fixture
def built_in_kernels(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Once called, LiteRT computes by itself, as where XNNPACK cannot take the network."""
    from ai_edge_litert import interpreter

    def leave_out() -> None:
        plain = interpreter.OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES
        other = partial(interpreter.Interpreter, experimental_op_resolver_type=plain)
        monkeypatch.setattr(interpreter, "Interpreter", other)

    return leave_out


if __name__ == "__main__":
    trained = build_network()
    write_tiny_pack(PACKS / "tiny", trained)
    write_tiny_pack(PACKS / "quantised", trained, quantised=True)
