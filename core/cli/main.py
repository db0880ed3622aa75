"""The commands without a window, gathered, and what becomes of their errors.

Exit codes: 0 all good; 1 some photos failed, each named on stderr, or an output could not be
written; 2 wrong usage, an unknown class, a model or report that cannot be used; 130, 143 and 129
stopped by the user, the system or a terminal that was closed. Outputs appear whole or not at all.
"""

import errno
import logging
import os
import signal
from collections.abc import Collection, Sequence
from contextlib import suppress
from difflib import get_close_matches
from itertools import takewhile
from typing import TYPE_CHECKING, Final

import click

from core import ending
from core.cli import (
    audit,
    catalog,
    classify,
    explain,
    export_training,
    export_xmp,
    import_model,
    register,
    report,
    review,
    review_file,
)
from core.cli.options import ALL_GOOD, SOME_FAILED, WRONG_USAGE, files_where_none
from core.errors import (
    AppError,
    ClassesUnusable,
    ColumnsUnusable,
    PackError,
    ReportUnreadable,
    TemplateError,
    UnknownClass,
    os_cause,
    printable,
)
from core.version import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

log = logging.getLogger(__name__)

NAME: Final = "tagproof"
COMMANDS: Final = (
    classify, explain, report, review, catalog, audit, export_training, export_xmp,
    import_model, review_file, register,
)  # fmt: skip
"""A module each, which offers `command` and imports what is heavy when it is called."""

UNUSABLE: Final = (
    ClassesUnusable, ColumnsUnusable, PackError, ReportUnreadable, TemplateError, UnknownClass,
)  # fmt: skip
"""What was asked for with something that there is not, or that cannot be used."""

INTERRUPTED: Final = 128 + signal.SIGINT
TERMINATED: Final = 128 + signal.SIGTERM
_STDOUT: Final = 1
_NOBODY_LISTENS: Final = frozenset((errno.ENOSPC, errno.EIO, errno.EDQUOT))
"""Without a file's name, of stdout: outputs are errors of ours by then."""
_OF_THE_DISK: Final = frozenset(
    (
        errno.EACCES, errno.EPERM, errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS,
        errno.ENAMETOOLONG, errno.ELOOP, errno.EBUSY, errno.EMFILE, errno.ENFILE, errno.ENXIO,
        errno.ENODEV, errno.ESTALE, errno.ETIMEDOUT, errno.ENOTCONN, errno.EHOSTDOWN,
    )
)  # fmt: skip
"""Of a file: the system or a drive is at fault. A file that is not there may be a bug of ours."""
STOPPED: Final = "stopped; nothing half-written is left"


class _Commands(click.Group):
    """All commands; a first word that is none may be meant for the window."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; raises UsageError, which says what else the words are not."""
        if args[0] not in self.commands and args[0][:1] != "-" and not ctx.resilient_parsing:
            ctx.fail(_no_command(args, self.commands))
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Offer the commands, and else what the window opens."""
        return files_where_none(super().shell_complete(ctx, incomplete), incomplete)


def _no_command(words: Sequence[str], commands: Collection[str]) -> str:
    """Say what is wrong with words of which the first is no command."""
    named = list(takewhile(lambda word: not word.startswith("-"), words))
    missing = next((word for word in named if not os.path.lexists(word)), None)
    if missing is None:
        return f"{printable(named[0])}: only a command takes options, and its name comes first"
    said = f"{printable(missing) or repr(missing)}: no such file or folder"
    if missing != words[0] or os.path.basename(missing) != missing:  # noqa: PTH119 - as typed
        return said
    near = get_close_matches(missing.lower(), commands, n=1)
    return f"{said}, and no such command" + (f"; did you mean {near[0]}?" if near else "")


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="With no command, or with nothing but folders, photos or a review, the window opens.",
)
@click.version_option(__version__, prog_name=NAME, message="%(prog)s %(version)s")
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
        with ending.in_order():
            try:
                code = commands.main(list(arguments), prog_name=NAME, standalone_mode=False)
            finally:
                ending.heed()  # whatever a library made of the request
    except (click.Abort, KeyboardInterrupt):
        return _fail(STOPPED, ending.code() or INTERRUPTED)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except UNUSABLE as error:
        return _fail(str(error), WRONG_USAGE)
    except AppError as error:
        return _fail(str(error), SOME_FAILED)
    except OSError as error:
        return _refused(error)
    return int(code or ALL_GOOD)


def _refused(error: OSError) -> int:
    """Name a file that the system refuses where nobody expected it; its trace goes into the log.

    Raises
    ------
    OSError
        A fault of ours.
    """
    if isinstance(error.filename, str | bytes) and error.errno in _OF_THE_DISK:
        log.error("the system refused a file", exc_info=error)
        return _fail(f"{printable(os.fsdecode(error.filename))}: {os_cause(error)}", SOME_FAILED)
    if error.filename is not None or error.errno not in _NOBODY_LISTENS:
        raise error
    os.dup2(os.open(os.devnull, os.O_WRONLY), _STDOUT)  # or the last flush fails once more
    return _fail(f"what is to be told cannot be written: {os_cause(error)}", SOME_FAILED)


def _fail(message: str, code: int) -> int:
    with suppress(OSError):  # the terminal may be what is gone
        click.echo(f"tagproof: {message}", err=True)
    return code
