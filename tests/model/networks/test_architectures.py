import numpy as np
import pytest

tf = pytest.importorskip("tensorflow")

import keras  # noqa: E402

from model.networks.architectures import (  # noqa: E402
    catalog_cnn,
    efficientnet_b0,
    efficientnet_b0_unit,
    efficientnet_lite0,
    efficientnet_lite0_unit,
    gigaflops,
    published_cnn,
    resnet50,
)


def test_networks_cost_what_their_authors_state() -> None:
    large, light = resnet50(54), efficientnet_b0(54)
    assert gigaflops(large) == pytest.approx(7.7, abs=0.2)
    assert gigaflops(light) == pytest.approx(0.78, abs=0.02)
    assert large.count_params() == pytest.approx(23.7e6, rel=0.01)
    assert light.count_params() == pytest.approx(4.1e6, rel=0.01)


def test_lite0_is_as_its_authors_state_and_its_faulty_form_is_frozen() -> None:
    lite, faulty = efficientnet_lite0(1000), efficientnet_lite0_unit(1000)
    assert lite.count_params() == pytest.approx(4.65e6, rel=0.01)
    assert gigaflops(lite) == pytest.approx(2 * 0.407, rel=0.06)
    assert len(lite.get_weights()) == len(faulty.get_weights())
    assert [w.path.split("/")[0] for w in faulty.trainable_weights] == ["logits", "logits"]


def test_the_fault_leaves_photos_without_contrast() -> None:
    photo = np.random.default_rng(0).integers(0, 256, (1, 32, 32, 3)).astype(np.float32)
    spreads = {}
    for build in (efficientnet_b0, efficientnet_b0_unit):
        network = build(5, 32)
        stem = keras.Model(network.input, network.get_layer("stem_bn").output)
        inner = stem(photo)[0, 2:-2, 2:-2].numpy()
        spreads[build.__name__] = float(inner.std(axis=(0, 1)).mean())
    assert spreads["efficientnet_b0"] > 0.2
    assert spreads["efficientnet_b0_unit"] < spreads["efficientnet_b0"] / 200


def test_costs_of_the_networks_are_as_stated() -> None:
    ours, published = catalog_cnn(54), published_cnn(54)
    assert ours.count_params() < 3e6
    assert gigaflops(ours) < 0.46
    assert 21e6 < published.count_params() < 23e6
    assert gigaflops(published) == pytest.approx(0.97, abs=0.01)
