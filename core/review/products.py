"""Products: several photos that are tagged, decided and listed as one.

A grouping says which photos are one product; it comes from a catalog file, from the names in the
folder (`core.review.grouping`), or there is none. It can be switched at any time. Photos keep
what was decided about them: alone they have their product's decision, together they share one.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import PurePosixPath
from typing import Final

from core.entities import Box
from core.errors import ReviewError
from core.inference.combining import Combined, combine
from core.review.boxing import read
from core.review.connection import storable
from core.review.database import Database
from core.review.decisions import one_line
from core.review.duplicates import Duplicates
from core.review.ledger import Change, Ledger, states_of
from core.review.membership import Place, put
from core.review.records import State, stored
from core.review.regrouping import Grouped, Named, extend, regroup
from core.review.shown_tags import probabilities_of
from core.review.steps import OnProgress
from core.review.units import units_of
from core.vocabulary import Action, Grouping, Status, Verdict

_AMONG: Final = (
    "WHERE products.id IN (SELECT product FROM photos WHERE id IN (SELECT value FROM json_each(?)))"
)


@dataclass(frozen=True, slots=True)
class Member:
    """One photo of a product, with its own answer.

    Attributes
    ----------
    id : int
    path : str
        As `PhotoRow.path`.
    sha256 : str or None
    box : Box or None
    status : Status or None
    label : str or None
    confidence : float or None
        What the network says of this photo alone; None until known.
    looks_like : str
        The class that it is clearly of, where that is another than the product's.
    error : str
    missing : bool
    """

    id: int
    path: str
    sha256: str | None
    box: Box | None
    status: Status | None
    label: str | None
    confidence: float | None
    looks_like: str
    error: str
    missing: bool


@dataclass(frozen=True, slots=True)
class Product:
    """A product with its photos; what is decided about it stands in each one's `PhotoRow`.

    Attributes
    ----------
    id : int
    key, title : str
    lead : int
        The photo that stands for it in the lists.
    carrier : int
        The photo that carries the tag most: its explanation is the first to show. The lead until
        a photo was tagged.
    members : tuple of Member
        In their order.
    """

    id: int
    key: str
    title: str
    lead: int
    carrier: int
    members: tuple[Member, ...]

    @property
    def contradictions(self) -> tuple[str, ...]:
        """What to say of photos that contradict it, one sentence each, counted from 1."""
        return tuple(
            f"photo {number} looks like {one.looks_like}"
            for number, one in enumerate(self.members, start=1)
            if one.looks_like
        )


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list shows of a product beside its lead's row.

    Attributes
    ----------
    lead, carrier : int
        As `Product`'s.
    key, title : str
    photos, contradictions : int
    status : Status or None
    label : str or None
    confidence : float or None
        The product's own; None until a photo of it is tagged.
    """

    lead: int
    carrier: int
    key: str
    title: str
    photos: int
    contradictions: int
    status: Status | None
    label: str | None
    confidence: float | None


