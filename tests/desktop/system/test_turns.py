import os
import sys
import threading

import pytest

from desktop.system import turns


def test_threads_take_turns_more_often() -> None:
    before = sys.getswitchinterval()
    try:
        turns.shorten()
        assert sys.getswitchinterval() < before
    finally:
        sys.setswitchinterval(before)


@pytest.mark.skipif(sys.platform != "linux", reason="niceness of a thread is Linux's own")
def test_a_worker_stands_back_and_whoever_asked_does_not() -> None:
    seen: list[int] = []

    def work() -> None:
        turns.stand_back()
        seen.append(_niceness())

    worker = threading.Thread(target=work)
    before = _niceness()
    worker.start()
    worker.join()
    assert seen == [min(before + turns.NICE, 19)]
    assert _niceness() == before


def _niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
