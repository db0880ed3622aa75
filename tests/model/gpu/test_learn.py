"""The pupil in PyTorch learns by the same rules as the network in Keras."""

import pytest

torch = pytest.importorskip("torch")
keras = pytest.importorskip("keras")

from model.data.strength import Strength  # noqa: E402
from model.gpu.__main__ import read_course  # noqa: E402
from model.gpu.learn import (  # noqa: E402
    Course,
    Lessons,
    judge,
    learn,
    settle,
)  # fmt: skip
from model.pytorch.augment import shrunk  # noqa: E402
from model.pytorch.networks import CatalogCnn  # noqa: E402
from model.pytorch.timetable import Timetable  # noqa: E402
from model.training.epoch import Epoch  # noqa: E402


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
    course = Course(
        Timetable(12, ((1.0, 32),)), 3e-3, batch=10, strength=Strength().scaled(0.2), taught=1.0
    )
    network = learn(CatalogCnn(2), lessons, course, Bright())
    settle(network, lessons, 32)
    with torch.no_grad():
        said = network(shrunk(lessons.pictures[30:], 32)).argmax(1)
    assert said.tolist() == [number % 2 for number in range(30, 40)]
