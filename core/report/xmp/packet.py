"""Keywords in an XMP packet: added, replaced and taken out, while all else stays byte for byte.

Which words of a list are ours stands in a note beside it, in a namespace of our own: so that a
word that somebody else wrote is never taken out, and a former tag of ours always is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from core.report.xmp.layout import (
    DC,
    DIGIKAM,
    LR,
    MICROSOFT,
    OURS,
    RDF,
    KeywordList,
    Layout,
    Span,
    find,
)

NEW: Final = (
    '<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    f' <rdf:RDF xmlns:rdf="{RDF}">\n'
    " </rdf:RDF>\n"
    "</x:xmpmeta>\n"
    '<?xpacket end="w"?>'
).encode()
"""A packet that says nothing."""

SUBJECT: Final = f"{DC}}}subject"
HIERARCHY: Final = f"{LR}}}hierarchicalSubject"
_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE: Final = b" \t\r\n"


@dataclass(frozen=True, slots=True)
class Keywords:
    """What a photo is called.

    Attributes
    ----------
    tag : str
        Empty where it is called nothing any more: what we wrote before is taken out.
    parents : tuple of str
        What the catalog files the tag under, the widest first; empty where that is not known.
    """

    tag: str
    parents: tuple[str, ...] = ()

    def path(self, between: str) -> list[str]:
        """Give parents and tag in one; none where there is no tag."""
        parts = (_clean(part).replace(between, "-") for part in (*self.parents, self.tag))
        return [between.join(parts)] if self.tag else []

    def words(self, name: str) -> list[str]:
        """Give what belongs into a list of this name."""
        if name == SUBJECT:
            return [_clean(self.tag)] if self.tag else []
        return self.path("|" if name == HIERARCHY else "/")


LISTS: Final = (SUBJECT, HIERARCHY, f"{DIGIKAM}}}TagsList", f"{MICROSOFT}}}LastKeywordXMP")
"""Those that readers look into. digiKam takes the first that it finds of the last two, the second
and the first, and no other: so ours goes into each that is there, and the last two are not made."""

_PREFIXES: Final = {SUBJECT: ("dc", DC), HIERARCHY: ("lr", LR)}


def edited(packet: bytes, keywords: Keywords) -> bytes:
    """Give a packet with these keywords of ours and no others of ours.

    Raises
    ------
    NotXmp
        What is there is no XMP, or not to be edited safely.
    """
    found = find(packet)
    edit = _Edit(packet, found)
    for name in LISTS:
        edit.set(name, keywords.words(name), makes=_makes(name, found, keywords))
    return edit.done()


def is_noted(packet: bytes) -> bool:
    """Whether there may be keywords of ours."""
    return OURS.encode() in packet


def _makes(name: str, found: Layout, keywords: Keywords) -> bool:
    """Whether a list that is not there is to be made.

    A hierarchy beside flat words of others would hide these from digiKam.
    """
    if name != HIERARCHY:
        return name == SUBJECT
    flat, noted = found.lists.get(SUBJECT), found.lists.get(_note(SUBJECT))
    foreign = set(flat.words if flat else ()) - set(noted.words if noted else ())
    return bool(keywords.parents) and not foreign - set(keywords.words(SUBJECT))


@dataclass(slots=True)
class _Edit:
    """The stretches of a packet that change."""

    data: bytes
    found: Layout
    added: list[tuple[int, int, bytes]] = field(default_factory=list)
    removed: list[Span] = field(default_factory=list)
    made: dict[str, list[str]] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)

    def set(self, name: str, words: list[str], *, makes: bool) -> None:
        """Put these words of ours into a list, and take out those of before."""
        noted, place = self.found.lists.get(_note(name)), self.found.lists.get(name)
        before = set(noted.words if noted else ())
        if place is None or (place.end < 0 and not place.items):
            if makes and words:
                self.removed += [place.span] if place else []
                self.made[name] = self.notes[name] = words
            return
        foreign = set(place.words) - before
        ours = [word for word in words if word not in foreign]
        stale = [item for item in place.items if item.words in before - set(words)]
        new = [word for word in ours if word not in place.words]
        self.notes[name] = ours
        if len(stale) == len(place.items) and not new:
            self.removed.append(place.span)
            return
        self.removed += [item.span for item in stale]
        self._insert(place, new)

    def _insert(self, place: KeywordList, words: list[str]) -> None:
        if not words:
            return
        first = place.items[0].span[0] if place.items else place.end
        space = self.data[len(self.data[:first].rstrip(_SPACE)) : first] if place.items else b""
        at = place.items[-1].span[1] if place.items else place.end
        name = f"{place.prefix}li"
        text = "".join(f"{space.decode()}<{name}>{escape(word)}</{name}>" for word in words)
        self.added.append((at, at, text.encode()))

    def done(self) -> bytes:
        """Give the packet."""
        from core.catalog.splice_feed import spliced

        self.removed += self.found.ours
        self._remove_emptied()
        taken = [(len(self.data[:at].rstrip(_SPACE)), end, b"") for at, end in self.removed]
        text = "".join(self._described()).encode()
        if text:
            self.added.append(self._at_end(text))
        return spliced(self.data, [*taken, *self.added])

    def _remove_emptied(self) -> None:
        """Take out descriptions that say nothing any more."""
        for one in self.found.descriptions:
            gone = set(one.properties) & set(self.removed)
            if gone and len(gone) == len(one.properties) and not one.simple:
                self.removed = [span for span in self.removed if span not in gone]
                self.removed.append(one.span)

    def _described(self) -> Iterator[str]:
        """Write the lists that are made, and our notes, as descriptions of their own."""
        made = [(*_PREFIXES[name], name, words) for name, words in self.made.items()]
        notes = [("tagproof", OURS, name, words) for name, words in self.notes.items() if words]
        for part in (made, notes):
            if part:
                yield from _description(self.found.about, part)

    def _at_end(self, text: bytes) -> tuple[int, int, bytes]:
        """Put descriptions behind all others."""
        assert self.found.root is not None
        start, end = self.found.root
        if start == end:  # <rdf:RDF ... />
            stroke = self.data.rindex(b"/", 0, end)
            return (stroke, end, b">" + text + f"\n</{self.found.root_name}>".encode())
        at = len(self.data[:start].rstrip(_SPACE))
        return (at, at, text)


def _description(about: str, lists: list[tuple[str, str, str, list[str]]]) -> Iterator[str]:
    spaces = {f'xmlns:{prefix}="{space}"': None for prefix, space, *_ in lists}
    yield f'\n  <rdf:Description xmlns:rdf="{RDF}" rdf:about={quoteattr(about)} {" ".join(spaces)}>'
    for prefix, _, name, words in lists:
        tag = f"{prefix}:{_local(name)}"
        items = "".join(f"\n     <rdf:li>{escape(word)}</rdf:li>" for word in words)
        yield f"\n   <{tag}>\n    <rdf:Bag>{items}\n    </rdf:Bag>\n   </{tag}>"
    yield "\n  </rdf:Description>"


def _note(name: str) -> str:
    return f"{OURS}}}{_local(name)}"


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _clean(words: str) -> str:
    """Make words such as XML can hold, on one line."""
    return " ".join(_ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", words).split())
