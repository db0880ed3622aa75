"""What is on its way to the disk, and is waited for when the program ends."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from core.jobs import Job

log = logging.getLogger(__name__)

LAST_WORDS_S: Final = 10.0
"""Seconds that closing waits for each decision on its way to the disk."""


class LastWords:
    """Decisions, and notes of where one was, that nobody has seen kept yet."""

    def __init__(self) -> None:
        self._jobs: list[Job[Any]] = []

    def add(self, job: Job[Any] | None) -> None:
        """Have this waited for; those that have ended are let go."""
        self._jobs = [one for one in self._jobs if not one.wait(0)]
        if job is not None:
            self._jobs.append(job)

    def wait(self) -> None:
        """Wait until all have reached the disk."""
        for job in self._jobs:
            if not job.wait(LAST_WORDS_S):
                log.error("a decision did not reach the disk in time")
