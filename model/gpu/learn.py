"""The two trainings: a teacher from ImageNet weights, then the pupil from its answers.

Both last for a given time, not a number of epochs: a lent GPU is lent by the minute. The
learning rate and the input size follow the share of the time that has gone.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn, update_bn

from model.data.strength import Strength
from model.pytorch.augment import augment, mixed, shrunk
from model.pytorch.losses import accepted_losses
from model.pytorch.timetable import Timetable, rate_factor
from model.training.epoch import Epoch

WARM: Final = 0.04
"""Share of the time in which the learning rate rises."""

WAITED: Final = 20
"""Steps between two waits for the device."""

TOLD: Final = 0.1
"""Share of the time between two tellings of how the training stands."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """Training pictures on the device.

    Attributes
    ----------
    pictures : (N, 3, S, S) uint8
    accepted : (N, classes) float32
        1 where a class fits the photo.
    rows : (R,) int64
        Pictures to learn from; one that stands twice is shown twice as often.
    held_out, partial : (V,), (W,) int64
        Pictures to judge by: with one class each, and with several accepted ones.
    """

    pictures: Tensor
    accepted: Tensor
    rows: Tensor
    held_out: Tensor
    partial: Tensor


@dataclass(frozen=True, slots=True)
class Course:
    """How a training goes.

    Attributes
    ----------
    timetable : Timetable
    rate : float
        Peak learning rate of AdamW.
    batch : int
    decay : float
        Weight decay.
    smoothing : float
        Label smoothing.
    strength : Strength
    average : float
        Decay per step of the moving average of the weights.
    taught : float
        Share of the loss that is cross-entropy to the teacher.
    general : float
        Learning rate of a network's general layers (`is_general`), times that of the others.
    mixed : float
        Share of batches whose pictures are mixed; only the teacher says what they show.
    """

    timetable: Timetable
    rate: float = 2e-3
    batch: int = 256
    decay: float = 0.02
    smoothing: float = 0.1
    strength: Strength = field(default_factory=Strength)
    average: float = 0.998
    taught: float = 0.8
    mixed: float = 0.3
    general: float = 1.0


def learn(
    network: nn.Module,
    lessons: Lessons,
    course: Course,
    teacher: nn.Module | None = None,
    tell: Callable[[Epoch], None] | None = None,
) -> nn.Module:
    """Train a network and give the moving average of its weights.

    Parameters
    ----------
    network : Module
        (N, 3, size, size) byte values to logits.
    lessons : Lessons
    course : Course
    teacher : Module, optional
        Sees the same changed pictures, in the size that they are kept in.
    tell : callable, optional
        Hears ten times how the training stands, epochs and seconds counted from its beginning and
        from the last time.
    """
    optimizer = torch.optim.AdamW(_groups(network, course), lr=course.rate)
    average = AveragedModel(
        network, multi_avg_fn=get_ema_multi_avg_fn(course.average), use_buffers=True
    )
    began, told = time.perf_counter(), 0.0
    for step, rows in enumerate(_rows(lessons, course.batch), start=1):
        gone = (time.perf_counter() - began) / course.timetable.seconds
        if gone >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = course.rate * rate_factor(gone + 1e-3, WARM) * group["share"]
        loss = _loss(network, lessons, course, rows, gone, teacher)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimizer.step()
        average.update_parameters(network)
        if step % WAITED == 1:
            loss.item()  # waits for the device: the clock tells of work done
        if step == 1:
            began = time.perf_counter()  # the first step also chooses kernels, for up to a minute
        if tell and gone - told > TOLD:
            epoch, seconds = (
                step * course.batch / len(lessons.rows),
                (gone - told) * course.timetable.seconds,
            )
            stand = stand_of(average.module, lessons, course.timetable.size(gone))
            tell(Epoch(round(epoch), course.timetable.size(gone), loss.item(), *stand, seconds))
            told = gone
    return average.module.eval()


def _loss(
    network: nn.Module,
    lessons: Lessons,
    course: Course,
    rows: Tensor,
    gone: float,
    teacher: nn.Module | None,
) -> Tensor:
    size, kept = course.timetable.size(gone), lessons.pictures.shape[-1]
    seen = augment(lessons.pictures[rows], kept if teacher else size, course.strength)
    mixing = teacher is not None and torch.rand(()).item() < course.mixed
    if mixing:
        seen = mixed(seen)
    network.train()
    with _half(seen):
        log_p = network(shrunk(seen, size)).log_softmax(1)
    own = accepted_losses(log_p, lessons.accepted[rows], course.smoothing).mean()
    if teacher is None:
        return own
    with torch.no_grad(), _half(seen):
        answer = teacher(seen).softmax(1)
    taught = -(answer * log_p).sum(1).mean()
    return taught if mixing else (1 - course.taught) * own + course.taught * taught


@torch.no_grad()
def judge(network: nn.Module, lessons: Lessons, rows: Tensor, size: int) -> tuple[float, float]:
    """Loss and share right on some pictures, as they are; (0, 0) on none."""
    network.eval()
    loss = right = 0.0
    for some in rows.split(512):
        with _half(lessons.pictures):
            log_p = network(shrunk(lessons.pictures[some], size)).log_softmax(1)
        accepted = lessons.accepted[some]
        loss += accepted_losses(log_p, accepted, 0.0).mean().item() * len(some)
        right += accepted.gather(1, log_p.argmax(1, keepdim=True)).sum().item()
    return loss / max(1, len(rows)), right / max(1, len(rows))


def stand_of(network: nn.Module, lessons: Lessons, size: int) -> tuple[float, float, float, float]:
    """Accuracy on some learnt pictures, loss and accuracy on those held out, on the partial."""
    some = lessons.rows[:: max(1, len(lessons.rows) // 2000)]
    learnt = judge(network, lessons, some, size)[1]
    held_out = judge(network, lessons, lessons.held_out, size)
    return learnt, *held_out, judge(network, lessons, lessons.partial, size)[1]


def settle(network: nn.Module, lessons: Lessons, size: int, count: int = 2304) -> None:
    """Measure BatchNorm's statistics anew on unchanged pictures of the size that ships.

    A moving average of statistics lags behind the weights and has only seen changed pictures
    (Izmailov et al. 2018, arXiv:1803.05407, section 3.2).
    """
    spread = lessons.rows[:: max(1, len(lessons.rows) // count)]
    update_bn((shrunk(lessons.pictures[some], size) for some in spread.split(128)), network)
    network.eval()


def _half(like: Tensor) -> torch.autocast:
    return torch.autocast(like.device.type, torch.bfloat16)


def _rows(lessons: Lessons, batch: int) -> Iterator[Tensor]:
    while True:
        order = lessons.rows[torch.randperm(len(lessons.rows), device=lessons.rows.device)]
        yield from order[: len(order) // batch * batch].split(batch)


def _groups(network: nn.Module, course: Course) -> list[dict[str, object]]:
    """Only kernels decay, not biases nor BatchNorm's scales; general layers learn more slowly."""
    is_general = getattr(network, "is_general", lambda name: False)
    alike = defaultdict[tuple[float, float], list[nn.Parameter]](list)
    for name, parameter in network.named_parameters():
        decay = course.decay if parameter.ndim > 1 else 0.0
        alike[decay, course.general if is_general(name) else 1.0].append(parameter)
    return [
        {"params": parameters, "weight_decay": decay, "share": share}
        for (decay, share), parameters in alike.items()
    ]
