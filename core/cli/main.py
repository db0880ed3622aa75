"""The commands without a window: `classify`, `explain`, `report`, `import-model`, the review's.

Exit codes: 0 all good; 1 some photos failed, each named on stderr, or an output could not be
written; 2 wrong usage, an unknown class, a pack or report that cannot be used; 130 and 143 stopped
by the user or the system. An output appears whole or not at all.
"""

import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from core.cli import catalog, report, review
from core.cli.explain_options import explaining
from core.cli.import_model import import_command
from core.cli.options import (
    ALL_GOOD,
    ANY_PATHS,
    FILE,
    FOLDER,
    PACK,
    SOME_FAILED,
    WRONG_USAGE,
    exit_code,
)
from core.errors import AppError, PackError, ReportUnreadable, TemplateError, UnknownClass
from core.version import __version__

if TYPE_CHECKING:
    from core.explain.presets import Preset

INTERRUPTED: Final = 128 + signal.SIGINT
TERMINATED: Final = 128 + signal.SIGTERM


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="With no command, or with folders and photos alone, the window opens.",
)
@click.version_option(__version__, prog_name="tagproof", message="%(prog)s %(version)s")
def commands() -> None:
    """Tag product photos, show which regions drove each tag, export the proof.

    Nothing leaves this machine.
    """


@commands.command()
@ANY_PATHS
@click.option("--csv", "csv_file", type=FILE, required=True, help="Table to write.")
@click.option("--json", "json_file", type=FILE, help="The same with the top five.")
@PACK
def classify(
    *, paths: tuple[Path, ...], csv_file: Path, json_file: Path | None, pack: Path | None
) -> int:
    """Tag every photo: one row per photo, in the order of the PATHs.

    PATHs are photos or folders, which are searched with their subfolders.
    """
    from core import batch

    return exit_code(batch.classify(paths, csv_file, json_file, pack))


@commands.command()
@ANY_PATHS
@click.option("--out", type=FOLDER, required=True, help="Folder for the files; made if missing.")
@click.option("--label", metavar="NAME", help="Class to explain instead of the tag.")
@explaining
@click.option("--png", is_flag=True, help="Also write a card: <stem>.explanation.png.")
@click.option("--pdf", is_flag=True, help="Also write a report: <stem>.explanation.pdf.")
@click.option("--json", "json_too", is_flag=True, help="Also write <stem>.explanation.json.")
@PACK
def explain(
    *,
    paths: tuple[Path, ...],
    out: Path,
    label: str | None,
    preset: "Preset",
    png: bool,
    pdf: bool,
    json_too: bool,
    pack: Path | None,
) -> int:
    """Show which regions drove each photo's tag: <stem>.overlay.png in the folder --out.

    With --against also <stem>.contrast.png, unless the photo's class is that one itself.
    Photos with equal stems are kept apart: the second becomes <stem>-2.
    """
    from core import batch

    wanted = batch.Wanted(png=png, pdf=pdf, json=json_too)
    return exit_code(batch.explain(paths, out, preset, wanted, label=label, pack=pack))


for command in (report.report, *review.commands, catalog.catalog, import_command):
    commands.add_command(command)


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
        return _told("stopped; nothing half-written is left", INTERRUPTED)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (PackError, ReportUnreadable, TemplateError, UnknownClass) as error:
        return _told(str(error), WRONG_USAGE)
    except AppError as error:
        return _told(str(error), SOME_FAILED)
    return int(code or ALL_GOOD)


def _told(message: str, code: int) -> int:
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
