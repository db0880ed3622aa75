"""A network's file copied to where nobody else changes it: what was tried is what is loaded.

Libraries open a file by its name, some of them several times. Somebody who saves it anew meanwhile
would have the program load what nobody has looked at.
"""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from core import drafts, windows
from core.errors import ExportFailed, PackError, os_cause


@contextmanager
def own_room() -> Iterator[Path]:
    """Make a folder for copies, which goes at the end with all that is in it.

    Raises
    ------
    ExportFailed
        The folder for temporary files is full, or takes nothing.
    """
    with ExitStack() as rooms:
        try:
            room = rooms.enter_context(drafts.folder())
        except OSError as error:
            raise ExportFailed(Path(tempfile.gettempdir()), os_cause(error)) from error
        yield room


def own_copy(network: Path, content: bytes, room: Path) -> Path:
    """Write a network's bytes into a room, under the name that it has.

    Parameters
    ----------
    network : Path
    content : bytes
    room : Path
        Of `own_room`.

    Raises
    ------
    ExportFailed
        The room is full.
    """
    copy = windows.whole(room / network.name)
    try:
        copy.write_bytes(content)
    except OSError as error:
        raise ExportFailed(room, os_cause(error)) from error
    return copy


@contextmanager
def named_as(network: Path) -> Iterator[None]:
    """Name the file that somebody handed over, and not its copy, in what is wrong with it."""
    try:
        yield
    except PackError as error:
        raise PackError(network, error.cause) from error
