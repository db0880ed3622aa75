"""What is to leave the program: made of what, where to and in which formats; one loop writes it.

Window and command line fill in an order alike. Nothing heavy is imported here: the command line
takes its options, and the window its choices, from the formats alone.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from core.errors import ExportFailed
from core.language.catalog import Language, english
from core.outputs import write_each
from core.report.template import Template
from core.vocabulary import ExportKind

if TYPE_CHECKING:
    from core.entities import Outcome, Progress
    from core.jobs import CancelToken
    from core.report.content import PhotoReport
    from core.report.json_text import JsonObject

T = TypeVar("T")


class ExportFormat(ABC):
    """One way in which photos leave the program: what is written, and how.

    A format is a class with all that anybody asks about it, and a line in the table of its family;
    one that lacks a part cannot be made.

    Attributes
    ----------
    kind : ExportKind
        What it is, in words that are translated.
    name : str
        As the world knows it; a name, so that no language says it otherwise.
    suffix : str
        Of its files, with the dot.
    """

    kind: ClassVar[ExportKind]
    name: ClassVar[str]
    suffix: ClassVar[str]

    @abstractmethod
    def write(self, order: "ExportOrder", target: Path) -> None:
        """Write what is ordered, wholly or not at all.

        Raises
        ------
        ExportFailed
            Nothing half-written is left.
        Cancelled
            The order's token was cancelled; nothing is left.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOrder:
    """What is to be written.

    Attributes
    ----------
    outputs : dict of ExportFormat to Path
        In the order in which they are written; a file each, or a folder of cards.
    reports : callable
        Gives the photos anew for each output that is drawn, one at a time; an outcome stands for
        a photo that failed.
    rows : callable
        Gives the rows anew for each table, one at a time.
    photos : int
        How many are to come; 0 where that is not known.
    folder : Path
        Where the rows' paths begin.
    left_out : dict of str to int
        Pictures in the folder that are no photos here, by kind, as `core.imaging.kinds` has them.
    language : Language
        Of what is drawn; tables are for other programs, and the same in all.
    columns : tuple of str or None
        Of a table, in their order; None for all there are.
    template : Template
        Of a report.
    token : CancelToken or None
        Looked at before each photo.
    on_progress : callable or None
        Told after each photo.
    """

    outputs: Mapping[ExportFormat, Path]
    reports: "Callable[[], Iterable[PhotoReport | Outcome]]" = tuple
    rows: "Callable[[], Iterable[JsonObject]]" = tuple
    photos: int = 0
    folder: Path = Path()
    left_out: Mapping[str, int] = field(default_factory=dict)
    language: Language = field(default_factory=english)
    columns: tuple[str, ...] | None = None
    template: Template = field(default_factory=Template)
    token: "CancelToken | None" = None
    on_progress: "Callable[[Progress], None] | None" = None

    def write(self) -> None:
        """Write all outputs, each by itself: one that cannot be written takes no other with it.

        Raises
        ------
        ExportFailed
            The first that cannot be written, once the others are; nothing is left of it.
        Cancelled
            At once.
        """
        write_each(partial(output.write, self, file) for output, file in self.outputs.items())

    def worded(self) -> "Iterator[PhotoReport | Outcome]":
        """Give the photos anew, in the order's language."""
        from core.report.content import PhotoReport

        for item in self.reports():
            if isinstance(item, PhotoReport):
                item = replace(item, language=self.language)  # noqa: PLW2901
            yield item

    def single(self, target: Path) -> "PhotoReport":
        """Give the only photo; ExportFailed, about the target, where it is one that failed."""
        from core.report.content import PhotoReport

        (report,) = self.worded()
        if not isinstance(report, PhotoReport):
            raise ExportFailed(target, report.error)
        return report

    def watched(self, items: Iterable[T]) -> Iterator[T]:
        """Pass items on, hearing the token before and telling the progress after each."""
        from core.entities import Progress

        for done, item in enumerate(items, start=1):
            if self.token:
                self.token.check()
            yield item
            if self.on_progress:
                self.on_progress(Progress(done, max(done, self.photos)))
