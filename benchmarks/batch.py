"""What a folder's review costs per photo, and what more workers save, also when one is killed.

    python -m benchmarks.batch FOLDER [--count 400] [--pack DIR]

Runs `tagproof review` on copies of the folder's first photos: alone, with two processes, on a
cluster of two local workers, and on one of which a worker is killed half-way. Start-up is timed by
a run that finds everything done, and taken off. Tells seconds to tag a photo, seconds to explain
one, whether all tables are the same, and the machine hours of 100 million photos. Run it on a
machine that does nothing else.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

import click

from core.imaging import scan
from core.review.reading import connect_for_reading

CLUSTER: Final = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, *(w.process.pid for w in cluster.workers.values()),
              flush=True)
        sys.stdin.readline()
"""
MANY: Final = 100_000_000
SECONDS: Final = 3600.0
"""Of an hour."""


@dataclass(slots=True)
class Run:
    """One way to work through the folder.

    Attributes
    ----------
    name : str
    options : list of str
    tag_s, explain_s : float
        Seconds a photo.
    table : bytes
        The CSV at the end.
    """

    name: str
    options: list[str] = field(default_factory=list)
    tag_s: float = 0.0
    explain_s: float = 0.0
    table: bytes = b""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--count", default=400, show_default=True, help="Photos.")
@click.option("--pack", type=click.Path(path_type=Path, file_okay=False))
def main(*, folder: Path, count: int, pack: Path | None) -> None:
    """Time a folder's review."""
    more = ["--pack", str(pack.absolute())] if pack else []
    with tempfile.TemporaryDirectory(prefix="tagproof-batch-") as place:
        photos = Path(place) / "photos"
        photos.mkdir()
        found = (item for item in scan.scan([folder]) if isinstance(item, Path))
        names = list(islice(found, count))
        for number, path in enumerate(names):
            shutil.copy(path, photos / f"{number}{path.suffix}")
        runs = [_timed(Run("one process", more), photos, len(names))]
        runs.append(_timed(Run("two processes", ["--workers", "2", *more]), photos, len(names)))
        for name, killing in (("cluster of two", False), ("cluster, one of two killed", True)):
            with _cluster() as (address, worker):
                run = Run(name, ["--scheduler", address, *more])
                runs.append(_timed(run, photos, len(names), worker if killing else 0))
    _tell(runs, len(names))


def _timed(run: Run, photos: Path, count: int, victim: int = 0) -> Run:
    """Tag all, do nothing, explain all; the second run is what starting costs."""
    review = photos.parent / f"{run.name}.tagproof"
    table = review.with_suffix(".csv")
    words = ["review", str(photos), "--review", str(review), "--csv", str(table), "--quiet"]
    tagged = _seconds([*words, "--explain", "none", *run.options])
    idle = _seconds([*words, "--explain", "none", *run.options])
    if victim:
        explained = _seconds_with_kill(
            [*words, "--explain", "all", *run.options], review, count // 2, victim
        )
    else:
        explained = _seconds([*words, "--explain", "all", *run.options])
    run.tag_s, run.explain_s = (tagged - idle) / count, (explained - idle) / count
    run.table = table.read_bytes()
    return run


def _seconds(words: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "desktop", *words], check=True)
    return time.perf_counter() - began


def _seconds_with_kill(words: list[str], review: Path, half: int, victim: int) -> float:
    began = time.perf_counter()
    with subprocess.Popen([sys.executable, "-m", "desktop", *words]) as run:
        while run.poll() is None and _explained(review) < half:
            time.sleep(0.1)
        if run.poll() is not None:
            raise click.ClickException("the run was over before a worker could be killed")
        os.kill(victim, signal.SIGKILL)
    if run.returncode:
        raise click.ClickException(f"the run ended with {run.returncode}")
    return time.perf_counter() - began


def _explained(review: Path) -> int:
    connection = connect_for_reading(review)
    try:
        return int(connection.execute("SELECT count(*) FROM explanations").fetchone()[0])
    finally:
        connection.close()


@contextmanager
def _cluster() -> Iterator[tuple[str, int]]:
    """Start two workers; gives the scheduler's address and the first worker's process."""
    with subprocess.Popen(
        [sys.executable, "-c", CLUSTER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise click.ClickException("no cluster")
        address, victim, _ = process.stdout.readline().split()
        try:
            yield address, int(victim)
        finally:
            process.stdin.write("\n")
            process.stdin.flush()


def _tell(runs: list[Run], count: int) -> None:
    alone = runs[0]
    click.echo(f"{count:,} photos, {os.cpu_count()} cores")
    for run in runs:
        same = "same table" if run.table == alone.table else "ANOTHER TABLE"
        click.echo(
            f"{run.name}: tag {run.tag_s:.4f} s ({alone.tag_s / run.tag_s:.2f} x), "
            f"explain {run.explain_s:.3f} s ({alone.explain_s / run.explain_s:.2f} x), {same}"
        )
    for share in (0.0, 0.25, 1.0):
        hours = MANY * (alone.tag_s + share * alone.explain_s) / SECONDS
        click.echo(f"{MANY:,} photos, {share:.0%} explained: {hours:,.0f} machine hours")


if __name__ == "__main__":
    main()
