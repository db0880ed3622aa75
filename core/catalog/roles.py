"""Which column is what: proposed by its name and by what its cells hold, each column by itself."""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, assert_never

from core.catalog.class_map import ClassMap
from core.catalog.column_classes import classes_of_column
from core.catalog.keys import bare_id
from core.catalog.photo_index import PhotoIndex
from core.catalog.references import looks_like_image, split, split_bare
from core.catalog.row_groups import group_by_form
from core.catalog.table import Table
from core.catalog.words import Role, rank
from core.errors import CatalogError

SAMPLE: Final = 2000
"""Rows by whose cells columns are judged."""
SHORTEST_KEY: Final = 3
"""Characters from which a key that photos begin with speaks for its column."""
_VARIED: Final = 0.1
"""Share of cells that differ, from which a column without a telling name can be a key."""
_NAMED: Final = 0.55
"""How much a name must say alone, where cells say nothing."""
_LONGEST_TERM: Final = 300
"""Characters; longer cells are texts, no categories."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Places of the columns that matter.

    Attributes
    ----------
    photos : tuple of int
        Names or addresses of photos; a shop may have a column for each view.
    group : int or None
        What the rows of one product share, where that is not its key.
    key : int or None
        A row's own product key.
    category, title : int or None
    parent_id : int or None
        The column by which `group` names another row, where that is not its key.
    """

    photos: tuple[int, ...] = ()
    group: int | None = None
    key: int | None = None
    category: int | None = None
    title: int | None = None
    parent_id: int | None = None

    @property
    def keys(self) -> tuple[int, ...]:
        """Columns by which a photo's name can begin."""
        return tuple(dict.fromkeys(at for at in (self.group, self.key) if at is not None))

    def of(self, role: Role) -> tuple[int, ...]:
        """Give the columns of a role; those of products are one role, by whichever name."""
        match role:
            case Role.PHOTO:
                return self.photos
            case Role.GROUP | Role.KEY:
                return self.keys
            case Role.CATEGORY:
                return () if self.category is None else (self.category,)
            case Role.TITLE:
                return () if self.title is None else (self.title,)
            case _:
                assert_never(role)

    def given(self, role: Role, columns: Sequence[int]) -> "Roles":
        """Give a role these columns and no others; a column has one role, so others lose it."""
        role = Role.KEY if role is Role.GROUP else role
        left = {of: tuple(at for at in self.of(of) if at not in columns) for of in Role}
        left[role] = tuple(columns)
        keys = left[Role.KEY]
        group = keys[0] if len(keys) > 1 else None
        return Roles(
            left[Role.PHOTO],
            group,
            keys[-1] if keys else None,
            next(iter(left[Role.CATEGORY]), None),
            next(iter(left[Role.TITLE]), None),
            self.parent_id if group is not None and group == self.group else None,
        )


@dataclass(slots=True)
class Evidence:
    """What a column's cells hold, in shares of the filled ones.

    Attributes
    ----------
    filled : int
        Cells that are not empty.
    images : float
        That name a picture.
    photo_hits, key_hits : int
        Cells that name a photo of the folder; that a photo's name begins with.
    classes : float
        That mean a class, alone or among several.
    clear : float
        That mean exactly one.
    distinct : int
    """

    filled: int = 0
    images: float = 0.0
    photo_hits: int = 0
    key_hits: int = 0
    classes: float = 0.0
    clear: float = 0.0
    distinct: int = 0
    values: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class Chosen:
    """The names of columns that the user chose; None leaves the choice to the program."""

    photo: str | None = None
    product: str | None = None
    category: str | None = None
    title: str | None = None

    @property
    def names(self) -> list[str]:
        """Those that were given."""
        return [n for n in (self.photo, self.product, self.category, self.title) if n]


@dataclass(slots=True)
class Proposal:
    """The proposed roles, and why."""

    roles: Roles
    why: dict[int, str]
    evidence: list[Evidence]

    def with_roles(self, roles: Roles) -> "Proposal":
        """Give what the user made of it."""
        columns = (*roles.photos, *roles.keys, roles.category, roles.title)
        why = {at: self.why.get(at, "chosen") for at in columns if at is not None}
        return Proposal(roles, why, self.evidence)


