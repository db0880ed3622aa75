"""The entry: the window, or the commands without importing Qt."""

from __future__ import annotations

import faulthandler
import logging
import multiprocessing
import os
import sys
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

LOG_BYTES: Final = 1_000_000
LOG_FILES: Final = 3
DECODE_ONE_PHOTO: Final = "--decode-one-photo"
"""With which the packed program starts itself; `core.imaging.helper` says it, and is heavy."""
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
        The exit code: 0 all good, 1 something failed, 2 wrong usage.
    """
    multiprocessing.freeze_support()
    if sys.argv[1:] == [DECODE_ONE_PHOTO]:
        from core.imaging.helper import serve

        return serve()
    _give_sinks()
    given = list(sys.argv[1:] if arguments is None else arguments)
    from desktop.system import namesakes

    if trouble := namesakes.trouble():
        sys.stderr.write(f"tagproof: {trouble}\n")
        return 1
    _log_to_file()
    from desktop.system import display_check, start_checks

    if not _for_window(given):
        if trouble := start_checks.trouble_for_commands():
            sys.stderr.write(f"tagproof: {trouble}\n")
            return 1
        from core.cli.main import main

        return main(given)
    if trouble := display_check.trouble() or start_checks.trouble():
        sys.stderr.write(f"tagproof: {trouble}.\n{WITHOUT_WINDOW}")
        return 1
    from desktop import app

    return app.run([Path(name) for name in given])


def _for_window(arguments: list[str]) -> bool:
    """Whether nothing is asked for but folders and photos; a word that is neither is a command."""
    return all(Path(name).exists() for name in arguments)


def _give_sinks() -> None:
    """A windowed program has no console: libraries that write there would raise."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for good
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115


def _log_to_file() -> None:
    from core.errors import AppError
    from core.paths import log_dir

    root = logging.getLogger()
    root.setLevel(logging.INFO)
    try:
        folder = log_dir()
        handler = RotatingFileHandler(
            folder / "tagproof.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
        )
        if not faulthandler.is_enabled():  # a library that crashes leaves no other word
            faulthandler.enable((folder / "crash.log").open("a", encoding="utf-8"))
    except (AppError, OSError) as error:
        sys.stderr.write(f"tagproof: no log is kept: {error}\n")
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)


if __name__ == "__main__":
    sys.exit(main())
