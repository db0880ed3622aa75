"""The pupil in PyTorch learns by the same rules as the network in Keras."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")
keras = pytest.importorskip("keras")

from model.data.strength import Strength  # noqa: E402
from model.gpu.__main__ import read_course  # noqa: E402
from model.gpu.learn import (  # noqa: E402
    Course,
    Lessons,
    accepted_loss,
    judge,
    learn,
    settle,
    shrunk,
)  # fmt: skip
from model.gpu.networks import CatalogCnn  # noqa: E402
from model.training.epoch import Epoch  # noqa: E402
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
    assert accepted_loss(log_p, torch.from_numpy(accepted), smoothing).item() == pytest.approx(
        theirs, rel=1e-4
    )


def test_pupil_learns_and_settles(clock: None, lessons: Lessons) -> None:
    torch.manual_seed(0)
    heard: list[Epoch] = []
    course = read_course("12s: 50% at 32 px, 50% at 64 px", 3e-3, batch=10, strength=0.3)
    network = learn(CatalogCnn(2), lessons, course, None, heard.append)
    settle(network, lessons, 64)
    assert judge(network, lessons, lessons.held_out, 64)[1] == 1
    assert heard and {stand.size for stand in heard} == {32, 64}


def test_pupil_learns_from_its_teacher_alone(clock: None, lessons: Lessons) -> None:
    torch.manual_seed(0)

    class Bright(torch.nn.Module):
        def forward(self, pictures: "torch.Tensor") -> "torch.Tensor":
            brightness = pictures.mean((1, 2, 3)) - 105
            return torch.stack([-brightness, brightness], dim=1)

    lessons.accepted.fill_(1)  # every class is right: the labels say nothing
    course = Course(12, ((1.0, 32),), 3e-3, batch=10, strength=Strength().scaled(0.2), taught=1.0)
    network = learn(CatalogCnn(2), lessons, course, Bright())
    settle(network, lessons, 32)
    with torch.no_grad():
        said = network(shrunk(lessons.pictures[30:], 32)).argmax(1)
    assert said.tolist() == [number % 2 for number in range(30, 40)]