def propose(
    table: Table,
    photos: PhotoIndex | None,
    classes: ClassMap,
    chosen: Chosen | None = None,
    sample: Sequence[list[str]] | None = None,
) -> Proposal:
    """Say which column is what.

    Raises
    ------
    CatalogError
        The file lacks a chosen column.
    """
    rows = (
        sample if sample is not None else list(itertools.islice(filter(None, table.rows()), SAMPLE))
    )
    evidence = [
        weigh([row[at].strip() for row in rows], photos, classes_of_column(classes, table, name))
        for at, name in enumerate(table.columns)
    ]
    return _Choice(table, evidence, chosen or Chosen(), rows).made()


def weigh(cells: Sequence[str], photos: PhotoIndex | None, classes: ClassMap) -> Evidence:
    """Judge a column by its cells."""
    counts = Counter(cell for cell in cells if cell)
    filled = counts.total()
    if not filled:
        return Evidence()
    images = photo_hits = key_hits = meant = clear = 0
    for cell, count in counts.items():
        image = looks_like_image(cell)
        images += count * image
        if photos is not None:
            photo_hits += count * _names_photo(cell, photos)
            key_hits += count * (len(cell) >= SHORTEST_KEY and photos.has_key(cell))
        if not image and len(cell) <= _LONGEST_TERM:
            labels = classes.meaning(cell).labels
            meant += count * bool(labels)
            clear += count * (len(labels) == 1)
    return Evidence(filled, images / filled, photo_hits, key_hits, meant / filled, clear / filled,
                    len(counts), frozenset(counts))  # fmt: skip


def _names_photo(cell: str, photos: PhotoIndex) -> bool:
    return any(photos.refer(one) is not None for one in (*split(cell), *split_bare(cell)))


