"""Networks that people hand over answer as the library that made them does."""

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from core.errors import PackError
from core.inference.calibration import calibrate
from core.inference.keras_engine import KerasEngine
from core.inference.keras_loading import KERAS_2, kit_of, load_network
from core.inference.model_pack import Pack
from core.vocabulary import Scaling
from tests import keras2

HAS_KERAS_2 = importlib.util.find_spec(KERAS_2) is not None
needs_keras_2 = pytest.mark.skipif(not HAS_KERAS_2, reason="tf_keras is not installed")
BY_KERAS_3 = ("augmented.keras", "legacy.h5", "plain.h5", "sigmoid.h5", "sigmoid.keras")
BY_KERAS_2 = ("caffe.h5", "functional.h5", "functional.keras", "joined.keras", "plain.keras")


def chances(answers: NDArray[np.floating]) -> NDArray[np.floating]:
    """Give probabilities of all classes, whatever form a library's answer has."""
    if answers.shape[1] == 1:
        return np.hstack([1 - answers, answers])
    return answers if np.allclose(answers.sum(axis=1), 1, atol=1e-3) else calibrate(answers, 1.0)


def agree(path: Path, answers: NDArray[np.floating], given: NDArray[np.uint8]) -> KerasEngine:
    engine = KerasEngine(path)
    found = calibrate(engine.run(given).logits, 1.0)
    np.testing.assert_allclose(found, chances(answers.astype(np.float64)), atol=1e-6)
    assert np.ptp(answers, axis=0).max() > 1e-5  # it tells the pictures apart
    return engine


@pytest.mark.parametrize("name", BY_KERAS_3)
def test_plain_networks_of_keras_2_answer_as_their_maker_did(name: str) -> None:
    path = keras2.FILES / name
    engine = agree(path, np.load(keras2.ANSWERS)[path.stem], keras2.pictures())
    assert engine.facts.name == (KERAS_2 if HAS_KERAS_2 else "Keras")


@pytest.mark.parametrize("name", BY_KERAS_2)
def test_the_other_networks_of_keras_2_need_what_it_lives_on_as(name: str) -> None:
    path = keras2.FILES / name
    if HAS_KERAS_2:
        agree(path, np.load(keras2.ANSWERS)[path.stem], keras2.pictures())
        return
    cause = r"was saved by Keras 2\.15\.0.*which Keras 3\.\d+\.\d+ cannot read: install tf_keras"
    with pytest.raises(PackError, match=cause):
        load_network(path)


@needs_keras_2
def test_mobilenet_of_keras_2_is_read(tmp_path: Path) -> None:
    import tf_keras

    tf_keras.utils.set_random_seed(1)
    network = keras2.mobilenet(tf_keras)
    given = keras2.pictures(2 * keras2.SIDE_PX)
    given[0], given[1] = 0, 255
    pooled = tf_keras.Model(network.input, network.layers[-2].output)
    spread = pooled(given.astype(np.float32), training=False).numpy().std()
    kernel = np.random.default_rng(1).normal(0, 1, (1280, keras2.CLASSES))
    network.layers[-1].set_weights([kernel / spread / 36, np.zeros(keras2.CLASSES)])
    answers = network(given.astype(np.float32), training=False).numpy()
    for form in ("keras", "h5"):
        network.save(tmp_path / f"n.{form}")
        agree(tmp_path / f"n.{form}", answers, given)


def sequential(keras: Any) -> Any:
    return keras2.plain(keras)


def linear_output(keras: Any) -> Any:
    layers = keras.layers
    rest = [layers.Conv2D(4, 3), layers.GlobalAveragePooling2D(), layers.Dense(2)]
    return keras.Sequential([keras.Input((16, 16, 3)), layers.Rescaling(1 / 255), *rest])


def operations(keras: Any) -> Any:
    given = keras.Input((16, 16, 3))
    x = keras.layers.Conv2D(4, 3)(given / 127.5 - 1.0)
    pooled = keras.layers.GlobalAveragePooling2D()(keras.ops.relu6(x))
    return keras.Model(given, keras.layers.Dense(3, activation="softmax")(pooled))


def normalised(keras: Any) -> Any:
    layers = keras.layers
    known = layers.Normalization(mean=[99.0, 101.0, 103.0], variance=[60.0, 61.0, 62.0])
    rest = [layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(3), layers.Softmax()]
    flip = keras.Sequential([layers.RandomFlip(), layers.RandomContrast(0.2)])
    return keras.Sequential([keras.Input((16, 16, 3)), flip, known, *rest])


def nested(keras: Any) -> Any:
    layers, given = keras.layers, keras.Input((16, 16, 3))
    x = layers.BatchNormalization()(layers.SeparableConv2D(6, 3, padding="same")(given))
    body = keras.Model(given, layers.Concatenate()([given, layers.ReLU(6.0)(x)]))
    rest = [layers.GlobalAveragePooling2D(), layers.Dense(3, activation="softmax")]
    scaled = layers.Rescaling(1 / 127.5, -1)
    return keras.Sequential([keras.Input((16, 16, 3)), scaled, body, *rest])


