"""The canvas of a PDF: text in any script, pictures kept on disk, pages written one by one.

ReportLab keeps every picture in memory and joins the whole file twice before it writes. Here
pictures wait in a spool file, and objects go to the output as they are formatted, so that a
report of a thousand photos takes no more memory than one of ten.
"""

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import IO, Final

from PIL import Image
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas as PlainCanvas

from core.entities import Pixels
from core.language.catalog import Language, english
from core.report.drawing import fonts, style, text_shaping
from core.report.drawing.page import LEADING, MARGIN, POINTS, PageLayout, draw_logo
from core.report.pdf.attachments import Attachments
from core.report.pdf.seal import SealedOutput
from core.report.template import Paper
from core.version import __version__

BODY: Final = 8.0
TITLE: Final = 20.0
DPI: Final = 300
"""Pictures are never finer than this in print."""

QUALITIES: Final = (88, 80, 72, 64, 56)
SHRINK: Final = 0.8
HEAVIEST: Final = 160_000
"""Bytes of one picture: two of these, the map and the text stay under 400 kB a page."""


_GLYPH: Final = re.compile(r"^(<[0-9A-F]{2}> )<([0-9A-F]{4,6})>$", re.MULTILINE)
"""A line of the table from glyphs to letters."""


class Canvas(PageLayout):
    """A document under construction; y runs downwards from the top, text stands on baselines.

    Parameters
    ----------
    paper : Paper
    spool : binary file
        Where pictures wait; emptied by its owner.
    language : Language, optional
        Of the pages' numbers, and what screen readers read in.
    """

    def __init__(self, paper: Paper, spool: IO[bytes], language: Language | None = None) -> None:
        super().__init__(paper)
        self._language = language or english()
        self.pages = 0
        self._logo: Pixels | None = None
        self._spool = spool
        self._attachments = Attachments(spool)
        self._canvas = PlainCanvas(
            io.BytesIO(),
            pagesize=POINTS[paper],
            pageCompression=1,
            invariant=1,
            lang=self._language.region,
            initialFontName=_registered(fonts.Face.REGULAR),
        )

    def text(
        self, x: float, y: float, text: str, *, size: float = BODY, colour: str = style.INK,
        bold: bool = False, right: bool = False,
    ) -> float:  # fmt: skip
        """Write one line; gives its width."""
        width = measure(text, size, bold)
        left = x - width if right else x
        line = self._canvas.beginText(left, self.height - y)
        line.setFillColor(colour)
        painted = text_shaping.visual(text)
        for face, piece in fonts.runs(painted, bold=bold):
            line.setFont(_registered(face), size)
            line.textOut(piece)
        with self._spelt(text, painted):
            self._canvas.drawText(line)
        return width

    @contextmanager
    def _spelt(self, text: str, painted: str) -> Iterator[None]:
        """Let readers copy and find a line as it is spelt where it is painted otherwise.

        Lines with letters from right to left are turned back by the readers themselves.
        """
        if painted == text or text_shaping.right_to_left(text):
            yield
            return
        letters = text.encode("utf-16-be", errors="replace").hex()
        self._canvas.addLiteral(f"/Span <</ActualText <feff{letters}>>> BDC")
        yield
        self._canvas.addLiteral("EMC")

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle."""
        self._canvas.setFillColor(colour)
        self._canvas.rect(x, self.height - y - height, width, height, stroke=0, fill=1)

    def line(self, points: Sequence[tuple[float, float]], colour: str, width: float = 0.8) -> None:
        """Draw an open line through points."""
        path = self._canvas.beginPath()
        for index, (x, y) in enumerate(points):
            (path.lineTo if index else path.moveTo)(x, self.height - y)
        self._canvas.setStrokeColor(colour)
        self._canvas.setLineWidth(width)
        self._canvas.drawPath(path, stroke=1, fill=0)

    def picture(self, pixels: Pixels, x: float, y: float, width: float, height: float) -> None:
        """Place a picture; equal ones are stored once."""
        name = self._stored(pixels)
        self._canvas.saveState()
        self._canvas.translate(x, self.height - y - height)
        self._canvas.scale(width, height)
        self._canvas.doForm(name)
        self._canvas.restoreState()

    def _stored(self, pixels: Pixels) -> str:
        data, size = jpeg(pixels)
        name = hashlib.sha256(data).hexdigest()
        document = self._canvas._doc
        if not document.hasForm(name):
            at = self._spool.seek(0, io.SEEK_END)
            self._spool.write(data)
            image = _SpooledImage(name, self._spool, at, len(data), size)
            self._canvas._setXObjects(image)
            document.Reference(image, document.getXObjectName(name))
            document.addForm(name, image)
            document.updateSignature(name)
        return name

    def attach(self, name: str, described: str, data: bytes) -> None:
        """Attach a file; names must rise from call to call."""
        self._attachments.add(name, described, data)
        self._canvas._doc.updateSignature(data)

    def link(self, x: float, y: float, width: float, height: float, key: str) -> None:
        """Lead from a rectangle to a marked page."""
        low = self.height - y - height
        area = (x, low, x + width, self.height - y)
        self._canvas.linkRect("", key, area, relative=0, Border="[0 0 0]")

    def mark(self, key: str) -> None:
        """Make this page the end of links to `key`."""
        self._canvas.bookmarkPage(key)

    def outline(self, title: str, key: str, *, level: int = 0, closed: bool = False) -> None:
        """Add a bookmark that leads to a marked page."""
        self._canvas.addOutlineEntry(title, key, level=level, closed=closed)
        self._canvas.showOutline()

    def link_footer(self, key: str) -> None:
        """Lead from the footer to a marked page."""
        self.link(MARGIN, self.height - MARGIN - LEADING, self.inner, 1.5 * LEADING, key)

    def use_logo(self, pixels: Pixels) -> None:
        """Put this picture at the upper edge of every page from here on."""
        self._logo = pixels

    def end_page(self) -> None:
        """Finish the page; `number` fills in its footer."""
        if self._logo is not None:
            draw_logo(self, self._logo)
        self._canvas.doForm(f"footer-{self.pages}")
        self._canvas.showPage()
        self.pages += 1

    def number(self, front: int, left: str) -> None:
        """Put the last `front` pages before the others, then number all of them.

        Parameters
        ----------
        front : int
        left : str
            Stands in every footer.
        """
        pages = self._canvas._doc.Pages.pages
        body = self.pages - front
        pages[:] = [*pages[body:], *pages[:body]]
        for drawn in range(self.pages):
            place = drawn - body if drawn >= body else drawn + front
            self._footer(f"footer-{drawn}", left, self._page(place + 1))

    def _page(self, number: int) -> str:
        return self._language.say("pages.number", number=number, total=self.pages)

    def _footer(self, name: str, left: str, right: str) -> None:
        self._canvas.beginForm(name, 0, 0, self.width, self.height)
        y = self.height - MARGIN
        taken = self.text(self.right, y, right, colour=style.MUTED, right=True)
        room = self.inner - taken - 2 * LEADING
        self.text(MARGIN, y, short(left, room), colour=style.MUTED)
        self._canvas.endForm()

    def describe(self, title: str, subject: str, created: datetime) -> None:
        """Fill in the document's metadata."""
        stamp = created.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
        self._canvas.setTitle(title)
        self._canvas.setSubject(subject)
        self._canvas.setAuthor(f"Tagproof {__version__}")
        self._canvas.setCreator(f"Tagproof {__version__}")
        self._canvas.setKeywords(self._language.say("pages.keywords"))
        self._canvas.setDateFormatter(lambda *_: stamp)
        self._canvas._doc.updateSignature(stamp)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")

    def save(self, output: IO[bytes]) -> None:
        """Write the document, object by object."""
        document = self._canvas._doc
        for font in document.delayedFonts:
            font.addObjects(document)
        _spell_letters(document)
        document.info.digest(document.signature)
        self._attachments.join(document)
        document.Reference(document.Catalog)
        document.Reference(document.info)
        document.Outlines.prepare(document, self._canvas)
        if document.Outlines.ready < 0:
            document.Catalog.Outlines = None
        _write_objects(document, SealedOutput(output))


