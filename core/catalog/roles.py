"""Which column is what: proposed by its name and by what its cells hold, each column by itself."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from core.catalog.class_map import ClassMap
from core.catalog.column_classes import classes_of_column
from core.catalog.evidence import Evidence, weigh
from core.catalog.keys import bare_id
from core.catalog.photo_index import PhotoIndex
from core.catalog.row_groups import shared_by_variants, stands_still
from core.catalog.table import Table
from core.catalog.words import Role, rank
from core.errors import CatalogError
from core.wording import counted

SAMPLE: Final = 2000
"""Rows by whose cells columns are judged."""
_VARIED: Final = 0.1
"""Share of cells that differ, from which a column without a telling name can be a key."""
_NAMED: Final = 0.55
"""How much a name must say alone, where cells say nothing."""
_SURELY: Final = 0.95
"""How much a name must say so that rows of several categories do not speak against it."""
_MIXED: Final = 0.3
"""Share of a column's values that may have several categories, for products that have one."""


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
        self._category: int | None = None

    def made(self) -> Proposal:
        photos = self._photos()
        category = self._category = self._category_column()
        group, key = self._keys(photos)
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
            cells = counted(one.filled, "cell")
            return f"a photo of the folder is named in {one.photo_hits:,} of {cells}"
        return f"{one.images:.0%} of its cells name a picture"

    # --- category

    def _category_column(self) -> int | None:
        if (chosen := self._named(self._chosen.category)) is not None:
            return chosen
        scores = {at: self._category_score(at) for at in self._columns}
        at = self._best(scores)
        if at is None:
            return None
        one = self._evidence[at]
        if one.classes:
            return self._take(at, f"{one.classes:.0%} of its cells mean a class of the model")
        return self._take(at, "by its name; its cells mean no class of the model yet")

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
        if named < max(_NAMED, named_otherwise):
            return 0.0
        return 0.3 * named + 0.01 * one.distinct / one.filled

    # --- products

    def _keys(self, photos: tuple[int, ...]) -> tuple[int | None, int | None]:
        chosen = self._named(self._chosen.product)
        chosen = self._key_instead if chosen is None else chosen
        if chosen is not None:
            return None, chosen
        group = self._best({at: self._group_score(at) for at in self._columns})
        referred = self._evidence[group].values if group is not None else frozenset()
        if group is not None:
            self._take(group, "the rows of one product share it")
        else:
            group = self._group_by_form(photos)
        key = self._best({at: self._key_score(at, referred) for at in self._columns})
        if key is not None:
            hits = self._evidence[key].key_hits
            begun = f"photos begin with {hits:,} of its cells" if hits else "by its name"
            self._take(key, begun)
        return group, key

    def _group_by_form(self, photos: tuple[int, ...]) -> int | None:
        """Find what rows of one product share by the rows alone; titles are no keys."""
        likely = [at for at in self._columns
                  if at not in self._taken and self._rank(at, Role.TITLE) < _NAMED]  # fmt: skip
        likely.sort(key=lambda at: -self._rank(at, Role.KEY))
        # Addresses and other things agree as well: where a key is meant, its name says so a little.
        named = [at for at in likely if self._rank(at, Role.KEY) or self._rank(at, Role.GROUP)]
        found = shared_by_variants(self._rows, named, photos)
        if found is None and self._category is not None:
            found = stands_still(self._rows, likely, self._category)
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
        fits = one.filled and named >= 0.85 and one.images < 0.5
        return named if fits and self._may_be_key(at, named) else 0.0

    def _may_be_key(self, at: int, named: float) -> bool:
        """Whether a column called a key can be one: `parent_category` has other things in it."""
        if named <= self._rank(at, Role.CATEGORY):
            return False
        return named >= _SURELY or not self._mixes(at)

    def _mixes(self, at: int) -> bool:
        """Whether rows that share the column's value are mostly of several categories."""
        if self._category is None:
            return False
        said: dict[str, set[str]] = {}
        for row in self._rows:
            if row[at].strip() and (term := row[self._category].strip()):
                said.setdefault(row[at].strip(), set()).add(term)
        return sum(len(terms) > 1 for terms in said.values()) > _MIXED * len(said)

    def _key_score(self, at: int, referred: frozenset[str]) -> float:
        """Judge a key: by its name, by photos that begin with it, by other rows' references."""
        one = self._evidence[at]
        if not one.filled or one.images >= 0.5 or at in self._taken:
            return 0.0
        named = max(self._rank(at, Role.KEY), 0.8 * self._rank(at, Role.GROUP))
        hits = one.key_hits / one.filled
        if not hits and not self._may_be_key(at, named):
            return 0.0
        named = named if named >= _NAMED or hits else 0.0
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
