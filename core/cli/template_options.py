"""How a PDF looks, on the command line; the same for every command that writes one."""

from pathlib import Path
from typing import Any, Final

import click

from core.cli.options import FILE, choice, gathered
from core.report.template import NetworkPages, Paper, Template, chosen

_OPTIONS: Final = {
    "template": click.option(
        "--template", default="full", show_default=True, metavar="NAME|FILE",
        help="What the PDF shows: full, short, or a template file.",
    ),
    "title": click.option("--title", help="Title of the PDF, instead of the template's."),
    "company": click.option(
        "--company", help="Company name, before the title at the foot of every page."
    ),
    "logo": click.option("--logo", type=FILE, help="Picture for the top of every page."),
    "paper": click.option(
        "--paper", type=choice(Paper), help="Paper size, instead of the template's."
    ),
    "network": click.option(
        "--network", type=choice(NetworkPages),
        help="Pages about the model: in reports of more than 10 photos or products (long, as in "
        "the full template), always or never.",
    ),
}  # fmt: skip


def _template(*, template: str, **given: Any) -> Template:  # noqa: ANN401 - what click parsed
    if not template:
        raise click.UsageError("--template is empty: name full, short or a template file")
    found = chosen(template, **given)
    if found.logo:  # now, not once all photos are explained
        _see(found.logo)
    return found


def _see(logo: Path) -> None:
    """Refuse a logo that cannot be read; raises ImageUnreadable."""
    from core.imaging import images
    from core.report.pdf.document import LOGO_PX

    images.load_full(logo, LOGO_PX)


TEMPLATE_OPTIONS: Final = tuple(_OPTIONS)
"""What they are called where the command line has parsed them."""

templated: Final = gathered("template", _OPTIONS, _template)
"""Gives a command the options above; it is called with `template`, a Template made of them."""
