"""Which classes can occur in the catalog, on the command line; the same for every command."""

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click

from core.cli.options import FILE
from core.errors import os_cause, printable
from core.given_files import read_text

EVERY: Final = "all"
"""Said for --only-classes: every class of the model can occur, whatever a review knows."""

LONGEST_FILE: Final = 1_000_000
"""Bytes; a list of classes is never longer."""

_OPTIONS: Final = (
    click.option(
        "--only-classes", metavar="NAME,NAME...",
        help="Classes that can occur in this catalog; the others get no probability. "
        f"'{EVERY}' allows every class.",
    ),
    click.option(
        "--classes-from", type=FILE, metavar="FILE",
        help="The same from a file, one class a line.",
    ),
)  # fmt: skip


def choosing_classes(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options above; it is called with `classes`.

    That is a tuple of names, empty for every class; None where nothing was said.
    """

    @wraps(command)
    def called(*, only_classes: str | None, classes_from: Path | None, **given: Any) -> Any:  # noqa: ANN401 - what click parsed
        return command(classes=_chosen(only_classes, classes_from), **given)

    for option in reversed(_OPTIONS):
        called = option(called)
    return called


def _chosen(said: str | None, file: Path | None) -> tuple[str, ...] | None:
    if said is not None and file is not None:
        raise click.UsageError("either --only-classes or --classes-from")
    if file is not None:
        return _named(_lines(file), f"{printable(file)} names no class")
    if said is None:
        return None
    return () if said.strip() == EVERY else _named(said.split(","), "--only-classes names no class")


def _named(names: Sequence[str], otherwise: str) -> tuple[str, ...]:
    named = tuple(filter(None, map(str.strip, names)))
    if not named:
        raise click.UsageError(otherwise)
    return named


def _lines(file: Path) -> list[str]:
    try:
        return read_text(file, LONGEST_FILE, "utf-8-sig").splitlines()
    except OSError as error:
        raise click.UsageError(f"{printable(file)}: {os_cause(error)}") from error
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{printable(file)}: is not text in UTF-8") from error
