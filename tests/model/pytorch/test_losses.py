"""The losses in PyTorch are those of the network in Keras."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")
keras = pytest.importorskip("keras")

from model.pytorch.losses import accepted_losses, forgotten  # noqa: E402
from model.training.losses import AcceptedCrossEntropy  # noqa: E402


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_loss_is_that_of_the_other_trainer(smoothing: float) -> None:
    chance = np.random.default_rng(2)
    logits = chance.normal(size=(8, 5)).astype(np.float32)
    accepted = (chance.random((8, 5)) < 0.4).astype(np.float32)
    accepted[:, 0] = 1
    accepted[3] = 0  # a thing outside the classes
    theirs = float(AcceptedCrossEntropy(smoothing)(accepted, logits))
    log_p = torch.from_numpy(logits).log_softmax(1)
    ours = accepted_losses(log_p, torch.from_numpy(accepted), smoothing)
    assert ours.mean().item() == pytest.approx(theirs, rel=1e-4)


def test_nothing_is_forgotten_by_the_same_answers_alone() -> None:
    torch.manual_seed(0)
    before, now = torch.randn(2, 6, 10)
    assert forgotten(before, before).item() == pytest.approx(0, abs=1e-6)
    assert forgotten(before + 3, before).item() == pytest.approx(0, abs=1e-5)
    assert forgotten(now, before) > 0.1
