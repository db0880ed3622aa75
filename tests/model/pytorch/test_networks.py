"""The pupil in PyTorch is the small network in Keras."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")
keras = pytest.importorskip("keras")

from model.pytorch.networks import CatalogCnn  # noqa: E402


@pytest.mark.parametrize("size", [224, 176, 100])
def test_pupil_answers_as_the_keras_network(
    size: int, small: keras.Model, pupil: CatalogCnn
) -> None:
    pictures = np.random.default_rng(1).uniform(0, 255, (2, size, size, 3)).astype(np.float32)
    with torch.no_grad():
        ours = pupil(torch.from_numpy(pictures).permute(0, 3, 1, 2)).numpy()
    np.testing.assert_allclose(ours, np.asarray(small(pictures)), atol=1e-4)
