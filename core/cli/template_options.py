"""How a PDF looks, on the command line; the same for every command that writes one."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

import click

from core.cli.options import FILE

_OPTIONS: Final = (
    click.option(
        "--template", default="full", show_default=True, metavar="NAME|FILE",
        help="What the PDF shows: full, short, or a template's file.",
    ),
    click.option("--title", help="Title of the PDF, instead of the template's."),
    click.option("--company", help="Name before the title in every footer."),
    click.option("--logo", type=FILE, help="Picture for the upper edge of every page."),
    click.option(
        "--paper", type=click.Choice(["A4", "Letter"], case_sensitive=False),
        help="Instead of the template's.",
    ),
)  # fmt: skip
_NAMES: Final = ("template", "title", "company", "logo", "paper")


def templated(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options above; it is called with `template`, a Template made of them."""

    @wraps(command)
    def called(**given: Any) -> Any:  # noqa: ANN401 - what click parsed
        from core.report.template import chosen

        own = {name: given.pop(name) for name in _NAMES}
        return command(template=chosen(own.pop("template"), **own), **given)

    for option in reversed(_OPTIONS):
        called = option(called)
    return called
