import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.review.auto_accept import AutoAccept
from core.review.duplicates import Duplicates
from core.review.store import Review
from core.review.views import Filter, View
from core.vocabulary import ON_REQUEST, LeftAlone, Status, Verdict
from tests.core.review.desk import BAG, DRESS, SHIRT, add_photos, classify, predict

CURVE = [(0.5, 0.2), (0.9, 0.02), (0.7, 0.1), (1.0, 0.0)]


@pytest.fixture
def sure(review: Review) -> tuple[Review, list[int]]:
    """Eleven photos from 0.5 to 1 sure; the surest is called unknown."""
    ids = add_photos(review, [f"{i}.jpg" for i in range(11)])
    statuses = [Status.KNOWN] * 10 + [Status.UNKNOWN]
    answers = [predict("Dresses", 0.5 + i / 20, s) for i, s in enumerate(statuses)]
    classify(review, ids, answers)
    return review, ids


def test_a_plan_counts_photos_and_errors(sure: tuple[Review, list[int]]) -> None:
    review, ids = sure
    review.decisions.flag(ids[8:9], "torn")
    plan = AutoAccept(review, CURVE).plan(0.8)
    assert (plan.accepted, plan.left) == (3 - 1 + 1, 7)
    assert plan.risk == pytest.approx(0.06)
    assert plan.expected_errors == pytest.approx(0.18)


def test_plans_shrink_as_the_threshold_rises(sure: tuple[Review, list[int]]) -> None:
    plans = [AutoAccept(sure[0], CURVE).plan(t) for t in np.linspace(0, 1, 21)]
    accepted = [plan.accepted for plan in plans]
    assert accepted == sorted(accepted, reverse=True)
    assert (accepted[0], accepted[-1]) == (10, 0)
    assert {plan.accepted + plan.left for plan in plans} == {11}


def test_applying_is_one_step_marked_automatic(sure: tuple[Review, list[int]]) -> None:
    review, ids = sure
    assert AutoAccept(review, CURVE).apply(0.9) == 2
    automatic = View(Filter(automatic=True))
    assert set(review.queue.ids(automatic).tolist()) == set(ids[8:10])
    assert review.decisions.state(ids[9]).verdict is Verdict.ACCEPTED
    assert len(list(review.decisions.history())) == 2
    review.decisions.undo()
    assert review.queue.ids(automatic).size == 0
    assert AutoAccept(review, CURVE).apply(1.0) == 0
    assert review.decisions.depth().undo == 0


def test_what_was_tagged_anew_since_it_was_planned_is_judged_anew(
    sure: tuple[Review, list[int]],
) -> None:
    review, ids = sure
    planned = AutoAccept(review, CURVE)
    with review.database.transaction() as connection:
        connection.execute("UPDATE photos SET status = 'unknown' WHERE id = ?", ids[9:10])
        connection.execute("UPDATE photos SET confidence = 0.99 WHERE id = ?", ids[:1])
    assert planned.apply(0.9) == 1  # and no more than was shown
    assert review.decisions.state(ids[8]).verdict is Verdict.ACCEPTED


def test_a_wanted_risk_gives_its_threshold(review: Review) -> None:
    accept = AutoAccept(review, CURVE)
    assert [accept.threshold_for(risk) for risk in (0.5, 0.1, 0.02, 0.0)] == [0.5, 0.7, 0.9, 1.0]
    assert AutoAccept(review, [(0.5, 0.3), (0.9, 0.2)]).threshold_for(0.1) is None
    assert AutoAccept(review, [(0.5, 0.3), (0.7, 0.1), (0.99, 0.2)]).threshold_for(0.1) == 0.7
    with pytest.raises(ValueError, match="pair"):
        AutoAccept(review, [])


