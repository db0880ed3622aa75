"""The network that ships and its pupil in PyTorch, pictures to learn from, and a clock.

What brings PyTorch is imported by the fixtures: without it the tests are skipped.
"""

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest

import model.pytorch  # noqa: F401 - before a test brings TensorFlow
from core.paths import default_pack

if TYPE_CHECKING:
    import keras

    from model.gpu.learn import Lessons
    from model.pytorch.networks import CatalogCnn


@pytest.fixture(scope="module")
def shipped() -> "keras.Model":
    import keras

    return keras.saving.load_model(default_pack() / "network.keras", compile=False)


@pytest.fixture(scope="module")
def small() -> "keras.Model":
    """The small network of any input size; weights and statistics that no layer can do without."""
    from model.networks.architectures import catalog_cnn

    chance, made = np.random.default_rng(0), catalog_cnn(54, None)
    made.set_weights(
        [
            array * chance.uniform(0.7, 1.3, array.shape) + 0.01 * (array.ndim == 1)
            for array in made.get_weights()
        ]
    )
    return made


@pytest.fixture
def pupil(small: "keras.Model") -> "CatalogCnn":
    from model.pytorch.exchange import from_keras
    from model.pytorch.networks import CatalogCnn

    network = CatalogCnn(54)
    from_keras(network, {layer.name: layer.get_weights() for layer in small.layers})
    return network.eval()


@pytest.fixture
def lessons() -> "Lessons":
    """Forty plain pictures: the brighter half is class 1, the other class 0."""
    import torch

    from model.gpu.learn import Lessons

    chance = np.random.default_rng(0)
    bright = np.arange(40) % 2
    pixels = chance.integers(0, 60, (40, 3, 64, 64)) + 150 * bright[:, None, None, None]
    rows = torch.arange(40)
    return Lessons(
        torch.from_numpy(pixels.astype(np.uint8)),
        torch.nn.functional.one_hot(torch.from_numpy(bright), 2).float(),
        rows[:30],
        rows[30:],
        rows[:0],
    )


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every step take a tenth of a second, on whatever machine."""
    ticks = itertools.count()
    monkeypatch.setattr("model.gpu.learn.time.perf_counter", lambda: next(ticks) / 10)
