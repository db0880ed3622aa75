import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import ExportFailed, ReviewError
from core.review.audit import export_jsonl, verify
from core.review.chain import sealed
from core.review.ledger import COLUMNS
from core.review.records import Entry
from core.review.store import Review

Tagged = tuple[Review, list[int]]
UNGUARD = "DROP TRIGGER decisions_keep; DROP TRIGGER decisions_stay; DROP TRIGGER decisions_append;"


@pytest.fixture
def path(tagged: Tagged) -> Path:
    """Ten entries by two reviewers, closed."""
    review, ids = tagged
    review.decisions.accept(ids)
    review.reviewer = "bo"
    for photo in ids:
        review.decisions.correct([photo], "Ponchos", reason="seen in hand")
    review.close()
    return review.path


def edit(path: Path, sql: str) -> None:
    """Change a file as somebody with a database tool would, and put the guards back."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        guards = connection.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
        restore = ";".join(row[0] for row in guards)
        connection.executescript(f"{UNGUARD} {sql}; {restore};")


def test_a_sound_review_verifies_and_stays_as_it_was(path: Path) -> None:
    before = path.read_bytes()
    report = verify(path)
    assert (report.sound, report.entries, report.broken_entry) == (True, 10, None)
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir()) == ["a.tagproof", "a.tagproof.lock"]


@pytest.mark.parametrize("column", [name for name in COLUMNS if name != "id"])
def test_an_edit_of_any_column_is_found_at_its_row(path: Path, column: str) -> None:
    edit(path, f"UPDATE decisions SET {column} = '1234' WHERE id = 4")
    assert verify(path).broken_entry == 4


@pytest.mark.parametrize(
    ("sql", "broken", "word"),
    [
        ("DELETE FROM decisions WHERE id = 3", 3, "missing"),
        ("DELETE FROM decisions WHERE id > 8", 9, "cut off"),
        ("DELETE FROM decisions", 1, "cut off"),
        ("UPDATE decisions SET id = 99 WHERE id = 10", 10, "missing"),
        ("UPDATE decisions SET reason = x'ff00' WHERE id = 2", 2, "changed"),
        ("UPDATE meta SET value = '00' WHERE key = 'review_id'", 1, "follow"),
        ("UPDATE meta SET value = '9' WHERE key = 'head_count'", 10, "does not end"),
        ("UPDATE photos SET tag = 'Hats' WHERE id = 1", None, "desk shows photo 1"),
        ("DELETE FROM photos WHERE id = 2", None, "desk shows photo 2"),
    ],
)
def test_a_tampered_file_is_named(path: Path, sql: str, broken: int | None, word: str) -> None:
    edit(path, sql)
    report = verify(path)
    assert not report.sound
    assert report.broken_entry == broken
    assert word in report.fault


def test_guards_taken_out_are_noticed(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(UNGUARD)
    assert "guards" in verify(path).fault
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript("UPDATE decisions SET reviewer = 'eve' WHERE id = 3")
    assert (verify(path).broken_entry, verify(path).entries) == (3, 2)


def test_a_log_written_anew_is_known_by_a_hash_noted_before(path: Path) -> None:
    noted = verify(path).head
    with contextlib.closing(sqlite3.connect(path)) as connection:
        columns = ", ".join(COLUMNS)
        rows = connection.execute(f"SELECT {columns} FROM decisions ORDER BY id").fetchall()
    entries = [Entry(*row) for row in rows]
    previous, forged = entries[0].previous, []
    for entry in entries:
        forged.append(sealed(replace(entry, reviewer="eve", previous=previous)))
        previous = forged[-1].hash
    edit(
        path,
        "".join(
            f"UPDATE decisions SET reviewer = 'eve', previous = '{one.previous}',"
            f" hash = '{one.hash}' WHERE id = {one.id};"
            for one in forged
        )
        + f"UPDATE meta SET value = '{previous}' WHERE key = 'head_hash'",
    )
    assert verify(path).sound
    assert "noted earlier" in verify(path, head=noted).fault


def test_the_end_of_an_empty_log_vouches_for_what_comes_behind_it(tagged: Tagged) -> None:
    review, ids = tagged
    noted = verify(review.path).head
    assert verify(review.path, head=noted).sound
    review.decisions.accept(ids)
    assert verify(review.path, head=noted).sound
    assert "noted earlier" in verify(review.path, head="0" * 64).fault


def test_jsonl_lets_anybody_recompute_the_chain(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "log.jsonl"
    assert export_jsonl(path, out) == 10
    previous = None
    for line in out.read_text("ascii").splitlines():
        entry = json.loads(line)
        claimed = entry.pop("hash")
        text = json.dumps(entry, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(text.encode()).hexdigest() == claimed
        assert previous in (None, entry["previous"])
        previous = claimed
    assert previous == verify(path).head


def test_an_export_that_cannot_be_written_is_told(path: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportFailed):
        export_jsonl(path, tmp_path / "nowhere" / "log.jsonl")
    with pytest.raises(ReviewError):
        export_jsonl(tmp_path / "gone.tagproof", tmp_path / "log.jsonl")
    assert not (tmp_path / "log.jsonl").exists()


def test_a_fresh_review_is_sound(make_review: Callable[..., Review]) -> None:
    assert verify(make_review().path).entries == 0
