r"""What kind of place a path is: on another machine or not, and which spellings are one place."""

import ctypes
import ntpath
import os
import re
import sys
from pathlib import Path
from typing import Final

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
_REMOTE: Final = 4
"""Windows' DRIVE_REMOTE."""
_LOCAL: Final = 0x1000
"""macOS' MNT_LOCAL."""


def on_network(path: Path) -> bool:
    """Whether a file lies, or would lie, on another machine; False where nothing tells.

    Links are followed, and of what is not there the nearest folder that is there counts.
    """
    real = os.path.realpath(path)
    if sys.platform == "win32":
        return any(map(_is_remote_drive, (os.path.abspath(path), real)))  # noqa: PTH100 - as named
    there = next((one for one in (Path(real), *Path(real).parents) if one.exists()), Path("/"))
    if sys.platform == "darwin":
        return _is_remote_mount(there)
    try:
        mounts = Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape")
    except OSError:
        return False
    kind = mount_type(str(there), mounts)
    return kind in _NETWORK_TYPES or _NETWORK_FUSE.fullmatch(kind) is not None


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


def plain(path: str) -> str:
    r"""Take the mark of a long name off a Windows path: `\\?\C:\a`, `\\?\UNC\server\share\a`."""
    if path[:8].upper() == "\\\\?\\UNC\\":
        return "\\\\" + path[8:]
    return path[4:] if path.startswith("\\\\?\\") and path[5:6] == ":" else path


def _is_remote_drive(path: str) -> bool:
    r"""Tell by the drive: a share (`\\server\share`), or a letter that stands for one."""
    drive, _ = ntpath.splitdrive(plain(path))
    if drive.startswith(("\\\\?\\", "\\\\.\\")):
        return False  # a disk of this machine by its number
    return drive.startswith("\\\\") or _drive_type(f"{drive}\\") == _REMOTE


def _drive_type(root: str) -> int:
    if sys.platform == "win32":
        return int(ctypes.WinDLL("kernel32").GetDriveTypeW(root))
    return 0


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
