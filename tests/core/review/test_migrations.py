import contextlib
import json
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import ReviewError
from core.review import migrations
from core.review.audit import verify
from core.review.chain import genesis, sealed
from core.review.connection import connect
from core.review.ledger import COLUMNS
from core.review.records import Entry, State
from core.review.store import Review
from core.review.views import VIEWS, Filter
from core.vocabulary import Grouping, Verdict, ViewKey
from tests.core.review.desk import LABELS, PACK, closed, predict, sha

Tagged = tuple[Review, list[int]]
MakeReview = Callable[..., Review]


def test_a_newer_file_is_refused(tagged: Tagged) -> None:
    path = closed(tagged)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.NEWEST + 1}")
    for attempt in (lambda: Review(path), lambda: verify(path)):
        with pytest.raises(ReviewError, match="newer Tagproof"):
            attempt()


def old_review(path: Path, folder: Path) -> None:
    """A file as the first version of the schema left it."""
    with contextlib.closing(connect(path, options="mode=rwc")) as connection:
        migrations.migrate(connection, migrations.MIGRATIONS[:1])
        connection.execute("INSERT INTO meta VALUES ('review_id', 'x'), ('folder', ?)",
                           (str(folder),))  # fmt: skip
        connection.execute("INSERT INTO photos (path, size, modified_ns) VALUES ('a.jpg', 1, 1)")


def test_an_older_file_is_backed_up_and_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "old.tagproof"
    old_review(path, tmp_path)
    with Review(path) as review:
        assert review.queue.ids(VIEWS[ViewKey.TO_DO]).tolist() == [1]
        assert review.photos.get(1).catalog_tag is None
    with contextlib.closing(sqlite3.connect(tmp_path / "old.version-1.backup.tagproof")) as copy:
        assert migrations.version_of(copy) == 1
        assert copy.execute("SELECT path FROM photos").fetchall() == [("a.jpg",)]


@pytest.mark.parametrize("read_only", [False, True])
def test_photos_of_an_older_file_are_listed_in_natural_order(
    tmp_path: Path, read_only: bool
) -> None:
    path = tmp_path / "old.tagproof"
    old_review(path, tmp_path)
    names = [b"10.jpg", b"2.jpg", b"B/1.jpg", b"a/\xff 9.jpg", b"a/\xff 10.jpg"]
    with contextlib.closing(connect(path)) as connection:
        connection.executemany(
            "INSERT INTO photos (path, size, modified_ns) VALUES (CAST(? AS TEXT), 1, 1)",
            [(name,) for name in names],
        )
    with Review(path, read_only=read_only) as review:
        listed = review.photos.get_many(review.queue.ids(VIEWS[ViewKey.ALL]).tolist())
        assert [os.fsencode(one.path) for one in listed] == [
            b"2.jpg", b"10.jpg", b"a.jpg", b"a/\xff 9.jpg", b"a/\xff 10.jpg", b"B/1.jpg",
        ]  # fmt: skip
        inside = review.queue.ids(VIEWS[ViewKey.ALL], Filter(folders=("a",))).tolist()
        assert inside == [5, 6]


def test_an_older_file_is_read_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "old.tagproof"
    old_review(path, tmp_path)
    before = path.read_bytes()
    with Review(path, read_only=True) as review:
        assert review.queue.ids(VIEWS[ViewKey.TO_DO]).tolist() == [1]
        assert review.boxes.by_path() == {}
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(review.photos.count).result() == 1
        aside = review.database._source
        assert aside.exists() and aside != path
    assert not aside.parent.exists()
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["old.tagproof"]


def test_nothing_is_left_of_a_backup_that_fails(tmp_path: Path) -> None:
    path = tmp_path / "old.tagproof"
    old_review(path, tmp_path)
    (tmp_path / "old.version-1.backup.tagproof").mkdir()
    with pytest.raises(ReviewError, match="version-1"):
        Review(path)
    assert len(list(tmp_path.iterdir())) == 3  # with the lock
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert migrations.version_of(connection) == 1


