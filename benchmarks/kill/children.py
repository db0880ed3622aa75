"""Work in a child process, which may be killed: forked, since everything is imported already."""

import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.kill import disk

Work = Callable[[], int]
CONFIRMED: Final = "confirmed "
"""Begins a line that says the hash of an entry which the reviewer was shown as decided."""
PATIENCE_S: Final = 900.0
"""Until a child counts as one that never ends; its own waits are shorter."""
_CRASHED: Final = 99


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended.

    Attributes
    ----------
    code : int
        As of `os.waitstatus_to_exitcode`: negative where it was killed.
    said : str
        What it wrote, whole lines only.
    seconds : float
    changes : int
        To the disk that was watched; 0 where it was killed.
    """

    code: int
    said: str
    seconds: float
    changes: int

    @property
    def killed(self) -> bool:
        """Whether it was killed before it came to its end."""
        return self.code == -signal.SIGKILL

    @property
    def confirmed(self) -> list[str]:
        """Hashes of the entries that it was shown as decided."""
        lines = self.said.splitlines()
        return [one.removeprefix(CONFIRMED) for one in lines if one.startswith(CONFIRMED)]


def confirm(digest: str) -> None:
    """Say on the way out of this process that an entry is decided."""
    os.write(1, f"{CONFIRMED}{digest}\n".encode())


def run(
    work: Work,
    environment: dict[str, str],
    *,
    dies: int = 0,
    after_s: float = PATIENCE_S,
) -> Ended:
    """Do something in a child.

    Parameters
    ----------
    work : callable
        Gives the exit code.
    environment : dict of str to str
    dies : int
        At which change of the disk it is killed; 0 for none.
    after_s : float
        When it is killed at the latest.
    """
    started = time.monotonic()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _become(work, environment, dies, writing)
    os.close(writing)
    said = _hear(reading, child, started + after_s)
    _, status = os.waitpid(child, 0)
    lines, _, last = said.rpartition("\n")
    changes = int(lines.rpartition("changes ")[2]) if "changes " in lines else 0
    code = os.waitstatus_to_exitcode(status)
    return Ended(code, lines or last, time.monotonic() - started, changes)


def _become(work: Work, environment: dict[str, str], dies: int, out: int) -> None:
    """Be the child; never returns."""
    code = _CRASHED
    try:
        os.dup2(out, 1)
        os.dup2(out, 2)
        sys.stdout = os.fdopen(1, "w", buffering=1, closefd=False)
        sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
        os.environ.update(environment)
        disk.begin(dies)
        code = work()
        sys.stderr.flush()
        sys.stdout.write(f"\nchanges {disk.changes()}\n")
        sys.stdout.flush()
    except BaseException:  # noqa: BLE001 - the parent reads it
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _hear(reading: int, child: int, until: float) -> str:
    """Read until the child is gone, and see that it is."""
    heard = bytearray()
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        while True:
            left = until - time.monotonic()
            if left <= 0:
                os.kill(child, signal.SIGKILL)
                left = 1.0
            if select.select([pipe], [], [], left)[0]:
                part = pipe.read(1 << 16)
                if not part:
                    return heard.decode("utf-8", "replace")
                heard += part


def of_command(*arguments: str | Path) -> Work:
    """Give the work of a command line."""

    def work() -> int:
        from core.cli.main import main

        return main([str(one) for one in arguments])

    return work
