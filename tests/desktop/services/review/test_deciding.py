"""What a step leaves as it was is told by path, and nothing that is gone stops the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.vocabulary import Action, Grouping, PassedOver, Verdict
from desktop.services.review.deciding import Request, Step, decide, decided, everything_decided
from desktop.services.review.shared_review import SharedReview
from desktop.ui.path_table import NONE


@pytest.fixture
def photos(answered: SharedReview, products: Path) -> list[Path]:
    return sorted(products.rglob("*.png"))


def test_what_cannot_be_decided_is_named_and_the_rest_is_decided(
    answered: SharedReview, photos: list[Path], products: Path
) -> None:
    gone = products / "never.png"
    answered.fail({photos[1]: "torn"})
    step = decide(answered, Request(Action.ACCEPT, [*photos, gone]))
    assert step.passed_over == {photos[1]: PassedOver.UNREADABLE, gone: PassedOver.GONE}
    told = decided(answered, step)
    assert set(told.marks) == {*photos} - {photos[1]}
    assert {mark.verdict for mark in told.marks.values()} == {Verdict.ACCEPTED}
    assert told.passed_over == step.passed_over
    assert told.request == step.request


def test_of_several_to_accept_those_whose_files_went_away_are_named(
    answered: SharedReview, photos: list[Path]
) -> None:
    for path in photos[1:3]:
        path.unlink()
    step = decide(answered, Request(Action.ACCEPT, photos))
    assert step.passed_over == dict.fromkeys(photos[1:3], PassedOver.GONE)
    told = decided(answered, step)
    assert set(told.marks) == {*photos} - {*photos[1:3]}
    skipped = decide(answered, Request(Action.SKIP, photos[1:3]))
    assert len(skipped.photos) == 2  # whoever leaves them for later need not see them


def test_a_product_whose_lead_went_away_is_accepted_by_its_other_photos(
    answered: SharedReview, photos: list[Path]
) -> None:
    root = answered.review.photos.folder
    named = [(path.relative_to(root).as_posix(), "SKU", "") for path in photos[:2]]
    answered.review.products.group(named, Grouping.CATALOG)
    photos[0].unlink()
    asked = Request(Action.ACCEPT, [photos[0], photos[3]])
    assert decide(answered, asked).passed_over == {}
    photos[1].unlink()
    again = decide(answered, Request(Action.ACCEPT, [photos[0], photos[4]]))
    assert again.passed_over == {photos[0]: PassedOver.GONE}


def test_each_photo_can_be_given_its_own_tag(answered: SharedReview, photos: list[Path]) -> None:
    tags = {photos[0]: "Teal", photos[1]: "Pink"}
    told = decided(answered, decide(answered, Request(Action.CORRECT, photos[:2], tags)))
    assert {path: mark.tag for path, mark in told.marks.items()} == tags


def test_photos_that_are_gone_are_left_out_of_what_stands(
    answered: SharedReview, photos: list[Path]
) -> None:
    step = decide(answered, Request(Action.SKIP, photos))
    answered.photo_ids._numbers[step.photos[0]] = NONE  # as when it was found missing
    assert len(decided(answered, step).marks) == len(photos) - 1
    assert set(everything_decided(answered).marks) == set(photos)


def test_a_step_about_nothing_stands_for_nothing(answered: SharedReview) -> None:
    told = decided(answered, Step(()))
    assert (told.marks, told.entry) == ({}, None)


def test_a_step_tells_its_photos_and_all_numbers(answered: SharedReview, blue: Path) -> None:
    photos = answered.ids([blue])
    answered.review.decisions.correct(photos, "Petrol")
    step = decided(answered, Step(photos), jump=True)
    assert {path: mark.tag for path, mark in step.marks.items()} == {blue: "Petrol"}
    assert (step.entry, step.jump, step.moved) == (blue, True, False)
    assert (step.counts.done, step.counts.by_tag["Petrol"], step.depth.undo) == (1, 1, 1)


def test_everything_is_told_after_many_have_changed(answered: SharedReview, products: Path) -> None:
    paths = sorted(products.rglob("*.png"))
    answered.review.decisions.skip(answered.ids(paths[:2]))
    marks = everything_decided(answered).marks
    assert {path for path in paths if marks[path].verdict is Verdict.SKIPPED} == set(paths[:2])
