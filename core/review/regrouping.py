"""Switching what makes several photos one product, and taking new photos in."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from operator import itemgetter
from typing import Final

from core.review.bulk import orders_set_aside
from core.review.connection import listed, storable
from core.review.ledger import Change, Ledger, state_of, states_of
from core.review.membership import settle
from core.review.records import State
from core.review.search_text import refresh_words
from core.review.shown_tags import show_photos
from core.review.steps import OnProgress, Steps
from core.vocabulary import TAGGED, Action, Grouping, Verdict

Named = tuple[str, str, str]
"""A photo's path as the review holds it, its product's key, its product's title."""

_SHARED: Final = "one decision for all photos of a product"
_ALONE: Final = "photos are grouped otherwise"
_PARTING, _FILLING, _SETTLING, _AGREEING, _ORDERING = 2, 1, 4, 1, 1
"""What each pass is worth for a photo, as measured with 20,000: 20 us are about one."""
_JOINING: Final = _FILLING + _SETTLING + _AGREEING


@dataclass(frozen=True, slots=True)
class Grouped:
    """What became of a grouping.

    Attributes
    ----------
    products, photos : int
        That were made or added to, and their photos.
    strangers : tuple of str
        Paths that the review lacks.
    disputed : tuple of str
        Photos that two products claim; they belong to neither.
    """

    products: int
    photos: int
    strangers: tuple[str, ...]
    disputed: tuple[str, ...]


@dataclass(slots=True)
class _Claim:
    """A product as it is named: its title, and its photos in their order."""

    title: str = ""
    photos: dict[int, None] = field(default_factory=dict)


def regroup(
    connection: sqlite3.Connection,
    ledger: Ledger,
    named: Iterable[Named],
    grouping: Grouping,
    on_progress: OnProgress | None = None,
) -> Grouped:
    """Make these the products, in place of any others; see `Products.group`."""
    given = list(named)
    former = [row[0] for row in connection.execute("SELECT id FROM photos WHERE product > 0")]
    changes = len(given) + len(former)
    worth = _PARTING * len(former) + _JOINING * len(given) + _ORDERING * changes
    steps = Steps(worth, on_progress)
    with orders_set_aside(connection, changes):
        _part_all(connection, ledger, grouping, former, steps)
        grouped = _join(connection, ledger, given, steps)
    steps.finish()
    return grouped


def _part_all(
    connection: sqlite3.Connection,
    ledger: Ledger,
    grouping: Grouping,
    former: Sequence[int],
    steps: Steps,
) -> None:
    """Make every photo one by itself."""
    _give_back(connection, ledger)
    connection.execute(
        "UPDATE photos SET product = NULL, place = 0, behind = 0, odd = NULL"
        " WHERE product IS NOT NULL"
    )
    connection.execute("DELETE FROM products")
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('grouping', ?)", (grouping.value,))
    for part in steps.parts(former, _PARTING * len(former)):
        show_photos(connection, part)
        refresh_words(connection, part)
    ledger.end_history(connection)


def extend(
    connection: sqlite3.Connection,
    ledger: Ledger,
    named: Iterable[Named],
    on_progress: OnProgress | None = None,
) -> Grouped:
    """Put photos that are in no product into theirs; see `Products.extend`."""
    given = list(named)
    steps = Steps((_JOINING + _ORDERING) * len(given), on_progress)
    with orders_set_aside(connection, len(given)):
        grouped = _join(connection, ledger, given, steps)
    steps.finish()
    return grouped


def _join(
    connection: sqlite3.Connection, ledger: Ledger, named: Sequence[Named], steps: Steps
) -> Grouped:
    claims, strangers, disputed = _claims(connection, named)
    query = "SELECT id FROM photos WHERE product IS NULL"
    free = {photo for (photo,) in connection.execute(query)}
    growing = {key: claim for key, claim in claims.items() if not free.isdisjoint(claim.photos)}
    products = _numbers(connection, growing)
    for part in steps.parts(list(growing), _FILLING * len(named)):
        _fill(connection, free, [(products[key], growing[key]) for key in part])
    numbers = list(products.values())
    for some in steps.parts(numbers, _SETTLING * len(named)):
        settle(connection, some)
    alike = [_alike(connection, some) for some in steps.parts(numbers, _AGREEING * len(named))]
    ledger.note(connection, Action.GROUP, list(chain.from_iterable(alike)))
    count = sum(len(free.intersection(claim.photos)) for claim in growing.values())
    return Grouped(len(products), count, tuple(strangers), tuple(disputed))


