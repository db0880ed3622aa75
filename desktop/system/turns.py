"""The window goes first: workers hold neither the interpreter nor a core that it wants."""

import ctypes
import os
import sys
import threading
from typing import Final

TURN_S: Final = 0.001
"""Python's own five milliseconds passed at each of the many turns that one frame takes: while a
shop's file was read, one frame in a hundred took over 50 ms, with one millisecond 21 to 25."""


def shorten() -> None:
    """Let threads take turns more often; what workers do takes no longer that can be measured."""
    sys.setswitchinterval(TURN_S)


NICE: Final = 10
"""Added to a worker's niceness. Without it the next photo took 60 ms on two cores while its worker
explained ahead, with 5 it took 40, with 10 it took 34 (medians of 59 photos)."""
BELOW_NORMAL: Final = -1
"""THREAD_PRIORITY_BELOW_NORMAL of Windows."""


def stand_back() -> None:
    """Let the window have the core that this thread runs on, and the threads that it starts.

    Only Linux gives a thread's niceness to those that it starts. On macOS nothing is done: the one
    lower class that a thread may choose there is held back even where nobody else runs.
    """
    if sys.platform == "linux":
        mine = threading.get_native_id()
        usual = os.getpriority(os.PRIO_PROCESS, os.getpid())
        os.setpriority(os.PRIO_PROCESS, mine, min(usual + NICE, 19))
    elif sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentThread.restype = ctypes.c_void_p
        kernel.SetThreadPriority(ctypes.c_void_p(kernel.GetCurrentThread()), BELOW_NORMAL)
