"""Feeds in XML, as shopping services take them: repeated items whose children are the cells.

What repeats is found by counting, so that RSS, Atom and shops' own forms are read alike.
"""

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

from core.catalog.feed_survey import cells_of, local, survey
from core.errors import CatalogError, os_cause

START_TAG: Final = re.compile(rb"<([^\s/>]+)(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*(/?)>")
"""Its name, and a stroke where the element is empty."""
SEVERAL: Final = "\n"
"""Between the values of a child that an item holds several times."""
_SHALLOW: Final = 4
"""Elements around those whose end is a place to stop."""
_SAMPLE: Final = 20_000
"""Elements by which the items are recognised."""
_DEEPEST: Final = 64
DECLARED: Final = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)[\"']")
_WIDE: Final = {
    b"\xff\xfe\0\0": "utf-32-le", b"\0\0\xfe\xff": "utf-32-be",
    b"<\0\0\0": "utf-32-le", b"\0\0\0<": "utf-32-be",  # before UTF-16, which begins alike
    b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"<\0": "utf-16-le", b"\0<": "utf-16-be",
}  # fmt: skip
_ALL_BYTES: Final = bytes(range(256))
_HEAD_BYTES: Final = 1024
_BLOCK_BYTES: Final = 1 << 22


@dataclass(slots=True)
class FeedTable:
    """A feed, opened.

    Attributes
    ----------
    path : Path
    item : str
        Name of the repeated element, without its namespace.
    columns : list of str
        Names of its children, in the order in which they first come.
    listed : dict of str to str
        What the feed calls the ids that its products name, such as those of categories.
    name : str
        Empty where one kind of row is all that the feed has.
    """

    path: Path
    item: str
    columns: list[str]
    listed: dict[str, str] = field(default_factory=dict)
    name: str = ""

    @property
    def form(self) -> str:
        """The format for the user."""
        return f"XML, one <{self.item}> a {'row' if self.name else 'product'}"

    def records(self) -> Iterator[list[str]]:
        """Give the head, then every item's cells.

        Raises
        ------
        CatalogError
            Not well formed, or with entities of its own.
        """
        yield list(self.columns)
        places = {name: at for at, name in enumerate(self.columns)}
        for item in items(self.path, self.item):
            cells = [""] * len(self.columns)
            for name, text in cells_of(item):
                at = places[name]
                cells[at] = (
                    f"{cells[at]}{SEVERAL}{text}" if cells[at] and text else text or cells[at]
                )
            yield cells


def open_feed(path: Path) -> list[FeedTable]:
    """Find out which element of a feed is repeated, and what else stands beside it.

    Returns
    -------
    list of FeedTable
        The products first; behind them rows about the same products, where there are some.

    Raises
    ------
    CatalogError
        Not well formed, with entities of its own, or without items.
    """
    item, parent = _repeated(path)
    with plain_trouble(path):
        found = survey(_events(path), item, parent)
    beside = [name for name, count in found.rows.items() if count > 1 and name != item]
    return [
        FeedTable(path, name, list(found.columns[name]), found.listed, name if beside else "")
        for name in (item, *beside)
    ]


