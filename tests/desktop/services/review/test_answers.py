"""Which network's answers a review takes: at once as lists show them, for good behind them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.imaging.images import load_photo
from core.inference.classifier import Classifier
from core.inference.model_pack import Pack
from core.review.records import PackRecord
from core.review.store import Review
from core.review.views import VIEWS
from core.vocabulary import ViewKey
from desktop.services.review.answers import CLASSES_LACKING, FORGOTTEN
from desktop.services.review.shared_review import SharedReview

EVERY = VIEWS[ViewKey.ALL]


@pytest.fixture
def again(answered: SharedReview, troubles: list[str]) -> Iterator[Callable[[], SharedReview]]:
    """Opens the answered review once more, with no network yet."""
    made: list[SharedReview] = []

    def open_again() -> SharedReview:
        answered.close()
        made.append(SharedReview(Review(answered.review.path), troubles.append))
        return made[-1]

    yield open_again
    for one in made:
        one.close()


def test_what_lists_show_is_shown_at_once(
    again: Callable[[], SharedReview], classifier: Classifier, blue: Path
) -> None:
    shared = again()
    shared.answers.resume(classifier.pack)
    assert shared.answers.in_use and shared.answers.are_of(classifier.pack)
    assert shared.knows(load_photo(blue))
    assert shared.first(EVERY).known.tags[blue].label == "Blue"
    assert shared.everything().tags[blue].label == "Blue"


def test_tags_of_another_network_are_not_shown_and_go_behind_the_first_look(
    again: Callable[[], SharedReview], quantised_pack: Pack, blue: Path
) -> None:
    shared = again()
    shared.answers.resume(quantised_pack)
    first = shared.first(EVERY).known
    assert blue in first.marks and dict(first.tags) == {}
    assert not shared.knows(load_photo(blue))
    assert shared.review.photos.get(shared.ids([blue])[0]).label == "Blue"  # nothing was written
    assert dict(shared.everything().tags) == {}
    assert shared.answers.are_of(quantised_pack)


def test_until_there_is_a_network_the_last_ones_tags_are_shown(
    again: Callable[[], SharedReview], blue: Path
) -> None:
    shared = again()
    for known in (shared.first(EVERY).known, shared.everything()):
        assert known.tags[blue].label == "Blue"


def test_damaged_answers_are_forgotten_with_all_that_is_read_and_told(
    again: Callable[[], SharedReview],
    answered: SharedReview,
    classifier: Classifier,
    troubles: list[str],
    blue: Path,
) -> None:
    answered.close()
    with closing(sqlite3.connect(answered.review.path)) as connection, connection:
        connection.execute("UPDATE predictions SET confidence = 0.123 WHERE label = 'Blue'")
    shared = again()
    shared.answers.resume(classifier.pack)
    assert not shared.knows(load_photo(blue))
    assert troubles == []
    assert blue not in shared.everything().tags
    assert troubles == [FORGOTTEN.format(1)]
    shared.everything()
    assert len(troubles) == 1


def test_classes_that_a_network_lacks_are_told_once(
    again: Callable[[], SharedReview], classifier: Classifier, troubles: list[str]
) -> None:
    shared = again()
    shared.answers.classes = ("Blue", "Gone")
    shared.answers.resume(classifier.pack)
    shared.everything()
    assert troubles == [CLASSES_LACKING.format("Gone")]
    assert shared.answers.classes == ()


def test_what_was_chosen_since_counts(
    again: Callable[[], SharedReview], classifier: Classifier, quantised_pack: Pack
) -> None:
    shared = again()
    shared.answers.resume(classifier.pack)
    shared.set_pack(quantised_pack)
    shared.everything()
    assert shared.answers.are_of(quantised_pack)


def test_a_review_says_whose_answers_it_shows(
    again: Callable[[], SharedReview], classifier: Classifier
) -> None:
    shared = again()
    assert shared.answers.pack is None
    shared.answers.resume(classifier.pack)
    assert shared.answers.pack == PackRecord.of(classifier.pack)
    shared.answers.classes = ("Blue", "Red")
    shared.set_pack(classifier.pack)
    assert shared.answers.pack == PackRecord.of(classifier.pack.choosing(("Blue", "Red")))
