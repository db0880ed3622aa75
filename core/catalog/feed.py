"""Feeds in XML, as shopping services take them: repeated items whose children are the cells.

What repeats is found by counting, so that RSS, Atom and shops' own forms are read alike.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

from core.errors import CatalogError, os_cause

START_TAG: Final = re.compile(rb"<([^\s/>]+)(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*(/?)>")
"""Its name, and a stroke where the element is empty."""
SEVERAL: Final = "\n"
"""Between the values of a child that an item holds several times."""
_SAMPLE: Final = 20_000
"""Elements by which the items are recognised."""
_DEEPEST: Final = 64
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
        Names of its children, in the order in which they first come; grows while it is read.
    """

    path: Path
    item: str
    columns: list[str] = field(default_factory=list)
    name: str = ""

    @property
    def form(self) -> str:
        """The format for the user."""
        return f"XML, one <{self.item}> a product"

    def records(self) -> Iterator[list[str]]:
        """Give the head, then every item's cells.

        Raises
        ------
        CatalogError
            Not well formed, or with entities of its own.
        """
        if not self.columns:
            self._gather()
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

    def _gather(self) -> None:
        found: dict[str, None] = {}
        for item in items(self.path, self.item):
            found.update((name, None) for name, _ in cells_of(item))
        self.columns = list(found)


def open_feed(path: Path) -> FeedTable:
    """Find out which element of a feed is repeated.

    Raises
    ------
    CatalogError
        Not well formed, with entities of its own, or without items.
    """
    counts: Counter[tuple[int, str]] = Counter()
    inner: Counter[tuple[int, str]] = Counter()
    widths: Counter[tuple[int, str]] = Counter()
    depth = 0
    with plain_trouble(path):
        for number, (event, element) in enumerate(_events(path)):
            if event == "start":
                depth += 1
                if depth > _DEEPEST:
                    raise CatalogError(path, "XML nested too deeply for a feed")
                continue
            key = (depth, local(element.tag))
            counts[key] += 1
            inner[key] += len(element) >= 2
            widths[key] = max(widths[key], len(element))
            depth -= 1
            if depth > 3:
                continue
            if number > _SAMPLE:
                break
    rows = {key: count for key, count in counts.items() if inner[key] > 0.5 * count and key[0] > 1}
    if not rows:
        raise CatalogError(path, "XML without repeated items, so it is no product feed")
    most = max(rows.values())
    if most == 1:
        return FeedTable(path, max(rows, key=lambda key: (widths[key], key[0]))[1])
    repeated = [key for key, count in rows.items() if count >= max(2, 0.5 * most)]
    return FeedTable(path, min(repeated)[1])


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


def cells_of(item: Element, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Give an item's children by name, nested ones by their path."""
    for name, value in item.attrib.items():
        yield f"{prefix}{local(name)}", value.strip()
    for child in item:
        name = prefix + local(child.tag)
        if len(child):
            yield from cells_of(child, f"{name}/")
        else:
            yield name, (child.text or "").strip()


def local(tag: str) -> str:
    """Give a name without its namespace."""
    return tag.rpartition("}")[2]


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


def _events(path: Path) -> Iterator[tuple[str, Element]]:
    from defusedxml.ElementTree import iterparse

    with path.open("rb") as stream:
        yield from iterparse(stream, events=("start", "end"))
