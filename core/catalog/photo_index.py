"""The photos of a folder, found by what a shop's file calls them: exact or ambiguous."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, takewhile
from pathlib import Path
from typing import Final, NamedTuple

from core.catalog.keys import keys_in, loose
from core.catalog.references import fold, parts, readings
from core.catalog.sieve import Sieve, one_ending

MOST: Final = 500
"""Photos that a product can have; what more of them begin with is no key."""

_Index = dict[str, int | list[int]]
"""One photo is a number, several are a list: most are one, and 100,000 lists weigh 10 MB."""

BY_PATH: Final = 1000
"""Added to the length of a common path ending: any is closer than any key."""


class Hit(NamedTuple):
    """What a reference or key leads to.

    Attributes
    ----------
    photos : tuple of int
        One for a reference that is exact, all of a product for a key; those it could mean
        where it is ambiguous.
    closeness : int
        Path parts in common, or the key's length: the larger decides.
    ambiguous : bool
        Several photos fit alike, so that none is meant for certain.
    folders_agree : bool
        The photo's own folder, below the folder of all, is in the common ending.
    """

    photos: tuple[int, ...]
    closeness: int
    ambiguous: bool = False
    folders_agree: bool = True


class PhotoIndex:
    """Finds photos by reference and by product key.

    Parameters
    ----------
    paths : sequence of str
        Relative to `root`, with slashes.
    root : Path, optional
        The folder itself: its own name can be part of what a file says.

    Attributes
    ----------
    sieve : Sieve
        Says of many cells at once which are worth asking about here.
    """

    def __init__(self, paths: Sequence[str], root: Path | None = None) -> None:
        self.paths = tuple(paths)
        self._above = "" if root is None else root.as_posix()
        self._by_name: _Index = {}
        self._by_stem: _Index = {}
        self._by_key: _Index = {}
        self._spelled: dict[str, set[str]] = {}
        for number, path in enumerate(self.paths):
            self._add(number, path)
        self.sieve = Sieve(chain(self._by_name, self._by_stem), self._by_key)

    def __len__(self) -> int:
        return len(self.paths)

    def _add(self, number: int, path: str) -> None:
        *folders, name = fold(path).split("/")
        stem = name.rpartition(".")[0] or name
        _append(self._by_name, one_ending(name), number)
        _append(self._by_stem, stem, number)
        for key in dict.fromkeys((*keys_in(stem), *folders)):
            _append(self._by_key, key, number)
            if key[0] == "0" and key.isdigit():
                self._spelled.setdefault(loose(key), set()).add(key)

    def refer(self, reference: str) -> Hit | None:
        """Find the photo that a reference means; None where the folder has none of the name."""
        for path in readings(reference):
            folder, _, name = path.rpartition("/")
            name = fold(name)
            photos = self._by_name.get(one_ending(name))
            photos = self._by_stem.get(name) if photos is None else photos
            if photos is not None:
                return self._nearest(_numbers(photos), folder, reference)
        return None

    def _nearest(self, photos: tuple[int, ...], said: str, reference: str) -> Hit:
        """Choose by the longest common ending of the path; `said` is the reference's folder."""
        if len(photos) == 1:
            depth, agrees = self._depth(photos[0], said)
            return Hit(photos, BY_PATH + depth, folders_agree=agrees)
        depths = {photo: self._depth(photo, said)[0] for photo in photos}
        deepest = max(depths.values())
        nearest = tuple(photo for photo in photos if depths[photo] == deepest)
        if len(nearest) > 1:
            ending = reference.replace("\\", "/")
            same = tuple(p for p in nearest if ending.endswith(self.paths[p].rpartition("/")[2]))
            nearest = same if len(same) == 1 else nearest
        if len(nearest) > 1:
            return Hit(nearest, BY_PATH + deepest, ambiguous=True)
        return self._nearest(nearest, said, reference)

    def _depth(self, photo: int, said: str) -> tuple[int, bool]:
        """Count the path parts that photo and reference end with alike; the name counts one.

        Beside it, whether the folders agree as far as both have any.
        """
        return _depth(self._above, self.paths[photo].rpartition("/")[0], said)

    def has_key(self, key: str) -> bool:
        """Whether some photo's name begins with this product key."""
        exact = key.lower() if key.isascii() else fold(key)
        if exact in self._by_key:
            return True
        # Only digits have zeros that a spreadsheet loses or adds.
        return (exact.isdigit() or exact[-2:] == ".0") and bool(self._keys_like(loose(exact)))

    def belong(self, key: str) -> Hit | None:
        """Find the photos of a product by its key: KEY_1.jpg, KEY-front.jpg, KEY/1.jpg.

        Ambiguous where names of two folders are alike, and where zeros that were lost could
        have stood before two keys.
        """
        exact = fold(key)
        spelled = {exact} if exact in self._by_key else self._keys_like(loose(exact))
        photos = tuple(photo for one in spelled for photo in _get(self._by_key, one))
        if not 0 < len(photos) <= MOST:
            return None
        doubtful = len(spelled) > 1 or self._twins(photos, next(iter(spelled)))
        return Hit(photos, len(exact), ambiguous=doubtful)

    def _keys_like(self, form: str) -> set[str]:
        """Give the keys of photos that a spreadsheet would write in this form."""
        found = self._spelled.get(form, set())
        return found | {form} if form in self._by_key else found

    def _twins(self, photos: tuple[int, ...], key: str) -> bool:
        """Whether photos have one name in several folders that the key does not name."""
        if len(photos) == 1:
            return False
        places = [self.paths[photo].rpartition("/") for photo in photos]
        if len({name for _, _, name in places}) == len(photos):
            return False
        return not all(key in fold(folders).split("/") for folders, _, _ in places)


@lru_cache(maxsize=4096)
def _depth(above: str, own: str, said: str) -> tuple[int, bool]:
    """Compare two folders from their ends; kept, because many photos lie in few folders."""
    theirs = parts(said)
    pairs = zip(reversed((*parts(above), *parts(own))), reversed(theirs), strict=False)
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return 1 + alike, bool(alike or not theirs or not own)


def _append(index: _Index, key: str, number: int) -> None:
    before = index.setdefault(key, number)
    if isinstance(before, list):
        before.append(number)
    elif before != number:
        index[key] = [before, number]


def _get(index: _Index, key: str) -> tuple[int, ...]:
    found = index.get(key)
    return () if found is None else _numbers(found)


def _numbers(found: int | list[int]) -> tuple[int, ...]:
    return (found,) if isinstance(found, int) else tuple(found)


def relative_paths(files: Iterable[Path], root: Path) -> list[str]:
    """Give files as an index takes them."""
    return [file.relative_to(root).as_posix() for file in files]
