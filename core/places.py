r"""What kind of place a path is: on another machine or not, and which spellings are one place."""

import ctypes
import ntpath
import os
import re
import sys
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import Final

from core import windows

SPELLS_FREELY: Final = sys.platform in ("win32", "darwin")
"""Whether a place has several spellings here."""
_NETWORK_TYPES: Final = frozenset(
    {"9p", "acfs", "afs", "beegfs", "ceph", "cifs", "coda", "cvfs", "davfs", "drvfs", "gfs", "gfs2",
     "gpfs", "lustre", "ncp", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "panfs", "prl_fs",
     "pvfs2", "smb", "smb2", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs"}
)  # fmt: skip
"""Of Linux's table of mounts: network drives, disks of clusters, folders of the host of a machine
that is no machine itself."""
_NETWORK_FUSE: Final = re.compile(
    r"fuse\.(?:.*(?:ssh|rclone|s3|gcs|gluster|ceph|gvfs|kio|smb|curlftp|dav|afp|mfs|juice|drive"
    r"|vmhgfs|osxfs|grpc|nfs|ipfs|hdfs).*)"
)
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")
_LOCAL: Final = 0x1000
"""macOS' MNT_LOCAL."""
_CASE_SENSITIVE: Final = 11
"""macOS' _PC_CASE_SENSITIVE, which Python has no name for."""
_GETPATH: Final = 50
"""macOS' F_GETPATH."""


def key(path: Path | str) -> str:
    r"""Give a text that all spellings of a place share: to compare by, never to show or to open.

    On Windows neither case nor the direction of strokes counts, nor the mark of a long name, and
    short names (`PHOTOS~1`) are those that they stand for. On macOS accents may be parts of letters
    or signs of their own, and case counts where the volume says so. Links, and letters that stand
    for shares, are places of their own everywhere.
    """
    absolute = os.path.abspath(path)  # noqa: PTH100 - links are kept as they are
    if sys.platform == "win32":
        return ntpath.normcase(windows.plain(windows.long_name(absolute)))
    if sys.platform == "darwin":
        composed = unicodedata.normalize("NFC", absolute)
        return composed if _case_counts(_nearest(absolute)) else composed.casefold()
    return absolute


def same(one: Path | str, other: Path | str) -> bool:
    """Whether two paths are spellings of one place, which need not be there."""
    return key(one) == key(other)


def is_there(path: Path) -> bool:
    """Whether something has this name, links followed; False where nobody can tell.

    `Path` itself raises where a folder may not be looked into, a name is too long, or a drive does
    not answer: nobody expects that of a question. Whoever writes or deletes by the answer asks so.
    """
    return os.path.exists(windows.whole(path))  # noqa: PTH110 - as the docstring says


def is_folder(path: Path) -> bool:
    """Whether it is a folder, links followed; False where nobody can tell."""
    return os.path.isdir(windows.whole(path))  # noqa: PTH112 - as of `is_there`


def is_file(path: Path) -> bool:
    """Whether it is a file, links followed; False where nobody can tell."""
    return os.path.isfile(windows.whole(path))  # noqa: PTH113 - as of `is_there`


def is_link(path: Path) -> bool:
    """Whether it is a link, wherever it leads; False where nobody can tell."""
    return os.path.islink(windows.whole(path))  # noqa: PTH114 - as of `is_there`


def same_file(one: Path, other: Path) -> bool:
    """Whether two names lead to one file that is there; False where nobody can tell."""
    try:
        return os.path.samefile(windows.whole(one), windows.whole(other))  # noqa: PTH121
    except (OSError, ValueError):
        return False


def as_spelled(path: Path) -> Path:
    """Give a path, absolute, as its disk spells it; as it is where it is not there, or a link."""
    absolute = os.path.abspath(path)  # noqa: PTH100 - links are kept as they are
    known = on_disk(absolute)
    return Path(known if same(known, absolute) else absolute)


def on_disk(path: str) -> str:
    """Give the one spelling that the disk has of a place, links followed."""
    real = followed(path)
    if sys.platform == "darwin":
        with suppress(OSError):
            return _path_of(real)
    return real


def followed(path: Path | str) -> str:
    """Give where links lead, absolute, of names of any length; as named where nothing tells."""
    try:
        return windows.plain(os.path.realpath(windows.whole(Path(path))))
    except OSError:  # Windows, of drives that do not say, and wine of long names
        return os.path.abspath(path)  # noqa: PTH100


def on_network(path: Path) -> bool:
    """Whether a file lies, or would lie, on another machine; False where nothing tells.

    Links are followed, and of what is not there the nearest folder that is there counts.
    """
    real = followed(path)
    if sys.platform == "win32":
        return any(map(_is_remote_drive, (os.path.abspath(path), real)))  # noqa: PTH100 - as named
    there = _nearest(real)
    if sys.platform == "darwin":
        return _is_remote_mount(there)
    try:
        mounts = Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape")
    except OSError:
        return False
    kind = mount_type(str(there), mounts)
    return kind in _NETWORK_TYPES or _NETWORK_FUSE.fullmatch(kind) is not None


def _nearest(path: str) -> Path:
    """Give the nearest folder that is there, or the file itself."""
    return next((one for one in (Path(path), *Path(path).parents) if one.exists()), Path("/"))


def mount_type(path: str, mounts: str) -> str:
    """Give the type of the file system that a path lies on, by Linux's table of mounts.

    Parameters
    ----------
    path : str
        Absolute, without links.
    mounts : str
        What /proc/self/mountinfo says; of two mounts at one place the later one counts.
    """
    longest, found = -1, ""
    for line in mounts.splitlines():
        facts, _, rest = line.partition(" - ")
        fields, kind = facts.split(" "), rest.split(" ")[0]
        place = _ESCAPED.sub(lambda sign: chr(int(sign[1], 8)), fields[4]) if fields[4:] else ""
        if _is_below(path, place) and len(place) >= longest:
            longest, found = len(place), kind
    return found


def _is_below(path: str, place: str) -> bool:
    return bool(place) and (path == place or path.startswith(place.rstrip("/") + "/"))


def _is_remote_drive(path: str) -> bool:
    r"""Tell by the drive: a share (`\\server\share`), or a letter that stands for one."""
    drive, _ = ntpath.splitdrive(windows.plain(path))
    if drive.startswith(("\\\\?\\", "\\\\.\\")):
        return False  # a disk of this machine by its number
    return drive.startswith("\\\\") or windows.drive_type(f"{drive}\\") == windows.REMOTE_DRIVE


def _case_counts(path: Path) -> bool:
    try:
        return bool(os.pathconf(path, _CASE_SENSITIVE))
    except OSError:
        return False  # as on most disks of macOS


def _path_of(path: str) -> str:
    import fcntl

    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        return os.fsdecode(fcntl.fcntl(descriptor, _GETPATH, bytes(1024)).rstrip(b"\0"))
    finally:
        os.close(descriptor)


class _Mount(ctypes.Structure):
    """The beginning of macOS' `struct statfs`, and room for the rest."""

    _fields_ = (
        ("sizes", ctypes.c_uint32 * 2), ("counts", ctypes.c_uint64 * 5),
        ("id", ctypes.c_int32 * 2), ("owner", ctypes.c_uint32), ("type", ctypes.c_uint32),
        ("flags", ctypes.c_uint32), ("rest", ctypes.c_char * 4096),
    )  # fmt: skip


def _is_remote_mount(path: Path) -> bool:
    mount = _Mount()
    if _statfs(os.fsencode(path), mount) != 0:
        return False
    return not mount.flags & _LOCAL


def _statfs(path: bytes, mount: _Mount) -> int:
    return int(ctypes.CDLL(None).statfs(path, ctypes.byref(mount)))
