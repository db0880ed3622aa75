"""Which photos are one product, from their names alone: a proposal, with its reasons.

Two forms are known, and looked for alone or together. Names with a common key and a view:
`SKU_1.jpg`, `SKU-front.jpg`, `SKU (2).jpg` and `SKU.jpg` are of SKU. A folder a product:
`SKU/1.jpg`, `SKU/front.jpg`.

What tells a key with a counter from a serial number: counters begin anew with each key, at 0 or
1, and stay small; serial numbers run on (`IMG_0001`, `10001`), stand under one key, begin
elsewhere (shoe sizes), or are dates. Numbered categories (`men_1`, `shirt_2`) have no digit in
their keys, and are few or large. Where names do not say, photos stay by themselves: a product
in two pieces is seen at once, two products in one are not.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from posixpath import basename, dirname, join, splitext
from statistics import median
from typing import Final

from core.natural import path_key
from core.vocabulary import Grouping, tr_noop

MOST_VIEWS: Final = 24
"""Photos of one product; more under one key are a series."""
USUAL_VIEWS: Final = 12
"""The most that half of all products may have before keys are taken for series."""
MOST_EXAMPLES: Final = 5

_VIEWS: Final = (
    "main", "hero", "front", "vorne", "face", "devant", "frente", "fronte", "voor", "primary",
    "cover", "packshot", "model", "worn", "look", "lifestyle", "hover", "left", "links", "right",
    "rechts", "side", "seite", "cote", "lado", "lato", "profile", "profil", "back", "rear",
    "hinten", "rueck", "dos", "arriere", "retro", "achter", "top", "oben", "bottom", "unten",
    "sole", "inside", "inner", "interior", "open", "detail", "details", "closeup", "close",
    "zoom", "texture", "label", "alt", "alternate", "view", "angle", "img", "image", "pic",
    "photo", "pack", "box",
)  # fmt: skip
"""In the order in which they are shown."""
_FIRST: Final = {view: place for place, view in enumerate(_VIEWS)}
_THINGS: Final = frozenset({"top", "bottom", "box", "pack", "label", "open", "inner", "sole"})
"""Views that are things as well: not of a key without a digit, as in `red_top`, `red_bottom`."""
_WORDS: Final = "|".join(sorted(_VIEWS, key=len, reverse=True))
_BREAK: Final = r"[\s_.\-]+"
_WORD: Final = re.compile(rf"(.+?){_BREAK}((?:{_WORDS})(?:[\s_.\-]?\d{{1,2}})?)", re.IGNORECASE)
_COUNTER: Final = re.compile(rf"(.+?)({_BREAK})(\d{{1,2}}|0\d\d)")
_BRACKETS: Final = re.compile(r"(.+?)[\s_\-]*\((\d{1,2})\)")
_LETTER: Final = re.compile(r"(.*\d.*?)([\s_\-])([A-Ha-h])")
_DATE: Final = re.compile(r"(?:19|20)\d\d([-_. ]?)(?:0\d|1[0-2])\1(?:[0-2]\d|3[01])$")
_ANY: Final = re.compile(
    r"(?:img|image|dsc[nf]?|pic|picture|photo|foto|bild|scan|file|untitled|unnamed|product|produkt|"
    r"item|screenshot|whatsapp image|copy|p|pxl|mvi|gopr)?[\s_\-]*",
    re.IGNORECASE,
)
"""What cameras and programs call any photo: no product's key."""
_PURE: Final = re.compile(rf"\d{{1,3}}|[a-h]|(?:{_WORDS})(?:[\s_.\-]?\d{{1,3}})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which names tell products.

    Attributes
    ----------
    reason : str
        In a sentence.
    products, photos : int
    examples : tuple of (str, tuple of str)
        Some keys, and the paths of their photos.
    """

    reason: str
    products: int
    photos: int
    examples: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Products as names tell them.

    Attributes
    ----------
    products : dict of str to tuple of str
        By key, with its folder: the paths of at least two photos, in the order to show them.
    forms : tuple of Form
    alone : int
        Photos of no product.
    titles : dict of str to str
        By key, where more than a name tells of a product.
    """

    products: Mapping[str, tuple[str, ...]]
    forms: tuple[Form, ...]
    alone: int
    titles: Mapping[str, str] = field(default_factory=dict)

    def named(self) -> Iterator[tuple[str, str, str]]:
        """Give what `Products.group` takes: path, key and title."""
        for key, paths in self.products.items():
            for path in paths:
                yield path, key, self.titles.get(key, "")


def propose(paths: Iterable[str], grouping: Grouping = Grouping.FOLDER) -> Proposal:
    """Find products among photos.

    Parameters
    ----------
    paths : iterable of str
        With slashes, relative to the folder.
    grouping : Grouping
        Of `BY_NAME`: which of the two forms to look for.
    """
    given = list(paths)
    by_folder = {} if grouping is Grouping.NAMES else _folders(given)
    inside = {path for photos in by_folder.values() for path in photos}
    left = [] if grouping is Grouping.FOLDERS else [path for path in given if path not in inside]
    by_name = _names(left)
    forms = (
        _form(tr_noop("photos named only by their views, in a folder a product"), by_folder),
        _form(tr_noop("names with a common key and a view or a counter that begins anew"), by_name),
    )
    products = by_folder | by_name
    grouped = sum(map(len, products.values()))
    return Proposal(products, tuple(form for form in forms if form), len(given) - grouped)


def _form(reason: str, products: Mapping[str, tuple[str, ...]]) -> Form | None:
    if not products:
        return None
    examples = tuple(products.items())[:MOST_EXAMPLES]
    return Form(reason, len(products), sum(map(len, products.values())), examples)


# --- a folder a product -----------------------------------------------------------------------


def _folders(paths: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Find folders that are products: all names in them are views, and folders beside are alike.

    Names that are counters alone also stand in folders of categories (`men/1.jpg`), so folders
    must be called like keys.
    """
    inside: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        inside[dirname(path)].append(path)
    parents: dict[str, list[str]] = defaultdict(list)
    for folder, photos in inside.items():
        if folder and _is_product_folder(photos):
            parents[dirname(folder)].append(folder)
    chosen = [
        folder
        for folders in parents.values()
        if _are_products(folders, [len(inside[folder]) for folder in folders])
        for folder in folders
        if len(inside[folder]) > 1
    ]
    return {folder: _in_order(inside[folder], folder) for folder in chosen}


def _is_product_folder(photos: Sequence[str]) -> bool:
    """Tell whether each name is a view alone, or one behind the folder's name."""
    name = _plain(basename(dirname(photos[0])))
    stems = (_plain(_stem(photo)) for photo in photos)
    rests = (stem.removeprefix(name).strip(" _.-") if stem != name else "" for stem in stems)
    return len(photos) <= MOST_VIEWS and all(not rest or _PURE.fullmatch(rest) for rest in rests)


def _are_products(folders: Sequence[str], sizes: Sequence[int]) -> bool:
    return len(folders) > 1 and _like_keys([basename(one) for one in folders], sizes)


def _like_keys(names: Sequence[str], sizes: Sequence[int]) -> bool:
    """Tell products' keys, with so many photos each, from names of categories, numbered inside."""
    digits = sum(_has_digit(name) for name in names)
    usual = median(sizes)
    return usual <= USUAL_VIEWS and (2 * digits >= len(names) or (len(names) >= 8 and usual <= 6))


def _has_digit(text: str) -> bool:
    return any(sign.isdigit() for sign in text)


# --- a key and a view --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Read:
    """A name, read as key and view."""

    path: str
    key: str
    form: str
    counter: int | None = None


@dataclass(slots=True)
class _Key:
    """Photos whose names begin with one key, by the form of what follows."""

    name: str
    bare: list[str] = field(default_factory=list)
    worded: list[str] = field(default_factory=list)
    counted: dict[str, list[_Read]] = field(default_factory=lambda: defaultdict(list))


def _names(paths: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Find keys with several views."""
    keys: dict[str, _Key] = {}
    for path in paths:
        _put(keys, path)
    trusted = _trusted(keys)
    products: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for key in _longest_first(keys):
        counted = [read.path for form in trusted for read in _series(key, form)]
        photos = [one for one in key.bare + key.worded + counted if one not in taken]
        if 1 < len(photos) <= MOST_VIEWS:
            products[key.name] = _in_order(photos, key.name)
            taken.update(photos)
    return {name: products[name] for name in sorted(products, key=path_key)}


def _longest_first(keys: dict[str, _Key]) -> Iterator[_Key]:
    """Take out the keys that may have views: where `TEE-1` has some, it is no view of `TEE`.

    They are sorted and let go a part at a time: all of 100,000 photos' at once would keep other
    threads from running for half a second.
    """
    by_length: dict[int, list[_Key]] = defaultdict(list)
    while keys:
        _, key = keys.popitem()
        if len(key.bare) + len(key.worded) + sum(map(len, key.counted.values())) > 1:
            by_length[len(key.name)].append(key)
    for length in sorted(by_length, reverse=True):
        yield from sorted(by_length.pop(length), key=attrgetter("name"))


def _put(keys: dict[str, _Key], path: str) -> None:
    """Put a photo under its own name, and under the key that its name may begin with."""
    own = splitext(path)[0]
    keys.setdefault(_plain(own), _Key(own)).bare.append(path)
    for read in _readings(path):
        key = keys.setdefault(_plain(read.key), _Key(read.key))
        if read.counter is None:
            key.worded.append(path)
        else:
            key.counted[read.form].append(read)


def _readings(path: str) -> Iterator[_Read]:
    """Read a name as key and view, where it can be; the last word or number alone is the view."""
    stem = unicodedata.normalize("NFC", _stem(path))

    def under(key: str) -> str:
        return join(dirname(path), key)

    if _DATE.search(stem):
        return
    if found := _WORD.fullmatch(stem):
        if _is_key(found[1]) and (_has_digit(found[1]) or found[2].casefold() not in _THINGS):
            yield _Read(path, under(found[1]), "word")
    elif found := _BRACKETS.fullmatch(stem):
        if _is_key(found[1]):
            yield _Read(path, under(_without_word(found[1])), "()", int(found[2]))
    elif found := _COUNTER.fullmatch(stem):
        if _is_key(found[1]):
            form = found[2].strip() or " "
            yield _Read(path, under(_without_word(found[1])), form, int(found[3]))
    elif (found := _LETTER.fullmatch(stem)) and _is_key(found[1]):
        yield _Read(path, under(found[1]), f"{found[2]}a", ord(found[3].lower()) - ord("a"))


def _is_key(text: str) -> bool:
    """Tell whether a name can be a product's: not what any camera calls any photo."""
    return _ANY.fullmatch(text) is None


def _without_word(text: str) -> str:
    """Give the key before a view that is counted: `SKU_detail_2` is of SKU."""
    found = _WORD.fullmatch(text)
    return found[1] if found and _is_key(found[1]) else text


def _trusted(keys: Mapping[str, _Key]) -> list[str]:
    """Give the forms of counters that begin anew with each key, as views do and numbers do not."""
    by_form: dict[str, list[_Key]] = defaultdict(list)
    for key in keys.values():
        for form in key.counted:
            by_form[form].append(key)
    return [form for form, using in by_form.items() if _begins_anew(form, using)]


def _begins_anew(form: str, keys: Sequence[_Key]) -> bool:
    several = [key for key in keys if len(key.counted[form]) + len(key.bare) > 1]
    if not several:
        return False
    fresh = {key.name for key in keys if _series(key, form)}
    evident = len(fresh) > 1 or any(key.bare for key in several)
    names = [basename(key.name) for key in several]
    sizes = [len(key.counted[form]) + len(key.bare) for key in several]
    enough = 2 * sum(key.name in fresh for key in several) >= len(several)
    return evident and enough and _like_keys(names, sizes)


def _series(key: _Key, form: str) -> list[_Read]:
    """Give a key's counted photos where they can be views: few, from the beginning, no gaps."""
    reads = key.counted.get(form, [])
    numbers = sorted({read.counter for read in reads if read.counter is not None})
    if not numbers or len(numbers) > MOST_VIEWS or len(numbers) < len(reads):
        return []
    first = 2 if key.bare or key.worded else 1
    dense = numbers[-1] - numbers[0] < 2 * len(numbers) + 1
    return reads if numbers[0] <= first and dense else []


# --- order --------------------------------------------------------------------------------------


def _in_order(photos: Sequence[str], key: str) -> tuple[str, ...]:
    """Order views: the name alone, words as shops show them, then numbers."""
    length = len(basename(key))
    return tuple(sorted(photos, key=lambda path: _rank(_stem(path), length)))


def _rank(stem: str, length: int) -> tuple[int, int, bytes]:
    rest = stem[length:] if len(stem) >= length else stem
    words = re.findall(r"[^\W\d_]+", rest.casefold())
    numbers = re.findall(r"\d+", rest if rest.strip(" _.-()") else "")
    place = min((_FIRST.get(word, len(_FIRST)) for word in words), default=-1)
    return place, int(numbers[-1]) if numbers else -1, path_key(stem)


def _stem(path: str) -> str:
    return splitext(basename(path))[0]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
