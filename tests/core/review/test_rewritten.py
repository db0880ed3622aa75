"""A file that we changed ourselves is the photo that it was."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from core.entities import Box
from core.review.audit import verify
from core.review.records import FoundFile
from core.review.store import Review
from tests.core.review.desk import BAG, SHIRT, classify, predict


@pytest.fixture
def file(photo_file: Callable[..., Path]) -> Path:
    return photo_file("photos/a.jpg")


def scan(review: Review, file: Path) -> int:
    (photo,) = review.photos.add([FoundFile.of(file)], review.photos.begin_scan())
    content = hashlib.sha256(file.read_bytes()).hexdigest()
    review.photos.set_contents([(photo, content)] if photo in review.photos.unhashed() else [])
    return photo


@pytest.mark.parametrize("noted", [True, False])
def test_decision_and_answer_stay_where_it_is_noted(
    make_review: Callable[..., Review], file: Path, noted: bool
) -> None:
    review = make_review()
    photo = scan(review, file)
    classify(review, [photo], [predict(SHIRT)])
    review.decisions.accept([photo])
    before = list(review.decisions.history(photo))
    file.write_bytes(file.read_bytes() + b"more")
    if noted:
        review.rewritten.note(photo)
    scan(review, file)
    row = review.photos.get(photo)
    assert row.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert (row.state.tag == SHIRT) is noted
    assert (review.predictions.get(row.sha256) is not None) is noted
    assert (list(review.decisions.history(photo)) == before) is noted


def test_a_box_and_what_was_said_of_its_inside_stay(
    make_review: Callable[..., Review], file: Path
) -> None:
    review, box = make_review(), Box(1, 2, 30, 40)
    photo = scan(review, file)
    classify(review, [photo], [predict(SHIRT)])
    review.boxes.draw(photo, box)
    review.predictions.save([(review.photos.get(photo).subject, predict(BAG))])
    file.write_bytes(file.read_bytes() + b"more")
    review.rewritten.note(photo)
    scan(review, file)
    row = review.photos.get(photo)
    assert (row.box, row.label, review.photos.unread()) == (box, BAG, [])
    assert review.boxes.by_path()[file].sha256 == row.sha256
    review.decisions.undo()
    assert (review.photos.get(photo).box, review.photos.get(photo).label) == (None, SHIRT)
    review.close()
    assert verify(review.path).sound


def edited(file: Path) -> bytes:
    return file.read_bytes() + b"more"


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def announced(review: Review, file: Path) -> int:
    """Decide about a photo, and say that its file is about to be changed; gives its number."""
    photo = scan(review, file)
    classify(review, [photo], [predict(SHIRT)])
    review.decisions.accept([photo])
    review.rewritten.announce(photo, digest(edited(file)))
    return photo


@pytest.mark.parametrize("renamed", [True, False])
def test_a_photo_that_was_being_changed_is_known_under_either_content(
    make_review: Callable[..., Review], file: Path, renamed: bool
) -> None:
    review = make_review()
    photo = announced(review, file)
    review.close()  # killed here
    if renamed:
        file.write_bytes(edited(file))
    review = make_review()
    scan(review, file)
    row = review.photos.get(photo)
    assert (row.sha256, row.state.tag, row.label) == (digest(file.read_bytes()), SHIRT, SHIRT)
    assert review.photos.unread() == []
    assert not review.database.rows("SELECT 1 FROM meta WHERE key LIKE 'rewriting%'")
    review.close()
    assert verify(review.path).sound


def test_another_photo_in_the_place_of_one_that_was_being_changed_is_another(
    make_review: Callable[..., Review], file: Path
) -> None:
    review = make_review()
    photo = announced(review, file)
    review.close()
    file.write_bytes(b"another")
    review = make_review()
    scan(review, file)
    assert review.photos.get(photo).state.tag == ""


def test_a_disk_that_is_away_when_the_review_is_opened_may_come_back(
    make_review: Callable[..., Review], file: Path
) -> None:
    review = make_review()
    photo = announced(review, file)
    review.close()
    away = file.rename(file.with_name("away"))
    make_review().close()
    away.write_bytes(edited(away))
    away.rename(file)
    review = make_review()
    scan(review, file)
    assert review.photos.get(photo).state.tag == SHIRT


def test_a_copy_that_is_only_looked_at_settles_nothing(
    make_review: Callable[..., Review], file: Path
) -> None:
    review = make_review()
    photo = scan(review, file)
    review.rewritten.announce(photo, digest(edited(file)))
    review.close()
    file.write_bytes(edited(file))
    assert make_review(read_only=True).photos.get(photo).sha256 != digest(file.read_bytes())


def test_photos_are_not_gone_through_for_what_is_announced(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A million of them took half a second of each opening."""
    asked: list[tuple[str, Sequence[object]]] = []
    rows = review.database.rows

    def listening(sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        asked.append((sql, values))
        return rows(sql, values)

    monkeypatch.setattr(review.database, "rows", listening)
    review.rewritten.settle()
    plans = [step[3] for sql, values in asked for step in rows(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert plans and not [step for step in plans if step.startswith("SCAN photos")]