def _spell_letters(document: pdfdoc.PDFDocument) -> None:
    """Say of each glyph which letters it stands for; ReportLab says code points, four digits long.

    Joined Arabic letters become the letters of the alphabet, and those beyond the first 65,536
    code points two halves, as the format asks for.
    """
    for name, stream in document.idToObject.items():
        if name.startswith("toUnicodeCMap:"):
            stream.content = _GLYPH.sub(_spelling, stream.content)


def _spelling(entry: re.Match[str]) -> str:
    letters = text_shaping.spelt(chr(int(entry[2], 16)))
    return f"{entry[1]}<{letters.encode('utf-16-be').hex().upper()}>"


def _write_objects(document: pdfdoc.PDFDocument, output: SealedOutput) -> None:
    """Do what `PDFDocument.format` does, without holding the file in memory."""
    document.encrypt.prepare(document)
    output.write(b"".join(pdfdoc.PDFFile(document._pdfVersion).strings))
    names: list[str] = []
    while (number := len(names) + 1) in document.numberToId:  # formatting may add objects
        name = document.numberToId[number]
        data = pdfdoc.PDFIndirectObject(name, document.idToObject[name]).format(document)
        document.idToOffset[name] = output.tell()
        output.write(pdfdoc.pdfdocEnc(data))
        names.append(name)
    table = pdfdoc.PDFCrossReferenceTable()
    table.addsection(0, names)
    start = output.tell()
    output.write(pdfdoc.pdfdocEnc(table.format(document)))
    trailer = pdfdoc.PDFTrailer(
        startxref=start,
        Size=len(names) + 1,
        Root=document.Reference(document.Catalog),
        Info=document.Reference(document.info),
        ID=document.ID(),
    )
    output.finish(pdfdoc.pdfdocEnc(trailer.format(document)))


