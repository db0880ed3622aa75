"""Categories of a feed changed in place: every other byte of the XML stays."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape

from core.catalog.edits import Edits
from core.catalog.feed import (
    DECLARED,
    SEVERAL,
    START_TAG,
    FeedTable,
    encoding_to_change,
    end_of_element,
    parse,
)
from core.catalog.feed_survey import local
from core.catalog.inspection import Inspection, OnProgress
from core.entities import Progress
from core.errors import CatalogError

_CDATA: Final = b"<![CDATA["
_PIECES: Final = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|[^<]+", re.DOTALL)
"""Comments, instructions, unescaped text and text: what an element without children holds."""
_ASIDE: Final = (b"<!--", b"<?")


def write_feed(
    found: Inspection,
    edits: Edits,
    target: Path,
    only_changed: bool,
    on_progress: OnProgress | None = None,
) -> None:
    """Write a feed with new categories.

    Parameters
    ----------
    found : Inspection
    edits : Edits
        The first item is row 2.
    target : Path
    only_changed : bool
        Leave out the items of products that do not change.
    on_progress : callable, optional
        Told the bytes that are done; raises to stop.

    Raises
    ------
    CatalogError
        An item lacks its nested category, or the file cannot be encoded again as it is.
    OSError
    """
    data = found.path.read_bytes()
    if encoding := encoding_to_change(data):
        data = _as_utf8(found.path, data, encoding)
    splices: list[tuple[int, int, bytes]] = []
    for number, reading in enumerate(found.readings):
        assert isinstance(reading.table.raw, FeedTable)
        cells, rows = edits.of_sheet(number)
        feed = _Feed(reading.table.raw, data, reading.category_name, cells, encoding)
        splices += feed.splices(on_progress)
        if only_changed:
            splices += [(*span, b"") for row, span in feed.items.items() if row not in rows]
    new = spliced(data, splices)
    target.write_bytes(new.decode("utf-8").encode(encoding) if encoding else new)


def _as_utf8(path: Path, data: bytes, encoding: str) -> bytes:
    """Give a file in an encoding whose signs cannot be cut by single bytes as UTF-8."""
    text = data.decode(encoding)
    if text.encode(encoding) != data:
        raise CatalogError(path, f"cannot be written back byte for byte in {encoding.upper()}")
    return text.encode("utf-8")


def spliced(data: bytes, splices: Iterable[tuple[int, int, bytes]]) -> bytes:
    """Give bytes with some stretches replaced."""
    pieces, at = [], 0
    for start, end, new in sorted(splices):
        pieces += [data[at:start], new]
        at = end
    return b"".join((*pieces, data[at:]))


class _Feed:
    """Where items and their categories stand in the bytes of a feed."""

    def __init__(
        self, raw: FeedTable, data: bytes, name: str, cells: Mapping[int, str], changed_from: str
    ) -> None:
        self._raw, self._data, self._name, self._cells = raw, data, name, cells
        declared = DECLARED.match(data)
        said = declared[1].decode("ascii", "replace") if declared else "utf-8"
        self._changed_from, self._encoding = changed_from, changed_from or said
        self.items: dict[int, tuple[int, int]] = {}
        self._spans: dict[int, list[tuple[int, int]]] = {}
        self._values: dict[int, list[tuple[int, int]]] = {}
        self._holder, _, self._attribute = name.rpartition("/")
        self._tag = b""
        self._row = 1
        self._path: list[str] = []
        self._item_depth = self._start = self._item_start = 0
        self._is_leaf = False

    def splices(self, on_progress: OnProgress | None = None) -> list[tuple[int, int, bytes]]:
        """Give the stretches to replace."""

        def on_block(start: int) -> None:
            if on_progress is not None:
                on_progress(Progress(start, len(self._data), self._raw.path.name))

        encoding = "utf-8" if self._changed_from else None
        parser = self._parser = expat.ParserCreate(encoding, namespace_separator="}")
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parse(parser, self._data, on_block)
        found = []
        for row, text in self._cells.items():
            found += self._replaced(row, text)
        return found

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self._path.append(local(name))
        at = self._parser.CurrentByteIndex
        if not self._item_depth and local(name) == self._raw.item:
            self._row += 1
            self._item_depth, self._item_start = len(self._path), at
        else:
            self._is_leaf = self._inside() == self._name
            self._start = at
        if self._item_depth and self._inside() == self._holder:
            for full, value in attributes.items():
                if local(full) == self._attribute and value.strip():
                    self._values.setdefault(self._row, []).append(self._value_at(at))

    def _value_at(self, start: int) -> tuple[int, int]:
        """Give where the value of the category's attribute stands in a tag."""
        tag = START_TAG.match(self._data, start)
        assert tag is not None
        name = re.escape(self._stored(self._attribute.encode(self._encoding)))
        found = re.search(rb"\s(?:[^\s=]+:)?%b\s*=\s*(?:\"([^\"]*)\"|'([^']*)')" % name, tag[0])
        assert found is not None
        first, last = found.span(1 if found[1] is not None else 2)
        return start + first, start + last

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
        elif self._is_leaf and self._name and self._inside() == self._name:
            tag = START_TAG.match(self._data, self._start)
            assert tag is not None
            self._tag = tag[1]
            span = self._start, end_of_element(self._data, self._start, at)
            self._spans.setdefault(self._row, []).append(span)
        self._path.pop()

    def _replaced(self, row: int, text: str) -> list[tuple[int, int, bytes]]:
        spans, values = self._spans.get(row, []), self._values.get(row, [])
        filled = [span for span in spans if self._content(span).strip()] or values or spans
        if not filled:
            return [self._added(row, text)]
        texts = text.split(SEVERAL)
        if len(texts) != len(filled):
            texts = [text] * len(filled)
        return [
            (start, end, self._bytes(one, {'"': "&quot;", "'": "&apos;"})
             if (start, end) in values else self._rewritten((start, end), one))
            for (start, end), one in zip(filled, texts, strict=True)
        ]  # fmt: skip

    def _added(self, row: int, text: str) -> tuple[int, int, bytes]:
        """Give an item that has no category one, as its last child."""
        if not self._tag:
            raise CatalogError(self._raw.path, f"row {row:,} lacks a category to be changed")
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
        close = self._data[self._data.rindex(b"<", 0, span[1]) : span[1]]
        return tag[0] + self._filled(self._content(span), text) + close

    def _filled(self, content: bytes, text: str) -> bytes:
        """Put a text where the first one stands; further ones go, comments and spaces stay."""
        pieces: list[bytes] = _PIECES.findall(content)
        texts = [at for at, piece in enumerate(pieces)
                 if piece.strip() and not piece.startswith(_ASIDE)]  # fmt: skip
        for at in texts:
            piece = pieces[at]
            lead = piece[: len(piece) - len(piece.lstrip())]
            tail = piece[len(piece.rstrip()) :]
            new = self._like(piece.strip(), text) if at == texts[0] else b""
            pieces[at] = lead + new + tail
        return b"".join(pieces) if texts else content + self._bytes(text)

    def _like(self, before: bytes, text: str) -> bytes:
        if before.startswith(_CDATA) and "]]>" not in text:
            with suppress(UnicodeEncodeError):  # outside of it, any character has a number
                return _CDATA + self._stored(text.encode(self._encoding)) + b"]]>"
        return self._bytes(text)

    def _element(self, tag: bytes, attributes: bytes, text: str) -> bytes:
        return b"<%b%b>%b</%b>" % (tag, attributes, self._bytes(text), tag)

    def _bytes(self, text: str, entities: Mapping[str, str] | None = None) -> bytes:
        return self._stored(
            escape(text, dict(entities or {})).encode(self._encoding, "xmlcharrefreplace")
        )

    def _stored(self, encoded: bytes) -> bytes:
        """Give bytes of the file's encoding as `data` holds them."""
        if not self._changed_from:
            return encoded
        return encoded.decode(self._encoding).encode("utf-8")
