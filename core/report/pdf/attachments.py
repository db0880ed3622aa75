"""Files attached to a PDF, kept on disk until it is written."""

import hashlib
import io
import zlib
from typing import IO, Final

from reportlab.pdfbase import pdfdoc

SUBTYPE: Final = "application#2Fjson"


class Attachments:
    """What is attached to one document.

    Parameters
    ----------
    spool : binary file
        Where the files wait, compressed; emptied by its owner.
    """

    def __init__(self, spool: IO[bytes]) -> None:
        self._spool = spool
        self._files: list[tuple[str, str, _SpooledFile]] = []

    def add(self, name: str, described: str, data: bytes) -> None:
        """Attach a file; names must rise from call to call, as the document lists them sorted."""
        packed = zlib.compress(data, 9)
        at = self._spool.seek(0, io.SEEK_END)
        self._spool.write(packed)
        facts = {
            "Size": len(data),
            "CheckSum": pdfdoc.PDFString(hashlib.md5(data, usedforsecurity=False).digest()),
        }
        self._files.append((name, described, _SpooledFile(self._spool, at, len(packed), facts)))

    def join(self, document: pdfdoc.PDFDocument) -> None:
        """Hang all files into the document's catalog."""
        if not self._files:
            return
        names: list[object] = []
        for name, described, file in self._files:
            names += [pdfdoc.PDFString(name), document.Reference(_specified(name, described, file))]
        tree = pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray(names)})
        document.Catalog.Names = pdfdoc.PDFDictionary({"EmbeddedFiles": tree})


def _specified(name: str, described: str, file: "_SpooledFile") -> pdfdoc.PDFDictionary:
    stream = pdfdoc.PDFDictionary({"F": _Indirect(file)})
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Filespec"),
            "F": pdfdoc.PDFString(name),
            "UF": pdfdoc.PDFString(name),
            "Desc": pdfdoc.PDFString(described),
            "AFRelationship": pdfdoc.PDFName("Data"),
            "EF": stream,
        }
    )


class _Indirect(pdfdoc.PDFObject):  # type: ignore[misc]
    """Something written as a reference to an object of its own."""

    def __init__(self, target: pdfdoc.PDFObject) -> None:
        self._target = target

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        return bytes(document.Reference(self._target).format(document))


class _SpooledFile(pdfdoc.PDFStream):  # type: ignore[misc]
    """An attached file that stays in the spool until it is written."""

    def __init__(self, spool: IO[bytes], at: int, length: int, facts: dict[str, object]) -> None:
        self.filters = None
        self.dictionary = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("EmbeddedFile"),
                "Subtype": f"/{SUBTYPE}",
                "Filter": pdfdoc.PDFName("FlateDecode"),
                "Params": pdfdoc.PDFDictionary(facts),
            }
        )
        self._spool, self._at, self._length = spool, at, length

    @property
    def content(self) -> bytes:
        """The compressed file."""
        self._spool.seek(self._at)
        return self._spool.read(self._length)
