"""How a shop's file is read, on the command line; the same for every command that reads one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from core.cli.options import FILE

if TYPE_CHECKING:
    from core.catalog.roles import Chosen
    from core.catalog.term_map import TermMap

_OPTIONS: Final = (
    click.option("--photo-column", metavar="NAME", help="Column with the photos' names."),
    click.option("--product-column", metavar="NAME", help="Column with the product's key."),
    click.option("--category-column", metavar="NAME", help="Column with the shop's category."),
    click.option("--title-column", metavar="NAME", help="Column with the product's name."),
    click.option("--map", "map_file", type=FILE, help="CSV of term,class; kept for later imports."),
    click.option("--encoding", metavar="NAME", help="Encoding of a text file, such as cp1250."),
)  # fmt: skip
_NAMES: Final = (
    "photo_column", "product_column", "category_column", "title_column", "map_file", "encoding",
)  # fmt: skip


READING_OPTIONS: Final = tuple(name for name in _NAMES if name != "map_file")
"""Those that say how one file is read; a map is kept for later files as well."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options above said."""

    chosen: "Chosen"
    terms: "TermMap"
    encoding: str | None
    map_file: Path | None = field(default=None)


def reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options above; it is called with `asked`, made of them."""

    @wraps(command)
    def called(**given: Any) -> Any:  # noqa: ANN401 - what click parsed
        own = {name: given.pop(name) for name in _NAMES}
        return command(asked=_asked(**own), **given)

    for option in reversed(_OPTIONS):
        called = option(called)
    return called


def _asked(
    *,
    photo_column: str | None,
    product_column: str | None,
    category_column: str | None,
    title_column: str | None,
    map_file: Path | None,
    encoding: str | None,
) -> Asked:
    from core.catalog.roles import Chosen
    from core.catalog.term_map import TermMap, learn, read_map

    _check_encoding(encoding)
    terms = read_map(map_file) if map_file else TermMap()
    if map_file:
        learn(terms)
    chosen = Chosen(photo_column, product_column, category_column, title_column)
    return Asked(chosen, terms, encoding, map_file)


def _check_encoding(name: str | None) -> None:
    import codecs

    try:
        known = name is None or codecs.lookup(name)._is_text_encoding
    except LookupError:
        known = False
    if not known:
        raise click.UsageError(f"no encoding is called {name}")
