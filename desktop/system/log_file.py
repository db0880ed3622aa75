"""The program's own log, one file for all that run at once; and the last word of a crash."""

import faulthandler
import logging
import os
from contextlib import suppress
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import Final

from core.paths import log_dir
from core.windows import append_opener

NAME: Final = "tagproof.log"
LOG_BYTES: Final = 1_000_000
LOG_FILES: Final = 3
"""Old ones that are kept."""
_FORM: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class SharedLog(WatchedFileHandler):
    """Appends to a file that others append to, and puts it aside where it is long.

    Logging's own handler gives its old files numbers. Two programs lose one as both count on, and
    Windows, where neither may rename what the other has open, gets a trace at each line. Here an
    old file is called by the time, whoever has it open goes on in the new one, and where it cannot
    be renamed all go on in it.

    Parameters
    ----------
    file : Path
    """

    def __init__(self, file: Path) -> None:
        super().__init__(file, encoding="utf-8", errors="backslashreplace")
        self._long_bytes = LOG_BYTES

    def _open(self) -> TextIOWrapper:
        return open(
            self.baseFilename, "a", encoding="utf-8", errors=self.errors, opener=append_opener
        )

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; then the file may be long enough."""
        super().emit(record)
        size = os.fstat(self.stream.fileno()).st_size if self.stream else 0
        if size >= self._long_bytes:
            self._long_bytes = LOG_BYTES if self._put_aside() else size + LOG_BYTES // 10

    def _put_aside(self) -> bool:
        """Rename the file: with the next line everybody finds it gone, and begins another."""
        file = Path(self.baseFilename)
        now = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        try:
            file.rename(f"{file}.{now}")
        except OSError:  # held by something else, or another program was quicker
            return False
        with suppress(OSError):
            old = sorted(file.parent.glob(f"{file.name}.*"), key=lambda one: one.stat().st_mtime)
            for one in old[:-LOG_FILES]:
                one.unlink()
        return True


def place() -> Path:
    """Give the log's place; raises ExportFailed where its folder cannot be made."""
    return log_dir() / NAME


def keep() -> None:
    """Log into the log folder from here on.

    Raises
    ------
    ExportFailed
        There is no such folder, and it cannot be made.
    OSError
        Nothing can be written there.
    """
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    file = place()
    handler = SharedLog(file)
    if not faulthandler.is_enabled():  # a library that crashes leaves no other word
        faulthandler.enable(file.with_name("crash.log").open("a", encoding="utf-8"))
    handler.setFormatter(logging.Formatter(_FORM))
    root.addHandler(handler)
