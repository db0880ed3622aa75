import numpy as np
import pytest

tf = pytest.importorskip("tensorflow")

from model.networks.architectures import (  # noqa: E402
    efficientnet_lite0,
)
from model.networks.efficientnet_lite import as_keras, load_imagenet  # noqa: E402


def test_imagenet_weights_go_to_every_layer_but_the_head(monkeypatch: pytest.MonkeyPatch) -> None:
    network = efficientnet_lite0(5, 64)
    own = [w.copy() for w in network.get_weights()]
    shapes = [  # as PyTorch would hold them
        (layer.name, w.transpose(3, 2, 0, 1) if w.ndim == 4 and "depth" not in layer.name
         else w.transpose(2, 3, 0, 1) if w.ndim == 4 else w)
        for layer in network.layers[:-1] for w in layer.get_weights()
    ]  # fmt: skip
    given = (as_keras(name, array + 1) for name, array in shapes)
    monkeypatch.setattr("model.networks.efficientnet_lite._read_weights", lambda: given)
    load_imagenet(network)
    for before, after in zip(own[:-2], network.get_weights()[:-2], strict=True):
        np.testing.assert_array_equal(after, before + 1)
    assert next(given, None) is None
    np.testing.assert_array_equal(network.get_weights()[-2], own[-2])
