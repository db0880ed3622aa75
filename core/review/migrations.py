"""The review file's schema, as steps that each lead one version on.

A file of version n gets the steps after n, in one transaction, after a backup beside it.
Steps that were released are never changed.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Final

from core.errors import ExportFailed, ReviewError
from core.natural import path_key
from core.outputs import writing
from core.review.checksums import ANSWER, EXPLANATION, register

APPLICATION_ID: Final = 0x54475052
"""Marks an SQLite file as a review ("TGPR")."""

_DESK: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE packs (
    id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    version TEXT NOT NULL, labels TEXT NOT NULL, families TEXT NOT NULL);
CREATE TABLE photos (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL, sha256 TEXT, scan INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0, missing INTEGER NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT '',
    status TEXT, label TEXT, confidence REAL, margin REAL, badge TEXT,
    verdict INTEGER NOT NULL DEFAULT 0, tag TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '', automatic INTEGER NOT NULL DEFAULT 0, decided_at TEXT,
    sureness REAL GENERATED ALWAYS AS (ifnull(confidence, 2)) VIRTUAL,
    gap REAL GENERATED ALWAYS AS (ifnull(margin, 2)) VIRTUAL);
CREATE TABLE words (photo INTEGER PRIMARY KEY REFERENCES photos ON DELETE CASCADE,
    text TEXT NOT NULL);
CREATE INDEX photos_by_content ON photos (sha256);
CREATE INDEX photos_by_doubt
    ON photos (missing, verdict, sureness, id, status, label, gap, badge, automatic);
CREATE INDEX photos_by_confidence ON photos (missing, sureness, id, verdict, status, label);
CREATE INDEX photos_by_margin ON photos (missing, verdict, gap, id);
CREATE INDEX photos_by_path ON photos (missing, path, verdict);
CREATE INDEX photos_by_date ON photos (missing, modified_ns, id);
CREATE INDEX photos_by_decision ON photos (missing, decided_at, id, verdict)
    WHERE decided_at IS NOT NULL;
CREATE TABLE predictions (
    sha256 TEXT NOT NULL, pack INTEGER NOT NULL REFERENCES packs, status TEXT NOT NULL,
    label TEXT NOT NULL, confidence REAL NOT NULL, margin REAL NOT NULL, rival TEXT,
    probabilities BLOB NOT NULL, logits BLOB NOT NULL,
    PRIMARY KEY (sha256, pack)) WITHOUT ROWID;
CREATE TABLE explanations (
    sha256 TEXT NOT NULL, pack INTEGER NOT NULL REFERENCES packs, settings TEXT NOT NULL,
    label TEXT NOT NULL, height INTEGER NOT NULL, width INTEGER NOT NULL, segments BLOB NOT NULL,
    surrogates TEXT NOT NULL, samples INTEGER NOT NULL, rank_correlation REAL, top5_jaccard REAL,
    seconds REAL NOT NULL, stable INTEGER NOT NULL, background INTEGER, badge TEXT,
    PRIMARY KEY (sha256, pack, settings, label)) WITHOUT ROWID;
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY, step INTEGER NOT NULL, photo INTEGER NOT NULL, path TEXT NOT NULL,
    sha256 TEXT NOT NULL, at TEXT NOT NULL, reviewer TEXT NOT NULL, action TEXT NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL, reason TEXT NOT NULL, target INTEGER,
    network_tag TEXT NOT NULL, confidence REAL, pack TEXT NOT NULL, program TEXT NOT NULL,
    previous TEXT NOT NULL, hash TEXT NOT NULL);
CREATE INDEX decisions_by_step ON decisions (step);
CREATE INDEX decisions_by_photo ON decisions (photo);
CREATE TABLE steps (step INTEGER PRIMARY KEY, state INTEGER NOT NULL);
CREATE INDEX steps_by_state ON steps (state, step);
CREATE TRIGGER decisions_keep BEFORE UPDATE ON decisions
    BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions
    BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;
CREATE TRIGGER decisions_append BEFORE INSERT ON decisions
    WHEN NEW.id IS NOT (SELECT ifnull(max(id), 0) + 1 FROM decisions)
    BEGIN SELECT RAISE(ABORT, 'decisions are only appended'); END;
"""

_CATALOG: Final = """
ALTER TABLE photos ADD COLUMN catalog_tag TEXT;
ALTER TABLE photos ADD COLUMN catalog_label TEXT;
ALTER TABLE photos ADD COLUMN product_name TEXT;
ALTER TABLE photos ADD COLUMN tag_doubt REAL;
ALTER TABLE photos ADD COLUMN look BLOB;
ALTER TABLE photos ADD COLUMN cluster INTEGER;
CREATE INDEX photos_by_disagreement
    ON photos (missing, verdict, ifnull(tag_doubt, -1) DESC, id) WHERE catalog_label <> label;
CREATE INDEX photos_by_cluster ON photos (missing, cluster, id) WHERE cluster IS NOT NULL;
CREATE TABLE class_map (foreign_name TEXT PRIMARY KEY, label TEXT NOT NULL) WITHOUT ROWID;
"""

