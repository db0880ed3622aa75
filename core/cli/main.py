"""The commands without a window, gathered, and what becomes of their errors.

Exit codes: 0 all good; 1 some photos failed, each named on stderr, or an output could not be
written; 2 wrong usage, an unknown class, a model or report that cannot be used; 130 and 143 stopped
by the user or the system. An output appears whole or not at all.
"""

import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import click

from core.cli import (
    audit,
    catalog,
    classify,
    explain,
    export_training,
    export_xmp,
    import_model,
    report,
    review,
    review_file,
)
from core.cli.options import ALL_GOOD, SOME_FAILED, WRONG_USAGE
from core.errors import (
    AppError,
    ClassesUnusable,
    ColumnsUnusable,
    PackError,
    ReportUnreadable,
    TemplateError,
    UnknownClass,
)
from core.version import __version__

COMMANDS: Final = (
    classify, explain, report, review, catalog, audit, export_training, export_xmp,
    import_model, review_file,
)  # fmt: skip
"""A module each, which offers `command` and imports what is heavy when it is called."""

UNUSABLE: Final = (
    ClassesUnusable, ColumnsUnusable, PackError, ReportUnreadable, TemplateError, UnknownClass,
)  # fmt: skip
"""What was asked for with something that there is not, or that cannot be used."""

INTERRUPTED: Final = 128 + signal.SIGINT
TERMINATED: Final = 128 + signal.SIGTERM


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="With no command, or with nothing but folders, photos or a review, the window opens.",
)
@click.version_option(__version__, prog_name="tagproof", message="%(prog)s %(version)s")
def commands() -> None:
    """Tag product photos, show which regions led to each tag, and export both.

    Nothing leaves this computer.
    """


for module in COMMANDS:
    commands.add_command(module.command)


def main(arguments: Sequence[str]) -> int:
    """Run a command.

    Parameters
    ----------
    arguments : sequence of str
        Those after the program's name.

    Returns
    -------
    int
        The exit code.
    """
    try:
        with _ending_in_order():
            code = commands.main(list(arguments), prog_name="tagproof", standalone_mode=False)
    except click.Abort:
        return _fail("stopped; nothing half-written is left", INTERRUPTED)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except UNUSABLE as error:
        return _fail(str(error), WRONG_USAGE)
    except AppError as error:
        return _fail(str(error), SOME_FAILED)
    return int(code or ALL_GOOD)


def _fail(message: str, code: int) -> int:
    click.echo(f"tagproof: {message}", err=True)
    return code


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Make a request to end unwind the program as Ctrl+C does, so that unfinished files go."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
