from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from core.entities import EngineFacts, ExplainSettings, Prediction
from core.errors import ReviewError
from core.inference.card import Card, InputSpec
from core.inference.judging import judge
from core.inference.model_pack import Pack
from core.review.records import FoundFile, PackRecord
from core.review.store import Review
from core.vocabulary import Status
from tests.core.review.desk import LABELS, PACK, classify, explanation, predict, sha

Tagged = tuple[Review, list[int]]
NEXT_PACK = PackRecord("cd" * 32, "catalog-cnn", "2.0", LABELS)


def test_an_answer_comes_back_as_it_was(tagged: Tagged) -> None:
    review, ids = tagged
    answer = replace(predict("Handbags", 0.61, Status.UNCERTAIN), rival="Dresses")
    classify(review, ids[:1], [answer])
    found = review.predictions.get(sha(0))
    assert found is not None
    assert (found.top, found.status, found.rival) == (answer.top, Status.UNCERTAIN, "Dresses")
    np.testing.assert_array_equal(found.probabilities, answer.probabilities)
    np.testing.assert_array_equal(found.logits, answer.logits)
    row = review.photos.get(ids[0])
    assert (row.label, row.status, row.badge) == ("Handbags", "uncertain", None)
    assert row.confidence == pytest.approx(0.61)
    assert row.margin == pytest.approx(0.61 - 0.39 / 4)


def test_every_pack_has_its_own_answers(tagged: Tagged) -> None:
    review, ids = tagged
    review.predictions.use(NEXT_PACK)
    assert review.photos.unread() == ids
    assert review.predictions.get(sha(0)) is None
    classify(review, ids[:1], [predict("Lip Gloss", 0.99)])
    review.decisions.accept(ids[:1])
    review.predictions.use(PACK)
    assert review.photos.get(ids[0]).label == LABELS[0]
    assert review.photos.unread() == []
    assert review.decisions.state(ids[0]).tag == "Lip Gloss"
    (entry,) = review.decisions.history()
    assert (entry.pack, entry.network_tag) == (NEXT_PACK.sha256, "Lip Gloss")


def test_the_last_pack_is_known_from_the_file(
    tagged: Tagged, make_review: Callable[..., Review]
) -> None:
    review, _ = tagged
    assert make_review(read_only=True).predictions.last_pack() == PACK
    assert Review(review.path.with_name("b.tagproof"), folder=review.path).predictions.last_pack(
    ) is None  # fmt: skip


def test_without_a_pack_there_are_no_answers(tagged: Tagged) -> None:
    review, _ = tagged
    review.close()
    with Review(review.path) as bare, pytest.raises(ReviewError, match="no network"):
        bare.predictions.get(sha(0))


def test_all_probabilities_come_as_one_array(tagged: Tagged) -> None:
    review, ids = tagged
    found, probabilities = review.predictions.probabilities()
    assert found.tolist() == ids
    assert probabilities.shape == (5, len(LABELS))
    assert probabilities.argmax(axis=1).tolist() == [0, 1, 2, 3, 4]


def judged(record: PackRecord) -> Callable[[NDArray[np.float32], float], Prediction]:
    """Judge as a pack with the classes of a record does."""
    card = Card(
        record.name, record.version, "2026-01-01", record.labels, InputSpec(32),
        families=record.families,
    )  # fmt: skip
    return partial(judge, Pack(Path("nowhere"), card, choice=record.choice))


FEW = replace(PACK, classes=("Casual Shoes", "Dresses", "Lip Gloss"))


def seen(label: str) -> Prediction:
    """An answer of the whole network, with what judging it anew needs."""
    return judged(PACK)(predict(label, 0.7).logits, 0.25)


