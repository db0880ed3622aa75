"""Files and folders written wholly or not at all, which outlast a kill and a power cut."""

import os
import shutil
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final

from core import drafts, ending, file_names, places, windows
from core.errors import ExportFailed, os_cause

PAUSES_S: Final = (0.05, 0.1, 0.2, 0.3, 0.4)
"""Between the attempts to replace a file that somebody holds: a second in all."""


def made(folder: Path) -> Path:
    """Give a folder, made where it is missing.

    Raises
    ------
    ExportFailed
    """
    try:
        make_lasting(folder)
    except OSError as error:
        raise ExportFailed(folder, os_cause(error)) from error
    return folder


def make_lasting(folder: Path) -> None:
    """Make a folder with those above it where they are missing, so that a power cut leaves them.

    Raises
    ------
    OSError
    """
    folder = windows.whole(folder)
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for made in reversed(missing):
        flush_folder(made.parent)


def _refuse_name(path: Path) -> None:
    """Refuse a name that Windows would take for a device, or cut, or read as a part of a file."""
    if why := file_names.refused_here(path):
        raise ExportFailed(path, why)


def make_folder(folder: Path) -> None:
    """Make a folder and see at once, not after an hour, whether it can be written into.

    Raises
    ------
    ExportFailed
    """
    _refuse_name(folder)
    made(folder)
    try:
        drafts.try_in(folder)
    except OSError as error:
        raise ExportFailed(folder, os_cause(error)) from error


def make_way(file: Path) -> None:
    """Make a file's folder and see at once, not after an hour, whether the file can be written.

    Raises
    ------
    ExportFailed
    """
    _refuse_name(file)
    make_folder(file.parent)
    try:
        _refuse_unwritable(windows.whole(Path(places.followed(file))))
    except OSError as error:
        raise ExportFailed(file, os_cause(error)) from error


@contextmanager
def writing(path: Path, *, durable: bool = True) -> Iterator[Path]:
    """Write a file wholly or not at all.

    Parameters
    ----------
    path : Path
        What is to appear; a link is followed, so that it stays a link.
    durable : bool
        Wait until the disk has it; without, a power cut may leave an empty file.

    Yields
    ------
    Path
        An empty file beside `path`, with its suffix; it takes the place of `path` at the end
        and vanishes on any exception.

    Raises
    ------
    ExportFailed
        On any OSError: no permission, disk full, a folder or device in the way; or Windows does
        not take such a name.
    """
    _refuse_name(path)
    try:
        target = windows.whole(Path(places.followed(path)))
        _refuse_unwritable(target)
        temporary = target.with_name(drafts.name(target.suffix))
        drafts.sweep(target.parent)
    except OSError as error:
        raise ExportFailed(path, os_cause(error)) from error
    except ValueError as error:
        raise ExportFailed(path, "not a valid file name") from error
    try:
        _make(temporary)
        yield temporary
        if durable:
            flush(temporary)
        ending.heed()
        take_place(temporary, target)
        if durable:
            flush_folder(target.parent)
    except OSError as error:
        raise ExportFailed(path, os_cause(error)) from error
    finally:
        with suppress(OSError):  # gone after the replacement; the first error counts, not this one
            _patiently(temporary.unlink)


def put(draft: Path, target: Path) -> None:
    """Do as `take_place` does, and name the file that cannot be replaced; raises ExportFailed."""
    try:
        take_place(draft, target)
    except OSError as error:
        raise ExportFailed(target, os_cause(error)) from error


def write_bytes(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write bytes as `writing` does."""
    with writing(path, durable=durable) as temporary:
        temporary.write_bytes(data)


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 as `writing` does, line ends as given; lone surrogates become escapes."""
    write_bytes(path, text.encode("utf-8", errors="backslashreplace"))


def write_each(outputs: Iterable[Callable[[], None]]) -> None:
    """Write outputs one after the other; one that cannot be written keeps none of the others back.

    Raises
    ------
    ExportFailed
        About the first that failed, with the others named; once all had their turn.
    """
    failed: list[ExportFailed] = []
    for write in outputs:
        try:
            write()
        except ExportFailed as error:
            failed.append(error)
    if failed:
        first = failed[0]
        raise ExportFailed(first.path, "; ".join([first.cause, *map(str, failed[1:])]))


def try_to_write(file: Path) -> None:
    """Open a file to write, and leave it as it is; raises OSError where that is refused.

    What a system answers to `os.access` is its marks alone: on Windows every folder may be written
    to by them, and a file whose owner forbids it.
    """
    os.close(os.open(file, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0)))


def _refuse_unwritable(target: Path) -> None:
    """Try the file as well, since replacing it asks its folder alone; spare devices."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(None, "is a folder")
    if not stat.S_ISREG(mode):
        raise OSError(None, "not a regular file")
    try_to_write(target)


def _make(temporary: Path) -> None:
    """Make an empty file with the usual permissions."""
    os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))


def take_place(draft: Path, target: Path) -> None:
    """Rename a finished file or folder to its place, over a file that is there.

    Raises
    ------
    OSError
        One that was writable a moment ago is held by somebody.
    """
    try:
        _patiently(partial(draft.replace, target))
    except PermissionError as error:
        raise _refused(target, error) from error


def _patiently(act: Callable[[], object]) -> None:
    """Do something to a file that somebody may hold for a moment, and raise what is refused then.

    Windows lets nobody rename or delete meanwhile what a scanner for viruses has open, or a program
    that copies.
    """
    for pause_s in (*PAUSES_S, None):
        try:
            act()
        except PermissionError as error:
            if pause_s is None or not getattr(error, "winerror", None):
                raise
            time.sleep(pause_s)
        else:
            return


def replace_folder(fresh: Path, target: Path, workshop: Path) -> None:
    """Have a folder take the place of another, or of none; killed at any moment, one is there.

    Parameters
    ----------
    fresh, target : Path
        On one disk.
    workshop : Path
        A draft beside `target`, which takes what was replaced with it when it goes.

    Raises
    ------
    OSError
        `target` is what it was.
    """
    drafts.put_back(target)
    if not target.exists():
        take_place(fresh, target)
        return
    old = drafts.aside(target)
    shutil.rmtree(old, ignore_errors=True)  # of a program killed before it could take it away
    take_place(target, old)
    try:
        take_place(fresh, target)
    except BaseException:
        take_place(old, target)
        raise
    with suppress(OSError):  # it is in nobody's way, and goes with the next one
        old.rename(workshop / drafts.ASIDE)


def _refused(target: Path, error: PermissionError) -> OSError:
    """Say what is known of it: an open file is told by its number, as Windows does."""
    if not target.is_file() or windows.code_of(error) in windows.HELD:
        return error
    return PermissionError(None, "cannot be replaced; it may be open in another program")


def flush(file: Path) -> None:
    """Wait until the disk has a file's bytes; raises OSError."""
    with file.open("r+b") as stream:
        os.fsync(stream.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until the disk has a folder's names: until then a power cut may undo a renaming.

    Windows and some network drives do not know the question, and keep names as they do.
    """
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def flush_tree(folder: Path) -> None:
    """Wait until the disk has all files below a folder, and their names; raises OSError."""
    for place, _, names in os.walk(folder):
        for name in names:
            flush(Path(place, name))
        flush_folder(Path(place))
