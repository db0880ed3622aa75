"""EfficientNet-Lite0 in PyTorch is the one in Keras."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")
keras = pytest.importorskip("keras")

from model.gpu.learn import Course, _groups  # noqa: E402
from model.networks.architectures import efficientnet_lite0  # noqa: E402
from model.pytorch.exchange import from_keras, to_keras  # noqa: E402
from model.pytorch.lite0 import Lite0  # noqa: E402
from model.pytorch.timetable import Timetable  # noqa: E402


@pytest.fixture(scope="module")
def network() -> keras.Model:
    """Weights and statistics that no layer can do without."""
    chance, made = np.random.default_rng(0), efficientnet_lite0(3, None)
    made.set_weights(
        [
            array * chance.uniform(0.7, 1.3, array.shape) + 0.01 * (array.ndim == 1)
            for array in made.get_weights()
        ]
    )
    return made


@pytest.fixture(scope="module")
def twin(network: keras.Model) -> Lite0:
    made = Lite0(3)
    from_keras(made, {layer.name: layer.get_weights() for layer in network.layers})
    return made.eval()


@pytest.mark.parametrize("size", [112, 100])
def test_both_answer_alike(size: int, network: keras.Model, twin: Lite0) -> None:
    pictures = np.random.default_rng(1).uniform(0, 255, (2, size, size, 3)).astype(np.float32)
    with torch.no_grad():
        ours = twin(torch.from_numpy(pictures).permute(0, 3, 1, 2)).numpy()
    wanted = np.asarray(network(pictures))
    np.testing.assert_allclose(ours, wanted, atol=1e-4 * np.abs(wanted).max())


def test_weights_come_back_unchanged(network: keras.Model, twin: Lite0) -> None:
    arrays = to_keras(twin)
    for layer in network.layers:
        for mine, theirs in zip(layer.get_weights(), arrays.get(layer.name, []), strict=True):
            np.testing.assert_array_equal(mine, theirs)


def test_general_layers_are_tuned_more_gently(twin: Lite0) -> None:
    groups = _groups(twin, Course(Timetable(1.0, ((1.0, 32),)), general=0.1))
    shares = {id(p): group["share"] for group in groups for p in group["params"]}  # type: ignore[attr-defined]
    assert len(groups) == 4
    assert len(shares) == sum(1 for _ in twin.parameters())
    assert shares[id(twin.stem.conv.weight)] == shares[id(twin.block7.project.norm.bias)] == 0.1
    assert shares[id(twin.block8.depthwise.conv.weight)] == shares[id(twin.logits.bias)] == 1