def bytes_taken(keras: Any) -> Any:
    given = keras.Input((16, 16, 3), dtype="uint8")
    x = keras.layers.Conv2D(4, 3)(keras.layers.Rescaling(1 / 255)(given))
    answer = keras.layers.Dense(3, activation="softmax")(keras.layers.Flatten()(x))
    return keras.Model(given, answer)


@pytest.mark.parametrize("build", [sequential, linear_output, normalised, nested, bytes_taken])
@pytest.mark.parametrize("form", ["keras", "h5"])
def test_networks_of_keras_3_answer_as_keras_does(
    build: Callable[[Any], Any], form: str, tmp_path: Path
) -> None:
    import keras

    network = build(keras)
    keras2.stir(network)
    network.save(tmp_path / f"n.{form}")
    given = keras2.pictures(network.input_shape[1])
    answers = keras.ops.convert_to_numpy(
        network(given.astype(network.inputs[0].dtype), training=False)
    )
    agree(tmp_path / f"n.{form}", answers, given)


def test_operations_of_keras_3_are_read_from_archives_alone(tmp_path: Path) -> None:
    import keras

    network = operations(keras)
    keras2.stir(network)
    network.save(tmp_path / "n.keras")
    answers = network(keras2.pictures().astype(np.float32), training=False)
    agree(tmp_path / "n.keras", keras.ops.convert_to_numpy(answers), keras2.pictures())
    network.save(tmp_path / "n.h5")
    cause = (
        r"HDF5 keeps no operations of Keras 3 \(Relu6, Subtract, TrueDivide\): save .* as \.keras"
    )
    with pytest.raises(PackError, match=cause):
        load_network(tmp_path / "n.h5")


def test_a_wrong_ending_does_no_harm(tmp_path: Path) -> None:
    for name, other in (("plain.h5", "n.keras"), ("sigmoid.keras", "n.h5"), ("legacy.h5", "n")):
        load_network(Path(shutil.copyfile(keras2.FILES / name, tmp_path / other)))


@pytest.mark.parametrize("form", ["keras", "h5"])
def test_code_is_refused_before_any_library_sees_it(form: str) -> None:
    code = "import sys\nfrom pathlib import Path\nfrom core.inference.keras_loading import *\n"
    code += f"try:\n    load_network(Path({str(keras2.FILES / f'code.{form}')!r}))\n"
    code += "except PackError as error:\n    print(error)\n"
    code += "print(sorted({'keras', 'tf_keras', 'tensorflow'} & set(sys.modules)))"
    run = [sys.executable, "-c", code]
    told = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert "carries code of its own (layer shrink), which is never run" in told
    assert told.endswith("[]\n")


@pytest.mark.parametrize("form", ["keras", "h5"])
def test_layers_of_the_authors_own_are_named(form: str) -> None:
    with pytest.raises(PackError, match="needs SharpenEdges"):
        load_network(keras2.FILES / f"custom.{form}")


def test_a_failing_load_says_who_saved_and_who_failed(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "n.keras"
    for version, cause in (
        ("3.0.0", r"was saved by Keras 3\.0\.0 and cannot be loaded by keras 3\."),
        ("99.1", r"was saved by Keras 99\.1"),
        ("3.999", r"was saved by Keras 3\.999: update Keras, which is 3\."),
    ):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("metadata.json", f'{{"keras_version": "{version}"}}')
            archive.writestr(
                "config.json", '{"module": "keras", "class_name": "Model", "config": {"x": 1}}'
            )
        with pytest.raises(PackError, match=cause):
            load_network(path)


def test_the_library_is_known_by_the_network(tiny_network: Any) -> None:
    assert kit_of(tiny_network).__name__ == "keras"


def test_whole_numbers_are_not_taken_for_scaled_values(tmp_path: Path) -> None:
    import keras

    network = bytes_taken(keras)
    network.save(tmp_path / "n.keras")
    with pytest.raises(PackError, match="takes whole numbers, to which values in 0-1 would be cut"):
        KerasEngine(tmp_path / "n.keras", Scaling.UNIT)


def test_the_first_network_of_a_process_is_loaded_without_a_word(tiny_pack: Pack) -> None:
    code = (
        "import os, sys; from pathlib import Path\n"
        "from core.inference.keras_loading import load_network\n"
        "load_network(Path(sys.argv[1]))\n"
        "os.write(2, b'heard')\n"
    )
    run = [sys.executable, "-c", code, str(tiny_pack.folder / "network.keras")]
    root = Path(__file__).parents[3]
    done = subprocess.run(run, check=True, capture_output=True, text=True, cwd=root)
    assert done.stderr == "heard"
