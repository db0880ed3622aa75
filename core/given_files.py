"""Files that somebody names: opened without waiting, read within a limit, and hashed.

A pipe keeps its reader waiting for ever, and a device such as /dev/zero never ends.
"""

import hashlib
import os
import stat
from io import BufferedReader
from pathlib import Path
from typing import Final

from core import windows

MB: Final = 2**20
GB: Final = 2**30
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Unix opens a pipe at once only without blocking; Windows changes line ends unless told."""


def open_file(path: Path) -> BufferedReader:
    """Open a regular file to read its bytes.

    Raises
    ------
    OSError
        No regular file, missing, or not to be read.
    """
    descriptor = os.open(windows.whole(path), _FLAGS)
    try:
        kind = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(None, "is a folder")
        if not stat.S_ISREG(kind):
            raise OSError(None, "not a regular file", str(path))
        return open(descriptor, "rb")  # noqa: PTH123 - given to the caller
    except BaseException:
        os.close(descriptor)
        raise


def read_file(path: Path, most: int) -> bytes:
    """Read a whole file of at most so many bytes.

    Raises
    ------
    OSError
        As `open_file`; or it is larger, which is found without reading it.
    """
    with open_file(path) as file:
        size = os.fstat(file.fileno()).st_size
        # Python makes room at once for as much as is asked for.
        content = b"" if size > most else file.read(size + 1)
        while 0 < len(content) <= most and (more := file.read(MB)):  # it says less than it holds
            content += more
    if max(size, len(content)) > most:
        raise OSError(None, f"too long: at most {most:,} bytes are read of such a file")
    return content


def read_text(path: Path, most: int, encoding: str = "utf-8") -> str:
    """Read a small text, with line ends as they are in Python's text files.

    Raises
    ------
    OSError
        As `read_file`.
    UnicodeDecodeError
    """
    text = read_file(path, most).decode(encoding)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def sha256_of(file: Path) -> str:
    """Hash a file's bytes; empty where it cannot be read, so that it equals no content."""
    try:
        with open_file(file) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
