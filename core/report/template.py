"""What a report is called, whose it is and which parts it has: chosen, or kept as a small file."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from core import outputs
from core.captioned import Captioned
from core.errors import TemplateError, os_cause
from core.given_files import MB, read_text
from core.language.catalog import Language
from core.vocabulary import tr_noop

SCHEMA: Final = "template-2"
"""Describes such a file: resources/schema/template-2.json."""
BEFORE: Final = "template-1"
"""Its forerunner, still read: the pages about the network were one of its parts."""
LARGEST_BYTES: Final = MB
_NETWORK_PART: Final = "network"


class Paper(StrEnum):
    """Page sizes."""

    A4 = "A4"
    LETTER = "Letter"


class NetworkPages(Captioned):
    """When a report has the pages about the network."""

    LONG = (
        "long",
        tr_noop("In long reports"),
        tr_noop("In reports of more than 10 photos or products."),
    )
    ALWAYS = "always", tr_noop("Always"), tr_noop("In every report, even of one photo.")
    NEVER = "never", tr_noop("Never"), tr_noop("In no report.")

    def belong(self, entries: int) -> bool:
        """Whether they belong to a report of so many photos and products."""
        match self:
            case NetworkPages.LONG:
                return entries > SHORT_REPORT
            case NetworkPages.ALWAYS:
                return True
            case NetworkPages.NEVER:
                return False


SHORT_REPORT: Final = 10
"""Photos and products in it at most; three pages about the network would be a third of it."""


class Part(StrEnum):
    """What a report may leave out; photos, tags, reasons and decisions are always there."""

    READING = "reading"
    """How to read the pages, and what they cannot show."""
    MAP = "map"
    """The activation map."""
    WEIGHTS = "weights"
    """The strongest superpixels, and those against the runner-up."""
    QUALITY = "quality"
    """How good the explanation is, also against random order."""
    COMPUTED = "computed"
    """Parameters, versions and hashes."""


@dataclass(frozen=True, slots=True)
class Template:
    """The choices for a report as a PDF.

    Attributes
    ----------
    title : str
        On the summary, in every footer and in the document's metadata; the usual one of the
        report's language where empty.
    company : str
        Before the title in every footer; may be empty.
    logo : Path or None
        A picture for the upper edge of every page.
    paper : Paper
    parts : frozenset of Part
    network : NetworkPages
    """

    title: str = ""
    company: str = ""
    logo: Path | None = None
    paper: Paper = Paper.A4
    parts: frozenset[Part] = frozenset(Part)
    network: NetworkPages = NetworkPages.LONG

    def title_in(self, language: Language) -> str:
        """Give the title of a report in this language."""
        return self.title or language.say("pages.usual_title")


BUILT_IN: Final = {
    "full": Template(),
    "short": Template(parts=frozenset({Part.READING, Part.WEIGHTS}), network=NetworkPages.NEVER),
}
"""Templates by name: everything, and what a reader without training needs."""


def chosen(
    name: str,
    *,
    title: str | None = None,
    company: str | None = None,
    logo: Path | None = None,
    paper: str | None = None,
    network: str | None = None,
) -> Template:
    """Give a template that is built in, or read one from a file; what is told besides wins.

    Raises
    ------
    TemplateError
        No such file, no JSON, a field is missing or holds nonsense.
    """
    template = BUILT_IN[name] if name in BUILT_IN else read(Path(name))
    return replace(
        template,
        title=title or template.title,
        company=company or template.company,
        logo=logo or template.logo,
        paper=Paper(paper) if paper else template.paper,
        network=NetworkPages(network) if network else template.network,
    )


def read(path: Path) -> Template:
    """Read a template; TemplateError names what is wrong with it."""
    try:
        raw = json.loads(read_text(path, LARGEST_BYTES))
    except OSError as error:
        raise TemplateError(path, os_cause(error)) from error
    except (ValueError, RecursionError) as error:
        raise TemplateError(path, "not a template: no JSON text") from error
    if not isinstance(raw, dict) or raw.get("schema") not in (SCHEMA, BEFORE):
        raise TemplateError(path, f'not a template: its field "schema" is not "{SCHEMA}"')
    if raw["schema"] == BEFORE:
        raw = _of_today(raw)
    return Template(
        title=_field(raw, "title", path, _text),
        company=_field(raw, "company", path, _text),
        logo=_field(raw, "logo", path, lambda value: _place(value, path.parent)),
        paper=_field(raw, "paper", path, Paper),
        parts=_field(raw, "parts", path, lambda value: frozenset(map(Part, _list(value)))),
        network=_field(raw, "network", path, NetworkPages),
    )


def _of_today(raw: dict[str, Any]) -> dict[str, Any]:
    """Say in today's fields what a template of the schema before says."""
    parts = raw.get("parts")
    if not isinstance(parts, list):
        return {"network": NetworkPages.LONG, **raw}  # its field will be named
    network = NetworkPages.LONG if _NETWORK_PART in parts else NetworkPages.NEVER
    return {**raw, "parts": [part for part in parts if part != _NETWORK_PART], "network": network}


def write(template: Template, path: Path) -> None:
    """Keep a template as a file; ExportFailed where it cannot be written."""
    fields = {
        "schema": SCHEMA,
        "title": template.title,
        "company": template.company,
        "logo": str(template.logo.absolute()) if template.logo else None,
        "paper": template.paper.value,
        "network": template.network.value,
        "parts": [part.value for part in Part if part in template.parts],
    }
    outputs.write_text(path, json.dumps(fields, ensure_ascii=False, indent=1) + "\n")


def _field(raw: dict[str, Any], name: str, path: Path, parse: Callable[[Any], Any]) -> Any:  # noqa: ANN401
    if name not in raw:
        raise TemplateError(path, f'the template has no field "{name}"')
    try:
        return parse(raw[name])
    except (TypeError, ValueError) as error:
        raise TemplateError(path, f'the template\'s field "{name}" holds nonsense') from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _place(value: object, folder: Path) -> Path | None:
    """A logo beside its template is named without a folder."""
    return None if value is None else folder / _text(value)
