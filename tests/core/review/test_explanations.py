import json
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from core.entities import UNSEEN, EngineFacts, ExplainSettings, Explanation, Surrogate
from core.errors import ReviewError
from core.review import checksums
from core.review.records import PackRecord
from core.review.store import Review
from core.vocabulary import Fill, Sampling, Segmenter, Target, Trust
from tests.core.review.desk import LABELS, add_photos, classify, explanation, predict, sha

Tagged = tuple[Review, list[int]]

SEGMENTS = arrays(
    np.int32, array_shapes(min_dims=2, max_dims=2), elements=st.integers(UNSEEN, 2**15 - 1)
)
WEIGHTS = arrays(np.float64, 4, elements=st.floats(-1e300, 1e300))
HERE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)


def explained(segments: np.ndarray, weights: np.ndarray, seed: int = 0) -> Explanation:
    surrogate = Surrogate(
        "Dresses", weights, 0.1, math.nan, 1 / 3, -0.0, halves=np.stack([weights, -weights])
    )
    chosen = ExplainSettings(seed=seed)
    return Explanation("Dresses", segments, {"Dresses": surrogate}, 64, chosen, 0.5)


@HERE
@given(SEGMENTS, WEIGHTS)
def test_any_explanation_comes_back_bit_for_bit(
    review: Review, segments: np.ndarray, weights: np.ndarray
) -> None:
    given_ = explained(segments, weights)
    review.explanations.save(sha(0), given_)
    found = review.explanations.get(sha(0), "Dresses", given_.settings)
    assert found is not None
    np.testing.assert_array_equal(found.segments, segments)
    np.testing.assert_array_equal(found.surrogate.weights, weights)
    np.testing.assert_array_equal(found.surrogate.halves, [weights, -weights])
    assert math.isnan(found.surrogate.r2)
    assert math.copysign(1, found.surrogate.model_value) == -1


def test_saved_again_it_replaces_what_was_kept(review: Review) -> None:
    segments = np.zeros((2, 2), dtype=np.int32)
    for weight in (1.0, 2.0):
        review.explanations.save(sha(0), explained(segments, np.array([weight])))
    review.explanations.save(sha(0), explained(segments, np.array([3.0]), seed=1))
    found = [
        review.explanations.get(sha(0), label, chosen)
        for label, chosen in review.explanations.settings_of(sha(0))
    ]
    assert sorted(one.surrogate.weights[0] for one in found if one) == [2.0, 3.0]


def test_every_photo_with_that_content_shows_the_badge(review: Review) -> None:
    ids = add_photos(review, ["a.jpg", "b.jpg", "c.jpg"])
    review.photos.set_contents([(ids[1], sha(0))])
    kept = explained(np.zeros((2, 2), dtype=np.int32), np.ones(1))
    review.explanations.save(sha(0), kept, badge=Trust.CARE)
    assert [review.photos.get(photo).badge for photo in ids] == [Trust.CARE, Trust.CARE, None]


def test_each_pack_has_its_own(review: Review) -> None:
    classify(review, add_photos(review, ["a.jpg"]), [predict("Dresses")])
    kept = explained(np.zeros((2, 2), dtype=np.int32), np.ones(1))
    review.explanations.save(sha(0), kept)
    review.predictions.use(PackRecord("cd" * 32, "next", "2", LABELS))
    assert review.explanations.get(sha(0), "Dresses", kept.settings) is None
    assert review.explanations.settings_of(sha(0)) == []


def test_a_pack_can_be_named_before_it_is_in_use(review: Review) -> None:
    [photo] = add_photos(review, ["a.jpg"])
    kept = explained(np.zeros((2, 2), dtype=np.int32), np.ones(1))
    coming = PackRecord("cd" * 32, "next", "2", LABELS)
    asked = sha(0), "Dresses", kept.settings
    assert review.explanations.get(*asked, coming) is None
    review.explanations.save(sha(0), kept, badge=Trust.CARE, pack=coming)
    assert review.explanations.get(*asked, coming) is not None
    assert review.explanations.get(*asked) is None
    assert review.photos.get(photo).badge is None
    review.predictions.use(coming)
    assert review.explanations.get(*asked) is not None
    assert review.photos.get(photo).badge == Trust.CARE


def test_looking_only_keeps_nothing(review: Review) -> None:
    kept = explained(np.zeros((2, 2), dtype=np.int32), np.ones(1))
    with Review(review.path, read_only=True) as looking, pytest.raises(ReviewError):
        looking.explanations.save(sha(0), kept)


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


def test_what_was_sampled_otherwise_is_not_shown(tagged: Tagged) -> None:
    """Explanations kept before there were designs stay, under the sampling that made them."""
    review, _ = tagged
    before = ExplainSettings(sampling=Sampling.BALANCED)
    review.explanations.save(sha(0), explanation(before))
    assert review.explanations.get(sha(0), "Handbags", ExplainSettings()) is None
    assert review.explanations.settings_of(sha(0)) == [("Handbags", before)]


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


def test_an_explanation_keeps_how_it_was_cut_and_hidden(review: Review) -> None:
    chosen = replace(ExplainSettings(), segmenter=Segmenter.PRODUCT_GRID, fill=Fill.MEAN)
    made = replace(explained(np.zeros((2, 2), np.int32), np.ones(4)), decided=chosen)
    review.explanations.save(sha(0), made)
    kept = review.explanations.get(sha(0), made.label, made.settings)
    assert kept is not None
    assert (kept.settings, kept.used) == (made.settings, chosen)


def test_an_explanation_from_before_was_made_as_its_settings_say(review: Review) -> None:
    before = ExplainSettings(fill=Fill.BACKGROUND, instead=None)
    made = replace(explained(np.zeros((2, 2), np.int32), np.ones(4)), settings=before)
    review.explanations.save(sha(0), made)
    with review.database.transaction() as connection:
        connection.execute("UPDATE explanations SET decided = NULL, checksum = NULL")
        checksums.seal_new(connection, "explanations", sha(0))
    ((text,),) = review.database.rows("SELECT settings FROM explanations")
    assert "instead" not in json.loads(text)
    kept = review.explanations.get(sha(0), made.label, before)
    assert kept is not None
    assert kept.used == before


def test_an_explanation_keeps_what_answered(review: Review) -> None:
    engine = EngineFacts("LiteRT", "2.3.0", "XNNPACK")
    made = replace(explained(np.zeros((2, 2), np.int32), np.ones(4)), engine=engine)
    review.explanations.save(sha(0), made)
    kept = review.explanations.get(sha(0), made.label, made.settings)
    assert kept is not None
    assert kept.engine == engine
