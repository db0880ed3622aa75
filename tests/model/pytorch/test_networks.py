"""The pupil in PyTorch is the network that ships."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")
keras = pytest.importorskip("keras")

from model.networks.architectures import catalog_cnn  # noqa: E402
from model.pytorch.exchange import to_keras  # noqa: E402
from model.pytorch.networks import CatalogCnn  # noqa: E402


@pytest.mark.parametrize("size", [224, 176, 100])
def test_pupil_answers_as_the_keras_network(
    size: int, shipped: keras.Model, pupil: CatalogCnn
) -> None:
    any_size = catalog_cnn(54, None)
    any_size.set_weights(shipped.get_weights())
    pictures = np.random.default_rng(1).uniform(0, 255, (2, size, size, 3)).astype(np.float32)
    with torch.no_grad():
        ours = pupil(torch.from_numpy(pictures).permute(0, 3, 1, 2)).numpy()
    np.testing.assert_allclose(ours, np.asarray(any_size(pictures)), atol=1e-4)


def test_weights_come_back_unchanged(shipped: keras.Model, pupil: CatalogCnn) -> None:
    arrays = to_keras(pupil)
    for layer in shipped.layers:
        for mine, theirs in zip(layer.get_weights(), arrays.get(layer.name, []), strict=True):
            np.testing.assert_array_equal(mine, theirs)
