"""What a batch tells on stderr: a bar with the time left on a terminal, plain lines elsewhere."""

import shutil
import sys
import time
from collections import Counter
from collections.abc import Generator, Iterable
from typing import Final, TextIO, TypeVar

import click

from core import ending
from core.entities import Progress
from core.jobs import Eta
from core.vocabulary import Status
from core.wording import entries

T = TypeVar("T")

REDRAW_S: Final = 0.1
PLAIN_LINE_S: Final = 10.0
"""Seconds between lines where stderr is a file or a pipe."""
BAR_WIDTH: Final = 24
BLOCKS: Final = "█░"
CLEAR_LINE: Final = "\r\x1b[2K"


def clock(seconds: float) -> str:
    """Say a duration as 0:07, 12:30 or 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def summary(tally: Counter[Status], products: int = 0) -> str:
    """Say how many photos there are of each status; several photos of one product are one.

    Parameters
    ----------
    tally : Counter of Status
        Of products, and of photos by themselves.
    products : int
        How many of them are products.
    """
    parts = [f"{tally[status]:,} {status.caption.lower()}" for status in Status]
    return f"{entries(products, tally.total() - products)}: {', '.join(parts)}"


class Terminal:
    """Progress and messages on one stream, so that they never run into each other.

    Parameters
    ----------
    verb : str
        What is being done: "Tagging".
    stream : text stream, optional
        stderr; without one (a program without a console) nothing is told.
    quiet : bool
        Say messages only, no progress.
    """

    def __init__(self, verb: str, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._verb = verb
        self._stream = stream or sys.stderr
        self._live = self._stream is not None and self._stream.isatty()
        self._told_s = time.monotonic() if not self._live else 0.0
        self._drawn = False
        self._signs = _signs(self._stream)

    def progress(self, step: Progress) -> None:
        """Show a step, unless the last was shown a moment ago; the last step always.

        Raises
        ------
        Stopped
            Somebody asked for it, and a library swallowed it.
        """
        ending.heed()
        if self._quiet:
            return
        now = time.monotonic()
        pause = REDRAW_S if self._live else PLAIN_LINE_S
        if now - self._told_s < pause and step.done < step.total:
            return
        self._told_s = now
        if self._live:
            line = _bar(self._verb, step, self._signs)[: shutil.get_terminal_size().columns - 1]
            self._write(CLEAR_LINE + line)
            self._drawn = True
        else:
            self._write(_plain(self._verb, step) + "\n")

    def watch(self, items: Iterable[T], total: int) -> Generator[T, None, None]:
        """Pass items on and tell how far they have come."""
        eta = Eta(total)
        for done, item in enumerate(items, start=1):
            yield item
            self.progress(Progress(done, total, seconds_left=eta.update(done)))
        self.clear()

    def say(self, message: str) -> None:
        """Write a line of its own above the bar."""
        self.clear()
        self._write(message + "\n")

    def say_if(self, message: str) -> None:
        """Write a line if there is something to say."""
        if message:
            self.say(message)

    def clear(self) -> None:
        """Take the bar away."""
        if self._drawn:
            self._write(CLEAR_LINE)
            self._drawn = False

    def _write(self, text: str) -> None:
        """Tell what can be told: a terminal that is gone, or a full disk, ends no work."""
        if self._stream is None:
            return
        try:
            click.echo(text, file=self._stream, nl=False)
        except OSError:
            self._stream = None


def _signs(stream: TextIO | None) -> str:
    """Give the signs of done and to do that a terminal can show."""
    try:
        BLOCKS.encode(getattr(stream, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return "#."
    return BLOCKS


def _bar(verb: str, step: Progress, signs: str) -> str:
    filled = round(BAR_WIDTH * step.done / step.total) if step.total else 0
    return f"{signs[0] * filled}{signs[1] * (BAR_WIDTH - filled)} {_plain(verb, step)}"


def _plain(verb: str, step: Progress) -> str:
    left = f", {clock(step.seconds_left)} left" if step.seconds_left else ""
    return f"{verb} {step.done:,} of {step.total:,}{left}"