def test_another_choice_of_classes_is_answered_from_kept_logits(tagged: Tagged) -> None:
    review, ids = tagged
    classify(review, ids, [seen(label) for label in LABELS])
    review.decisions.accept(ids[:1])
    review.predictions.use(FEW, judged(FEW))
    assert review.photos.unread() == []
    rows = [review.photos.get(photo) for photo in ids]
    assert {row.label for row in rows} == set(FEW.classes)
    assert rows[0].state.tag == "Tshirts", "decisions stay"
    found = review.predictions.get(sha(2))
    wanted = judged(FEW)(predict("Handbags", 0.7).logits, 0.25)
    assert found is not None
    assert (found.top, found.status, found.strangeness) == (wanted.top, wanted.status, 0.25)
    np.testing.assert_array_equal(found.probabilities, wanted.probabilities)
    np.testing.assert_array_equal(found.probabilities[[0, 2]], 0)
    assert review.predictions.last_pack() == FEW


def test_choices_are_kept_apart_and_come_back(tagged: Tagged) -> None:
    review, ids = tagged
    classify(review, ids, [seen(label) for label in LABELS])
    before = [review.photos.get(photo) for photo in ids]
    review.explanations.save(sha(0), explanation(ExplainSettings()), badge="care")
    review.predictions.use(FEW, judged(FEW))
    assert review.explanations.settings_of(sha(0)) == []
    assert review.photos.get(ids[0]).badge is None
    new = review.photos.add([FoundFile(review.photos.folder / "new.jpg", 1, 1)], 2)
    review.photos.set_contents([(new[0], sha(9))])
    classify(review, new, [judged(FEW)(predict("Handbags", 0.9).logits, 0.0)])
    review.predictions.use(PACK, judged(PACK))
    assert [replace(review.photos.get(photo), badge=None) for photo in ids] == before
    assert review.photos.get(new[0]).label == "Handbags", "judged anew the other way round"
    assert review.photos.get(ids[0]).badge == "care"


def test_answers_without_strangeness_are_asked_for_again(tagged: Tagged) -> None:
    review, ids = tagged
    classify(review, ids[:2], [seen(label) for label in LABELS[:2]])
    review.predictions.use(FEW, judged(FEW))
    assert review.photos.unread() == ids[2:]


def test_an_answer_of_another_version_is_asked_for_again(tagged: Tagged) -> None:
    review, ids = tagged
    with review.database.transaction() as connection:
        connection.execute(
            "UPDATE predictions SET status = 'sideways' WHERE subject = ?", (sha(0),)
        )
    assert review.predictions.get(sha(0)) is None
    assert review.predictions.reuse([sha(0), sha(1)]) == {sha(1)}
    classify(review, ids[:1], [predict("Handbags", 0.9)])
    assert review.predictions.reuse([sha(0), sha(1)]) == {sha(0), sha(1)}


def test_an_answer_keeps_what_gave_it_also_where_other_classes_can_occur(tagged: Tagged) -> None:
    review, ids = tagged
    engine = EngineFacts("LiteRT", "2.3.0", "XNNPACK")
    classify(review, ids[:1], [replace(predict(LABELS[0]), strangeness=0.0, engine=engine)])
    chosen = replace(PACK, classes=LABELS[:3])
    review.predictions.use(chosen, judge=lambda logits, strangeness: predict(LABELS[1]))
    found = review.predictions.get(sha(0))
    assert found is not None
    assert (found.label, found.engine) == (LABELS[1], engine)


def test_answers_that_lists_show_are_taken_up_without_a_look_at_them(
    tagged: Tagged, make_review: Callable[..., Review]
) -> None:
    review, ids = tagged
    before = review.path.stat().st_mtime_ns
    again = make_review(read_only=True)
    assert again.predictions.resume(PACK)
    assert again.predictions.pack == PACK
    assert again.predictions.get(sha(0)) is not None
    assert review.path.stat().st_mtime_ns == before
    assert [row.label for row in again.photos.get_many(ids)] == list(LABELS)


@pytest.mark.parametrize(
    "other", [NEXT_PACK, replace(PACK, classes=LABELS[:2])], ids=["network", "classes"]
)
def test_those_of_another_network_are_not(other: PackRecord, tagged: Tagged) -> None:
    again = Review(tagged[0].path, read_only=True)
    assert not again.predictions.resume(other)
    with pytest.raises(ReviewError, match="no network"):
        _ = again.predictions.pack
    tagged[0].predictions.use(other)
    tagged[0].predictions.use(PACK)
    assert not again.predictions.resume(other)  # known to the file, and not shown
    again.close()
