"""What all fuzzers share: seeds, a time budget, and what counts as found.

    python -m tests.fuzz.photos --seconds 600 --found /tmp/found

Found is an exception that the program does not mean for its user, more than ten seconds of work on
one input (by the processor's time: other programs do not count) or a minute by the clock, more than
1 GB of memory, or an end of the process. Each kind is kept once, with its input and its trace, in
the folder --found. Where atheris is installed (`.venv/bin/pip install 'atheris>=3'`) it steers by
which lines of `core` an input reaches; without it, files are changed by chance alone. An input that
is found is not kept in the repository: a test is written that makes it.
"""

import argparse
import contextlib
import faulthandler
import importlib.util
import io
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.fuzz.mutation import LONGEST, changed

SLOWEST_S: Final = 10
HANGING_S: Final = 60
MOST_BYTES: Final = 1 << 30
FATAL: Final = 77
Attempt = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Target:
    """Something that reads files which others have made.

    Attributes
    ----------
    module : str
        That it is run as.
    seeds : callable
        `seeds(folder)` gives good files as bytes; the folder is there for making them.
    suffix : callable
        Gives the suffix that a file is to have.
    prepare : callable
        `prepare(folder)` imports what is fuzzed and gives what to do with a file. It raises
        nothing but what is meant for the user: `refused`.
    """

    module: str
    seeds: Callable[[Path], Sequence[bytes]]
    suffix: Callable[[bytes], str]
    prepare: Callable[[Path], Attempt]


def main(target: Target) -> None:
    """Fuzz for a while; exit 1 where something was found."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--seconds", type=float, default=600.0)
    options.add_argument("--seed", type=int, default=int(time.time()))
    options.add_argument("--found", type=Path, default=Path(tempfile.gettempdir(), "found"))
    options.add_argument("--child", type=Path, help="internal: the folder to work in")
    given = options.parse_args()
    if given.child:
        _Child(target, given.child, given.found, given.seed).work(given.seconds)
    given.found.mkdir(parents=True, exist_ok=True)
    end, runs, round_ = time.monotonic() + given.seconds, 0, 0
    while (left := end - time.monotonic()) > 1:
        with tempfile.TemporaryDirectory(prefix="tagproof-fuzz-") as folder:
            runs += _one_child(target, Path(folder), given.found, left, given.seed + round_)
        round_ += 1
    found = sorted(given.found.glob("*.txt"))
    steered = "steered by atheris" if _steered() else "by chance"
    print(f"{target.module}: {runs:,} inputs, {steered}; {len(found)} kinds of findings")
    for one in found:
        print(one.stem, one.read_text("utf-8").strip().splitlines()[-1][:200])
    sys.exit(bool(found))


def _steered() -> bool:
    return importlib.util.find_spec("atheris") is not None


def _one_child(target: Target, folder: Path, found: Path, seconds: float, seed: int) -> int:
    """Let a child work until its time is over or it is gone; gives the inputs that it tried."""
    told = ["--child", str(folder), "--found", str(found), "--seconds", str(seconds)]
    command = [sys.executable, "-m", target.module, *told, "--seed", str(seed)]
    log = folder / "log"
    with log.open("wb") as stream:
        ended = subprocess.run(command, stdout=stream, stderr=stream, check=False)
    if ended.returncode not in {0, FATAL}:
        tail = log.read_bytes()[-6000:].decode("utf-8", "replace")
        keep(found, f"ended with {ended.returncode}", folder, tail)
    count = folder / "count"
    return int(count.read_text("ascii")) if count.exists() else 0


def keep(found: Path, kind: str, folder: Path, told: str) -> None:
    """Keep what was found, once of each kind."""
    name = "".join(letter if letter.isalnum() else "-" for letter in kind)[:120]
    text = found / f"{name}.txt"
    if text.exists():
        return
    text.write_text(f"{told}\n{kind}\n", "utf-8", "replace")
    for file in folder.glob("input*"):
        shutil.copy(file, found / f"{name}{file.suffix}")


class _Child:
    """The process in which files are tried."""

    def __init__(self, target: Target, folder: Path, found: Path, seed: int) -> None:
        self._target, self._folder, self._found = target, folder, found
        self._seed, self._chance, self._runs = seed, random.Random(seed), 0
        self._place: Path | None = None

    def work(self, seconds: float) -> None:
        """Try files until the time is over; never returns."""
        self._end = time.monotonic() + seconds
        os.environ["HOME"] = str(self._folder)
        self._seeds = list(self._target.seeds(self._folder))
        if _steered():
            self._steer(seconds)
        self._attempt = self._target.prepare(self._folder)
        for seed in self._seeds:
            self.try_input(seed)
        while True:
            self.try_input(changed(self._chance.choice(self._seeds), self._seeds, self._chance))

    def _steer(self, seconds: float) -> None:
        import atheris

        with atheris.instrument_imports(include=["core"]):
            self._attempt = self._target.prepare(self._folder)
        corpus = self._folder / "corpus"
        corpus.mkdir()
        for number, seed in enumerate(self._seeds):
            (corpus / str(number)).write_bytes(seed)

        def mutate(data: bytes, most: int, seed: int) -> bytes:
            chance = random.Random(seed)
            if chance.random() < 0.3:
                return atheris.Mutate(data, most)
            return changed(data, self._seeds, chance)[:most]

        told = [f"-seed={self._seed % 2**31 or 1}", f"-max_len={LONGEST}", "-rss_limit_mb=0"]
        told += [f"-max_total_time={int(seconds) + 60}", "-timeout=0", "-print_final_stats=0"]
        atheris.Setup([sys.argv[0], *told, str(corpus)], self.try_input, custom_mutator=mutate)
        atheris.Fuzz()

    def try_input(self, data: bytes) -> None:
        """Try one file; ends the process once the time is over, or where it has to."""
        if time.monotonic() > self._end:
            self._leave(0)
        if self._place is not None:
            self._place.unlink(missing_ok=True)
        self._place = self._folder / f"input{self._target.suffix(data)}"
        self._place.write_bytes(data)
        self._runs += 1
        faulthandler.dump_traceback_later(HANGING_S, exit=True)
        started = time.process_time()
        silent = io.StringIO()
        try:
            with contextlib.redirect_stdout(silent), contextlib.redirect_stderr(silent):
                self._attempt(self._place)
        except (KeyboardInterrupt, GeneratorExit):
            raise
        except BaseException as error:  # noqa: BLE001 - whatever is not meant for the user
            keep(self._found, _kind(error), self._folder, traceback.format_exc())
        faulthandler.cancel_dump_traceback_later()
        took = time.process_time() - started
        if took > SLOWEST_S:
            keep(self._found, "over ten seconds", self._folder, f"{took:.1f} s")
        if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > MOST_BYTES:
            keep(self._found, "over 1 GB", self._folder, "memory")
            self._leave(FATAL)
        if self._runs % 100 == 0:
            self._count()

    def _count(self) -> None:
        (self._folder / "count").write_text(str(self._runs), "ascii")

    def _leave(self, code: int) -> None:
        self._count()
        os._exit(code)


def _kind(error: BaseException) -> str:
    """Name an exception by its type and the place in our code that it came through last."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/core/" in frame.filename]
    where = f"{Path(ours[-1].filename).stem} {ours[-1].lineno}" if ours else "elsewhere"
    return f"{type(error).__name__} in {where}"


def by_magic(*known: tuple[bytes, str], otherwise: str) -> Callable[[bytes], str]:
    """Give a suffix for a file by its first bytes."""

    def suffix(data: bytes) -> str:
        return next((end for start, end in known if data.startswith(start)), otherwise)

    return suffix
