"""Opening a shop's file: what kind it is, by its bytes, and why not, in a sentence."""

import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Protocol

from core.catalog.delimited import open_delimited
from core.catalog.feed import open_feed
from core.catalog.workbook import open_workbook
from core.errors import CatalogError, os_cause

LARGEST_BYTES: Final = 4 << 30
_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OTHERS: Final = (
    (b"%PDF", "a PDF, no table; export the catalog as CSV or .xlsx"),
    (b"\xff\xd8\xff", "a picture, no table"),
    (b"\x89PNG", "a picture, no table"),
    (b"\x1f\x8b", "packed with gzip; unpack it first"),
    (b"SQLite format 3", "a database, no table of a shop"),
)
_WEB_PAGE: Final = re.compile(rb"\s*<(!doctype\s+)?html", re.IGNORECASE)
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class RawTable(Protocol):
    """Rows of texts out of any kind of file; the head is not known yet."""

    @property
    def path(self) -> Path:
        """The file."""

    @property
    def name(self) -> str:
        """The sheet's name; empty where a file holds one table."""

    @property
    def form(self) -> str:
        """The format in words."""

    def records(self) -> Iterator[list[str]]:
        """Give all records from the first on, empty ones as empty lists."""


def open_source(path: Path, encoding: str | None = None) -> list[RawTable]:
    """Give the tables of a shop's file.

    Parameters
    ----------
    path : Path
    encoding : str, optional
        Of a text file, where it is known better.

    Raises
    ------
    CatalogError
        Not a file, too large, or none of the kinds that are read.
    """
    try:
        _check_kind(path)
        with path.open("rb") as stream:
            head = stream.read(4096)
        for magic, cause in _OTHERS:
            if head.startswith(magic):
                raise CatalogError(path, cause)
        if not head.strip():
            raise CatalogError(path, "empty")
        if head.startswith(_ZIP):
            return list(open_workbook(path))
        if head.startswith(_OLD_OFFICE):
            raise CatalogError(path, _old_office(path))
        if _WEB_PAGE.match(head):
            raise CatalogError(path, "a web page, no table; export the catalog as CSV or .xlsx")
        if _is_xml(head):
            return list(open_feed(path))
        return [open_delimited(path, encoding)]
    except OSError as error:
        raise CatalogError(path, os_cause(error)) from error


def stamp_of(path: Path) -> tuple[int, int]:
    """Give a file's size in bytes and its time in ns, by which a change is noticed.

    Raises
    ------
    CatalogError
        The file is gone.
    """
    try:
        facts = path.stat()
    except OSError as error:
        raise CatalogError(path, os_cause(error)) from error
    return facts.st_size, facts.st_mtime_ns


def _check_kind(path: Path) -> None:
    facts = path.stat()
    if stat.S_ISDIR(facts.st_mode):
        raise CatalogError(path, "is a folder")
    if not stat.S_ISREG(facts.st_mode):
        raise CatalogError(path, "not a regular file, so it cannot be read twice")
    if facts.st_size > LARGEST_BYTES:
        raise CatalogError(path, f"{facts.st_size / 2**30:.0f} GB are more than a catalog of 4 GB")


def _old_office(path: Path) -> str:
    with path.open("rb") as stream:
        protected = _ENCRYPTED in stream.read(1 << 20)
    if protected:
        return "protected with a password; save it without one"
    return "an old Excel file; save it as .xlsx or CSV"


def _is_xml(head: bytes) -> bool:
    head = head.replace(b"\0", b"")
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return re.match(rb"\s*<[A-Za-z?!]", head) is not None
