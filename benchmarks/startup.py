"""Time the standalone program from its start to window and first tag, cold and warm.

    python -m benchmarks.startup dist/tagproof [other/tagproof ...] --runs 3

Several programs, such as one with TensorFlow, are timed in turn in one run, so that a busy machine
bothers all alike. Before a cold run the program's files are evicted from the page cache.
"""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Final

import click

STEPS: Final = ("window painted", "workbench ready", "first tags")
PATIENCE_S: Final = 120.0
POLL_S: Final = 0.01
LOG: Final = Path(".local/state/Tagproof/log/tagproof.log")


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--runs", default=3, show_default=True, help="Of each kind; the median is told.")
def main(folders: tuple[Path, ...], runs: int) -> None:
    """Print seconds to each step, and processor seconds, per program."""
    click.echo(
        f"{'program':40} {'cache':5} " + " ".join(f"{step:>16}" for step in STEPS) + "   CPU s"
    )
    for cold in (True, False):
        taken: dict[Path, list[tuple[float, ...]]] = {folder: [] for folder in folders}
        for _ in range(runs):
            for folder in folders:
                taken[folder].append(_time(folder, cold=cold))
        for folder, rows in taken.items():
            middle = [median(column) for column in zip(*rows, strict=True)]
            figures = " ".join(f"{value:16.2f}" for value in middle[:-1])
            click.echo(f"{folder!s:40} {'cold' if cold else 'warm':5} {figures} {middle[-1]:7.2f}")


def _time(folder: Path, *, cold: bool) -> tuple[float, ...]:
    if cold:
        for file in _files(folder):
            _evict(file)
    samples = folder / "_internal" / "resources" / "samples"
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        started = time.perf_counter()
        before = os.times()
        running = subprocess.Popen(
            [folder / "tagproof", samples], env=environment, stderr=subprocess.DEVNULL
        )
        steps = _watch(Path(home) / LOG, started)
        running.send_signal(signal.SIGTERM)
        running.wait(PATIENCE_S)
        after = os.times()
    spent = after.children_user + after.children_system
    return (*steps, spent - before.children_user - before.children_system)


def _watch(log: Path, started: float) -> list[float]:
    """Give the seconds at which each step first stood in the log."""
    seen: dict[str, float] = {}
    while len(seen) < len(STEPS):
        now = time.perf_counter() - started
        if now > PATIENCE_S:
            raise click.ClickException(f"{log}: no {STEPS[len(seen)]!r} within {PATIENCE_S:.0f} s")
        text = log.read_text("utf-8") if log.exists() else ""
        for step in STEPS:
            if step in text:
                seen.setdefault(step, now)
        time.sleep(POLL_S)
    return [seen[step] for step in STEPS]


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _evict(file: Path) -> None:
    descriptor = os.open(file, os.O_RDONLY)
    os.fsync(descriptor)  # what is not on disk yet cannot be evicted
    os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(descriptor)


if __name__ == "__main__":
    main()
