"""What a step has changed is told as the review holds it then."""

from __future__ import annotations

from pathlib import Path

from core.vocabulary import Verdict
from desktop.services.review.decided import decided, everything_decided
from desktop.services.review.shared_review import SharedReview


def test_a_step_tells_its_photos_and_all_numbers(answered: SharedReview, blue: Path) -> None:
    photos = answered.ids([blue])
    answered.review.decisions.correct(photos, "Petrol")
    step = decided(answered, photos, jump=True)
    assert {path: mark.tag for path, mark in step.marks.items()} == {blue: "Petrol"}
    assert (step.entry, step.jump, step.moved) == (blue, True, False)
    assert (step.counts.done, step.counts.by_tag["Petrol"], step.depth.undo) == (1, 1, 1)


def test_a_step_about_nothing_tells_the_numbers_alone(answered: SharedReview) -> None:
    step = decided(answered, ())
    assert (step.marks, step.entry, step.counts.done) == ({}, None, 0)


def test_everything_is_told_after_many_have_changed(answered: SharedReview, products: Path) -> None:
    paths = sorted(products.rglob("*.png"))
    answered.review.decisions.skip(answered.ids(paths[:2]))
    marks = everything_decided(answered).marks
    assert {path for path in paths if marks[path].verdict is Verdict.SKIPPED} == set(paths[:2])
