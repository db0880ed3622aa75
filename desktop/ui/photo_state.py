"""What the window knows of a photo: its tag, its decision, and its place in the list."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from core.vocabulary import PENDING, Doubt, Status, Verdict
from desktop.ui.path_table import PathList, PathRows, PathTable


@dataclass(frozen=True, slots=True)
class Tag:
    """What the list shows of a photo's outcome.

    Attributes
    ----------
    status : Status or None
        None while waiting.
    label : str
        The tag; empty while waiting and where the photo is unreadable.
    confidence : float
        Calibrated probability of the tag, 0 to 1.
    error : str
        The sentence that says what is wrong with the file; else empty.
    doubt : Doubt or None
        Why the tag is not known; None where it is, or nobody has told.
    """

    status: Status | None = None
    label: str = ""
    confidence: float = 0.0
    error: str = ""
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What the list shows of a photo's decision.

    Attributes
    ----------
    verdict : Verdict
    tag : str
        The tag decided on; empty where none is.
    reason : str
        Why it was flagged.
    automatic : bool
        Accepted by the program above a threshold.
    catalog : str
        The tag of the imported catalog, as the network's class where it means one; else empty.
    product : str
        The product's name in that catalog.
    """

    verdict: Verdict = Verdict.TODO
    tag: str = ""
    reason: str = ""
    automatic: bool = False
    catalog: str = ""
    product: str = ""

    @property
    def pending(self) -> bool:
        """Whether somebody has still to decide."""
        return self.verdict in PENDING


@dataclass(frozen=True, slots=True)
class Product:
    """What the list shows of a product in place of its lead photo's own outcome.

    Attributes
    ----------
    tag : Tag
        From all its photos.
    photos, contradictions : int
        How many it has, and how many of them look like another class.
    carrier : Path
        The photo that carries the tag most: the first to look at.
    """

    tag: Tag
    photos: int
    contradictions: int
    carrier: Path


@dataclass(frozen=True, slots=True)
class ProductPhoto:
    """What is shown of one photo of a product.

    Attributes
    ----------
    path : Path
    tag : Tag
        Its own.
    looks_like : str
        The class that it is clearly of, where that is another than the product's.
    missing : bool
        The file is gone.
    """

    path: Path
    tag: Tag
    looks_like: str = ""
    missing: bool = False


UNTAGGED: Final = Tag()
UNDECIDED: Final = Mark()


@dataclass(frozen=True, slots=True)
class Group:
    """Photos of a list that stand together under a heading.

    Attributes
    ----------
    name : str
        The class; empty for photos that have none yet.
    start : int
        Row of the first.
    passed : bool
        They are only there to go back to.
    """

    name: str
    start: int
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Photos in an order, with their rows; made by a worker, since it takes long for many.

    Attributes
    ----------
    paths : PathList
        Each once.
    rows : PathRows
        Of these.
    passed : int
        How many of the first stand there to go back to.
    groups : tuple of Group
        In order, each to the start of the next; none where nothing is grouped.
    to_do_first : bool
        Whether what is to be done next stands at the top, however far down one is.
    """

    paths: PathList
    rows: PathRows
    passed: int = 0
    groups: tuple[Group, ...] = ()
    to_do_first: bool = False

    @classmethod
    def of(
        cls,
        paths: Iterable[Path],
        passed: Sequence[Path] = (),
        skipped: Collection[Path] = (),
    ) -> Listing:
        """Number photos, behind those passed that are not among them, or were skipped."""
        found = PathList.of(paths)
        in_front = PathList.of(passed, found.table)
        front = dict.fromkeys(in_front.numbers)
        # One by one: done by `set` at once, a million would hold the window up.
        there = {one for one in found.numbers if one in front}
        there.difference_update(PathList.of(skipped, found.table).numbers)
        before = array("i", (one for one in front if one not in there))
        rows = PathRows(PathList(found.table, before))
        rows.add(found.numbers)
        return cls(rows.paths, rows, len(before))

    def numbered_by(self, table: PathTable) -> Listing:
        """Give the same list by the numbers of a table: as it is where that is its own."""
        if table is self.paths.table:
            return self
        rows = PathRows(PathList.of(self.paths, table))
        return replace(self, paths=rows.paths, rows=rows)

    @classmethod
    def grouped(
        cls,
        paths: Iterable[Path],
        names: Sequence[str],
        passed: Sequence[Path] = (),
        skipped: Collection[Path] = (),
    ) -> Listing:
        """Number photos whose equal names stand together, as `of` does."""
        found = PathList.of(paths)
        plain = cls.of(found, passed, skipped)
        groups = [Group("", 0, passed=True)] if plain.passed else []
        rows = map(plain.rows.at, found.numbers)
        behind = ((row, name) for row, name in zip(rows, names, strict=True) if row >= plain.passed)
        for name, together in groupby(behind, key=itemgetter(1)):
            groups.append(Group(name, next(together)[0]))
        return replace(plain, groups=tuple(groups))