def test_products_are_counted_among_the_accepted(shop: tuple[Review, list[int]]) -> None:
    review, _ = shop
    with review.database.transaction() as connection:  # of a product that nothing contradicts
        connection.execute("UPDATE photos SET odd = NULL")
    plan = AutoAccept(review, CURVE).plan(0.0, {LeftAlone.UNCERTAIN})
    assert (plan.accepted, plan.products) == (3, 2)  # a, b, and the photo by itself
    assert AutoAccept(review, CURVE).plan(1.0).products == 0


def call(review: Review, photo: int, tag: str) -> None:
    """Let the catalog say what a photo is."""
    with review.database.transaction() as connection:
        connection.execute("UPDATE photos SET catalog_label = ? WHERE id = ?", (tag, photo))


def test_what_people_are_told_to_look_at_is_left_to_them(review: Review) -> None:
    ids = add_photos(review, [f"{i}.jpg" for i in range(6)])
    statuses = [Status.KNOWN, Status.UNCERTAIN, *[Status.KNOWN] * 4]
    classify(review, ids, [predict(DRESS, 0.99, status) for status in statuses])
    call(review, ids[0], DRESS)
    call(review, ids[2], BAG)
    Duplicates(review.database).mark([(ids[3], 0), (ids[4], 0)])
    review.decisions.skip(ids[5:])
    accept = AutoAccept(review, CURVE)
    plan = accept.plan(0.95)
    assert accept.photos(0.95) == ids[:1]
    assert plan.left_alone == {
        LeftAlone.SKIPPED: 1, LeftAlone.UNCERTAIN: 1, LeftAlone.DISAGREES: 1, LeftAlone.ALIKE: 2,
    }  # fmt: skip
    assert (plan.accepted, plan.left) == (1, 5)
    assert accept.photos(0.95, {LeftAlone.DISAGREES}) == [ids[0], ids[2]]
    assert accept.plan(0.95, ON_REQUEST).left_alone == {LeftAlone.SKIPPED: 1}
    with pytest.raises(ValueError, match="skipped"):
        accept.plan(0.95, {LeftAlone.SKIPPED})


def test_a_catalog_tag_that_means_no_class_is_left_by_itself(review: Review) -> None:
    ids = add_photos(review, ["0.jpg", "1.jpg"])
    classify(review, ids, [predict(DRESS, 0.99)] * 2)
    with review.database.transaction() as connection:
        connection.execute("UPDATE photos SET catalog_tag = 'Umbrellas' WHERE id = ?", ids[:1])
    accept = AutoAccept(review, CURVE)
    assert accept.plan(0.9).left_alone == {LeftAlone.NO_CLASS: 1}
    assert accept.photos(0.9) == ids[1:]
    assert accept.photos(0.9, {LeftAlone.NO_CLASS}) == ids


def test_a_look_alike_of_what_is_decided_alike_is_accepted(review: Review) -> None:
    ids = add_photos(review, [f"{i}.jpg" for i in range(4)])
    classify(review, ids, [predict(DRESS, 0.99)] * 4)
    Duplicates(review.database).mark([(ids[0], 0), (ids[1], 0), (ids[2], 1), (ids[3], 1)])
    review.decisions.accept(ids[:1])
    review.decisions.correct(ids[2:3], SHIRT)
    assert AutoAccept(review, CURVE).photos(0.9) == ids[1:2]
    review.decisions.flag(ids[:1], "blurred")
    assert AutoAccept(review, CURVE).photos(0.9) == []


def test_the_catalog_may_speak_of_any_photo_of_a_product(shop: tuple[Review, list[int]]) -> None:
    review, ids = shop
    with review.database.transaction() as connection:
        connection.execute("UPDATE photos SET odd = NULL")
    also = {LeftAlone.UNCERTAIN}
    assert ids[0] in AutoAccept(review, CURVE).photos(0.0, also)
    call(review, ids[1], BAG)  # which does not lead
    assert ids[0] not in AutoAccept(review, CURVE).photos(0.0, also)
    assert AutoAccept(review, CURVE).plan(0.0, also).left_alone == {LeftAlone.DISAGREES: 1}


