"""Who does the work of a folder: this process, several on this machine, or a Dask cluster.

All run the same two functions on a few photos at a time, so that their numbers are the same. What
a worker that dies had in hand is given to another; a photo that kills its worker again and again
is named and left out.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache, partial
from itertools import chain, islice
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Final, Protocol

from core import ending
from core.entities import ExplainSettings, Outcome
from core.errors import AppError, PackError
from core.explaining import Explained, explain_photo, explain_several
from core.imaging import budget
from core.inference.engine import THREADS
from core.inference.model_pack import Pack
from core.session import Boxes, Session

TAG_CHUNK: Final = 64
"""Photos handed to a worker at once: two batches of the network."""

EXPLAIN_CHUNK: Final = 4
AHEAD: Final = 2
"""Chunks waiting for each worker beyond the one in hand; no more photos' results are in memory."""

ATTEMPTS: Final = 3

WHILE_THEY_START: Final = 16
"""Photos explained by the caller meanwhile; for fewer, others are not worth starting."""

ANOTHER: Final = "is another model for a worker than for the program that asks it"

_BUSY: Final = Lock()
"""A network answers one caller at a time; a cluster's worker may have several threads."""


class Workers(Protocol):
    """Whoever tags and explains photos, in order."""

    def tag(self, photos: Iterable[Path], boxes: Boxes) -> Iterator[Outcome]:
        """Tag photos, of those with a box what is inside."""
        ...

    def explain(
        self, photos: Iterable[Path], boxes: Boxes, settings: ExplainSettings
    ) -> Iterator[Explained]:
        """Explain photos, of those with a box what is inside."""
        ...


