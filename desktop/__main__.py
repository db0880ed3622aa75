"""The entry: the window, or the commands without importing Qt."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

COMPLETION: Final = "_TAGPROOF_COMPLETE"
"""Set where a shell asks what could stand at the cursor."""
ESCAPING: Final = "backslashreplace"
APART: Final = "--apart"
"""With which the packed program starts itself; `core.apart` says it, and takes time to import."""
WITHOUT_WINDOW: Final = (
    "The same work goes without one: tagproof classify PATH... --csv FILE,\n"
    "tagproof explain IMAGE... --out DIR; tagproof --help says more.\n"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, or open the window on folders and photos.

    Parameters
    ----------
    arguments : sequence of str, optional
        Those after the program's name; the process's own where left out.

    Returns
    -------
    int
        The exit code: 0 all good, 1 something failed, 2 wrong usage, 130 stopped.
    """
    from desktop.system import interrupt

    interrupt.end_at_once()
    import multiprocessing  # what takes time comes behind that line

    multiprocessing.freeze_support()
    if sys.argv[1:2] == [APART] and len(sys.argv) == 3:
        from core.apart import serve

        return serve(sys.argv[2])
    _ready_streams()
    given = list(sys.argv[1:] if arguments is None else arguments)
    from desktop.system import namesakes

    if trouble := namesakes.trouble():
        sys.stderr.write(f"tagproof: {trouble}\n")
        return 1
    return _window(given) if _for_window(given) else _command(given)


def _command(given: list[str]) -> int:
    if COMPLETION not in os.environ:
        _log_to_file()
        from desktop.system import start_checks

        if trouble := start_checks.trouble_for_commands():
            sys.stderr.write(f"tagproof: {trouble}\n")
            return 1
    from core.cli.main import main

    return main(given)


def _window(given: list[str]) -> int:
    _log_to_file()
    from desktop.system import display_check, start_checks

    if trouble := display_check.trouble() or start_checks.trouble():
        sys.stderr.write(f"tagproof: {trouble}.\n{WITHOUT_WINDOW}")
        return 1
    from pathlib import Path

    from desktop import app

    return app.run([Path(name) for name in given])


def _for_window(arguments: list[str]) -> bool:
    """Whether nothing is asked for but folders and photos; a word that is neither is a command."""
    if COMPLETION in os.environ:
        return False
    return all(os.path.exists(name) for name in arguments)  # noqa: PTH110 - "" is no path here


def _ready_streams() -> None:
    """Have stdout and stderr take whatever is written, so that libraries can as well.

    A windowed program has neither. Behind a pipe or in a file Python writes in the system's code
    page, which lacks most letters of the world. It is kept, since whoever reads a pipe of Windows
    reads it so, PowerShell and `type` among them; other letters become escapes, which lose nothing.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            sink = open(os.devnull, "w", encoding="utf-8", errors=ESCAPING)  # noqa: PTH123, SIM115 - for good
            setattr(sys, name, sink)
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=ESCAPING)


def _log_to_file() -> None:
    from core.errors import AppError
    from desktop.system import log_file

    try:
        log_file.keep()
    except (AppError, OSError) as error:
        sys.stderr.write(f"tagproof: no log is kept: {error}\n")


if __name__ == "__main__":
    sys.exit(main())