def review_before_products(path: Path, folder: Path) -> Entry:
    """A file as the third version left it, with a photo accepted; gives the log's entry."""
    after = State(Verdict.ACCEPTED, "Tshirts").to_json()
    entry = sealed(
        Entry(
            1, 1, 1, "a_1.jpg", sha(0), "2026-05-03T12:00:00.001Z", "ana", "accept",
            State().to_json(), after, "", None, "Tshirts", 0.9, "ab", "0.1", genesis("x"), "",
        )
    )  # fmt: skip
    columns = COLUMNS[:-3]  # neither product, box nor engine
    with contextlib.closing(connect(path, options="mode=rwc")) as connection:
        migrations.migrate(connection, migrations.MIGRATIONS[:3])
        connection.execute(
            "INSERT INTO meta VALUES ('review_id', 'x'), ('folder', ?), ('head_count', '1'),"
            " ('head_hash', ?)",
            (str(folder), entry.hash),
        )
        for name in ("a_1.jpg", "a_2.jpg"):
            connection.execute(
                "INSERT INTO photos (path, size, modified_ns) VALUES (?, 1, 1)", (name,)
            )
        connection.execute("INSERT INTO words SELECT id, path FROM photos")
        connection.execute("UPDATE photos SET verdict = 2, tag = 'Tshirts', decided_at = ?"
                           " WHERE id = 1", (entry.at,))  # fmt: skip
        connection.execute("INSERT INTO steps VALUES (1, 0)")
        connection.execute(
            f"INSERT INTO decisions ({', '.join(columns)})"
            f" VALUES ({', '.join('?' * len(columns))})",
            [getattr(entry, name) for name in columns],
        )
    return entry


def test_a_review_from_before_products_is_audited_and_opened_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "old.tagproof"
    entry = review_before_products(path, tmp_path)
    before = path.read_bytes()
    assert (verify(path).fault, verify(path).head) == ("", entry.hash)
    assert path.read_bytes() == before
    with Review(path, reviewer="bo") as review:
        assert list(review.decisions.history()) == [entry]
        assert review.products.grouping is Grouping.NONE
        assert review.queue.ids(VIEWS[ViewKey.ALL]).tolist() == [1, 2]
        assert review.queue.counts().done == 1
        named = [("a_1.jpg", "a", ""), ("a_2.jpg", "a", "")]
        review.products.group(named, Grouping.CATALOG)
        assert review.photos.get(2).state == State(Verdict.ACCEPTED, "Tshirts")
        review.decisions.flag([2], "torn")
    report = verify(path, head=entry.hash)
    assert (report.fault, report.entries) == ("", 3)


def test_answers_from_before_networks_saw_photos_otherwise_are_forgotten(
    tagged: Tagged, make_review: MakeReview
) -> None:
    path = closed(tagged)
    with contextlib.closing(connect(path)) as connection:
        connection.executescript(migrations.MIGRATIONS[2])
    review = make_review()
    assert review.predictions.get(sha(0)) is None
    assert review.photos.get(1).label is None
    assert review.queue.counts().done == 5
    assert review.photos.get(1).decided_at
    review.close()
    assert verify(path).entries == 5


def test_answers_from_before_classes_were_chosen_stay(
    tmp_path: Path, make_review: MakeReview
) -> None:
    path = tmp_path / "a.tagproof"
    with contextlib.closing(connect(path, options="mode=rwc")) as connection:
        migrations.migrate(connection, migrations.MIGRATIONS[:3])
        connection.executescript(OF_VERSION_3)
        connection.execute("INSERT INTO meta VALUES ('folder', ?)", (str(tmp_path),))
        answer = predict(LABELS[0], 0.9)
        connection.execute(
            "INSERT INTO packs VALUES (7, ?, ?, ?, ?, ?)",
            (PACK.sha256, PACK.name, PACK.version, json.dumps(LABELS), json.dumps(PACK.families)),
        )
        connection.execute(
            "INSERT INTO predictions VALUES (?, 7, 'known', ?, 0.9, 0.8, NULL, ?, ?)",
            (sha(0), LABELS[0], answer.probabilities.tobytes(), answer.logits.tobytes()),
        )
    review = make_review()
    found = review.predictions.get(sha(0))
    assert found is not None
    assert (found.label, found.strangeness) == (LABELS[0], None)
    assert review.predictions.last_pack() == PACK
    assert review.photos.get(1).label == LABELS[0]
    review.predictions.use(replace(PACK, classes=LABELS[:2]), lambda logits, score: answer)
    assert review.photos.unread() == [1], "without its strangeness it is tagged again"


