"""What a feed holds beside its products: other rows about them, and lists that give ids names.

A shop's categories are often numbers in the products and a tree of names elsewhere in the file.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from core.catalog.words import Role, rank, tokens

IDS: Final = frozenset({"id", "ид", "code", "код", "key"})
PARENTS: Final = frozenset({"parent", "родитель"})
_NAMED: Final = 0.55
"""How much a child's name must speak for a title."""
_MOST_LISTED: Final = 200_000
_DEEPEST: Final = 32


@dataclass(slots=True)
class Survey:
    """What was found.

    Attributes
    ----------
    columns : dict of str to dict of str to None
        Names of the children of each kind of row, in the order in which they first come.
    rows : Counter of str
        Rows of each kind.
    listed : dict of str to str
        Paths of names, `A > B > C`, by the id that a list outside of the rows gives them.
    """

    columns: dict[str, dict[str, None]] = field(default_factory=dict)
    rows: Counter[str] = field(default_factory=Counter)
    listed: dict[str, str] = field(default_factory=dict)


def survey(events: Iterator[tuple[str, Element]], item: str, parent: str) -> Survey:
    """Go through a feed once.

    Parameters
    ----------
    events : iterator of (str, Element)
        Starts and ends of its elements.
    item, parent : str
        Names of the products' element and of the one that holds them.
    """
    found = Survey({item: {}})
    lists: dict[str, dict[str, tuple[str, str]]] = {}
    stack: list[Element] = []
    inside = 0
    for event, element in events:
        if event == "start":
            inside += local(element.tag) == item
            stack.append(element)
            continue
        stack.pop()
        name = local(element.tag)
        inside -= name == item
        if inside:
            continue
        if stack and local(stack[-1].tag) == parent and len(element) + len(element.attrib) > 1:
            found.rows[name] += 1
            found.columns.setdefault(name, {}).update((cell, None) for cell, _ in cells_of(element))
        if name != item and (entry := _entry(element, stack)):
            names = lists.setdefault(name, {})
            if len(names) < _MOST_LISTED:
                names[entry[0]] = entry[1:]
        if stack and (name == item or local(stack[-1].tag) == parent):
            stack[-1].clear()
    for names in sorted(lists.values(), key=len):
        found.listed |= {key: path_of(key, names) for key in names}
    for name in sorted(lists, key=lambda name: rank(name, Role.CATEGORY)):
        if rank(name, Role.CATEGORY):  # of two that have an id, the categories' own counts
            found.listed |= {key: path_of(key, lists[name]) for key in lists[name]}
    return found


def _entry(element: Element, stack: Sequence[Element]) -> tuple[str, str, str] | None:
    """Read an entry of a list: its id, name and its parent's id; None where it is none."""
    fields = _fields(element)
    key = _id_of(fields)
    alone = (element.text or "").strip() if not len(element) else ""
    name = alone or next((v for k, v in fields.items() if v and rank(k, Role.TITLE) >= _NAMED), "")
    if not key or not name:
        return None
    above = next((v for k, v in fields.items() if PARENTS & set(tokens(k))), "")
    same = (one for one in reversed(stack) if one.tag == element.tag)
    return key, name, above or next((_id_of(_fields(one)) for one in same), "")


def _fields(element: Element) -> dict[str, str]:
    attributes = {local(name): value.strip() for name, value in element.attrib.items()}
    leaves = {local(c.tag): (c.text or "").strip() for c in element if not len(c)}
    return {**leaves, **attributes}


def _id_of(fields: Mapping[str, str]) -> str:
    for name, value in fields.items():
        words = tokens(name)
        if value and words and words[-1] in IDS and not PARENTS & set(words):
            return value
    return ""


def path_of(key: str, names: Mapping[str, tuple[str, str]]) -> str:
    """Give an entry's path of names: `names` has each one's name and its parent's id."""
    parts: list[str] = []
    while key in names and len(parts) < _DEEPEST:
        name, key = names[key]
        parts.append(name)
    return " > ".join(reversed(parts))


def cells_of(item: Element, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Give an item's children by name, nested ones by their path."""
    for name, value in item.attrib.items():
        yield f"{prefix}{local(name)}", value.strip()
    for child in item:
        name = prefix + local(child.tag)
        if not len(child):
            yield name, (child.text or "").strip()
        yield from cells_of(child, f"{name}/")


def local(tag: str) -> str:
    """Give a name without its namespace."""
    return tag.rpartition("}")[2]
