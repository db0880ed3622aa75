"""What the reviewer chose to export the last time, and how it is written down."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final

from core.errors import ColumnsUnusable
from core.report import template
from core.report.formats import FORMATS, PDF, Format
from core.report.tables.chosen_columns import checked
from core.report.tables.columns import COLUMNS, Columns
from core.report.template import NetworkPages, Paper, Template
from desktop.ui.language import caption_of, tr

THIS: Final = "this"
SELECTED: Final = "selected"
LISTED: Final = "listed"
WHAT: Final = (THIS, SELECTED, LISTED)
"""Which photos: the one looked at, those selected, all of the list."""

LOOKS: Final = {"full": tr("Full"), "short": tr("Short")}
"""Names of `core.report.template.BUILT_IN`; any other template is a file."""


def caption(offered: Format) -> str:
    """Say what a format is: "Table (CSV)"."""
    return caption_of(offered.kind).format(offered.name)


def written_columns(columns: Columns) -> str:
    """Write columns down as `ExportChoices` keeps them."""
    return "" if columns == COLUMNS else ",".join(columns)


@dataclass(frozen=True, slots=True)
class ExportChoices:
    """One export's choices.

    Attributes
    ----------
    what : str
        One of `WHAT`.
    kind : str
        A suffix of `FORMATS`.
    template : str
        A name of `LOOKS`, or a template's file.
    title, company, logo : str
        What stands in the template where empty; the logo is a file.
    paper : str
        A `Paper` value.
    network : str
        A `NetworkPages` value; empty for the template's.
    columns : str
        Of a table, in their order, joined by commas; empty for all.
    """

    what: str = THIS
    kind: str = PDF.suffix
    template: str = "full"
    title: str = ""
    company: str = ""
    logo: str = ""
    paper: str = Paper.A4.value
    network: str = ""
    columns: str = ""

    @property
    def format(self) -> Format:
        """The format of that suffix."""
        return FORMATS[self.kind]

    def as_columns(self) -> Columns:
        """Give the table's columns; all where those kept are no columns any more."""
        try:
            return checked(self.columns.split(",")) if self.columns else COLUMNS
        except ColumnsUnusable:
            return COLUMNS

    def as_template(self) -> Template:
        """Give the template with the choices made besides.

        Raises
        ------
        TemplateError
            Its file is missing or lacks a field.
        """
        logo = Path(self.logo) if self.logo else None
        return template.chosen(
            self.template,
            title=self.title,
            company=self.company,
            logo=logo,
            paper=self.paper,
            network=self.network,
        )

    def written(self) -> str:
        """Write the choices down."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> ExportChoices:
        """Read choices; what is broken or unknown is as usual."""
        try:
            raw = json.loads(text)
        except ValueError:
            return cls()
        known = {field.name for field in fields(cls)}
        if not isinstance(raw, dict):
            return cls()
        said = {name: value for name, value in raw.items() if name in known}
        choices = cls(**{name: value for name, value in said.items() if isinstance(value, str)})
        fits = (
            choices.what in WHAT
            and choices.kind in FORMATS
            and choices.paper in set(Paper)
            and choices.network in {"", *NetworkPages}
        )
        return choices if fits else cls()