OF_VERSION_3 = f"""
INSERT INTO meta VALUES ('review_id', 'x'), ('pack', '7');
INSERT INTO photos (path, size, modified_ns, sha256, status, label, confidence)
    VALUES ('a.jpg', 1, 1, '{sha(0)}', 'known', '{LABELS[0]}', 0.9);
"""


def test_a_failed_upgrade_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "old.tagproof"
    old_review(path, tmp_path)
    with contextlib.closing(connect(path)) as connection:
        connection.execute("ALTER TABLE photos ADD COLUMN catalog_tag TEXT")
    with pytest.raises(ReviewError, match="edited or damaged"):
        Review(path)
    with contextlib.closing(connect(path)) as connection:
        assert migrations.version_of(connection) == 1


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE decisions SET reviewer = 'eve'",
        "DELETE FROM decisions",
        "INSERT OR REPLACE INTO decisions SELECT * FROM decisions WHERE id = 1",
        "INSERT INTO decisions SELECT 9, step, photo, path, sha256, at, reviewer, action, before,"
        " after, reason, target, network_tag, confidence, pack, program, previous, hash,"
        " product, box, engine"
        " FROM decisions WHERE id = 1",
    ],
)
def test_the_file_itself_refuses_to_change_decisions(tagged: Tagged, edit: str) -> None:
    path = closed(tagged)
    with (
        contextlib.closing(sqlite3.connect(path)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="decisions are"),
    ):
        connection.execute(edit)
    assert verify(path).sound


def schema(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"))


@pytest.mark.parametrize("start", range(migrations.NEWEST + 1))
def test_every_version_is_led_to_the_same_schema(start: int) -> None:
    with (
        contextlib.closing(sqlite3.connect(":memory:")) as old,
        contextlib.closing(sqlite3.connect(":memory:")) as new,
    ):
        migrations.migrate(old, migrations.MIGRATIONS[:start])
        assert migrations.version_of(old) == start
        migrations.migrate(old)
        migrations.migrate(new)
        assert schema(old) == schema(new)
        for one in (old, new):
            assert migrations.check_version(one, Path("a")) == migrations.NEWEST


def test_a_step_that_fails_takes_those_before_it_back() -> None:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        steps = ("CREATE TABLE one (id);", "CREATE TABLE two (id); SELECT * FROM nowhere;")
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            migrations.migrate(connection, steps)
        connection.rollback()
        assert (schema(connection), migrations.version_of(connection)) == ({}, 0)


def test_the_triggers_that_an_audit_asks_for_are_those_of_the_schema() -> None:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        migrations.migrate(connection)
        rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        assert {name for (name,) in rows} == migrations.TRIGGERS


def test_another_programs_database_is_no_review() -> None:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA user_version = 1")
        with pytest.raises(ReviewError, match="not a Tagproof review"):
            migrations.check_version(connection, Path("a"))


def test_a_backup_holds_what_only_the_log_held(tagged: Tagged, tmp_path: Path) -> None:
    review, ids = tagged
    review.decisions.accept(ids)
    with contextlib.closing(connect(review.path)) as connection:
        copy = migrations.back_up(connection, review.path, 4)
    assert copy == tmp_path / "a.version-4.backup.tagproof"
    assert verify(copy).entries == 5


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ("CREATE VIEW more AS SELECT 1", "holds the view more"),
        ("CREATE TABLE more (id)", "holds the table more"),
        ("CREATE INDEX more ON photos (size)", "holds the index more"),
        (
            "CREATE TRIGGER more AFTER UPDATE ON photos BEGIN SELECT 1; END",
            "holds the trigger more",
        ),
        ("DROP TRIGGER decisions_keep", "lacks a part"),
        ("DROP INDEX photos_by_content", "lacks a part"),
        (
            "DROP TRIGGER decisions_stay; CREATE TRIGGER decisions_stay"
            " BEFORE DELETE ON decisions BEGIN SELECT 1; END",
            "holds the trigger decisions_stay",
        ),
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_holds_more_or_less_is_not_opened(
    tmp_path: Path, change: str, cause: str, read_only: bool
) -> None:
    path = tmp_path / "a.tagproof"
    Review(path, folder=tmp_path).close()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(change)
    with pytest.raises(ReviewError, match=cause):
        Review(path, read_only=read_only)
    assert not verify(path).sound
