"""Work on many things in order, on threads, a little ahead of whoever takes the answers."""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from core.jobs import CancelToken

Item = TypeVar("Item")
Answer = TypeVar("Answer")


def in_order(
    items: Iterable[Item],
    work: Callable[[Item], Answer],
    *,
    threads: int,
    ahead: int,
    token: CancelToken,
    name: str,
) -> Generator[Answer, None, None]:
    """Do something with each item, on a pool of threads.

    Parameters
    ----------
    items : iterable
        Taken one at a time, never more than `ahead` beyond the caller, so that memory does not
        grow with their number.
    work : callable
        On several threads at once.
    threads : int
    ahead : int
        At least 1.
    token : CancelToken
        Cancelled once nobody asks any more: `work` that looks at it does not hold up the end.
    name : str
        Of the threads.

    Yields
    ------
    Answer
        In the order of the items; what `work` raises is raised in its turn.
    """
    pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
    waiting: deque[Future[Answer]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) > ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        token.cancel()
        pool.shutdown(cancel_futures=True)
