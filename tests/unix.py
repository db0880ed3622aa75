"""What Unix alone has, for tests that need it: elsewhere they are left out, and say why."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

try:
    import resource
except ImportError:  # Windows
    resource = None

pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in folders are Unix's")
signals = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="Windows ends a process in place of sending it a signal"
)
limits = pytest.mark.skipif(resource is None, reason="limits of a process are Unix's")


@contextmanager
def largest_file(size_bytes: int) -> Iterator[None]:
    """The system refuses to let any file grow further, as a full disk does."""
    with limits_put_back():
        limit_files(size_bytes)
        yield


@contextmanager
def limits_put_back() -> Iterator[None]:
    """Whatever the limit of files becomes meanwhile, it is as before at the end."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def limit_files(size_bytes: int) -> None:
    """Let no file of this process grow further."""
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
