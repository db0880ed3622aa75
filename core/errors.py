"""What can go wrong outside our own code, as one small tree.

    AppError                      told to the user, one clear line, no trace
    ├── ImageUnreadable           a photo that cannot be decoded
    ├── BoxUnusable               a box too small, or not in its photo
    ├── FolderUnreadable          a folder that cannot be listed
    ├── PackError                 a model pack that is missing, broken or mismatched
    ├── EngineError               a network that answers nonsense, such as NaN
    ├── UnknownClass              a class name that the pack, or the catalog, lacks
    ├── ClassesUnusable           a choice of classes that leaves nothing to tell apart
    ├── ColumnsUnusable           columns of a table that there are not, or named twice
    ├── ExplanationFailed         a photo that cannot be explained
    ├── ExportFailed              an output that cannot be written
    ├── ReportUnreadable          a file that is no report of ours, or a damaged one
    ├── TemplateError             a report's template that lacks a field, or is none
    ├── CatalogError              a shop's file that cannot be read, matched or written back
    ├── RegistrationFailed        a desktop that cannot be told of the program
    └── ReviewError               a review file that is broken, vanished or too new
        └── ReviewReadOnly        one that can be looked at only
            └── ReviewLocked      because another program has it open

`Cancelled` is not an error and stands outside. Anything else is a bug and keeps its trace.
"""

import errno
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Self

from core import file_names, windows


class AppError(Exception):
    """Trouble from the environment; `str()` is the sentence that the user reads."""


class FileError(AppError):
    """Trouble with one named file.

    Parameters
    ----------
    path : Path
        The file or folder.
    cause : str
        Plain words, lower case, no full stop: "not an image", "no permission".
    """

    def __init__(self, path: Path, cause: str) -> None:
        super().__init__(f"{printable(path)}: {cause}")
        self.path = path
        self.cause = cause

    def __reduce__(self) -> tuple[type[Self], tuple[Path, str]]:
        """Survive the way from a worker's process, which copies errors by their arguments."""
        return type(self), (self.path, self.cause)


class ImageUnreadable(FileError):
    """A photo that cannot be decoded."""


class BoxUnusable(FileError):
    """A box that is too small, or does not lie in its photo."""


class FolderUnreadable(FileError):
    """A folder that cannot be listed, or that vanished."""


class PackError(FileError):
    """A model pack that is missing, broken or does not fit its card."""


class ExportFailed(FileError):
    """An output that cannot be written; nothing half-written is left."""


class ReportUnreadable(FileError):
    """A file that is no report of Tagproof's, or a damaged one."""


class TemplateError(FileError):
    """A report's template that lacks a field, or is no template."""


class CatalogError(FileError):
    """A shop's file that cannot be read, speaks of no photo, or cannot be written back."""


class ReviewError(FileError):
    """A review file that is broken, vanished or too new."""


class ReviewReadOnly(ReviewError):
    """A review file that cannot be written to; it can still be opened read-only."""


class ReviewLocked(ReviewReadOnly):
    """A review file that another program has open."""


class EngineError(AppError):
    """A network that cannot be run or answers nonsense."""


class UnknownClass(AppError):
    """A class name that the pack lacks, or that the choice of classes leaves out."""


class ClassesUnusable(AppError):
    """A choice of classes that leaves nothing to tell apart."""


class ColumnsUnusable(AppError):
    """A choice of a table's columns that names none, an unknown one, or one twice."""


class ExplanationFailed(AppError):
    """A photo that cannot be explained with these settings."""


class RegistrationFailed(AppError):
    """A desktop that cannot be told of the program, or a program that it could not start."""


class Cancelled(Exception):
    """The user asked to stop; raised where a job next looks at its token."""


def printable(shown: Path | str) -> str:
    """Show a path or other text on one line: control and undecodable characters become escapes.

    What is no path must not be made one for this: `Path` takes the second stroke of `https://`.
    """
    said = windows.plain(str(shown))
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in said)


_GONE: Final = "no such file or directory"
_DENIED: Final = "permission denied"
_FULL: Final = "no space left on device"
HELD: Final = "open in another program; close it there and try again"
_NO_DRIVE: Final = "the drive does not answer; is it still connected?"
_NO_SHARE: Final = "the network drive does not answer; is it still connected?"
_NO_NAME: Final = "not a valid file name"

_BY_WINDOWS: Final[Mapping[int, str]] = {
    2: _GONE, 3: _GONE,
    5: _DENIED, 65: _DENIED, 1314: _DENIED,
    windows.SHARING_VIOLATION: HELD, windows.LOCK_VIOLATION: HELD,
    19: "read-only file system",
    39: _FULL, 112: _FULL, 1295: "disk quota exceeded",
    15: _NO_DRIVE, 20: _NO_DRIVE, 21: _NO_DRIVE, 31: _NO_DRIVE, 433: _NO_DRIVE, 1005: _NO_DRIVE,
    1006: _NO_DRIVE, 1110: _NO_DRIVE, 1112: _NO_DRIVE, 1167: _NO_DRIVE,
    51: _NO_SHARE, 53: _NO_SHARE, 54: _NO_SHARE, 55: _NO_SHARE, 58: _NO_SHARE, 59: _NO_SHARE,
    64: _NO_SHARE, 67: _NO_SHARE, 121: _NO_SHARE, 1203: _NO_SHARE, 1222: _NO_SHARE,
    1231: _NO_SHARE, 1232: _NO_SHARE, 1236: _NO_SHARE, 1256: _NO_SHARE, 2250: _NO_SHARE,
    23: "input/output error", 27: "input/output error", 29: "input/output error",
    30: "input/output error", 483: "input/output error", 1117: "input/output error",
    1392: "broken or cut short", 1393: "broken or cut short",
    123: _NO_NAME, 161: _NO_NAME, 206: "file name too long",
}  # fmt: skip
"""Windows says them in the language that it speaks itself."""

_BY_NUMBER: Final[Mapping[int, str]] = {
    **dict.fromkeys(
        (errno.ENXIO, errno.ENODEV, getattr(errno, "ENOMEDIUM", errno.ENODEV)), _NO_DRIVE
    ),
    **dict.fromkeys(
        (
            errno.ENETUNREACH, errno.ENETDOWN, errno.ENETRESET, errno.EHOSTUNREACH,
            errno.EHOSTDOWN, errno.ESTALE, errno.ETIMEDOUT, errno.ENOTCONN, errno.ESHUTDOWN,
            errno.ECONNRESET, errno.ECONNABORTED, errno.ECONNREFUSED, errno.EREMOTE,
        ),
        _NO_SHARE,
    ),
}  # fmt: skip
"""What the C library says of them is about sockets and handles."""


def os_cause(error: OSError) -> str:
    """Say in lower-case plain words why the system refused."""
    known = _BY_WINDOWS.get(windows.code_of(error)) or _BY_NUMBER.get(error.errno or 0)
    return _name_refused(error) or known or (error.strerror or str(error)).lower().rstrip(".")


def _name_refused(error: OSError) -> str:
    """Say where Windows takes no such name; a share's other users may have files called so."""
    named = isinstance(error.filename, str)
    return file_names.refused_here(Path(error.filename)) if named else ""