class Products:
    """The products of one review.

    Every method that changes anything raises ReviewError, with nothing changed, where the file
    cannot be written.
    """

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    @property
    def grouping(self) -> Grouping:
        """What makes photos one product now."""
        rows = self._database.rows("SELECT value FROM meta WHERE key = 'grouping'")
        return (stored(Grouping, rows[0][0]) if rows else None) or Grouping.NONE

    @property
    def catalog_kept(self) -> bool:
        """Whether the review holds what a catalog file says of products."""
        return bool(self._database.rows("SELECT 1 FROM catalog_rows LIMIT 1"))

    def group(
        self,
        named: Iterable[Named],
        grouping: Grouping,
        *,
        on_progress: OnProgress | None = None,
    ) -> Grouped:
        """Make these the review's products, in place of any that there were.

        Photos of one product that were decided alike, or of which some are not decided yet, share
        that decision; where decisions differ, the product is to do again. The log says so of
        each photo, and grouping otherwise later gives it back what it had, unless somebody has
        decided about it since. Undo begins anew.

        Parameters
        ----------
        named : iterable of (str, str, str)
            A photo's path as the review holds it, its product's key, and the product's title or
            nothing; a product's photos in the order in which they are to be shown. A photo that
            two products claim belongs to neither.
        grouping : Grouping
            Where that comes from; of `NONE` there are none.
        on_progress : callable, optional
            Is told how far it is, in steps of about equal time.

        Returns
        -------
        Grouped

        Raises
        ------
        Cancelled
            As `on_progress` raises it; nothing is changed.
        """
        with self._database.transaction(durable=True) as connection:
            grouped = regroup(connection, self._ledger, named, grouping, on_progress)
        self._find_duplicates()
        return grouped

    def extend(self, named: Iterable[Named], *, on_progress: OnProgress | None = None) -> Grouped:
        """Put photos that are in no product yet into theirs, after new ones were found.

        What was moved by hand stays there. A new photo of a decided product takes its decision.
        Progress is told, and heard, as in `group`.
        """
        with self._database.transaction(durable=True) as connection:
            grouped = extend(connection, self._ledger, named, on_progress)
        if grouped.photos:
            self._find_duplicates()
        return grouped

    def _find_duplicates(self) -> None:
        """Look for photos alike anew where they were looked for: those of one product are one."""
        if self._database.rows("SELECT 1 FROM photos WHERE cluster IS NOT NULL LIMIT 1"):
            Duplicates(self._database).find()

    def of(self, photo: int) -> Product | None:
        """Give the product that a photo is of; None for a photo by itself."""
        rows = self._database.rows(
            "SELECT products.id, key, title, lead, ifnull(carrier, lead) FROM products"
            " JOIN photos ON product = products.id WHERE photos.id = ?",
            (photo,),
        )
        if not rows:
            return None
        number, key, title, lead, carrier = rows[0]
        return Product(number, key, title, lead, carrier, self._members(number))

    def _members(self, product: int) -> tuple[Member, ...]:
        rows = self._database.rows(
            "SELECT photos.id, path, photos.sha256, photos.box, predictions.status,"
            " predictions.label, predictions.confidence, ifnull(odd, ''), error, missing"
            " FROM photos"
            " LEFT JOIN predictions ON predictions.subject = photos.subject"
            " AND pack = (SELECT value + 0 FROM meta WHERE key = 'pack')"
            " WHERE product = ? ORDER BY place, photos.id",
            (product,),
        )
        return tuple(
            Member(
                photo, path, sha256, read(box), stored(Status, status), label, sure, odd, error,
                bool(gone),
            )
            for photo, path, sha256, box, status, label, sure, odd, error, gone in rows
        )  # fmt: skip

    def listed(self, photos: Sequence[int] | None = None) -> Iterator[Listed]:
        """Give what lists show of every product; 30,000 of 100,000 photos take half a second.

        Parameters
        ----------
        photos : sequence of int, optional
            Only the products that these are of.
        """
        among, values = ("", ()) if photos is None else (_AMONG, (json.dumps(list(photos)),))
        for row in self._database.stream(
            "SELECT lead, ifnull(carrier, lead), key, title, count(*), count(photos.odd),"
            " first.status, first.label, first.confidence FROM products"
            " JOIN photos ON photos.product = products.id JOIN photos AS first ON first.id = lead"
            f" {among} GROUP BY products.id",
            values,
        ):
            lead, carrier, key, title, several, odd, status, label, sure = row
            known = stored(Status, status)
            yield Listed(lead, carrier, key, title, several, odd, known, label, sure)

    def count(self) -> int:
        """Count the products that have a photo which is there."""
        query = (
            "SELECT count(*) FROM photos WHERE missing = 0 AND behind = 0 AND product IS NOT NULL"
        )
        return int(self._database.rows(query)[0][0])

    def alone(self) -> int:
        """Count the photos that are there and of no product."""
        query = "SELECT count(*) FROM photos WHERE missing = 0 AND product IS NULL"
        return int(self._database.rows(query)[0][0])

    def answer(self, photo: int) -> Combined | None:
        """Combine the answers for a product's photos; None until there is one.

        Of a photo by itself, its own.
        """
        rows = self._database.rows(
            "SELECT predictions.status, probabilities FROM photos JOIN photos AS asked"
            " ON asked.id = ? AND (photos.id = asked.id OR photos.product = asked.product)"
            " JOIN predictions ON predictions.subject = photos.subject"
            " AND pack = (SELECT value + 0 FROM meta WHERE key = 'pack')"
            " WHERE photos.error = '' AND +photos.missing = 0"
            " ORDER BY photos.place, photos.id",
            (photo,),
        )
        known = [(status, row[1]) for row in rows if (status := stored(Status, row[0]))]
        if not known:
            return None
        return combine([one[0] for one in known], probabilities_of([one[1] for one in known]))

    def carrier(self, photo: int) -> int:
        """Give the photo whose explanation says most of a queue entry's tag."""
        product = self.of(photo)
        return photo if product is None else product.carrier

    def move(self, photos: Sequence[int], target: int) -> None:
        """Put photos into the product that another photo is of; they take its decision.

        Raises
        ------
        ReviewError
            A photo is not in the review, or the target is of no product.
        """
        with self._database.transaction(durable=True) as connection:
            product = self._place(connection, target).product
            if product is None:
                raise ReviewError(self._database.path, "the photo to move to is of no product")
            key, last = connection.execute(
                "SELECT key, max(place) FROM products JOIN photos ON product = products.id"
                " WHERE products.id = ?",
                (product,),
            ).fetchone()
            places = [Place(product, key, last + 1 + number) for number in range(len(photos))]
            after = states_of(connection, (target,))[target]
            moves = [(one, place, after) for one, place in zip(photos, places, strict=True)]
            self._move(connection, moves)

    def part(self, photos: Sequence[int]) -> None:
        """Make each photo a product of its own, with nothing decided."""
        with self._database.transaction(durable=True) as connection:
            self._part(connection, photos)

    def set_aside(self, photos: Sequence[int], reason: str) -> None:
        """Take photos out of their products and flag them; one step to undo."""
        said = one_line(reason)
        with self._database.transaction(durable=True) as connection:
            step = self._part(connection, photos)
            units = units_of(connection, photos)
            goal = State(Verdict.FLAGGED, reason=said)
            changes = [Change.of(unit, State(), goal, said) for unit in units]
            if changes:
                self._ledger.do(connection, Action.FLAG, changes, step)

    def _part(self, connection: sqlite3.Connection, photos: Sequence[int]) -> int | None:
        return self._move(
            connection, [(photo, self._own(connection, photo), State()) for photo in photos]
        )

    def _own(self, connection: sqlite3.Connection, photo: int) -> Place:
        """Make a product that is named after a photo."""
        self._place(connection, photo)
        query = "SELECT path FROM photos WHERE id = ?"
        name = str(PurePosixPath(*connection.execute(query, (photo,)).fetchone()).with_suffix(""))
        taken = "SELECT 1 FROM products WHERE key = CAST(? AS TEXT)"
        keys = chain([name], (f"{name} ({number})" for number in count(2)))
        key = next(k for k in keys if not connection.execute(taken, (storable(k),)).fetchone())
        made = connection.execute(
            "INSERT INTO products (key) VALUES (CAST(? AS TEXT))", (storable(key),)
        )
        return Place(made.lastrowid, key)

    def _move(
        self, connection: sqlite3.Connection, moves: Sequence[tuple[int, Place, State]]
    ) -> int | None:
        """Move photos, and let them take a state; gives the step, None where nothing moves."""
        changes = []
        for photo, where, after in moves:
            left = self._place(connection, photo)
            if left.product == where.product:
                continue
            before = states_of(connection, (photo,))[photo]
            put(connection, photo, where)
            said = json.dumps({"from": left.fields(), "to": where.fields()})
            changes.append(Change(photo, before, after, product=said))
        return self._ledger.do(connection, Action.MOVE, changes) if changes else None

    def _place(self, connection: sqlite3.Connection, photo: int) -> Place:
        if not states_of(connection, (photo,)):
            raise ReviewError(self._database.path, "a chosen photo is no longer in the review")
        return Place.of(connection, photo)
