import sys

from desktop.system import turns


def test_threads_take_turns_more_often() -> None:
    before = sys.getswitchinterval()
    try:
        turns.shorten()
        assert sys.getswitchinterval() < before
    finally:
        sys.setswitchinterval(before)