def _repeated(path: Path) -> tuple[str, str]:
    """Give the name of the element that is repeated, and of the one that holds it."""
    counts: Counter[tuple[int, str]] = Counter()
    inner: Counter[tuple[int, str]] = Counter()
    widths: Counter[tuple[int, str]] = Counter()
    homes: dict[tuple[int, str], tuple[str, ...]] = {}
    above: list[str] = []
    with plain_trouble(path):
        for number, (event, element) in enumerate(_events(path)):
            if event == "start":
                above.append(local(element.tag))
                if len(above) > _DEEPEST:
                    raise CatalogError(path, "XML nested too deeply for a feed")
                continue
            key = (len(above), above.pop())
            counts[key] += 1
            inner[key] += len(element) >= 2
            widths[key] = max(widths[key], len(element))
            homes.setdefault(key, tuple(above))
            if len(above) < _SHALLOW and number > _SAMPLE:
                break
    rows = {key: count for key, count in counts.items() if inner[key] > 0.5 * count and key[0] > 1}
    if not rows:
        raise CatalogError(path, "XML without repeated items, so it is no product feed")
    most = max(rows.values())
    if most == 1:
        found = max(rows, key=lambda key: (widths[key], key[0]))
        return found[1], homes[found][-1]
    repeated = {key for key, count in rows.items() if count >= max(2, 0.5 * most)}
    # Of several kinds, the one with most cells, such as products beside their categories.
    outer = [key for key in repeated if not any(
        home in homes[key][depth - 1 : depth] for depth, home in repeated if depth < key[0]
    )]  # fmt: skip
    found = min(outer, key=lambda key: (-widths[key], key))
    return found[1], homes[found][-1]


def items(path: Path, item: str) -> Iterator[Element]:
    """Give the feed's items one by one; each is forgotten afterwards."""
    with plain_trouble(path):
        stack: list[Element] = []
        for event, element in _events(path):
            if event == "start":
                stack.append(element)
                continue
            stack.pop()
            if local(element.tag) == item and not any(local(e.tag) == item for e in stack):
                yield element
                if stack:
                    stack[-1].clear()


def parse(parser: expat.XMLParserType, data: bytes, on_block: Callable[[int], None]) -> None:
    """Let a parser go through bytes block by block; `on_block` is told where each begins."""
    for start in range(0, len(data), _BLOCK_BYTES):
        on_block(start)
        parser.Parse(data[start : start + _BLOCK_BYTES], False)
    parser.Parse(b"", True)


def end_of_element(data: bytes, start: int, at: int) -> int:
    """Give where an element ends that began at `start`; expat saw its end `at`."""
    tag = START_TAG.match(data, start)
    return tag.end() if tag and tag[2] else data.index(b">", at) + 1


@contextmanager
def plain_trouble(path: Path) -> Iterator[None]:
    """Say in plain words what is wrong with a feed."""
    from defusedxml.common import DefusedXmlException

    try:
        yield
    except DefusedXmlException as error:
        raise CatalogError(
            path, "XML with entities of its own, which can hide anything; it is not opened"
        ) from error
    except ParseError as error:
        raise CatalogError(path, f"not well-formed XML, {error}") from error
    except (OSError, UnicodeError, LookupError) as error:
        cause = os_cause(error) if isinstance(error, OSError) else "not in the encoding it names"
        raise CatalogError(path, cause) from error


def encoding_to_change(head: bytes) -> str:
    """Give the encoding of XML that the parser does not take as it is; empty for the others.

    Parameters
    ----------
    head : bytes
        The first of the file, its declaration in them.

    Raises
    ------
    LookupError
        No encoding has the declared name.
    """
    for sign, name in _WIDE.items():
        if head.startswith(sign):
            return name
    declared = DECLARED.match(head)
    if declared is None:
        return ""
    try:
        name = codecs.lookup(declared[1].decode("ascii", "replace")).name
    except ValueError as error:  # a zero in it
        raise LookupError(str(error)) from error
    narrow = name.startswith("utf-") or len(_ALL_BYTES.decode(name, "replace")) == len(_ALL_BYTES)
    return "" if narrow else name


def _events(path: Path) -> Iterator[tuple[str, Element]]:
    from defusedxml.ElementTree import DefusedXMLParser, iterparse

    with path.open("rb") as stream:
        encoding = encoding_to_change(stream.read(_HEAD_BYTES))
        stream.seek(0)
        if encoding:
            changed = codecs.EncodedFile(stream, "utf-8", encoding)
            parser = DefusedXMLParser(encoding="utf-8")
            yield from iterparse(changed, events=("start", "end"), parser=parser)
        else:
            yield from iterparse(stream, events=("start", "end"))
