"""The pupil in PyTorch is the network that ships, and learns by the same rules."""

import itertools
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
keras = pytest.importorskip("keras")

from model.data.strength import Strength  # noqa: E402
from model.gpu.__main__ import read_course  # noqa: E402
from model.gpu.augment import augment, mixed  # noqa: E402
from model.gpu.learn import (  # noqa: E402
    Course,
    Lessons,
    accepted_loss,
    judge,
    learn,
    settle,
    shrunk,
)  # fmt: skip
from model.gpu.networks import CatalogCnn, from_keras, to_keras  # noqa: E402
from model.networks.architectures import catalog_cnn  # noqa: E402
from model.training.epoch import Epoch  # noqa: E402
from model.training.losses import AcceptedCrossEntropy  # noqa: E402

PACK = Path(__file__).parents[2] / "model" / "packs" / "catalog-cnn"


@pytest.fixture(scope="module")
def shipped() -> keras.Model:
    return keras.saving.load_model(PACK / "network.keras", compile=False)


@pytest.fixture
def pupil(shipped: keras.Model) -> CatalogCnn:
    network = CatalogCnn(54)
    from_keras(network, {layer.name: layer.get_weights() for layer in shipped.layers})
    return network.eval()


@pytest.fixture
def lessons() -> Lessons:
    """Forty plain pictures: the brighter half is class 1, the other class 0."""
    chance = np.random.default_rng(0)
    bright = np.arange(40) % 2
    pixels = chance.integers(0, 60, (40, 3, 64, 64)) + 150 * bright[:, None, None, None]
    rows = torch.arange(40)
    return Lessons(
        torch.from_numpy(pixels.astype(np.uint8)),
        torch.nn.functional.one_hot(torch.from_numpy(bright), 2).float(),
        rows[:30],
        rows[30:],
        rows[:0],
    )


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every step take a tenth of a second, on whatever machine."""
    ticks = itertools.count()
    monkeypatch.setattr("model.gpu.learn.time.perf_counter", lambda: next(ticks) / 10)


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


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_loss_is_that_of_the_other_trainer(smoothing: float) -> None:
    chance = np.random.default_rng(2)
    logits = chance.normal(size=(8, 5)).astype(np.float32)
    accepted = (chance.random((8, 5)) < 0.4).astype(np.float32)
    accepted[:, 0] = 1
    theirs = float(AcceptedCrossEntropy(smoothing)(accepted, logits))
    log_p = torch.from_numpy(logits).log_softmax(1)
    assert accepted_loss(log_p, torch.from_numpy(accepted), smoothing).item() == pytest.approx(
        theirs, rel=1e-4
    )


def test_augmented_pictures_are_bytes_of_the_asked_size(lessons: Lessons) -> None:
    seen = augment(lessons.pictures, 48, Strength())
    assert seen.shape == (40, 3, 48, 48)
    assert seen.dtype == torch.float32
    assert seen.min() >= 0 and seen.max() <= 255
    assert seen.std() > 1


def test_strength_zero_leaves_pictures_but_for_mirroring(lessons: Lessons) -> None:
    seen = augment(lessons.pictures, 64, Strength().scaled(0))
    kept = lessons.pictures.float()
    apart = torch.minimum(
        (seen - kept).abs().amax((1, 2, 3)), (seen - kept.flip(3)).abs().amax((1, 2, 3))
    )
    assert apart.max() < 0.5


def test_mixing_stays_between_the_two(lessons: Lessons) -> None:
    pictures = lessons.pictures.float()
    seen = mixed(pictures)
    both = torch.stack([pictures, pictures.flip(0)])
    assert (seen >= both.amin(0) - 1e-3).all() and (seen <= both.amax(0) + 1e-3).all()


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


def test_course_is_read() -> None:
    course = read_course("262s: 35% at 160 px, 65% at 224 px", 2e-3)
    assert (course.seconds, course.rate) == (262, 2e-3)
    assert [course.size(gone) for gone in (0, 0.34, 0.36, 0.99, 1)] == [160, 160, 224, 224, 224]
    assert course.factor(0) < course.factor(0.04) > course.factor(0.5) > course.factor(1)


@pytest.mark.parametrize(
    "text", ["", "10s", "10: 100% at 64 px", "10s: 64 px", "10s: 1% at 64 px,"]
)
def test_broken_course_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="is no course"):
        read_course(text, 1e-3)
