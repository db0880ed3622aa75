"""The plan of tagging, and how far it is."""

from __future__ import annotations

from pathlib import Path

from desktop.services.tagger import Rate, TaggingPlan

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


def test_rate_says_what_the_sketch_says() -> None:
    rate = Rate(1204, 2014, 38.4, 21.2)
    assert rate.words() == "Tagging 1,204 of 2,014     38/s     21 s left"
    assert Rate(0, 0, None, None).share == 0
