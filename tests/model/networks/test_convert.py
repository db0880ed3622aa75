import numpy as np
import pytest

tf = pytest.importorskip("tensorflow")

import keras  # noqa: E402

from model.networks.architectures import FEATURES  # noqa: E402
from model.networks.convert import start, to_float, to_int8, with_features  # noqa: E402


@pytest.fixture(scope="module")
def network() -> keras.Model:
    keras.utils.set_random_seed(0)
    pictures = keras.Input((16, 16, 3))
    x = keras.layers.Rescaling(1 / 127.5, -1)(pictures)
    x = keras.layers.Conv2D(8, 3, activation="relu")(x)
    x = keras.layers.Activation("linear", name=FEATURES)(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    return keras.Model(pictures, keras.layers.Dense(4)(x))


@pytest.fixture(scope="module")
def pictures() -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (20, 16, 16, 3), np.uint8)


def test_both_forms_answer_as_the_network(network: keras.Model, pictures: np.ndarray) -> None:
    wanted, features = (np.asarray(part) for part in with_features(network)(pictures))
    exact = start(to_float(network)).run(pictures)
    np.testing.assert_allclose(exact.logits, wanted, atol=1e-4)
    assert exact.features is not None
    np.testing.assert_allclose(exact.features, features, atol=1e-4)
    small = start(to_int8(network, pictures)).run(pictures)
    assert 0 < np.abs(small.logits - wanted).max() < 0.1 * np.ptp(wanted)


def test_a_network_without_a_feature_map_answers_logits_alone() -> None:
    seen = keras.Input((8, 8, 3))
    flat = keras.Model(seen, keras.layers.Dense(2)(keras.layers.Flatten()(seen)))
    answer = start(to_float(flat)).run(np.zeros((1, 8, 8, 3), np.uint8))
    assert answer.logits.shape == (1, 2)
    assert answer.features is None
