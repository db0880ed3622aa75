"""All formats in which photos leave the program, and how each is written and shown beforehand.

Tables are a family of their own, in `tables.formats`; here is what is drawn. Drawing and ReportLab
are imported by the method that needs them.
"""

from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.report.order import ExportFormat, ExportOrder
from core.report.tables.formats import TABLE_FORMATS, TableFormat
from core.report.template import Template
from core.vocabulary import ExportKind

if TYPE_CHECKING:
    from core.entities import Pixels
    from core.report.content import PhotoReport
    from core.report.pdf.front_pages import FrontMatter


class DrawnFormat(ExportFormat):
    """Photos with their explanations, drawn."""

    @abstractmethod
    def pages(
        self,
        report: "PhotoReport",
        template: Template,
        front: "FrontMatter | None",
        scale: float,
    ) -> "list[Pixels]":
        """Draw what such a file will show of one photo.

        Parameters
        ----------
        report : PhotoReport
        template : Template
        front : FrontMatter or None
            Of a report on several photos.
        scale : float
            Pixels per point of a page.

        Returns
        -------
        list of (H, W, 3) uint8 RGB
        """


class Pdf(DrawnFormat):
    """All photos in one document."""

    kind = ExportKind.REPORT
    name = "PDF"
    suffix = ".pdf"

    def write(self, order: ExportOrder, target: Path) -> None:
        """Write a page per photo, behind cover and index where there are several."""
        from core.report.pdf import document

        document.write_report(
            order.worded(),
            target,
            template=order.template,
            language=order.language,
            total=order.photos,
            left_out=order.left_out,
            token=order.token,
            on_progress=order.on_progress,
        )

    def pages(
        self,
        report: "PhotoReport",
        template: Template,
        front: "FrontMatter | None",
        scale: float,
    ) -> "list[Pixels]":
        """Draw the photo's page, behind the cover."""
        from core.report.pdf.preview import preview

        return preview(report, template, front, scale)


class Png(DrawnFormat):
    """A card each."""

    kind = ExportKind.CARDS
    name = "PNG"
    suffix = ".png"

    def write(self, order: ExportOrder, target: Path) -> None:
        """Write the card of the only photo, or a folder of that name with those of several."""
        from core.report import png

        if order.photos == 1:
            png.write_card(order.single(target), target)
        else:
            png.write_cards(order.watched(order.worded()), target)

    def pages(
        self,
        report: "PhotoReport",
        template: Template,
        front: "FrontMatter | None",
        scale: float,
    ) -> "list[Pixels]":
        """Draw the card."""
        import numpy as np

        from core.report import png

        return [np.asarray(png.draw_card(report))]


PDF: Final = Pdf()
PNG: Final = Png()

Format = DrawnFormat | TableFormat
_OFFERED: Final[tuple[Format, ...]] = (PDF, PNG, *TABLE_FORMATS)
FORMATS: Final = {offered.suffix: offered for offered in _OFFERED}
"""What leaves a review, by suffix, in the order in which it is offered."""
