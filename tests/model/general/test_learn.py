"""A short tuning in one process: it learns, rounds, keeps checkpoints and goes on after them."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("keras")

from torch import Tensor, distributed  # noqa: E402

from core.inference.litert_engine import LiteRtEngine  # noqa: E402
from model.data.strength import Strength  # noqa: E402
from model.general.batches import Batches  # noqa: E402
from model.general.course import Course  # noqa: E402
from model.general.judging import Standing  # noqa: E402
from model.general.learn import Tuning  # noqa: E402
from model.general.lessons import Lessons  # noqa: E402
from model.general.network import First, Tuned  # noqa: E402
from model.pytorch.lite0 import Lite0  # noqa: E402
from model.pytorch.rounding import Rounded  # noqa: E402
from model.pytorch.timetable import Timetable  # noqa: E402

COURSE = Course(
    Timetable(16, ((1.0, 32),)), 4e-3, strength=Strength().scaled(0.1), average=0.5, told=0.3
)


@pytest.fixture(autouse=True)
def alone(tmp_path: Path) -> Iterator[None]:
    meeting = f"file://{tmp_path}/meeting"
    distributed.init_process_group("gloo", init_method=meeting, rank=0, world_size=1)
    yield
    distributed.destroy_process_group()


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every step take a second, on whatever machine."""
    ticks = itertools.count()
    monkeypatch.setattr("model.general.learn.time.monotonic", lambda: next(ticks))


def _tuning(
    lessons: Lessons,
    teacher: LiteRtEngine,
    head: tuple[Tensor, Tensor],
    folder: Path,
) -> Tuning:
    torch.manual_seed(0)
    network = Lite0(54).to(memory_format=torch.channels_last)
    batches = Batches(lessons, teacher, COURSE.strength, 0)
    return Tuning(First(network), Tuned(network, head), batches, COURSE, folder / "checkpoint.pt")


def test_it_learns_and_ends_in_eight_bits(
    lessons: Lessons, teacher: LiteRtEngine, head: tuple[Tensor, Tensor], tmp_path: Path
) -> None:
    heard: list[tuple[float, float]] = []
    tuning = _tuning(lessons, teacher, head, tmp_path)
    frozen = tuning.first.network.block1.project.conv.weight.clone()
    tuning.run(lambda now, loss, seconds: heard.append((now.gone, loss)))
    assert len(heard) >= 3 and heard[-1][0] == 1
    assert heard[-1][1] < heard[0][1]
    rounded = [part for part in tuning.average.modules() if isinstance(part, Rounded)]
    assert all(part.active for part in rounded)
    seen = [part for part in rounded if part.low < part.high]
    assert len(seen) > 30
    torch.testing.assert_close(tuning.first.network.block1.project.conv.weight, frozen)
    standing = Standing(lessons, tuning.first, tuning.average.module, 32)
    assert standing.loss_and_accuracy("train")[0] < 4  # of 54 classes alike it is 3.99 and more


def test_it_goes_on_after_the_last_checkpoint(
    lessons: Lessons, teacher: LiteRtEngine, head: tuple[Tensor, Tensor], tmp_path: Path
) -> None:
    def stop(now: Tuning, loss: float, seconds: float) -> None:
        raise KeyboardInterrupt

    stopped = _tuning(lessons, teacher, head, tmp_path)
    with pytest.raises(KeyboardInterrupt):
        stopped.run(stop)
    resumed = _tuning(lessons, teacher, head, tmp_path)
    assert (resumed.gone, resumed.step) == (stopped.gone, stopped.step)
    for mine, theirs in zip(
        resumed.average.parameters(), stopped.average.parameters(), strict=True
    ):
        torch.testing.assert_close(mine, theirs)
    steps: list[int] = []
    resumed.run(lambda now, loss, seconds: steps.append(now.step))
    assert stopped.step < steps[-1] <= 17


def test_one_tuning_begins_with_the_weights_of_another(
    lessons: Lessons, teacher: LiteRtEngine, head: tuple[Tensor, Tensor], tmp_path: Path
) -> None:
    before = _tuning(lessons, teacher, head, tmp_path)
    before.run(lambda now, loss, seconds: None)
    network = Lite0(54).to(memory_format=torch.channels_last)
    batches = Batches(lessons, teacher, COURSE.strength, 0)
    after = Tuning(
        First(network), Tuned(network, head), batches, replace(COURSE, rounded=0.0),
        tmp_path / "next.pt", tmp_path / "checkpoint.pt",
    )  # fmt: skip
    assert (after.gone, after.step) == (0, 0)
    torch.testing.assert_close(after.average.state_dict(), before.average.state_dict())
