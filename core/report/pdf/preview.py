"""The first pages of a report as pictures: what the PDF will look like, drawn by the same code."""

from core.entities import Pixels
from core.imaging import images
from core.report.content import PhotoReport
from core.report.drawing import fonts, style
from core.report.drawing.page import MARGIN, PageLayout, draw_logo
from core.report.drawing.raster import Raster
from core.report.pdf import front_pages, photo_page
from core.report.pdf.document import LOGO_PX
from core.report.pdf.front_pages import FrontMatter
from core.report.template import Part, Template


class PicturePages(PageLayout, Raster):
    """Pages that become pictures.

    Parameters
    ----------
    template : Template
    footer : str
    scale : float
        Pixels per point.

    Attributes
    ----------
    pages : int
        Finished so far.
    drawn : list of (H, W, 3) uint8 RGB
        The finished pages.
    """

    def __init__(self, template: Template, footer: str, scale: float) -> None:
        PageLayout.__init__(self, template.paper)
        self.pages, self.drawn = 0, list[Pixels]()
        self._footer = footer
        self._logo = images.load_full(template.logo, LOGO_PX) if template.logo else None
        self._scale = scale
        self._turn()

    def _turn(self) -> None:
        Raster.__init__(self, (self.width, self.height), self._scale, "white")

    def link(self, x: float, y: float, width: float, height: float, key: str) -> None:
        """Pictures lead nowhere."""

    def mark(self, key: str) -> None:
        """Pictures lead nowhere."""

    def end_page(self) -> None:
        """Keep the page as a picture, and begin another."""
        if self._logo is not None:
            draw_logo(self, self._logo)
        self.text(MARGIN, self.height - MARGIN, self._footer, colour=style.MUTED)
        self.drawn.append(self.pixels)
        self.pages += 1
        self._turn()


def preview(
    report: PhotoReport, template: Template, matter: FrontMatter | None = None, scale: float = 2.0
) -> list[Pixels]:
    """Draw the page of a photo, behind the cover where there is one.

    Parameters
    ----------
    report : PhotoReport
    template : Template
    matter : FrontMatter, optional
        Of a report on several photos.
    scale : float
        Pixels per point.

    Returns
    -------
    list of (H, W, 3) uint8 RGB

    Raises
    ------
    ImageUnreadable
        The template's logo.
    """
    language = report.language
    named = (template.company, template.title_in(language), language.moment(report.created))
    canvas = PicturePages(template, fonts.display(" · ".join(filter(None, named))), scale)
    if matter is not None:
        front_pages.draw_cover(canvas, matter)
        del canvas.drawn[1:]
    limits = matter is None and Part.READING in template.parts
    photo_page.draw_page(canvas, report, limits=limits, shows=template.parts)
    return canvas.drawn
