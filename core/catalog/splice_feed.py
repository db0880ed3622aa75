"""Categories of a feed changed in place: every other byte of the XML stays."""

import re
from collections.abc import Iterable, Mapping, Set
from contextlib import suppress
from pathlib import Path
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape

from core.catalog.feed import SEVERAL, START_TAG, FeedTable, end_of_element, local, parse
from core.catalog.inspection import OnProgress, Reading
from core.entities import Progress
from core.errors import CatalogError

_ENCODING: Final = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)[\"']")
_CDATA: Final = b"<![CDATA["


def write_feed(
    reading: Reading,
    cells: Mapping[int, str],
    rows: Set[int],
    target: Path,
    only_changed: bool,
    on_progress: OnProgress | None = None,
) -> None:
    """Write a feed with new categories.

    Parameters
    ----------
    reading : Reading
    cells : mapping of int to str
        New text by row: the first item is row 2.
    rows : set of int
        Items to keep where `only_changed`.
    target : Path
    only_changed : bool
    on_progress : callable, optional
        Told the bytes that are done; raises to stop.

    Raises
    ------
    CatalogError
        The category is an attribute, an item lacks its nested category, or the file's encoding
        is none that can be spliced.
    OSError
    """
    raw = reading.table.raw
    assert isinstance(raw, FeedTable)
    data = raw.path.read_bytes()
    column = reading.roles.category
    name = "" if column is None else raw.columns[column]
    feed = _Feed(raw, data, name, cells)
    splices = feed.splices(on_progress)
    if only_changed:
        splices += [(*span, b"") for row, span in feed.items.items() if row not in rows]
    target.write_bytes(spliced(data, splices))


def spliced(data: bytes, splices: Iterable[tuple[int, int, bytes]]) -> bytes:
    """Give bytes with some stretches replaced."""
    pieces, at = [], 0
    for start, end, new in sorted(splices):
        pieces += [data[at:start], new]
        at = end
    return b"".join((*pieces, data[at:]))


class _Feed:
    """Where items and their categories stand in the bytes of a feed."""

    def __init__(self, raw: FeedTable, data: bytes, name: str, cells: Mapping[int, str]) -> None:
        self._raw, self._data, self._name, self._cells = raw, data, name, cells
        declared = _ENCODING.match(data)
        self._encoding = declared[1].decode("ascii", "replace") if declared else "utf-8"
        self.items: dict[int, tuple[int, int]] = {}
        self._spans: dict[int, list[tuple[int, int]]] = {}
        self._tag = b""
        self._row = 1
        self._path: list[str] = []
        self._item_depth = self._start = self._item_start = 0

    def splices(self, on_progress: OnProgress | None = None) -> list[tuple[int, int, bytes]]:
        """Give the stretches to replace."""

        def on_block(start: int) -> None:
            if on_progress is not None:
                on_progress(Progress(start, len(self._data), self._raw.path.name))

        if self._data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise CatalogError(self._raw.path, "XML in UTF-16 is not written; save it as UTF-8")
        parser = self._parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parse(parser, self._data, on_block)
        found = []
        for row, text in self._cells.items():
            found += self._replaced(row, text)
        return found

    def _begin(self, name: str, _: object) -> None:
        self._path.append(local(name))
        at = self._parser.CurrentByteIndex
        if not self._item_depth and local(name) == self._raw.item:
            self._row += 1
            self._item_depth, self._item_start = len(self._path), at
        elif self._inside() == self._name:
            self._start = at

    def _inside(self) -> str:
        return "/".join(self._path[self._item_depth :]) if self._item_depth else ""

    def _end(self, _: str) -> None:
        at = self._parser.CurrentByteIndex
        if self._item_depth == len(self._path):
            self.items[self._row] = (
                self._item_start,
                end_of_element(self._data, self._item_start, at),
            )
            self._item_depth = 0
        elif self._name and self._inside() == self._name:
            tag = START_TAG.match(self._data, self._start)
            assert tag is not None
            self._tag = tag[1]
            span = self._start, end_of_element(self._data, self._start, at)
            self._spans.setdefault(self._row, []).append(span)
        self._path.pop()

    def _replaced(self, row: int, text: str) -> list[tuple[int, int, bytes]]:
        spans = self._spans.get(row, [])
        filled = [span for span in spans if self._content(span).strip()] or spans
        texts = text.split(SEVERAL)
        if not spans:
            return [self._added(row, text)]
        if len(texts) != len(filled):
            texts = [text] * len(filled)
        return [(start, end, self._rewritten((start, end), one))
                for (start, end), one in zip(filled, texts, strict=True)]  # fmt: skip

    def _added(self, row: int, text: str) -> tuple[int, int, bytes]:
        """Give an item that has no category one, as its last child."""
        if not self._tag:
            raise CatalogError(self._raw.path, "its categories are no elements, so they stay")
        if "/" in self._name:
            name = self._name.rpartition("/")[2]
            raise CatalogError(
                self._raw.path,
                f"row {row:,} has no <{name}> inside of another element, so it is not changed",
            )
        new = self._element(self._tag, b"", text)
        start, end = self.items[row]
        tag = START_TAG.match(self._data, start)
        assert tag is not None
        if tag[2]:  # <item .../> holds nothing yet
            return end - len(b"/>"), end, b">" + new + b"</%b>" % tag[1]
        inside = self._data.rindex(b"<", 0, end)
        return inside, inside, new

    def _content(self, span: tuple[int, int]) -> bytes:
        tag = START_TAG.match(self._data, span[0])
        assert tag is not None
        return b"" if tag[2] else self._data[tag.end() : self._data.rindex(b"<", 0, span[1])]

    def _rewritten(self, span: tuple[int, int], text: str) -> bytes:
        tag = START_TAG.match(self._data, span[0])
        assert tag is not None
        if tag[2]:
            return self._element(tag[1], tag[0][1 + len(tag[1]) : -1].rstrip(b"/ "), text)
        content = self._content(span)
        close = self._data[self._data.rindex(b"<", 0, span[1]) : span[1]]
        lead = content[: len(content) - len(content.lstrip())]
        tail = content[len(content.rstrip()) :] if content.strip() else b""
        if content.strip().startswith(_CDATA) and "]]>" not in text:
            with suppress(UnicodeEncodeError):  # outside of it, any character has a number
                whole = _CDATA + text.encode(self._encoding) + b"]]>"
                return tag[0] + lead + whole + tail + close
        return tag[0] + lead + self._bytes(text) + tail + close

    def _element(self, tag: bytes, attributes: bytes, text: str) -> bytes:
        return b"<%b%b>%b</%b>" % (tag, attributes, self._bytes(text), tag)

    def _bytes(self, text: str) -> bytes:
        return escape(text).encode(self._encoding, "xmlcharrefreplace")
