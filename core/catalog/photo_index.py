"""The photos of a folder, found by what a shop's file calls them: exact or ambiguous."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.catalog.keys import keys_in, loose, rounded
from core.catalog.references import fold, parts_of

MOST: Final = 500
"""Photos that a product can have; what more of them begin with is no key."""

_Index = dict[str, int | list[int]]
"""One photo is a number, several are a list: most are one, and 100,000 lists weigh 10 MB."""

BY_PATH: Final = 1000
"""Added to the length of a common path ending: any is closer than any key."""


@dataclass(frozen=True, slots=True)
class Hit:
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
    """

    def __init__(self, paths: Sequence[str], root: Path | None = None) -> None:
        self.paths = tuple(paths)
        above = "" if root is None else fold(root.as_posix())
        self._above = tuple(part for part in above.split("/") if part)
        self._by_name: _Index = {}
        self._by_stem: _Index = {}
        self._by_key: _Index = {}
        for number, path in enumerate(self.paths):
            self._add(number, path)

    def __len__(self) -> int:
        return len(self.paths)

    def _add(self, number: int, path: str) -> None:
        *folders, name = fold(path).split("/")
        stem = name.rpartition(".")[0] or name
        _append(self._by_name, _one_ending(name), number)
        _append(self._by_stem, stem, number)
        for key in dict.fromkeys(loose(key) for key in (*keys_in(stem), *folders)):
            _append(self._by_key, key, number)

    def refer(self, reference: str) -> Hit | None:
        """Find the photo that a reference means; None where the folder has none of the name."""
        for parts in parts_of(reference):
            hit = self._refer(parts, reference)
            if hit is not None:
                return hit
        return None

    def _refer(self, parts: tuple[str, ...], reference: str) -> Hit | None:
        photos = _get(self._by_name, _one_ending(parts[-1])) or _get(self._by_stem, parts[-1])
        if not photos:
            return None
        if len(photos) == 1:
            return self._hit(photos, parts)
        depths = {photo: self._depth(photo, parts) for photo in photos}
        deepest = max(depths.values())
        nearest = tuple(photo for photo in photos if depths[photo] == deepest)
        if len(nearest) > 1:
            ending = reference.replace("\\", "/")
            same = tuple(p for p in nearest if ending.endswith(self.paths[p].rpartition("/")[2]))
            nearest = same if len(same) == 1 else nearest
        if len(nearest) > 1:
            return Hit(nearest, BY_PATH + deepest, ambiguous=True)
        return self._hit(nearest, parts)

    def _hit(self, photos: tuple[int, ...], parts: tuple[str, ...]) -> Hit:
        depth = self._depth(photos[0], parts)
        elsewhere = depth == 1 and len(parts) > 1 and "/" in self.paths[photos[0]]
        return Hit(photos, BY_PATH + depth, folders_agree=not elsewhere)

    def _depth(self, photo: int, parts: tuple[str, ...]) -> int:
        """Count the path parts that photo and reference end with alike; the name counts one."""
        if len(parts) == 1:
            return 1
        own = (*self._above, *fold(self.paths[photo]).split("/"))
        depth = 1
        for ours, theirs in zip(reversed(own[:-1]), reversed(parts[:-1]), strict=False):
            if ours != theirs:
                break
            depth += 1
        return depth

    def has_key(self, form: str) -> bool:
        """Whether some photo's name begins with this key, in its loose form."""
        return form in self._by_key

    def belong(self, key: str) -> Hit | None:
        """Find the photos of a product by its key: KEY_1.jpg, KEY-front.jpg, KEY/1.jpg.

        Ambiguous where names of two folders are alike, and where zeros that were lost could
        have stood before two keys.
        """
        form = loose(key)
        photos = _get(self._by_key, form)
        if not 0 < len(photos) <= MOST:
            return None
        exact = tuple(p for p in photos if fold(key.strip()) in self._spelled(p, form))
        chosen = exact or photos
        spelled = {text for photo in chosen for text in self._spelled(photo, form)}
        names = {self.paths[photo].rpartition("/")[2] for photo in chosen}
        by_folder = all(form in map(loose, fold(self.paths[p]).split("/")[:-1]) for p in chosen)
        doubtful = len(spelled) > 1 if not exact else False
        doubtful = doubtful or (len(names) < len(chosen) and not by_folder)
        return Hit(chosen, len(form), ambiguous=doubtful)

    def _spelled(self, photo: int, form: str) -> set[str]:
        """Give how a photo's path writes a key."""
        *folders, name = fold(self.paths[photo]).split("/")
        stem = name.rpartition(".")[0] or name
        return {key for key in (*keys_in(stem), *folders) if loose(key) == form}

    def could_be(self, key: str) -> tuple[int, ...]:
        """Give the photos that a rounded number such as 8.90123E+12 could have meant."""
        number = rounded(key)
        if number is None:
            return ()
        digits, length = number
        fits = (
            _get(self._by_key, form)
            for form in self._by_key
            if form.isdigit() and len(form) == length and form.startswith(digits)
        )
        return tuple(sorted({photo for photos in fits for photo in photos}))


def _append(index: _Index, key: str, number: int) -> None:
    before = index.setdefault(key, number)
    if isinstance(before, list):
        before.append(number)
    elif before != number:
        index[key] = [before, number]


def _get(index: _Index, key: str) -> tuple[int, ...]:
    found = index.get(key)
    return () if found is None else (found,) if isinstance(found, int) else tuple(found)


def _one_ending(name: str) -> str:
    return f"{name[:-5]}.jpg" if name.endswith(".jpeg") else name


def relative_paths(files: Iterable[Path], root: Path) -> list[str]:
    """Give files as an index takes them."""
    return [file.relative_to(root).as_posix() for file in files]
