"""Unfinished files and folders beside their place: how they are named, and which are swept.

A program that is killed leaves its drafts behind. Each carries in its name which process of which
machine makes it, so that who comes next takes away those of the dead alone: several programs may
write into one folder, also of several machines into one share. A name holds on every file system;
locks do not on shares, and need a file kept open, which Windows then refuses to rename.

A folder that another replaces takes two renamings. Between them it stands under a name that says
what it was (`aside`), and whoever looks for it next, or sweeps, puts it back.
"""

import hashlib
import os
import platform
import re
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Final

from core import windows

PREFIX: Final = ".Tagproof-"
ASIDE: Final = f"{PREFIX}was-"
"""Before the name of a folder that is being replaced."""
LONGEST_SUFFIX: Final = 16
"""Bytes; a longer "suffix" is part of a name, and would make the draft's name too long."""
ABANDONED_S: Final = 7 * 24 * 3600.0
"""Age from which the draft of another machine counts as left: no report takes a week."""
CLOCKS_APART_S: Final = 24 * 3600.0
"""Windows gives numbers of processes again soon: one that began later than a draft was changed is
another. A share's clock may be wrong, though by no more than this."""

_NAME: Final = re.compile(
    re.escape(PREFIX)
    + r"(?:(?P<machine>[0-9a-f]{8})-(?P<process>\d{1,10})-)?[0-9a-f]{16}"
    + r"(?:\.[^/\\]{0,15})?(?:-journal|-wal|-shm)?"
)
"""Earlier versions named no machine; SQLite adds endings of its own."""
_swept: set[str] = set()


def name(suffix: str = "") -> str:
    """Make a name for a draft, new each time."""
    kept = suffix if len(os.fsencode(suffix)) <= LONGEST_SUFFIX else ""
    return f"{PREFIX}{_machine()}-{os.getpid()}-{secrets.token_hex(8)}{kept}"


@contextmanager
def folder(parent: Path | None = None) -> Iterator[Path]:
    """Make a folder for drafts, which goes at the end with all that is in it.

    Parameters
    ----------
    parent : Path, optional
        Where it lies; in the system's folder for temporary files where left out.

    Raises
    ------
    OSError
    """
    place = windows.whole(parent or Path(tempfile.gettempdir()))
    sweep(place)
    made = place / name()
    try:
        made.mkdir(mode=0o777 if parent else 0o700)
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def put_back(target: Path) -> None:
    """Put a folder back that a killed program was about to replace; where nothing is in its place.

    Both names stand in one folder, so that a power cut leaves it under one of them.
    """
    if not os.path.lexists(target):
        with suppress(OSError, ValueError):  # there is none, or nothing can be written here
            aside(target).rename(target)


def sweep(place: Path) -> None:
    """Take away what killed programs left in a folder; once for each folder, as it is listed.

    What one of them was about to replace is put back.
    """
    key = os.path.abspath(place)  # noqa: PTH100 - without following links
    if key in _swept:
        return
    _swept.add(key)
    with suppress(OSError), os.scandir(place) as entries:
        for left in [entry for entry in entries if entry.name.startswith(PREFIX)]:
            with suppress(OSError):
                if _was_replaced(left) or _is_abandoned(left, try_in(place)):
                    _remove(left)


def aside(target: Path) -> Path:
    """Give the place of a folder while another takes its own."""
    return target.with_name(f"{ASIDE}{target.name}")


def _was_replaced(left: os.DirEntry[str]) -> bool:
    """Tell whether a folder stands where this one did; where none does, it is put back."""
    if not left.name.startswith(ASIDE) or not left.is_dir(follow_symlinks=False):
        return False
    target = Path(left.path).with_name(left.name.removeprefix(ASIDE))
    put_back(target)
    return Path(left.path).exists() and target.exists()


def _is_abandoned(left: os.DirEntry[str], now_s: float) -> bool:
    found = _NAME.fullmatch(left.name)
    if found is None or left.is_symlink():
        return False
    changed_s = left.stat(follow_symlinks=False).st_mtime
    if found["machine"] == _machine():
        return not _runs(int(found["process"]), changed_s)
    return now_s - changed_s > ABANDONED_S


def try_in(place: Path) -> float:
    """Make a file in a folder and take it away again: no system tells beforehand whether one can.

    Returns
    -------
    float
        When that was by the disk's clock, which on a share is another machine's; s since 1970.

    Raises
    ------
    OSError
        Nothing can be made there.
    """
    probe = windows.whole(place) / name()
    try:
        probe.touch(exist_ok=False)
        return probe.stat().st_mtime
    finally:
        probe.unlink(missing_ok=True)


def _runs(process: int, changed_s: float) -> bool:
    """Tell whether the process runs that changed a draft last, at that time."""
    if sys.platform == "win32":  # where `os.kill` ends it whatever the signal
        began_s = windows.began_s(process)
        return began_s is not None and began_s < changed_s + CLOCKS_APART_S
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # somebody else's, or no number of a process here: not known to be gone
    return True


def _remove(left: os.DirEntry[str]) -> None:
    if left.is_dir(follow_symlinks=False):
        shutil.rmtree(left.path, ignore_errors=True)
    else:
        Path(left.path).unlink()


@cache
def _machine() -> str:
    """Tell this machine from others; containers with a count of processes of their own as well."""
    facts = [platform.node().encode("utf-8", "surrogateescape")]
    with suppress(OSError):
        facts.append(Path("/etc/machine-id").read_bytes())
    with suppress(OSError):
        facts.append(b"%d" % Path("/proc/self/ns/pid").stat().st_ino)
    return hashlib.sha256(b"\n".join(facts)).hexdigest()[:8]