_FORGET_ANSWERS: Final = """
DELETE FROM explanations;
DELETE FROM predictions;
UPDATE photos SET status = NULL, label = NULL, confidence = NULL, margin = NULL, badge = NULL,
    tag_doubt = NULL WHERE error = '';
"""
"""For when `core.imaging.framing` changes what a network sees: answers are kept by content and
network, and those given before would be shown as if given now. Decisions and the log stay."""

_CLASSES: Final = """
CREATE TABLE networks (
    id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL,
    labels TEXT NOT NULL, families TEXT NOT NULL, classes TEXT NOT NULL DEFAULT '[]',
    UNIQUE (sha256, classes));
INSERT INTO networks (id, sha256, name, version, labels, families)
    SELECT id, sha256, name, version, labels, families FROM packs;
DROP TABLE packs;
ALTER TABLE networks RENAME TO packs;
ALTER TABLE predictions ADD COLUMN strangeness REAL;
"""
"""A network answers otherwise when only some of its classes can occur: answers are kept under the
network and these classes. `strangeness` is what the logits lack to judge a photo anew."""

_PRODUCTS: Final = """
CREATE TABLE products (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, title TEXT NOT NULL DEFAULT '',
    lead INTEGER, carrier INTEGER, presence INTEGER NOT NULL DEFAULT 0);
ALTER TABLE photos ADD COLUMN product INTEGER REFERENCES products;
ALTER TABLE photos ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
ALTER TABLE photos ADD COLUMN behind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE photos ADD COLUMN odd TEXT;
ALTER TABLE decisions ADD COLUMN product TEXT;
CREATE TABLE named (photo INTEGER NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (photo, entry))
    WITHOUT ROWID;
CREATE INDEX photos_by_product ON photos (product, place, id) WHERE product IS NOT NULL;
CREATE INDEX photos_by_oddness ON photos (product) WHERE odd IS NOT NULL;
DROP INDEX photos_by_doubt;
DROP INDEX photos_by_confidence;
DROP INDEX photos_by_margin;
DROP INDEX photos_by_path;
DROP INDEX photos_by_date;
DROP INDEX photos_by_decision;
DROP INDEX photos_by_disagreement;
DROP INDEX photos_by_cluster;
CREATE INDEX photos_by_doubt
    ON photos (missing, behind, verdict, sureness, id, status, label, gap, badge, automatic);
CREATE INDEX photos_by_confidence
    ON photos (missing, behind, sureness, id, verdict, status, label);
CREATE INDEX photos_by_margin ON photos (missing, behind, verdict, gap, id);
CREATE INDEX photos_by_path ON photos (missing, behind, path, verdict);
CREATE INDEX photos_by_date ON photos (missing, behind, modified_ns, id);
CREATE INDEX photos_by_decision ON photos (missing, behind, decided_at, id, verdict)
    WHERE decided_at IS NOT NULL;
CREATE INDEX photos_by_disagreement
    ON photos (missing, behind, verdict, ifnull(tag_doubt, -1) DESC, id)
    WHERE catalog_label <> label;
CREATE INDEX photos_by_cluster ON photos (missing, behind, cluster, id) WHERE cluster IS NOT NULL;
"""
"""Several photos as one product: all its photos carry its tag and its decision, and the one that
leads stands for it in the lists; the others are `behind` it. `presence` tells which of its photos
were there when its lead was chosen, `odd` what a photo that contradicts its product looks like,
`named` which photos a product's entry of the log is about."""

_CATALOG_ROWS: Final = """
CREATE TABLE catalog_rows (sheet INTEGER NOT NULL, part INTEGER NOT NULL, rows BLOB NOT NULL,
    PRIMARY KEY (sheet, part));
"""
"""What the catalog file says of products and photos, so that photos that come after its import find
theirs, and photos can be grouped by it again."""

_DECIDED_TAGS: Final = """
CREATE INDEX photos_by_tag ON photos (missing, behind, tag) WHERE tag <> '';
CREATE INDEX photos_by_reason ON photos (reason) WHERE reason <> '';
"""
"""Which tags were decided on, and of how many photos, is asked for after every decision; a search
looks words up in these tags and in the reasons that were given."""

_BOXES: Final = """
ALTER TABLE photos ADD COLUMN box TEXT;
ALTER TABLE photos ADD COLUMN subject TEXT
    GENERATED ALWAYS AS (sha256 || ifnull('@' || box, '')) VIRTUAL;
CREATE INDEX photos_by_subject ON photos (subject);
CREATE INDEX photos_by_box ON photos (id) WHERE box IS NOT NULL;
ALTER TABLE decisions ADD COLUMN box TEXT;
ALTER TABLE predictions RENAME COLUMN sha256 TO subject;
ALTER TABLE explanations RENAME COLUMN sha256 TO subject;
"""
"""A box around the item, in the pixels of the upright photo. Answers are about what is inside it:
they are kept by `subject`, the content and the box, which without a box is the content alone. So
answers from before stay, and are there again when a box is taken away."""

