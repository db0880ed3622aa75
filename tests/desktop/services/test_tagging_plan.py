"""The plan of what is to be tagged."""

from __future__ import annotations

from pathlib import Path

from desktop.services.tagging_plan import LOOKED_AT, TaggingPlan

PHOTOS = [Path(f"{n}.jpg") for n in range(20)]


def test_plan_hands_out_each_photo_once_and_passes_over_what_is_done() -> None:
    plan = TaggingPlan()
    plan.add(PHOTOS)
    plan.add(PHOTOS)
    assert plan.note([PHOTOS[1], Path("stranger.jpg")]) == [PHOTOS[1]]
    assert plan.note([PHOTOS[1]]) == []
    assert plan.take(3) == [PHOTOS[0], PHOTOS[2], PHOTOS[3]]
    plan.note(plan.take(100))
    assert (plan.done, plan.total, plan.finished) == (17, 20, False)


def test_plan_passes_over_some_at_a_time_and_is_exhausted_at_the_end() -> None:
    """What is known of 100,000 photos is passed over within several frames."""
    plan, many = TaggingPlan(), [Path(f"{n}.jpg") for n in range(LOOKED_AT + 2)]
    plan.add(many)
    plan.note(many[:-1])
    assert (plan.take(5), plan.exhausted) == ([], False)
    assert (plan.take(5), plan.exhausted) == ([many[-1]], True)
    plan.begin_again()
    assert (plan.take(3), plan.finished) == (many[:3], False)


def test_what_is_tagged_once_more_is_handed_out_again_and_counted_once() -> None:
    plan, photos = TaggingPlan(), [Path("a"), Path("b")]
    plan.add(photos)
    assert plan.take(5) == photos
    assert plan.note(photos) == photos
    plan.repeat([Path("b"), Path("stranger")])
    assert (plan.finished, plan.take(5)) == (True, [])
    assert (plan.take_again(5), plan.take_again(5)) == ([Path("b")], [])
    assert plan.note([Path("b")]) == []
