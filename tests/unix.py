"""What Unix alone has, for tests that need it: elsewhere they are left out, and say why."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

try:
    import resource
except ImportError:  # Windows
    resource = None

pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in folders are Unix's")
signals = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="Windows ends a process in place of sending it a signal"
)
open_files = pytest.mark.skipif(
    os.name == "nt", reason="Windows lets nobody move or delete a file that is open"
)
limits = pytest.mark.skipif(resource is None, reason="limits of a process are Unix's")


def taken(*names: str) -> list[str]:
    """Leave out names that the file system does not take: any, a line end in one, half a sign."""
    return [name for name in names if _is_taken(name)]


def _is_taken(name: str) -> bool:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        try:
            Path(folder, name).touch()
        except (OSError, ValueError):
            return False
        return [one.name for one in Path(folder).iterdir()] == [name]


def _can_link() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        link, target = Path(folder, "link"), Path(folder, "target")
        try:
            link.symlink_to(target)
        except OSError:
            return False
        return link.is_symlink() and link.readlink().name == "target"


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


links = pytest.mark.skipif(
    not _can_link(), reason="links need a right on Windows, and wine makes none"
)
