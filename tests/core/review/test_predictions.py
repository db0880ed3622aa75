import json
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from core.entities import UNSEEN, ExplainSettings, Explanation, Surrogate
from core.errors import ReviewError
from core.review.records import PackRecord
from core.review.store import Review
from core.vocabulary import Fill, Status, Target
from tests.core.review.desk import LABELS, PACK, classify, predict, sha

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


def explanation(settings: ExplainSettings) -> Explanation:
    rng = np.random.default_rng(0)
    segments = rng.integers(0, 300, (30, 20), dtype=np.int32)
    surrogates = {
        label: Surrogate(label, rng.normal(size=300), 0.1, 0.9, 0.3, 1 / 3, 0.8, errors, halves)
        for label, errors, halves in (
            ("Handbags", rng.normal(size=300), rng.normal(size=(2, 300))),
            ("Dresses", None, None),
        )
    }
    return Explanation(
        "Handbags", segments, surrogates, 512, settings, 0.4,
        stable=True, background=7,
    )  # fmt: skip


def test_an_explanation_comes_back_bit_for_bit(tagged: Tagged) -> None:
    review, ids = tagged
    settings = ExplainSettings(target=Target.PROBABILITY, fill=Fill.BLUR, labels=("Dresses",))
    given = explanation(settings)
    review.explanations.save(sha(0), given, badge="care")
    found = review.explanations.get(sha(0), "Handbags", settings)
    assert found is not None
    np.testing.assert_array_equal(found.segments, given.segments)
    assert found.segments.dtype == np.int32
    for label, surrogate in given.surrogates.items():
        again = found.surrogates[label]
        np.testing.assert_array_equal(again.weights, surrogate.weights)
        assert (again.intercept, again.model_value) == (0.1, 1 / 3)
    np.testing.assert_array_equal(found.surrogate.standard_errors, given.surrogate.standard_errors)
    assert found.surrogates["Dresses"].standard_errors is None
    assert (found.settings, found.samples, found.stable, found.background) == (
        settings, 512, True, 7,
    )  # fmt: skip
    np.testing.assert_array_equal(found.surrogate.halves, given.surrogate.halves)
    assert found.surrogates["Dresses"].halves is None
    assert review.photos.get(ids[0]).badge == "care"
    assert review.explanations.settings_of(sha(0)) == [("Handbags", settings)]


def test_other_settings_are_another_explanation(tagged: Tagged) -> None:
    review, _ = tagged
    review.explanations.save(sha(0), explanation(ExplainSettings()))
    assert review.explanations.get(sha(0), "Handbags", ExplainSettings(seed=1)) is None
    assert review.explanations.get(sha(1), "Handbags", ExplainSettings()) is None


def test_settings_of_earlier_versions_find_their_explanations(tagged: Tagged) -> None:
    """What was added later and is not chosen stands in no file."""
    review, _ = tagged
    settings = ExplainSettings(seed=3)
    review.explanations.save(sha(0), explanation(settings))
    ((text,),) = review.database.rows("SELECT settings FROM explanations")
    assert "against" not in json.loads(text)
    chosen = replace(settings, against="Clutches")
    review.explanations.save(sha(0), explanation(chosen))
    assert set(review.explanations.settings_of(sha(0))) == {
        ("Handbags", settings),
        ("Handbags", chosen),
    }


def test_what_the_network_does_not_see_comes_back(tagged: Tagged) -> None:
    review, _ = tagged
    given = explanation(ExplainSettings())
    given.segments[:, :7] = UNSEEN
    review.explanations.save(sha(0), given)
    found = review.explanations.get(sha(0), "Handbags", ExplainSettings())
    assert found is not None
    assert found.framed
    np.testing.assert_array_equal(found.segments, given.segments)
