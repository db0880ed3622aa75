from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
keras = pytest.importorskip("keras")

from core.errors import AppError  # noqa: E402
from core.paths import default_pack  # noqa: E402
from model.pytorch.exchange import begin, from_keras, in_order, to_keras  # noqa: E402
from model.pytorch.lite0 import Lite0  # noqa: E402
from model.training.run import Settings  # noqa: E402

ARCHITECTURE = "efficientnet-lite0"
SETTINGS = Settings(
    "data", None, (), 1, "", 1, 1e-3, 0.0, 0.0, 0.0, 0.0, 0, 0, ARCHITECTURE, str(default_pack())
)


def test_weights_go_there_and_back_in_keras_order(shipped: keras.Model) -> None:
    network = Lite0(54)
    begin(network, SETTINGS, 54)
    for mine, theirs in zip(
        in_order(network, ARCHITECTURE, 54), shipped.get_weights(), strict=True
    ):
        np.testing.assert_array_equal(mine, theirs)


def test_both_directions_name_layers_alike(shipped: keras.Model) -> None:
    arrays = {layer.name: layer.get_weights() for layer in shipped.layers if layer.weights}
    network = Lite0(54)
    from_keras(network, arrays)
    found = to_keras(network)
    assert found.keys() == arrays.keys()
    for name, there in arrays.items():
        for mine, theirs in zip(found[name], there, strict=True):
            np.testing.assert_array_equal(mine, theirs)


def test_weights_of_another_network_are_refused(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="not catalog-cnn's"):
        begin(Lite0(54), replace(SETTINGS, architecture="catalog-cnn"), 54)
