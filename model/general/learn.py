"""The tuning: two or more processes, each on a core of its own, that learn as one."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, distributed, nn
from torch.nn.parallel import DistributedDataParallel
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from model.general.batches import Batch, Batches, loss_of
from model.general.course import ALONE, WARM, Course
from model.general.network import GENTLE, LOGITS, First, Tuned, memory_of
from model.pytorch.losses import forgotten
from model.pytorch.rounding import start_rounding, take_ranges
from model.pytorch.timetable import rate_factor

Judge = Callable[["Tuning", float, float], None]
"""Hears the mean loss since the last time, and the seconds that passed."""


class Tuning:
    """One process's part of a tuning, which is resumed where a checkpoint stands.

    Parameters
    ----------
    first : First
    tuned : Tuned
        Changed in place.
    batches : Batches
    course : Course
    checkpoint : Path
        Written by the first process.
    after : Path, optional
        Checkpoint of a finished tuning, whose weights this one begins with.
    """

    def __init__(
        self,
        first: First,
        tuned: Tuned,
        batches: Batches,
        course: Course,
        checkpoint: Path,
        after: Path | None = None,
    ) -> None:
        self.first, self.tuned, self.course = first, tuned, course
        self._batches, self._checkpoint = batches, checkpoint
        self._memory = memory_of(tuned)
        self._together = DistributedDataParallel(tuned)
        self._optimizer = torch.optim.AdamW(_groups(tuned, course), lr=course.rate, fused=True)
        self.average = AveragedModel(
            tuned, multi_avg_fn=get_ema_multi_avg_fn(course.average), use_buffers=True
        )
        self._chief = distributed.get_rank() == 0
        self.gone, self.step, self._rounds = 0.0, 0, False
        if checkpoint.exists():
            self._resume(torch.load(checkpoint, weights_only=True))
        elif after:
            self._take(torch.load(after, weights_only=True))

    def run(self, judge: Judge) -> None:
        """Learn until the time is up; the first process tells `judge` now and then."""
        seconds = self.course.timetable.seconds
        began = time.monotonic() - self.gone * seconds
        told, losses = self.gone, []
        while (gone := self._agreed((time.monotonic() - began) / seconds)) < 1:
            self.gone = gone
            losses.append(self._learn())
            if gone - told > self.course.told:
                self._tell(judge, losses, (gone - told) * seconds)
                told, losses = gone, []
        self.gone = 1.0
        self._tell(judge, losses, (1 - told) * seconds)

    def _agreed(self, gone: float) -> float:
        """Share of the time that has gone, by the first process's clock."""
        told = torch.tensor(gone)
        distributed.broadcast(told, 0)
        return told.item()

    def _learn(self) -> float:
        self._set_rate()
        batch = self._batches.next(self.course.timetable.size(self.gone))
        if self.gone >= self.course.rounded:
            start_rounding(self.first, self.tuned, self.average)
        loss = self._loss(batch)
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.tuned.parameters(), 2.0)
        self._optimizer.step()
        if self._chief:
            self.average.update_parameters(self.tuned)
        if self.gone >= self.course.rounded and not self._rounds:
            take_ranges(self.average.module, self.tuned)  # an average of nothing seen is no range
            self._rounds = True
        self.step += 1
        return loss.item()

    def _set_rate(self) -> None:
        for group in self._optimizer.param_groups:
            gone = self.gone + WARM if group["head"] else self.gone - ALONE
            group["lr"] = self.course.rate * rate_factor(gone, WARM) * group["share"]

    def _loss(self, batch: Batch) -> Tensor:
        recalled = int((batch.weight == 0).sum())
        self.tuned.train()
        with torch.autocast("cpu", torch.bfloat16):
            low = self.first(batch.shown)
            logits, recall = self._together(low, recalled)
            with torch.no_grad():
                known = self._memory.imagenet(self._memory.features(low[-recalled:])).float()
        return loss_of(batch, logits) + self.course.recall * forgotten(recall, known)

    def _tell(self, judge: Judge, losses: list[float], seconds: float) -> None:
        if self._chief:
            self._save()
            judge(self, sum(losses) / max(1, len(losses)), seconds)
        distributed.barrier()

    def _save(self) -> None:
        state = {
            "tuned": self.tuned.state_dict(), "average": self.average.state_dict(),
            "optimizer": self._optimizer.state_dict(), "first": self.first.state_dict(),
            "gone": self.gone, "step": self.step, "rounds": self._rounds,
        }  # fmt: skip
        beside = self._checkpoint.with_suffix(".part")
        torch.save(state, beside)
        beside.replace(self._checkpoint)

    def _resume(self, state: dict[str, Any]) -> None:
        self._take(state)
        self.gone, self.step = state["gone"], state["step"]

    def _take(self, state: dict[str, Any]) -> None:
        self.tuned.load_state_dict(state["tuned"])
        self.average.load_state_dict(state["average"])
        self._optimizer.load_state_dict(state["optimizer"])
        self.first.load_state_dict(state["first"])
        self._rounds = state["rounds"]


def _groups(tuned: Tuned, course: Course) -> list[dict[str, Any]]:
    """Only kernels decay, not biases nor BatchNorm's scales; general layers learn more slowly."""
    groups: dict[tuple[float, float, bool], list[nn.Parameter]] = {}
    for name, parameter in tuned.named_parameters():
        layer = name.split(".")[1]
        head = layer == LOGITS
        share = course.head if head else course.gentle if layer in GENTLE else 1.0
        key = course.decay if parameter.ndim > 1 else 0.0, share, head
        groups.setdefault(key, []).append(parameter)
    return [
        {"params": parameters, "weight_decay": decay, "share": share, "head": head, "lr": 0.0}
        for (decay, share, head), parameters in groups.items()
    ]
