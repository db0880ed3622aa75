"""What only Windows can be asked; elsewhere each question has the answer that there is nothing."""

import ctypes
import ntpath
import os
import sys
from collections.abc import Sequence
from errno import EBADF
from pathlib import Path
from typing import Final

ACCESS_DENIED: Final = 5
SHARING_VIOLATION: Final = 32
LOCK_VIOLATION: Final = 33
NOT_FOUND: Final = frozenset((2, 3))
NO_SUCH_DRIVE: Final = 15
NO_SUCH_SHARE: Final = 67
HELD: Final = frozenset((SHARING_VIOLATION, LOCK_VIOLATION))
"""Numbers of Windows for a file that another program has open."""

_LONG: Final = "\\\\?\\"
_LONG_SHARE: Final = "\\\\?\\UNC\\"
_DEVICE: Final = "\\\\.\\"
_SHORT: Final = 180
"""Signs of a path that leaves room for a draft's name, and SQLite's ending, within Windows' 259."""
READING: Final = 0x80000000
WRITING: Final = 0x40000000
REPLACING: Final = 0x10000
"""What a file is opened for, of which another program allows what it likes."""
_APPENDING: Final = 0x4
"""FILE_APPEND_DATA alone: each write goes to the end, also where two programs write."""
REMOTE_DRIVE: Final = 4
"""DRIVE_REMOTE: a letter that stands for a share."""
_SHARED: Final = 0x1 | 0x2 | 0x4
"""Others may read, write, and rename or delete meanwhile."""
_THERE: Final = 3
_THERE_OR_NEW: Final = 4
_ASKING: Final = 0x1000
"""PROCESS_QUERY_LIMITED_INFORMATION, which is given for other users' processes too."""
_RUNS: Final = 259
_NO_SUCH_PROCESS: Final = 87
_BEFORE_1970_S: Final = 11_644_473_600
"""Windows counts its hundred nanoseconds from 1601."""


def code_of(error: OSError) -> int:
    """Give Windows' own number for a refusal, 0 elsewhere.

    Python has it for some calls; for `open`, whose "permission denied" stands for a dozen reasons,
    the C library does. Both say "denied" of a file that cannot be replaced because it is open, and
    "not found" of one whose drive or share is gone.
    """
    code = int(getattr(error, "winerror", None) or _code_of_last(error.errno))
    names = [name for name in (error.filename2, error.filename) if isinstance(name, str)]
    if code == ACCESS_DENIED and any(map(held, names)):
        return SHARING_VIOLATION
    if code in NOT_FOUND:
        return next(filter(None, map(_code_of_root, names)), code)
    return code


def _code_of_root(name: str) -> int:
    """Give the number for a drive or share that is not there; 0 where it is, or none is named."""
    root = ntpath.splitdrive(name)[0]
    if not root or os.path.exists(f"{root}\\"):  # noqa: PTH110 - `Path` would take its end away
        return 0
    return NO_SUCH_SHARE if root.startswith("\\\\") else NO_SUCH_DRIVE


def _code_of_last(errno: int | None) -> int:
    """Give the number behind this thread's last error of the C library, if it is this one."""
    if sys.platform == "win32" and errno is not None:
        code = ctypes.c_ulong()
        ctypes.CDLL("ucrtbase")._get_doserrno(ctypes.byref(code))
        flushing = errno == EBADF  # whatever kept the disk from having it
        this = flushing or OSError(None, "", None, code.value).errno == errno
        return code.value if this else 0
    return 0


def whole(path: Path) -> Path:
    r"""Give a path by which Windows takes a name of any length: absolute, with `\\?\` before it.

    Windows ends names at 260 signs unless somebody has switched that off, and SQLite and our drafts
    make longer ones beside a file. A short path, and every one elsewhere, stays as it is.
    """
    if sys.platform == "win32":
        text = os.path.abspath(path)  # noqa: PTH100 - links are kept as they are
        if len(text) >= _SHORT and not text.startswith((_LONG, _DEVICE)):
            share = text.startswith("\\\\")
            return Path(_LONG_SHARE + text[2:] if share else _LONG + text)
    return path


def plain(path: str) -> str:
    r"""Take the mark of a long name off: `\\?\C:\a`, `\\?\UNC\server\share\a`."""
    if path[: len(_LONG_SHARE)].upper() == _LONG_SHARE:
        return "\\\\" + path[len(_LONG_SHARE) :]
    return path[len(_LONG) :] if path.startswith(_LONG) and path[5:6] == ":" else path


def long_name(path: str) -> str:
    """Give a path with whole names in place of short ones; as it is where it is not there."""
    if sys.platform == "win32" and "~" in path:
        name = ctypes.create_unicode_buffer(1 << 15)
        if ctypes.WinDLL("kernel32").GetLongPathNameW(path, name, len(name)):
            return name.value
    return path


def drive_type(root: str) -> int:
    r"""Give what Windows calls the kind of a drive (`C:\`); 0 elsewhere."""
    if sys.platform == "win32":
        return int(ctypes.WinDLL("kernel32").GetDriveTypeW(root))
    return 0


def held(path: str, wanted: Sequence[int] = (READING, REPLACING)) -> bool:
    """Whether another program has a file open, so that it cannot be had for what is wanted."""
    if sys.platform == "win32":
        import _winapi

        for access in wanted:
            try:
                handle = _winapi.CreateFile(path, access, _SHARED, 0, _THERE, 0, 0)
            except OSError as error:
                return error.winerror in HELD
            _winapi.CloseHandle(handle)
    return False


def append_opener(path: str, flags: int) -> int:
    """Open a file as `open(..., "a", opener=...)` asks for, so that others may write and rename it.

    Python's own way lets nobody rename the file meanwhile, and writes at what was the end a moment
    ago, over what another program has just written there.

    Raises
    ------
    OSError
    """
    if sys.platform == "win32":
        import _winapi
        import msvcrt

        handle = _winapi.CreateFile(path, _APPENDING, _SHARED, 0, _THERE_OR_NEW, 0, 0)
        return msvcrt.open_osfhandle(handle, os.O_APPEND)
    return os.open(path, flags, 0o666)


def began_s(process: int) -> float | None:
    """Tell when a process began, s since 1970; None where none of this number runs.

    Minus infinity where it runs and does not say: then it began before anything.
    """
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = kernel.OpenProcess(_ASKING, False, process)
        if not handle:
            gone = ctypes.get_last_error() == _NO_SUCH_PROCESS
            return None if gone else float("-inf")
        try:
            return _began_s(kernel, ctypes.c_void_p(handle))
        finally:
            kernel.CloseHandle(ctypes.c_void_p(handle))
    return None


def _began_s(kernel: ctypes.CDLL, process: ctypes.c_void_p) -> float | None:
    code, times = ctypes.c_ulong(), [ctypes.c_uint64() for _ in range(4)]
    kernel.GetExitCodeProcess(process, ctypes.byref(code))
    if code.value != _RUNS:
        return None  # it has ended, and somebody keeps its handle
    if not kernel.GetProcessTimes(process, *map(ctypes.byref, times)):
        return float("-inf")
    return times[0].value / 1e7 - _BEFORE_1970_S
