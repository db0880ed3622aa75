"""Finding the photos: folders walked lazily, each file once, trouble told in passing."""

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from core import places, windows
from core.errors import AppError, FolderUnreadable, ImageUnreadable, os_cause
from core.imaging.images import SUFFIXES
from core.imaging.kinds import HIDDEN, head_of, is_read, unread_kind
from core.jobs import CancelToken
from core.natural import path_key

Found = Path | AppError


_OF_SERVERS: Final = frozenset(
    {"@eadir", "#recycle", "$recycle.bin", "system volume information", "__macosx", "lost+found",
     "thumbs.db", "#snapshot", "@tmp", "@recycle"}
)  # fmt: skip
"""Where storage servers and systems keep small pictures, and what was deleted."""


def scan(
    roots: Iterable[Path],
    *,
    subfolders: bool = True,
    token: CancelToken | None = None,
    left_out: Counter[str] | None = None,
) -> Iterator[Found]:
    """Walk folders and name the photos in them.

    Parameters
    ----------
    roots : iterable of Path
        Folders, and files; a file is yielded whatever it is called.
    subfolders : bool
        Go down, also through links; hidden files and folders (".name") are passed over, and those
        that storage servers keep for themselves (@eaDir, #recycle, __MACOSX and the like).
    token : CancelToken, optional
        Looked at once per file.
    left_out : Counter, optional
        Takes up, by kind, the pictures of kinds that are not read, and those that are hidden. A
        file is known by its first bytes where its ending is none of a photo.

    Yields
    ------
    Path or AppError
        Files of a folder in the order of file managers (1, 2, 10), then its subfolders likewise,
        which is that of `core.natural.path_key`. What several links or roots lead to comes once,
        loops included. A folder that cannot be read or vanished comes as
        FolderUnreadable, a pipe with the name of a photo as ImageUnreadable. A broken link comes as
        the photo that it should lead to: it counts, and decoding says what is wrong with it.

    Raises
    ------
    Cancelled
    """
    walk = _Walk(subfolders, token or CancelToken(), Counter() if left_out is None else left_out)
    for root in roots:
        yield from walk.root(root)