_ENGINES: Final = """
ALTER TABLE predictions ADD COLUMN engine TEXT;
ALTER TABLE explanations ADD COLUMN engine TEXT;
ALTER TABLE decisions ADD COLUMN engine TEXT;
"""
"""What answered: its library, version and kernels. Answers from before say nothing of it."""

_NATURAL_ORDER: Final = """
ALTER TABLE photos ADD COLUMN path_key BLOB NOT NULL DEFAULT x'';
UPDATE photos SET path_key = path_key(CAST(path AS BLOB));
DROP INDEX photos_by_path;
CREATE INDEX photos_by_path ON photos (missing, behind, path_key, verdict);
"""
"""A photo's place in the order of names, kept beside its path: SQLite itself has 10 before 2."""

_CHECKSUMS: Final = f"""
ALTER TABLE predictions ADD COLUMN checksum INTEGER;
ALTER TABLE explanations ADD COLUMN checksum INTEGER;
UPDATE predictions SET checksum = {ANSWER};
"""
"""So that what a damaged disk has changed is told from what the network has answered."""

_DECIDED: Final = f"""
ALTER TABLE explanations ADD COLUMN decided TEXT;
UPDATE explanations SET checksum = {EXPLANATION};
"""
"""The settings as carried out on the photo: what cut it and what hid its regions, where that was
left to it. Explanations from before were made as their settings say."""

MIGRATIONS: Final[tuple[str, ...]] = (
    _DESK, _CATALOG, _FORGET_ANSWERS, _CLASSES, _PRODUCTS, _CATALOG_ROWS, _DECIDED_TAGS,
    _BOXES, _ENGINES, _NATURAL_ORDER, _CHECKSUMS, _DECIDED,
)  # fmt: skip
NEWEST: Final = len(MIGRATIONS)
TRIGGERS: Final = frozenset({"decisions_keep", "decisions_stay", "decisions_append"})


def version_of(connection: sqlite3.Connection) -> int:
    """Read a file's schema version; 0 for a file without a schema."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_version(connection: sqlite3.Connection, path: Path) -> int:
    """Give the schema version.

    Raises
    ------
    ReviewError
        Where the file is no review, or was made by a newer program.
    """
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise ReviewError(path, "a database, but not a Tagproof review")
    version = version_of(connection)
    if version > NEWEST:
        raise ReviewError(
            path,
            f"made by a newer Tagproof (file version {version}, this one reads up to {NEWEST}); "
            "update the program",
        )
    return version


def check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """See that a file holds our tables, indexes and guards, and nothing else that would act.

    Raises
    ------
    ReviewError
        A table, view, trigger or index was added, altered or taken out.
    """
    ours, theirs = _schema_of(version_of(connection)), _parts(connection)
    if added := sorted(theirs - ours):
        kind, name, *_ = added[0]
        raise ReviewError(path, f"holds the {kind} {name}, which no review has; it was edited")
    if theirs != ours:
        raise ReviewError(path, "lacks a part that every review has; it was edited or damaged")


@lru_cache
def _schema_of(version: int) -> frozenset[tuple[str, ...]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrate(fresh, MIGRATIONS[:version])
        return _parts(fresh)


def _parts(connection: sqlite3.Connection) -> frozenset[tuple[str, ...]]:
    """Name what a file consists of; guards with their texts, which SQLite never writes anew."""
    rows = connection.execute(
        "SELECT type, name, tbl_name, iif(type = 'trigger', sql, '') FROM sqlite_schema"
        " WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    return frozenset(rows)


def migrate(connection: sqlite3.Connection, steps: Sequence[str] = MIGRATIONS) -> None:
    """Bring an open file to the newest version, wholly or not at all."""
    pending = "".join(steps[version_of(connection) :])
    connection.create_function("path_key", 1, _key_of, deterministic=True)
    register(connection)
    connection.executescript(
        f"BEGIN IMMEDIATE; {pending} PRAGMA application_id = {APPLICATION_ID};"
        f" PRAGMA user_version = {len(steps)}; COMMIT;"
    )


def _key_of(path: bytes) -> bytes:
    return path_key(path.decode("utf-8", "surrogateescape"))


def back_up(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """Copy the file, with what its log still holds, beside itself; gives the copy's path.

    Raises
    ------
    ReviewError
        The copy cannot be written; nothing is left of it.
    """
    copy = path.with_name(f"{path.stem}.version-{version}.backup{path.suffix}")
    try:
        with writing(copy) as draft, closing(sqlite3.connect(draft)) as target:
            connection.backup(target)
    except ExportFailed as error:
        raise ReviewError(copy, error.cause) from error
    return copy
