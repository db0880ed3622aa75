"""What a damaged disk has changed is told from what the model has answered."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.entities import ExplainSettings
from core.review import audit, checksums
from core.review.store import Review
from core.vocabulary import Status
from tests.core.review.desk import LABELS, PACK, SHIRT, explanation, sha

DAMAGED = [
    "probabilities = zeroblob(length(probabilities))",
    "probabilities = x'00'",
    "logits = CAST('abc' AS BLOB)",
    "label = CAST(x'ff' AS TEXT)",
    "status = 'certain'",
    "confidence = confidence + 1e-12",
    "rival = 'Hats'",
    "strangeness = 1e308",
    "engine = '['",
]


def damage(path: Path, change: str, table: str = "predictions", rows: str = "1") -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE {table} SET {change} WHERE {rows}")
        connection.commit()


@pytest.mark.parametrize("change", DAMAGED)
def test_an_answer_that_was_changed_counts_as_absent(
    tagged: tuple[Review, list[int]], make_review: Callable[..., Review], change: str
) -> None:
    review, ids = tagged
    review.close()
    damage(review.path, change, rows=f"subject = '{sha(0)}'")
    report = audit.verify(review.path)
    assert "1 of the model's answers" in report.fault
    with Review(review.path, read_only=True) as looked_at:
        looked_at.predictions.use(PACK)
        assert looked_at.predictions.get(sha(0)) is None
        assert looked_at.predictions.get(sha(1)) is not None
        looked_at.predictions.probabilities()
    again = make_review()
    assert again.predictions.forgotten == 1
    assert again.photos.get(ids[0]).label is None
    assert again.photos.get(ids[1]).label == LABELS[1]
    again.close()
    assert audit.verify(review.path).sound


@pytest.mark.parametrize(
    "change", ["segments = x'00'", "surrogates = '[{}]'", "height = 0", "samples = -1"]
)
def test_an_explanation_that_was_changed_counts_as_absent(
    tagged: tuple[Review, list[int]], make_review: Callable[..., Review], change: str
) -> None:
    review, _ = tagged
    settings = ExplainSettings()
    review.explanations.save(sha(0), explanation(settings))
    assert review.explanations.get(sha(0), "Handbags", settings) is not None
    review.close()
    damage(review.path, change, "explanations")
    assert "1 of the model's explanations" in audit.verify(review.path).fault
    again = make_review()
    assert again.explanations.get(sha(0), "Handbags", settings) is None
    assert again.explanations.settings_of(sha(0)) == []
    again.explanations.save(sha(0), explanation(settings))
    assert again.explanations.get(sha(0), "Handbags", settings) is not None


def test_an_unknown_status_is_not_sealed_anew(tagged: tuple[Review, list[int]]) -> None:
    review, _ = tagged
    with review.database.transaction() as connection:
        connection.execute("UPDATE predictions SET status = ?", (Status.UNKNOWN,))
        checksums.seal_new(connection, "predictions", sha(0))
        assert checksums.count_unfit(connection, "predictions") == 5
        checksums.seal(connection, "predictions", review.predictions.pack_id, [sha(0)])
        assert checksums.count_unfit(connection, "predictions") == 4


values = st.none() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.binary()


@given(st.lists(values, max_size=6), st.lists(values, max_size=6))
def test_other_rows_have_other_checksums(one: list[object], two: list[object]) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        checksums.register(connection)
        sums = [
            connection.execute(f"SELECT checksum_of({', '.join('?' * len(row))})", row).fetchone()
            for row in (one, two)
        ]
    assert (sums[0] == sums[1]) == (list(map(repr, one)) == list(map(repr, two)))


def test_the_model_is_asked_again_and_that_is_told(
    tagged: tuple[Review, list[int]], make_review: Callable[..., Review]
) -> None:
    review, ids = tagged
    review.decisions.accept(ids)
    review.close()
    damage(review.path, "label = 'Hats'")
    again = make_review()
    assert again.predictions.reuse([sha(0)]) == set()
    assert again.photos.get(ids[0]).state.tag == SHIRT
