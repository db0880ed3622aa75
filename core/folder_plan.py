"""What is to be done with a folder, and whether it can be, seen before the work."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core import outputs, places
from core.catalog.photo_index import PhotoIndex, relative_paths
from core.catalog.reading import inspect
from core.catalog.roles import Chosen
from core.catalog.term_map import TermMap, classes_of
from core.entities import ExplainSettings
from core.errors import AppError, FolderUnreadable, os_cause
from core.imaging import scan
from core.language.catalog import SOURCE
from core.report.order import ExportFormat
from core.report.tables.columns import Columns
from core.report.template import Template
from core.review.assumptions import Assumptions
from core.review.catalog_tags import tagged_entries
from core.session import Session
from core.spreadsheets import CsvFor
from core.vocabulary import ToExplain, ToGroup


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to do.

    `classes` are those that can occur in the catalog: empty where all can, None where the review
    knows them from before.
    """

    folder: Path
    review: Path
    existing: Path | None = None
    products: ToGroup = ToGroup.KEEP
    columns: Chosen = field(default_factory=Chosen)
    terms: TermMap = field(default_factory=TermMap)
    encoding: str | None = None
    explain: ToExplain = ToExplain.DOUBTFUL
    outputs: Mapping[ExportFormat, Path] = field(default_factory=dict)
    table_columns: Columns | None = None
    summary: Path | None = None
    csv_for: CsvFor = CsvFor.PROGRAMS
    assumptions: Assumptions = field(default_factory=Assumptions)
    template: Template = field(default_factory=Template)
    language: str = SOURCE
    pack: Path | None = None
    classes: tuple[str, ...] | None = None
    workers: int = 1
    scheduler: str = ""
    quiet: bool = False
    settings: ExplainSettings = field(default_factory=ExplainSettings)
    accept_missing: bool = False
    paint_background: bool = False


def check_against(plan: Plan, session: Session) -> None:
    """Raise UnknownClass where the class to compare with is none of the model's."""
    if plan.settings.against is not None:
        session.check_label(plan.settings.against)


def check(plan: Plan) -> None:
    """See before the work what would spoil its end; a folder that is gone is not an empty one."""
    try:
        os.scandir(plan.folder).close()
    except OSError as error:
        raise FolderUnreadable(plan.folder, os_cause(error)) from error
    for file in filter(None, (*plan.outputs.values(), plan.summary)):
        outputs.make_way(file)


def check_existing(plan: Plan, labels: Sequence[str]) -> None:
    """Read the shop's file before the work: one that speaks of no photo ends it here.

    Raises
    ------
    AppError
    """
    if plan.existing:
        found = (item for item in scan.scan([plan.folder]) if not isinstance(item, AppError))
        index = PhotoIndex(relative_paths(found, plan.folder), Path(places.followed(plan.folder)))
        classes = classes_of(labels, plan.terms)
        tagged_entries(
            inspect(plan.existing, index, classes, chosen=plan.columns, encoding=plan.encoding)
        )