class _SpooledImage(pdfdoc.PDFImageXObject):  # type: ignore[misc]
    """A JPEG that stays in the spool file until it is written."""

    def __init__(
        self, name: str, spool: IO[bytes], at: int, length: int, size: tuple[int, int]
    ) -> None:
        self.name, self.mask, self.bitsPerComponent = name, None, 8
        self.width, self.height = size
        self.colorSpace, self._filters = "DeviceRGB", ("DCTDecode",)
        self._spool, self._at, self._length = spool, at, length

    @property
    def streamContent(self) -> bytes:  # noqa: N802 - ReportLab's name
        self._spool.seek(self._at)
        return self._spool.read(self._length)


def jpeg(pixels: Pixels) -> tuple[bytes, tuple[int, int]]:
    """Encode a picture within `HEAVIEST` bytes: first coarser, then smaller.

    Returns
    -------
    bytes, (int, int)
        The file, its width and height.
    """
    picture = Image.fromarray(pixels)
    while True:
        for quality in QUALITIES:
            buffer = io.BytesIO()
            picture.save(buffer, "JPEG", quality=quality, optimize=True)
            if buffer.tell() <= HEAVIEST:
                return buffer.getvalue(), picture.size
        smaller = [max(1, round(side * SHRINK)) for side in picture.size]
        picture = picture.resize((smaller[0], smaller[1]), Image.Resampling.LANCZOS)


@cache
def _registered(face: fonts.Face) -> str:
    pdfmetrics.registerFont(TTFont(face.value, str(fonts.font_file(face))))
    return face.value


def measure(text: str, size: float = BODY, bold: bool = False) -> float:
    """Give a line's width in points."""
    pieces = fonts.runs(text_shaping.visual(text), bold=bold)
    return sum(float(pdfmetrics.stringWidth(p, _registered(face), size)) for face, p in pieces)


def short(text: str, width: float, *, size: float = BODY, bold: bool = False) -> str:
    """Make any text fit for one line of this width."""
    return fonts.shorten(fonts.display(text), width, lambda line: measure(line, size, bold))


def paragraph(text: str, width: float, size: float = BODY) -> Sequence[str]:
    """Break any text into lines of this width."""
    return fonts.wrap(fonts.display(text), width, lambda line: measure(line, size))