class _Walk:
    """One scan, and what it has seen, by real path: folders, and what links and roots led to.

    The other files of a folder are seen once by themselves, since the folder is: a million of them
    are not kept.
    """

    def __init__(self, subfolders: bool, token: CancelToken, left_out: Counter[str]) -> None:
        self._subfolders = subfolders
        self._token = token
        self._left_out = left_out
        self._seen: set[str] = set()
        self._at = ("", "")  # the folder being walked, and the name reached there

    def root(self, root: Path) -> Iterator[Found]:
        self._token.check()
        try:
            is_folder = stat.S_ISDIR(windows.whole(root).stat().st_mode)
        except (OSError, ValueError) as error:
            if places.is_link(root):
                yield root  # named by the user: decoding says what is wrong with it
            else:
                yield FolderUnreadable(root, _cause(error))
            return
        if is_folder:
            yield from self._folders(root)
        elif self._led_to(places.on_disk(str(root))):
            yield root

    def _folders(self, root: Path) -> Iterator[Found]:
        """Go through a folder and what lies below; a list instead of recursion has no depth."""
        waiting = [(str(root), places.on_disk(str(root)))]
        while waiting:
            folder, real = waiting.pop()
            if self._first_time(real):
                below: list[tuple[str, str]] = []
                yield from self._files(folder, real, below)
                if self._subfolders:
                    waiting.extend(reversed(below))

    def _files(self, folder: str, real: str, below: list[tuple[str, str]]) -> Iterator[Found]:
        """Yield the photos of one folder, and note its subfolders in `below`."""
        entries, trouble = _listed(folder)
        for entry in entries:
            self._token.check()
            self._at = (real, entry.name)
            if entry.name.lower() in _OF_SERVERS:
                continue
            is_folder, is_file = _kind(entry)
            if entry.name.startswith("."):
                self._note_hidden(entry, is_file)
            elif is_folder:
                below.append((_path(folder, entry), _real(entry, real)))
            elif not entry.name.lower().endswith(SUFFIXES) and not self._is_photo(entry, is_file):
                continue
            elif not is_file:
                path = Path(_path(folder, entry))
                yield path if _is_broken(entry) else ImageUnreadable(path, "not a regular file")
            elif self._is_new(entry, real):
                yield Path(_path(folder, entry))
        self._at = ("", "")
        if trouble is not None:
            yield FolderUnreadable(Path(folder), _cause(trouble))

    def _is_new(self, entry: "os.DirEntry[str]", real_folder: str) -> bool:
        real = _real(entry, real_folder)
        return self._led_to(real) if entry.is_symlink() else real not in self._seen

    def _led_to(self, real: str) -> bool:
        """Take note of a file that a link or a root leads to; whether nothing did before."""
        return not self._was_walked(real) and self._first_time(real)

    def _was_walked(self, real: str) -> bool:
        """Whether the walk of its own folder has come by a file, and taken it for a photo."""
        folder, name = os.path.split(real)
        here, reached = self._at
        ahead = folder == here and path_key(name) >= path_key(reached)
        return folder in self._seen and not ahead and _is_taken(real, name)

    def _is_photo(self, entry: "os.DirEntry[str]", is_file: bool) -> bool:
        """Look into a file that is not called a photo; count it where it is another picture."""
        if not is_file:
            return False
        try:
            head = head_of(entry.path)
        except OSError:
            return False  # a file that is no photo by its name may be unreadable
        kind = unread_kind(entry.name, head)
        if kind:
            self._left_out[kind] += 1
        return not kind and is_read(head)

    def _note_hidden(self, entry: "os.DirEntry[str]", is_file: bool) -> None:
        """Count a hidden file that is a picture of any kind, or what macOS keeps beside one."""
        try:
            head = head_of(entry.path) if is_file else b""
        except OSError:
            return  # nobody looks for it
        if is_read(head) or unread_kind(entry.name, head):
            self._left_out[HIDDEN] += 1

    def _first_time(self, real: str) -> bool:
        if real in self._seen:
            return False
        self._seen.add(real)
        return True


def _listed(folder: str) -> "tuple[list[os.DirEntry[str]], OSError | None]":
    """List a folder by name; what came before trouble is kept."""
    entries: list[os.DirEntry[str]] = []
    trouble: OSError | None = None
    try:
        with os.scandir(windows.whole(Path(folder))) as listing:
            entries.extend(listing)
    except OSError as error:
        trouble = error
    return sorted(entries, key=lambda entry: path_key(entry.name)), trouble


def _is_taken(real: str, name: str) -> bool:
    """Whether a walk takes a regular file for a photo, by its name or its first bytes."""
    if name.startswith(".") or name.lower() in _OF_SERVERS:
        return False
    if name.lower().endswith(SUFFIXES):
        return True
    try:
        head = head_of(real)
    except OSError:
        return False
    return not unread_kind(name, head) and is_read(head)


def _kind(entry: "os.DirEntry[str]") -> tuple[bool, bool]:
    """Whether it is a folder, whether it is a file, links followed; a link to itself is neither."""
    try:
        return entry.is_dir(), entry.is_file()
    except OSError:
        return False, False


def _real(entry: "os.DirEntry[str]", real_folder: str) -> str:
    """Give the real path; only a link is looked up, since that costs a call per path part."""
    if entry.is_symlink():
        return places.on_disk(entry.path)
    return f"{real_folder.rstrip(os.sep)}{os.sep}{entry.name}"


def _path(folder: str, entry: "os.DirEntry[str]") -> str:
    """Give a path as its folder was named, without the mark that a long one was listed by."""
    return os.path.join(folder, entry.name)  # noqa: PTH118 - a folder of 100,000 is listed


def _is_broken(entry: "os.DirEntry[str]") -> bool:
    """Whether it is a link that leads nowhere, or to itself."""
    return entry.is_symlink() and not os.path.exists(entry.path)  # noqa: PTH110 - loops are told


def _cause(error: OSError | ValueError) -> str:
    return os_cause(error) if isinstance(error, OSError) else "not a valid file name"