def test_a_product_that_a_photo_contradicts_or_that_waits_is_left(
    shop: tuple[Review, list[int]],
) -> None:
    review, ids = shop
    with review.database.transaction() as connection:
        connection.execute("UPDATE photos SET odd = ? WHERE id = ?", (BAG, ids[2]))
        connection.execute("UPDATE photos SET changed = 1 WHERE id = ?", (ids[4],))
    left = AutoAccept(review, CURVE).plan(0.0, ON_REQUEST).left_alone
    assert left == {LeftAlone.CONTRADICTED: 1, LeftAlone.WAITING: 1}


def test_nothing_on_the_desk_is_nothing_to_accept(review: Review) -> None:
    plan = AutoAccept(review, CURVE).plan(0.5)
    assert (plan.accepted, plan.products, plan.left) == (0, 0, 0)


def test_what_is_taken_out_by_hand_stays(sure: tuple[Review, list[int]]) -> None:
    review, ids = sure
    accept = AutoAccept(review, CURVE)
    assert accept.photos(0.8) == ids[6:10]  # the least sure first
    assert accept.apply(0.8, without=ids[7:8]) == 3
    assert review.decisions.state(ids[7]).verdict is Verdict.TODO


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.floats(0.2, 1), st.sampled_from([*Status][:3]), st.booleans(),
            st.sampled_from([None, 0, 1]), st.sampled_from(Verdict),
        ),
        max_size=8,
    ),
    st.floats(0, 1),
    st.sets(st.sampled_from(ON_REQUEST)),
)  # fmt: skip
def test_laws_of_a_plan(
    make_review,  # noqa: ANN001
    tmp_path_factory: pytest.TempPathFactory,
    photos: list[tuple[float, Status, bool, int | None, Verdict]],
    threshold: float,
    also: set[LeftAlone],
) -> None:
    with make_review(str(tmp_path_factory.mktemp("law") / "a.tagproof")) as review:
        ids = add_photos(review, [f"{i}.jpg" for i in range(len(photos))])
        classify(review, ids, [predict(DRESS, sure, status) for sure, status, *_ in photos])
        for photo, (_, _, disagrees, _, verdict) in zip(ids, photos, strict=True):
            if disagrees:
                call(review, photo, BAG)
            decide(review, photo, verdict)
        clusters = [(photo, one[3]) for photo, one in zip(ids, photos, strict=True)]
        Duplicates(review.database).mark([(p, c) for p, c in clusters if c is not None])
        accept = AutoAccept(review, CURVE)
        plan, bare = accept.plan(threshold, also), accept.plan(threshold)
        assert plan.accepted + plan.left == review.queue.counts().to_do
        assert len(accept.photos(threshold, also)) == plan.accepted
        assert bare.accepted <= plan.accepted <= accept.plan(threshold / 2, also).accepted
        assert not set(plan.left_alone) & also
        taken = {ids.index(photo) for photo in accept.photos(threshold)}
        for place in taken:
            sure, status, disagrees, cluster, verdict = photos[place]
            assert np.float32(sure) >= np.float32(threshold)
            assert (status, disagrees, verdict) == (Status.KNOWN, False, Verdict.TODO)
            alike = [one for i, one in enumerate(photos) if i != place and one[3] == cluster]
            assert cluster is None or {one[4] for one in alike} <= {Verdict.ACCEPTED}


def decide(review: Review, photo: int, verdict: Verdict) -> None:
    match verdict:
        case Verdict.TODO:
            pass
        case Verdict.SKIPPED:
            review.decisions.skip([photo])
        case Verdict.ACCEPTED:
            review.decisions.accept([photo])
        case Verdict.CORRECTED:
            review.decisions.correct([photo], BAG)
        case Verdict.FLAGGED:
            review.decisions.flag([photo], "blurred")
