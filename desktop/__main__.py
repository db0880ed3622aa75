"""The entry: the window, or the commands without importing Qt."""

from __future__ import annotations

import os
import sys
from contextlib import redirect_stderr
from io import StringIO, TextIOWrapper
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

COMPLETION: Final = "_TAGPROOF_COMPLETE"
"""Set where a shell asks what could stand at the cursor."""
BLAS_THREADS: Final = "OPENBLAS_NUM_THREADS"
"""Read by NumPy's and SciPy's library of matrix products when it is loaded."""
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
    # Its threads go on spinning for 50 ms behind each product, on cores that networks, decoders and
    # the window need (findings/openblas-spins.sh); ours are too small to gain by threads.
    os.environ.setdefault(BLAS_THREADS, "1")
    import multiprocessing  # what takes time comes behind that line

    multiprocessing.freeze_support()
    if sys.argv[1:2] == [APART] and len(sys.argv) == 3:
        from core.apart import serve

        return serve(sys.argv[2])
    _ready_streams()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _start(given)
    except Exception as error:
        from desktop.system import start_box

        if not start_box.is_needed():
            raise
        return _told_of_fault(error)


def _start(given: list[str]) -> int:
    from desktop.system import namesakes

    if trouble := namesakes.trouble():
        return _refuse(trouble)
    return _window(given) if _for_window(given) else _command(given)


def _command(given: list[str]) -> int:
    if COMPLETION not in os.environ:
        _log_to_file()
        from desktop.system import start_checks

        if trouble := start_checks.trouble_for_commands():
            return _refuse(trouble)
    from core.cli.main import commands, main
    from desktop.system import start_box

    if not start_box.is_needed() or not given or given[0] in commands.commands:
        return main(given)  # a command may be somebody's who is not there to close a box
    with redirect_stderr(StringIO()) as said:
        code = main(given)
    if code:
        start_box.tell(said.getvalue().rpartition("Error: ")[2].strip())  # the usage before it
    return code


def _window(given: list[str]) -> int:
    _log_to_file()
    from desktop.system import display_check, start_checks

    if trouble := display_check.trouble() or start_checks.trouble():
        return _refuse(trouble, WITHOUT_WINDOW)
    from pathlib import Path

    from desktop import app

    return app.run([Path(name) for name in given])


def _refuse(trouble: str, advice: str = "") -> int:
    """Say why nothing begins, wherever somebody reads it; gives the exit code."""
    from desktop.system import start_box

    sys.stderr.write(f"tagproof: {trouble}.\n{advice}" if advice else f"tagproof: {trouble}\n")
    start_box.tell(trouble)
    return 1


def _told_of_fault(error: Exception) -> int:
    """Show a fault of ours where its trace would be lost."""
    import logging

    from desktop.system import log_file, start_box

    logging.getLogger(__name__).exception("the program ended")
    start_box.tell(
        f"a fault in the program ended it ({type(error).__name__}: {error}); "
        f"its trace stands in {log_file.place()}"
    )
    return 1


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