class _Choice:
    """One proposal in the making; a column has one role."""

    def __init__(
        self,
        table: Table,
        evidence: list[Evidence],
        chosen: Chosen,
        rows: Sequence[Sequence[str]],
    ) -> None:
        self._table, self._evidence, self._chosen, self._rows = table, evidence, chosen, rows
        self._columns = range(len(evidence))
        self._why: dict[int, str] = {}
        self._taken: set[int] = set()
        self._key_instead: int | None = None

    def made(self) -> Proposal:
        photos = self._photos()
        category = self._category()
        group, key = self._keys(photos, category)
        title = self._title()
        roles = Roles(photos, group, key, category, title, self._parent_id(group, key))
        return Proposal(roles, self._why, self._evidence)

    def _named(self, name: str | None) -> int | None:
        """Find a chosen column by its name, or by its number."""
        if not name:
            return None
        wanted = name.strip().casefold()
        for at in self._columns:
            if self._table.columns[at].casefold() == wanted:
                return self._take(at, "chosen")
        if wanted.isdigit() and 0 < int(wanted) <= len(self._evidence):
            return self._take(int(wanted) - 1, "chosen")
        raise CatalogError(self._table.path, f"has no column {name!r}")

    def _take(self, at: int, why: str) -> int:
        self._taken.add(at)
        self._why[at] = why
        return at

    def _rank(self, at: int, role: Role) -> float:
        return rank(self._table.columns[at], role)

    def _best(self, scores: dict[int, float]) -> int | None:
        found = {at: score for at, score in scores.items() if score > 0 and at not in self._taken}
        return max(found, key=lambda at: (found[at], -at), default=None)

    # --- photos

    def _photos(self) -> tuple[int, ...]:
        if (chosen := self._named(self._chosen.photo)) is not None:
            one = self._evidence[chosen]
            if one.key_hits > one.photo_hits and self._chosen.product is None:
                self._key_instead = chosen  # a product's key was called the photo's column
                return ()
            return (chosen,)
        likely = {at: score for at in self._columns if (score := self._photo_score(at)) > 0}
        hits = {at for at in likely if self._evidence[at].photo_hits}
        kept = [at for at in likely if at in hits or not hits or self._rank(at, Role.PHOTO) >= 0.7]
        return tuple(self._take(at, self._photo_why(at)) for at in kept)

    def _photo_score(self, at: int) -> float:
        one, named = self._evidence[at], self._rank(at, Role.PHOTO)
        if one.images >= 0.5:
            return 1 + named
        if not one.filled:
            return 0.0
        return named if named and one.photo_hits >= 0.05 * one.filled else 0.0

    def _photo_why(self, at: int) -> str:
        one = self._evidence[at]
        if one.photo_hits:
            return f"{one.photo_hits:,} of {one.filled:,} cells name a photo of the folder"
        return f"{one.images:.0%} of its cells name a picture"

    # --- category

    def _category(self) -> int | None:
        if (chosen := self._named(self._chosen.category)) is not None:
            return chosen
        scores = {at: self._category_score(at) for at in self._columns}
        at = self._best(scores)
        if at is None:
            return None
        one = self._evidence[at]
        if one.classes:
            return self._take(at, f"{one.classes:.0%} of its cells mean a class of the network")
        return self._take(at, "by its name; its cells mean no class of the network yet")

    def _category_score(self, at: int) -> float:
        one, named = self._evidence[at], self._rank(at, Role.CATEGORY)
        if not one.filled or one.images >= 0.5:
            return 0.0
        meant = 0.7 * one.clear + 0.3 * one.classes
        named_otherwise = max(self._rank(at, role) for role in (Role.TITLE, Role.KEY, Role.GROUP))
        if not named and (meant < 0.5 or named_otherwise):
            return 0.0
        if meant:
            return meant + 0.5 * named
        # By name alone: of several levels, the one that tells more things apart.
        return 0.3 * named + 0.01 * one.distinct / one.filled if named >= _NAMED else 0.0

    # --- products

    def _keys(self, photos: tuple[int, ...], category: int | None) -> tuple[int | None, int | None]:
        chosen = self._named(self._chosen.product)
        chosen = self._key_instead if chosen is None else chosen
        if chosen is not None:
            return None, chosen
        group = self._best({at: self._group_score(at) for at in self._columns})
        referred = self._evidence[group].values if group is not None else frozenset()
        if group is not None:
            self._take(group, "the rows of one product share it")
        else:
            group = self._group_by_form(photos, category)
        key = self._best({at: self._key_score(at, referred) for at in self._columns})
        if key is not None:
            hits = self._evidence[key].key_hits
            begun = f"photos begin with {hits:,} of its cells" if hits else "by its name"
            self._take(key, begun)
        return group, key

    def _group_by_form(self, photos: tuple[int, ...], category: int | None) -> int | None:
        """Find what rows of one product share by the rows alone; titles are no keys."""
        likely = [at for at in self._columns
                  if at not in self._taken and self._rank(at, Role.TITLE) < _NAMED]  # fmt: skip
        likely.sort(key=lambda at: -self._rank(at, Role.KEY))
        found = group_by_form(self._rows, likely, photos, category)
        return None if found is None else self._take(found, "it stays where a product's rows do")

    def _parent_id(self, group: int | None, key: int | None) -> int | None:
        """Find the column whose numbers a group's cells name, where keys are not meant."""
        if group is None:
            return None
        referred = frozenset(map(bare_id, self._evidence[group].values))
        named = {at: len(referred & one.values) for at, one in enumerate(self._evidence)
                 if at not in (group, key) and one.filled == one.distinct}  # fmt: skip
        best = max(named, key=lambda at: (named[at], -at), default=None)
        by_key = len(referred & self._evidence[key].values) if key is not None else 0
        if best is None or named[best] < max(by_key + 1, 0.5 * len(referred)):
            return None
        self._why[group] = f"names another row by its {self._table.shown(best)!r}"
        return best

    def _group_score(self, at: int) -> float:
        one, named = self._evidence[at], self._rank(at, Role.GROUP)
        return named if one.filled and named >= 0.85 and one.images < 0.5 else 0.0

    def _key_score(self, at: int, referred: frozenset[str]) -> float:
        """Judge a key: by its name, by photos that begin with it, by other rows' references."""
        one = self._evidence[at]
        if not one.filled or one.images >= 0.5 or at in self._taken:
            return 0.0
        named = max(self._rank(at, Role.KEY), 0.8 * self._rank(at, Role.GROUP))
        hits = one.key_hits / one.filled
        named = named if named >= 0.55 or hits else 0.0
        if not named and (hits < 0.5 or one.distinct < _VARIED * one.filled):
            return 0.0
        meant = len(referred & one.values) / len(referred) if referred else 0.0
        return named + 2 * hits + 2 * meant

    def _title(self) -> int | None:
        if (chosen := self._named(self._chosen.title)) is not None:
            return chosen
        at = self._best({
            at: self._rank(at, Role.TITLE) if self._evidence[at].filled else 0.0
            for at in self._columns
        })  # fmt: skip
        return None if at is None else self._take(at, "by its name")
