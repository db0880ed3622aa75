"""Interpreters side by side, which share a batch among them.

A batch is shared among interpreters of one thread each, rather than given to one of several: its
threads would wait for each other at every layer. With the network that ships 0.72 ms a picture in
place of 0.81 on two cores. Pictures are written by the thread that runs them, while the others
compute; copying them into the interpreter's tensor costs 0.1 ms per batch of 32 beside 23 ms: not
worth lending out memory that the runtime may move.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from operator import itemgetter
from threading import Lock
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from core.inference.engine import copying
from core.inference.litert_layers import Filler, Layers

T = TypeVar("T")
Last = TypeVar("Last", bound=Layers)
Lane = tuple[*tuple[Layers, ...], Last]
"""What one thread runs: layers, each on what those before them answer."""
Take = Callable[[Last, slice], T]
"""Copies what is wanted of the answers to a part, which the last layers hold first of all."""


class Lanes:
    """Threads, each with layers of its own: what is begun waits for what was begun before.

    Parameters
    ----------
    threads : int
    """

    def __init__(self, threads: int) -> None:
        self.count = threads
        self._pools = [ThreadPoolExecutor(1, thread_name_prefix="network") for _ in range(threads)]

    def begin(
        self,
        lanes: Sequence[Lane[Last]],
        parts: Sequence[slice],
        write: Filler,
        take: Take[Last, T],
    ) -> Callable[[], list[T]]:
        """Begin to run part by part, each by the lane that is free first.

        Parameters
        ----------
        lanes : sequence of lanes
            One for each thread, the same one in every call.
        parts : sequence of slice
        write, take : callable
            Called by the threads.

        Returns
        -------
        callable
            Waits, and gives what is taken, in order; raises what a part raised.
        """
        todo, turn = iter(enumerate(parts)), Lock()

        def work(lane: Lane[Last]) -> list[tuple[int, T]]:
            done: list[tuple[int, T]] = []
            while True:
                with turn:
                    number, part = next(todo, (-1, None))
                if part is None:
                    return done
                done.append((number, run(lane, part, write, take)))

        futures = [pool.submit(work, lane) for pool, lane in zip(self._pools, lanes, strict=True)]

        def answers() -> list[T]:
            wait(futures)  # all, also where one fails: what is written from may change then
            numbered = [one for future in futures for one in future.result()]
            return [answer for _, answer in sorted(numbered, key=itemgetter(0))]

        return answers

    def begin_joined(
        self,
        lanes: Sequence[Lane[Last]],
        count: int,
        write: Filler,
        take: Take[Last, NDArray[Any]],
    ) -> Callable[[], NDArray[Any]]:
        """As `begin`, for `count` inputs; what is taken of their parts is put into one array."""
        answers = self.begin(lanes, parts_of(count, lanes[0][0].count), write, take)
        return lambda: np.concatenate(answers())


def run(lane: Lane[Last], part: slice, write: Filler, take: Take[Last, T]) -> T:
    """Run the inputs of a part through a lane, and take from what comes out."""
    given = part
    *before, last = lane
    for layers in before:
        layers.run(given, write)
        made = layers.output(part)
        given, write = slice(0, len(made)), copying(made)
    last.run(given, write)
    return take(last, part)


def parts_of(count: int, share: int) -> list[slice]:
    """Cut inputs into parts of at most `share`."""
    return [slice(k, min(k + share, count)) for k in range(0, count, share)]
