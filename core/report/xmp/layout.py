"""Where keywords stand in the bytes of an XMP packet.

XMP is RDF in XML (ISO 16684-1). Parsing it into a tree and writing that anew would lose prefixes,
comments and white space; so a parser only says where things are, and what changes is spliced.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC: Final = "http://purl.org/dc/elements/1.1/"
LR: Final = "http://ns.adobe.com/lightroom/1.0/"
DIGIKAM: Final = "http://www.digikam.org/ns/1.0/"
MICROSOFT: Final = "http://ns.microsoft.com/photo/1.0"
OURS: Final = "urn:tagproof:xmp:1/"
"""Namespace of what we note of ourselves: which keywords of a list are ours."""

_SEPARATOR: Final = "}"
_CONTAINERS: Final = tuple(f"{RDF}{_SEPARATOR}{name}" for name in ("Bag", "Seq", "Alt"))
_ITEM: Final = f"{RDF}{_SEPARATOR}li"
_ROOT: Final = f"{RDF}{_SEPARATOR}RDF"
_DESCRIPTION: Final = f"{RDF}{_SEPARATOR}Description"
_ABOUT: Final = f"{RDF}{_SEPARATOR}about"
_ABOUT_OLD: Final = "about"
DEEPEST: Final = 100
"""Elements inside one another; XMP of people is some ten deep."""

Span = tuple[int, int]


@dataclass(slots=True)
class Item:
    """One entry of a list; its words are None where it is more than words."""

    span: Span
    words: str | None


@dataclass(slots=True)
class KeywordList:
    """One list of words: a property whose value is a bag or a sequence.

    Attributes
    ----------
    span : (int, int)
        Of the whole property.
    items : list of Item
    end : int
        Where the bag's end tag begins: before it stands what is added; -1 where it has none.
    prefix : str
        Of the names of RDF there, with its colon; empty where RDF is the default.
    """

    span: Span
    items: list[Item] = field(default_factory=list)
    end: int = -1
    prefix: str = ""

    @property
    def words(self) -> list[str]:
        """Those of its entries that are words."""
        return [item.words for item in self.items if item.words is not None]


@dataclass(slots=True)
class Description:
    """What is said of the photo in one place.

    Attributes
    ----------
    span : (int, int)
    properties : list of (int, int)
        Spans of the elements in it.
    simple : bool
        Whether it has properties as attributes as well.
    """

    span: Span
    simple: bool
    properties: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """What was found.

    Attributes
    ----------
    lists : dict of str to KeywordList
        By namespace and name, joined by "}": of the first such property.
    ours : list of (int, int)
        Spans of our notes.
    descriptions : list of Description
    about : str
        What the packet says that it is about: usually nothing.
    root : (int, int)
        Where the end tag of rdf:RDF stands; equal where there is none, behind "<rdf:RDF ... />".
    root_name : str
        As it is written: "rdf:RDF".
    """

    lists: dict[str, KeywordList] = field(default_factory=dict)
    ours: list[Span] = field(default_factory=list)
    descriptions: list[Description] = field(default_factory=list)
    about: str = ""
    root: Span | None = None
    root_name: str = ""


class NotXmp(ValueError):
    """Bytes that are no XMP packet; says why in plain words."""


def find(data: bytes) -> Layout:
    """Find the lists of a packet in UTF-8.

    Raises
    ------
    NotXmp
        Not well-formed, declares entities, or holds no RDF.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotXmp("is not in UTF-8")
    finder = _Finder(data)
    try:
        finder.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise NotXmp(f"is no well-formed XML, line {error.lineno}") from error
    if finder.found.root is None:
        raise NotXmp("is no XMP: it holds no rdf:RDF")
    return finder.found


@dataclass(slots=True)
class _Open:
    """An element that has begun."""

    name: str
    start: int
    behind: int
    """Where its first tag ends."""
    empty: bool
    """Whether that is its only tag."""
    children: int = 0


class _Finder:
    """Follows a parser through a packet."""

    def __init__(self, data: bytes) -> None:
        self.found, self._data = Layout(), data
        self._path: list[_Open] = []
        self._words: list[str] = []
        self._list: KeywordList | None = None
        self.parser = parser = expat.ParserCreate("utf-8", _SEPARATOR)
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words.append
        parser.StartDoctypeDeclHandler = _refuse
        parser.XmlDeclHandler = _check_encoding

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if len(self._path) >= DEEPEST:
            raise NotXmp("nests its elements too deep")
        at, inside = self.parser.CurrentByteIndex, self._names()
        if inside[-1:] == [_ROOT] and name == _DESCRIPTION:
            about = attributes.get(_ABOUT, attributes.get(_ABOUT_OLD, ""))
            self.found.about = self.found.about or about
            simple = bool(attributes.keys() - {_ABOUT, _ABOUT_OLD})
            self.found.descriptions.append(Description((at, at), simple))
        if inside[-2:] == [_ROOT, _DESCRIPTION]:
            self._list = KeywordList((at, at))
        if self._path:
            self._path[-1].children += 1
        behind = self._behind(at)
        empty = self._data[behind - 2 : behind] == b"/>"
        self._path.append(_Open(name, at, behind, empty))
        self._words.clear()

    def _end(self, name: str) -> None:
        opened, inside = self._path.pop(), self._names()
        at = opened.behind if opened.empty else self.parser.CurrentByteIndex
        span = (opened.start, at if opened.empty else self._data.index(b">", at) + 1)
        place = self._list
        if name == _ROOT and not inside.count(_ROOT):
            self.found.root = (at, span[1])
            self.found.root_name = self._prefix(opened.start) + "RDF"
        elif inside[-2:] == [_ROOT, _DESCRIPTION] and place is not None:
            self._end_property(name, place, span)
        elif name == _DESCRIPTION and inside[-1:] == [_ROOT]:
            self.found.descriptions[-1].span = span
        elif place is not None and inside[-3:-1] == [_ROOT, _DESCRIPTION]:
            if name in _CONTAINERS and not opened.empty:
                place.end, place.prefix = at, self._prefix(opened.start)
        elif place is not None and name == _ITEM and inside[-4:-2] == [_ROOT, _DESCRIPTION]:
            words = None if opened.children else "".join(self._words)
            place.items.append(Item(span, words))

    def _end_property(self, name: str, place: KeywordList, span: Span) -> None:
        place.span = span
        self.found.descriptions[-1].properties.append(span)
        self.found.lists.setdefault(name, place)
        if name.startswith(OURS):
            self.found.ours.append(span)

    def _names(self) -> list[str]:
        return [one.name for one in self._path]

    def _behind(self, at: int) -> int:
        """Give where a first tag ends; a sign in quotes ends nothing."""
        quote, place = 0, at
        while quote or self._data[place : place + 1] != b">":
            sign = self._data[place]
            if sign in b"\"'" and quote in (0, sign):
                quote = 0 if quote else sign
            place += 1
        return place + 1

    def _prefix(self, start: int) -> str:
        name = self._data[start + 1 : start + 200].split(b":", 1)
        simple = len(name) == 2 and not set(name[0]) & set(b" \t\r\n>/=")
        return f"{name[0].decode('utf-8')}:" if simple else ""


def _refuse(*_: object) -> None:
    """Entities that stand for others can fill a disk; XMP has no use for them."""
    raise NotXmp("declares a document type, which XMP has no use for")


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding and encoding.casefold() not in ("utf-8", "utf8", "us-ascii"):
        raise NotXmp("is not in UTF-8")
