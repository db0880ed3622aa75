"""What the commands share: their arguments and their exit codes."""

from pathlib import Path
from typing import Final

import click

ALL_GOOD: Final = 0
SOME_FAILED: Final = 1
WRONG_USAGE: Final = 2

FILE: Final = click.Path(path_type=Path, dir_okay=False)
FOLDER: Final = click.Path(path_type=Path, file_okay=False)
ANY_PATHS: Final = click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path)
)
PACK: Final = click.option(
    "--pack", type=FOLDER, help="Model pack to use instead of the one that ships."
)


def exit_code(failed: int) -> int:
    """Give the code for so many failures."""
    return SOME_FAILED if failed else ALL_GOOD
