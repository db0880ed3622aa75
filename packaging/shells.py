"""What shells and `man` know of the commands, made of the commands themselves at each build.

The files lie as in a user's data folder (`~/.local/share`), so that `desktop-entry/register.sh`
copies them as they are.
"""

from pathlib import Path
from typing import Final

import click
from click.shell_completion import get_completion_class

COMPLETIONS: Final = {
    "bash": "bash-completion/completions/tagproof",
    "zsh": "zsh/site-functions/_tagproof",
    "fish": "fish/vendor_completions.d/tagproof.fish",
}
PAGES: Final = "man/man1"


def write_completions(commands: click.Command, variable: str, share: Path) -> None:
    """Write a script for each shell, which asks the program what could stand at the cursor.

    Parameters
    ----------
    commands : click.Command
    variable : str
        Of the environment; tells the program that it is a shell that asks.
    share : Path
    """
    for shell, name in COMPLETIONS.items():
        found = get_completion_class(shell)
        assert found is not None
        file = share / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(found(commands, {}, "tagproof", variable).source(), "utf-8")


def write_manual(commands: click.Command, version: str, share: Path) -> None:
    """Write a page for each command: `man tagproof`, `man tagproof-review`."""
    from click_man.core import write_man_pages  # noqa: PLC0415 - the builder has it

    pages = share / PAGES
    pages.mkdir(parents=True, exist_ok=True)
    write_man_pages("tagproof", commands, version=version, target_dir=str(pages))
