"""The network's answers, kept by subject and pack so that nothing is classified twice."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.entities import TOP_K, ClassScore, EngineFacts, Prediction
from core.errors import ReviewError
from core.inference.class_choice import EVERY_CLASS
from core.inference.combining import means
from core.review import checksums, pack_numbers
from core.review.database import Database
from core.review.ledger import Ledger
from core.review.records import PackRecord, stored
from core.review.shown_tags import STORED, probabilities_of, show_everything, show_subjects
from core.vocabulary import Status

_KEEP: Final = (
    "INSERT OR REPLACE INTO predictions (subject, pack, status, label, confidence, margin, rival,"
    " probabilities, logits, strangeness, engine) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ELSEWHERE: Final = """
SELECT subject, logits, strangeness, engine FROM predictions AS known
WHERE pack IN (SELECT id FROM packs WHERE sha256 = :network AND id <> :pack)
    AND strangeness IS NOT NULL AND NOT EXISTS
    (SELECT 1 FROM predictions WHERE subject = known.subject AND pack = :pack)
GROUP BY subject
"""
"""What the network answered while other classes of it could occur, and is not known yet."""
Judge = Callable[[NDArray[np.float32], float], Prediction]
"""Gives the answer for a photo's logits (n_classes,) and its strangeness."""