def _claims(
    connection: sqlite3.Connection, named: Sequence[Named]
) -> tuple[dict[str, _Claim], list[str], list[str]]:
    """Bring together what is said of each product."""
    photos = {path: photo for photo, path in connection.execute("SELECT id, path FROM photos")}
    owners: dict[str, str] = {}
    claims: dict[str, _Claim] = {}
    strangers: dict[str, None] = {}
    disputed: dict[str, None] = {}
    for path, key, title in named:
        if path not in photos:
            strangers[path] = None
            continue
        claim = claims.setdefault(key, _Claim())
        claim.title = claim.title or title
        owner = owners.setdefault(path, key)
        if owner != key:
            disputed[path] = None
        else:
            claim.photos[photos[path]] = None
    for path in disputed:
        del claims[owners[path]].photos[photos[path]]
    return claims, list(strangers), list(disputed)


def _numbers(connection: sqlite3.Connection, claims: dict[str, _Claim]) -> dict[str, int]:
    """Make the products that there are not yet, title those without; gives each one's number."""
    connection.executemany(
        "INSERT INTO products (key, title) VALUES (CAST(?1 AS TEXT), ?2) ON CONFLICT (key)"
        " DO UPDATE SET title = ?2 WHERE title = ''",
        [(storable(key), claim.title) for key, claim in claims.items()],
    )
    numbers = dict(connection.execute("SELECT key, id FROM products").fetchall())
    return {key: numbers[key] for key in claims}


def _fill(
    connection: sqlite3.Connection, free: set[int], products: Sequence[tuple[int, _Claim]]
) -> None:
    """Put photos that are in none yet into their products; they stand there as they are named."""
    connection.executemany(
        "UPDATE photos SET product = ? WHERE id = ?",
        [(number, one) for number, claim in products for one in claim.photos if one in free],
    )
    connection.executemany(
        "UPDATE photos SET place = ? WHERE id = ? AND product = ?",
        [
            (place, one, number)
            for number, claim in products
            for place, one in enumerate(claim.photos)
        ],
    )


def _alike(connection: sqlite3.Connection, products: Sequence[int]) -> list[Change]:
    """Give what makes each product's photos share one decision, for those where that is new."""
    rows = connection.execute(
        "SELECT product, id, verdict, tag, reason, automatic FROM photos"
        " WHERE product IN (SELECT value FROM json_each(?)) ORDER BY product, place, id",
        (listed(products),),
    )
    changes: list[Change] = []
    for _, part in groupby(rows, key=itemgetter(0)):
        states = {photo: state_of(*columns) for _, photo, *columns in part}
        goal = shared(list(states.values()))
        changes += [
            Change(photo, state, goal, _SHARED) for photo, state in states.items() if state != goal
        ]
    return changes


def shared(states: Sequence[State]) -> State:
    """Give the one decision that photos decided by themselves come to as a product.

    What is not decided yet follows what is, by hand before by itself; where decisions differ,
    nothing is decided.
    """
    if len(set(states)) == 1:
        return states[0]
    tagged = sorted((one for one in states if one.verdict in TAGGED), key=lambda s: s.automatic)
    flagged = [one for one in states if one.verdict is Verdict.FLAGGED]
    if len({one.tag for one in tagged}) + bool(flagged) != 1:
        return State()
    return (tagged or flagged)[0]


def _give_back(connection: sqlite3.Connection, ledger: Ledger) -> None:
    """Give photos back what a grouping took, where nobody has decided about them since."""
    rows = connection.execute(
        "SELECT photo, before FROM decisions AS taken WHERE action = ?"
        " AND NOT EXISTS (SELECT 1 FROM decisions WHERE photo = taken.photo AND id > taken.id"
        "  AND box IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM named WHERE photo = taken.photo AND entry > taken.id)",
        (Action.GROUP.value,),
    ).fetchall()
    now = states_of(connection, [photo for photo, _ in rows])
    ledger.note(
        connection,
        Action.UNGROUP,
        [
            Change(photo, now[photo], State.from_json(before), _ALONE)
            for photo, before in rows
            if photo in now
        ],
    )