class InProcess:
    """The calling process does it all, on all of its cores."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def tag(self, photos: Iterable[Path], boxes: Boxes) -> Iterator[Outcome]:
        """Tag photos, of those with a box what is inside."""
        return self._session.tag(photos, boxes)

    def explain(
        self, photos: Iterable[Path], boxes: Boxes, settings: ExplainSettings
    ) -> Iterator[Explained]:
        """Explain photos, of those with a box what is inside."""
        return explain_several(self._session, photos, boxes, settings)


class WithOthers:
    """Processes of this machine explain; this one tags, which keeps all cores busy alone.

    Parameters
    ----------
    alone : InProcess
        Explains the first photos, while the others start.
    others : WorkerPool
    """

    def __init__(self, alone: InProcess, others: "WorkerPool") -> None:
        self._alone, self._others = alone, others

    def tag(self, photos: Iterable[Path], boxes: Boxes) -> Iterator[Outcome]:
        """Tag photos, of those with a box what is inside."""
        return self._alone.tag(photos, boxes)

    def explain(
        self, photos: Iterable[Path], boxes: Boxes, settings: ExplainSettings
    ) -> Iterator[Explained]:
        """Explain photos, of those with a box what is inside."""
        left = iter(photos)
        first, second = list(islice(left, WHILE_THEY_START)), list(islice(left, 1))
        if second:
            self._others.start()
        yield from self._alone.explain(first, boxes, settings)
        yield from self._others.explain(chain(second, left), boxes, settings)


class WorkerPool:
    """Other processes do it, chunk by chunk.

    Parameters
    ----------
    pack : Pack
        At the same place on every worker's machine, with the classes that can occur.
    count : int
        Of workers.
    threads : int
        Of each worker's network.
    submit : callable
        Starts a call and gives its future.
    died : tuple of exception types
        What a future raises when its worker died.
    recover : callable
        Makes `submit` usable again after that.
    """

    def __init__(
        self,
        pack: Pack,
        count: int,
        threads: int,
        submit: Callable[..., Any],
        died: tuple[type[BaseException], ...],
        recover: Callable[[], None],
    ) -> None:
        folder = pack.folder.absolute()
        self._open = partial(_session, folder, pack.mark, pack.choice.names, threads)
        self._count, self._ahead = count, count * (1 + AHEAD)
        self._submit, self._died, self._recover = submit, died, recover

    def start(self) -> None:
        """Have the workers open their network, before there is work."""
        for _ in range(self._count):
            self._submit(_open_only, self._open)

    def tag(self, photos: Iterable[Path], boxes: Boxes) -> Iterator[Outcome]:
        """Tag photos, of those with a box what is inside."""
        task = partial(tag_chunk, self._open, boxes)
        return self._run(task, photos, TAG_CHUNK, lambda path, error: Outcome(path, error=error))

    def explain(
        self, photos: Iterable[Path], boxes: Boxes, settings: ExplainSettings
    ) -> Iterator[Explained]:
        """Explain photos, of those with a box what is inside."""
        task = partial(explain_chunk, self._open, boxes, settings)
        return self._run(
            task, photos, EXPLAIN_CHUNK, lambda path, error: Explained(path, error=error)
        )

    def _run(
        self,
        task: Callable[[list[Path]], Any],
        photos: Iterable[Path],
        size: int,
        failed: Callable[[Path, str], Any],
    ) -> Iterator[Any]:
        """Keep every worker in work, and give the answers in order.

        All that is in hand fails with a worker that dies. So what is tried for the last time is
        tried alone: nobody else's death counts against it.
        """
        source, waiting = iter(photos), deque[tuple[list[Path], Any, int]]()
        while True:
            alone = bool(waiting) and waiting[0][1] is None
            ahead = 0 if alone else self._ahead
            while len(waiting) < ahead and (chunk := list(islice(source, size))):
                waiting.append((chunk, self._submit(task, chunk), 1))
            if not waiting:
                return
            chunk, future, attempt = waiting.popleft()
            try:
                yield from (future or self._submit(task, chunk)).result()
            except self._died:
                if attempt == ATTEMPTS and len(chunk) == 1:
                    yield failed(chunk[0], f"its worker died {ATTEMPTS} times")
                    again = []
                else:
                    again = _again(chunk, attempt)
                self._recover()
                rest = [(part, tries) for part, _, tries in waiting]
                waiting = deque((part, None, tries) for part, tries in [*again, *rest])
            if waiting and waiting[0][1] is None and waiting[0][2] < ATTEMPTS:
                waiting = deque((p, self._submit(task, p), t) for p, _, t in waiting)


def _again(chunk: list[Path], attempt: int) -> list[tuple[list[Path], int]]:
    """Try a chunk again, at last photo by photo, so that one bad one is found."""
    if attempt < ATTEMPTS:
        return [(chunk, attempt + 1)]
    return [([photo], ATTEMPTS) for photo in chunk]


@contextmanager
def open_workers(session: Session, count: int, scheduler: str) -> Iterator[Workers]:
    """Start the workers that were asked for, and end them with the block.

    Parameters
    ----------
    session : Session
        Its pack is opened by every worker; alone it does the work itself.
    count : int
        Of processes on this machine; where its cores are few, the calling one keeps all busy
        alone, and others would only cost their start.
    scheduler : str
        Address of a Dask scheduler, whose workers are taken instead; empty for none.

    Raises
    ------
    AppError
        The cluster does not answer, or its library is not installed.
    """
    pack = session.pack
    if scheduler:
        with _cluster(pack, scheduler) as workers:
            yield workers
    elif count > 1 and (os.cpu_count() or 1) > THREADS:  # or this process leaves no core idle
        with _processes(pack, count) as others:
            yield WithOthers(InProcess(session), others)
    else:
        yield InProcess(session)


@contextmanager
def _processes(pack: Pack, count: int) -> Iterator[WorkerPool]:
    processes = _Processes(count)
    try:
        threads = max(1, (os.cpu_count() or 1) // count)
        submit, recover = processes.submit, processes.begin_anew
        yield WorkerPool(pack, count, threads, submit, (BrokenProcessPool,), recover)
    except KeyboardInterrupt:
        for worker in active_children():  # or the end waits for what they have in hand
            worker.terminate()
        raise
    finally:
        processes.end()


class _Processes:
    """A pool of processes, begun anew where one of them died."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool = self._begun()

    def submit(self, task: Callable[..., Any], chunk: list[Path]) -> Any:  # noqa: ANN401 - a future
        with ending.kept_from_children():
            try:
                return self._pool.submit(task, chunk)
            except BrokenProcessPool:  # a worker died while nobody waited for it
                self.begin_anew()
                return self._pool.submit(task, chunk)

    def begin_anew(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._begun()

    def end(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def _begun(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._count,
            mp_context=get_context("spawn"),
            initializer=_begin_work,
            initargs=(self._count,),
        )


def _begin_work(count: int) -> None:
    """Take a share of the memory for decoding, and end with the caller; on a worker."""
    for one in (budget.PIXELS, budget.FILES):
        one.divide(count)
    _end_with_the_caller()


def _end_with_the_caller() -> None:
    """Leave no worker behind where the calling process was killed outright; on a worker."""
    caller = parent_process()

    def watch() -> None:
        if caller is not None:
            caller.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()


@contextmanager
def _cluster(pack: Pack, address: str) -> Iterator[Workers]:
    try:
        from distributed import CancelledError, Client, KilledWorker
        from distributed.comm import resolve_address
    except ImportError as error:
        raise AppError("a cluster needs Dask: pip install 'tagproof[dask]'") from error
    try:
        resolve_address(address)  # a client that fails by it takes a minute, and a trace, to go
        client = Client(address, set_as_default=False)
    except (OSError, ValueError) as error:
        raise AppError(f"no Dask scheduler answers at {address}") from error
    with client:
        submit = partial(client.submit, retries=ATTEMPTS, pure=False)
        threads = client.ncores().values()
        count, each = max(1, len(threads)), min(threads, default=1)
        try:
            yield WorkerPool(pack, count, each, submit, (KilledWorker,), lambda: None)
        except CancelledError as error:
            cause = f"the Dask scheduler at {address} is gone; started again, the work goes on"
            raise AppError(cause) from error


@cache
def _session(pack: Path, mark: str, classes: tuple[str, ...], threads: int) -> Session:
    """Give the worker's own network, opened once.

    Raises
    ------
    PackError
        Another model lies there by now, or on this machine: its answers would be kept as those of
        the one that was asked.
    """
    session = Session.open(pack, threads=threads, classes=classes or None)
    if session.pack.mark != mark:
        raise PackError(pack, ANOTHER)
    return session


def _open_only(opened: Callable[[], Session]) -> None:
    opened()


def tag_chunk(opened: Callable[[], Session], boxes: Boxes, photos: Sequence[Path]) -> list[Outcome]:
    """Tag a few photos; on a worker."""
    with _BUSY:
        return list(opened().tag(photos, boxes))


def explain_chunk(
    opened: Callable[[], Session],
    boxes: Boxes,
    settings: ExplainSettings,
    photos: Sequence[Path],
) -> list[Explained]:
    """Explain a few photos; on a worker."""
    with _BUSY:
        return [explain_photo(opened(), photo, boxes, settings) for photo in photos]