class Predictions:
    """The predictions of one review, under the pack in use.

    Attributes
    ----------
    forgotten : int
        Answers that did not fit their checksums: photos that are to be tagged again.
    """

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger
        self._pack: PackRecord | None = None
        self._pack_id = 0
        self._choice = EVERY_CLASS
        self.forgotten = 0

    @property
    def pack(self) -> PackRecord:
        """The pack in use; raises ReviewError before `use`."""
        if self._pack is None:
            raise ReviewError(self._database.path, "no network has been chosen for it yet")
        return self._pack

    @property
    def pack_id(self) -> int:
        """The pack's number in this file; raises ReviewError before `use`."""
        return self._pack_id if self.pack else 0

    def use(self, pack: PackRecord, judge: Judge | None = None) -> None:
        """Show this pack's answers on the desk, as far as they are known already.

        Parameters
        ----------
        pack : PackRecord
            With the classes that can occur: for others, a network's answers are others.
        judge : callable, optional
            Makes the pack's answer of a photo's logits and strangeness. Contents that the network
            has seen while other classes could occur are judged by it, and not classified again.
        """
        if self._database.read_only:
            self._set(pack, pack_numbers.known(self._database, pack))
            return
        with self._database.transaction() as connection:
            pack_numbers.forget_other_names(connection, pack)
            self._set(pack, pack_numbers.noted(connection, pack))
            self._forget_unfit(connection)
            if judge is not None:
                self._judge_anew(connection, judge)
            self._show_all(connection)

    def resume(self, pack: PackRecord) -> bool:
        """Take up this pack where the desk shows its answers already; tells whether it does.

        Nothing is looked through or written, however many photos there are: `use` has to follow.
        """
        known = pack_numbers.known(self._database, pack)
        shown = self._database.rows("SELECT value FROM meta WHERE key = 'pack'")
        if not known or shown != [(str(known),)]:
            return False
        self._set(pack, known)
        return True

    def _forget_unfit(self, connection: sqlite3.Connection) -> None:
        unfit = f"DELETE FROM predictions WHERE {checksums.unfit('predictions')}"
        if forgotten := connection.execute(unfit).rowcount:
            self.forgotten += forgotten
            show_everything(connection)

    def _judge_anew(self, connection: sqlite3.Connection, judge: Judge) -> None:
        values = {"network": self.pack.sha256, "pack": self._pack_id}
        known = connection.execute(_ELSEWHERE, values).fetchall()
        judged = (
            (
                subject,
                replace(judge(_array(logits), strangeness), engine=EngineFacts.from_json(answered)),
            )
            for subject, logits, strangeness, answered in known
        )
        rows = [_as_row(subject, self._pack_id, prediction) for subject, prediction in judged]
        connection.executemany(_KEEP, rows)
        checksums.seal(connection, "predictions", self._pack_id, [row[0] for row in rows])

    def _set(self, pack: PackRecord, pack_id: int) -> None:
        self._pack, self._pack_id, self._choice = pack, pack_id, pack.choice
        self._ledger.signature.pack = pack.sha256

    def _show_all(self, connection: sqlite3.Connection) -> None:
        """Rewrite the desk's columns where another pack's answers stand in them."""
        shown = connection.execute("SELECT value FROM meta WHERE key = 'pack'").fetchone()
        if shown is not None and shown[0] == str(self._pack_id):
            return
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('pack', ?)", (str(self._pack_id),))
        show_everything(connection)

    def last_pack(self) -> PackRecord | None:
        """Give the pack whose answers the desk shows, from the file alone."""
        rows = self._database.rows(
            "SELECT sha256, name, version, labels, families, classes FROM packs"
            " WHERE id = (SELECT value FROM meta WHERE key = 'pack')"
        )
        if not rows:
            return None
        sha256, name, version, labels, families, classes = rows[0]
        groups = tuple(tuple(family) for family in json.loads(families))
        names = (tuple(json.loads(names)) for names in (labels, classes))
        labels, classes = names
        return PackRecord(sha256, name, version, labels, groups, classes)

    def save(self, predictions: Iterable[tuple[str, Prediction]]) -> None:
        """Keep answers and show them on every photo that they are about.

        Parameters
        ----------
        predictions : iterable of (str, Prediction)
            A photo's subject, and the answer for it.
        """
        pack_id = self.pack_id
        rows = [_as_row(subject, pack_id, prediction) for subject, prediction in predictions]
        with self._database.transaction() as connection:
            connection.executemany(_KEEP, rows)
            checksums.seal(connection, "predictions", pack_id, [row[0] for row in rows])
            show_subjects(connection, [row[0] for row in rows])

    def reuse(self, subjects: Sequence[str]) -> set[str]:
        """Show what is known already; gives the subjects that need not be classified."""
        query = "SELECT status FROM predictions WHERE subject = ? AND pack = ?"
        with self._database.transaction() as connection:
            known = {
                subject
                for subject in subjects
                for row in connection.execute(query, (subject, self.pack_id)).fetchall()
                if stored(Status, row[0])
            }
            show_subjects(connection, known)
        return known

    def get(self, subject: str) -> Prediction | None:
        """Give the answer about a subject, None where it has not been classified."""
        rows = self._database.rows(
            "SELECT status, rival, probabilities, logits, strangeness, engine FROM predictions"
            f" WHERE subject = ? AND pack = ? AND NOT ({checksums.unfit('predictions')})",
            (subject, self.pack_id),
        )
        if not rows or (status := stored(Status, rows[0][0])) is None:
            return None
        return self._prediction(status, *rows[0][1:])

    def _prediction(
        self,
        status: Status,
        rival: str | None,
        probabilities: bytes,
        logits: bytes,
        strangeness: float | None,
        engine: str | None,
    ) -> Prediction:
        values = _array(probabilities)
        if len(values) != len(self.pack.labels):
            raise ReviewError(self._database.path, "a stored answer does not fit its network")
        order = self._choice.ranked(values)[:TOP_K]
        top = tuple(ClassScore(self.pack.labels[i], float(values[i])) for i in order)
        return Prediction(
            top,
            status,
            values,
            _array(logits),
            rival=rival,
            strangeness=strangeness,
            engine=EngineFacts.from_json(engine),
        )

    def probabilities(self) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Give the probabilities of every classified queue entry.

        Returns
        -------
        ids : (N,) int64
            Photos by themselves, and products by their leads.
        probabilities : (N, n_classes) float32
        """
        rows = self._database.rows(
            "SELECT ifnull(lead, photos.id) AS entry, predictions.status, probabilities"
            " FROM photos JOIN predictions"
            " ON predictions.subject = photos.subject AND pack = ?"
            " LEFT JOIN products ON products.id = product"
            " WHERE (product IS NULL OR (missing = 0 AND error = ''))"
            " AND length(probabilities) = ? ORDER BY entry, place",
            (self.pack_id, len(self.pack.labels) * np.dtype(STORED).itemsize),
        )
        entries = np.array([row[0] for row in rows], dtype=np.int64)
        ids, starts = np.unique(entries, return_index=True)
        if len(ids) == 0:
            return ids, np.empty((0, len(self.pack.labels)), dtype=np.float32)
        strange = np.array([row[1] == Status.UNKNOWN for row in rows])
        return ids, means(strange, probabilities_of([row[2] for row in rows]), starts)


def _as_row(subject: str, pack_id: int, prediction: Prediction) -> tuple[object, ...]:
    second = prediction.top[1].probability if len(prediction.top) > 1 else 0.0
    return (
        subject,
        pack_id,
        prediction.status.value,
        prediction.label,
        float(prediction.confidence),
        float(prediction.confidence - second),
        prediction.rival,
        prediction.probabilities.astype(STORED).tobytes(),
        prediction.logits.astype(STORED).tobytes(),
        prediction.strangeness,
        prediction.engine.to_json() if prediction.engine else None,
    )


def _array(data: bytes) -> NDArray[np.float32]:
    return np.frombuffer(data, dtype=STORED).astype(np.float32)
