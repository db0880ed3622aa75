"""What the commands share: arguments, exit codes, and choices that become one object."""

import math
import os
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from click.core import ParameterSource

from core import file_names, places
from core.errors import printable
from core.language.catalog import SOURCE, languages

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

ALL_GOOD: Final = 0
SOME_FAILED: Final = 1
WRONG_USAGE: Final = 2

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
Context = click.Context | None


class Named(click.Path):
    """A file or folder that has a name: an empty one comes of a variable that was never set.

    It would be taken for the folder that one is in. Windows takes others for devices, or drops
    their end.
    """

    def __init__(self, **rules: bool) -> None:
        super().__init__(path_type=Path, **rules)

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: Context
    ) -> Path:
        """Give the path; raises BadParameter."""
        if not os.fspath(value):
            self.fail("is empty: name a file or folder", param, ctx)
        if why := file_names.refused_here(Path(value)):
            self.fail(f"{printable(Path(value))}: {why}", param, ctx)
        return Path(super().convert(value, param, ctx))  # type: ignore[arg-type]


FILE: Final = Named(dir_okay=False)
FOLDER: Final = Named(file_okay=False)
SEEN_FOLDER: Final = Named(file_okay=False, exists=True)
ANYTHING: Final = Named()
ANY_PATHS: Final = click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=ANYTHING
)
PACK: Final = click.option(
    "--pack", type=FOLDER, help="Model to use (a pack) instead of the one that ships."
)
BOXES_OF: Final = click.option(
    "--review", type=FILE, help="Review with boxes around items: only what is inside a box counts."
)
LANGUAGE: Final = click.option(
    "--language", type=click.Choice(languages()), default=SOURCE, show_default=True,
    help="Language of reports, cards and lists.",
)  # fmt: skip
_DATABASE: Final = b"SQLite format 3\0"


class _Output(Named):
    """A file to write: one that is there is replaced, unless it is a photo or a review.

    Parameters
    ----------
    endings : tuple of str
        One of which its name has, or it would be taken for something else; any where none is said.
    """

    def __init__(self, endings: tuple[str, ...]) -> None:
        super().__init__(dir_okay=False)
        self._endings = endings

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: Context
    ) -> Path:
        """Give the path; raises BadParameter."""
        from core.imaging import kinds  # Pillow, which `--help` need not wait for

        file = super().convert(value, param, ctx)
        if self._endings and file.suffix.lower() not in self._endings:
            ends = " or ".join(self._endings)
            self.fail(f"{printable(file)}: its name must end in {ends}", param, ctx)
        try:
            head = kinds.head_of(str(file)) if places.is_file(file) else b""
        except (OSError, ValueError):
            return file  # what cannot be read is told when it is written
        if kinds.is_read(head):
            self.fail(f"{printable(file)} would be written over: it is a photo", param, ctx)
        if head.startswith(_DATABASE):
            self.fail(f"{printable(file)} would be written over: it is a review", param, ctx)
        return file


class Amount(click.FloatRange):
    """A number in a range; what is no number is in none."""

    def convert(self, value: float, param: click.Parameter | None, ctx: Context) -> float:
        """Give the number; raises BadParameter."""
        number: float = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value!r} is no number", param, ctx)
        return number


def output(*endings: str) -> click.Path:
    """Give the type of a file to write, whose name ends so."""
    return _Output(endings)


def files_where_none(found: "list[CompletionItem]", incomplete: str) -> "list[CompletionItem]":
    """Have the shell offer files and folders where a word begins none of a group's commands."""
    from click.shell_completion import CompletionItem

    return found or [CompletionItem(incomplete, type="file")]


def exit_code(failed: int) -> int:
    """Give the code for so many failures."""
    return SOME_FAILED if failed else ALL_GOOD


def keep_apart(read: Iterable[Path | None], written: Iterable[Path | None]) -> None:
    """Refuse to write over what is read, or two outputs to one place.

    Raises
    ------
    UsageError
        A file is named twice, by whatever path.
    """
    taken = {places.key(places.on_disk(str(file))) for file in read if file}
    for file in filter(None, written):
        if (place := places.key(places.on_disk(str(file)))) in taken:
            raise click.UsageError(
                f"{printable(file)} would be written over: name another file for the output"
            )
        taken.add(place)


def only_with(partner: object, why: str, *names: str) -> None:
    """Refuse options that would be ignored, since what they are for was not asked for.

    Parameters
    ----------
    partner : object
        False where it was not.
    why : str
        Said behind the options' names.
    *names : str
        The options, as click passes them on; those that were not given are passed over.

    Raises
    ------
    UsageError
    """
    context = click.get_current_context()
    said = {one.name: one.opts[0] for one in context.command.params}
    asked = [
        said[name]
        for name in names
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE
    ]
    if asked and not partner:
        raise click.UsageError(f"{', '.join(asked)}: {why}")


def choice(members: type[StrEnum]) -> "click.Choice[str]":
    """Offer the values of a set."""
    return click.Choice([member.value for member in members], case_sensitive=False)


def gathered(name: str, options: Mapping[str, Decorator], make: Callable[..., Any]) -> Decorator:
    """Give a command options of which it sees one object alone.

    Parameters
    ----------
    name : str
        The command's parameter for the object.
    options : dict of str to decorator
        By the name under which click gives the option's value.
    make : callable
        Makes the object of these values, given by their names.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def called(**given: Any) -> Any:  # noqa: ANN401 - what click parsed
            own = {option: given.pop(option) for option in options}
            return command(**{name: make(**own)}, **given)

        with_options: Callable[..., Any] = called
        for option in reversed(list(options.values())):
            with_options = option(with_options)
        return with_options

    return decorate
