"""What the window asks to have exported, and how its photos are explained for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.entities import Drawn, Explanation, Photo, Prediction
from core.report.formats import Format
from core.report.template import Template
from core.vocabulary import ExportKind

if TYPE_CHECKING:
    from core.jobs import CancelToken
    from core.report.content import DecisionNote
    from core.report.product_note import ProductNote
    from core.report.tables.columns import ReviewRow
    from desktop.services.answer_cache import Recall
    from desktop.ui.look import Look


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """An explanation that the window has already."""

    prediction: Prediction
    explanation: Explanation


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """What is to be written.

    Attributes
    ----------
    photos : sequence of Path
    target : Path
        A file; a folder where cards of several photos are written.
    format : Format
    template : Template
        Of a report.
    look : Look
        How overlays are painted and explanations made.
    label : str or None
        Class shown for a single photo; the tag for many.
    labels : tuple of str
        Classes explained beside the top five.
    against : str or None
        Of a single photo, the class that the one shown is set against.
    known : KnownAnswer or None
        For a single photo, what need not be computed again.
    subject : str or None
        What of a single photo `label`, `labels`, `against` and `known` are about.
    recall : Recall or None
        Where explanations are kept; asked before one is made.
    note : callable
        Gives what is decided about a photo, None outside a review.
    product : callable
        Gives the product that a photo is of, None for a photo by itself.
    rows : callable
        Gives the rows of a table on these photos; none outside a review.
    columns : tuple of str or None
        Of a table; None for all.
    folder : Path
        Where the rows' paths begin.
    boxes : dict of Path to Drawn
        Around items, as they were when it was asked for.
    left_out : callable
        Gives the pictures in the folder that are no photos here, by kind, as `core.imaging.kinds`
        has them; asked on a worker.
    behind : callable
        Waits for what was decided before it was asked for; called on a worker.
    hurried : bool
        Leave out the test against random order.
    """

    photos: Sequence[Path]
    target: Path
    format: Format
    template: Template
    look: Look
    label: str | None = None
    labels: tuple[str, ...] = ()
    against: str | None = None
    known: KnownAnswer | None = None
    subject: str | None = None
    recall: Recall | None = None
    note: Callable[[Path], DecisionNote | None] = lambda _: None
    product: Callable[[Path], ProductNote | None] = lambda _: None
    rows: Callable[[], Iterator[ReviewRow]] = lambda: iter(())
    columns: tuple[str, ...] | None = None
    folder: Path = Path()
    boxes: Mapping[Path, Drawn] = field(default_factory=dict)
    left_out: Callable[[], Mapping[str, int]] = dict
    behind: Callable[[CancelToken], None] = lambda _: None
    hurried: bool = False

    def quick(self) -> ExportRequest:
        """Give the same request without what takes long, for a preview."""
        return replace(self, hurried=True)

    def noted(self, token: CancelToken) -> ExportRequest:
        """Give the same request with what the review says of each photo now.

        Explaining many takes minutes, in which somebody may go on deciding, or to another folder.
        """
        notes: dict[Path, DecisionNote | None] = {}
        products: dict[Path, ProductNote | None] = {}
        for path in self.photos:
            token.check()
            notes[path], products[path] = self.note(path), self.product(path)
        return replace(self, note=notes.get, product=products.get)

    def about(self, photo: Photo) -> ExportRequest:
        """Give the request for what is looked at of a photo by now.

        Where its file was replaced, or a box drawn, since somebody saw it, nothing holds any more
        that was said of it then.
        """
        if self.subject in (None, photo.subject):
            return self
        return replace(self, label=None, labels=(), against=None, known=None)

    @property
    def measured(self) -> bool:
        """Whether the test against random order is part of it."""
        return self.format.kind is ExportKind.REPORT and not self.hurried
