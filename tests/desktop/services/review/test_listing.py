"""Which photos a wish lists, and in which order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PIL import Image

from core.review.views import Filter
from core.vocabulary import Action, Order, Verdict, ViewKey
from desktop.services.review.listing import Wish, listing, tagged
from desktop.services.review.shared_review import SharedReview


def names(shared: SharedReview, wish: Wish) -> list[str]:
    found = listing(shared, wish)
    assert [found.rows[path] for path in found.paths] == list(range(len(found.paths)))
    return [path.stem for path in found.paths]


def test_all_photos_are_listed_by_name(answered: SharedReview) -> None:
    assert names(answered, Wish(ViewKey.ALL)) == ["blue", "green", "grey", "red", "yellow"]


def test_a_folder_narrows_and_its_subfolders_are_optional(
    answered: SharedReview, products: Path
) -> None:
    lone = products / "lone.png"
    Image.new("RGB", (64, 48), "orange").save(lone)
    answered.register([lone])
    assert names(answered, Wish(ViewKey.ALL, filter=Filter(deep=False))) == ["lone"]
    assert names(answered, Wish(ViewKey.ALL, filter=Filter(folders=("b",)))) == ["red", "yellow"]


def test_a_search_and_an_order_of_ones_own(answered: SharedReview) -> None:
    assert names(answered, Wish(ViewKey.ALL, filter=Filter(text="re"))) == ["green", "grey", "red"]
    tags = answered.everything().tags
    surest = [path.stem for path in sorted(tags, key=lambda path: -tags[path].confidence)]
    assert names(answered, Wish(ViewKey.ALL, Order.CONFIDENCE)) == surest
    assert names(answered, Wish(ViewKey.DOUBTFUL)) == surest[::-1]


def test_a_view_lists_what_is_decided_as_it_says(answered: SharedReview, blue: Path) -> None:
    answered.review.decisions.decide(Action.FLAG, answered.ids([blue]), "two things")
    assert names(answered, Wish(ViewKey.FLAGGED)) == ["blue"]
    assert "blue" not in names(answered, Wish(ViewKey.TO_DO))


def test_what_has_a_tag_is_told_decided_or_else_the_networks(
    answered: SharedReview, products: Path
) -> None:
    paths = {path.stem: path for path in products.rglob("*.png")}
    answered.review.decisions.correct(answered.ids([paths["red"], paths["grey"]]), "Blue")
    every, to_do = Wish(ViewKey.ALL), Wish(ViewKey.TO_DO)
    found = tagged(answered, every, "Blue")
    assert found == [paths["blue"], paths["grey"], paths["red"]]
    assert tagged(answered, to_do, "Blue") == [paths["blue"]]
    assert tagged(answered, every, "Red") == []


def test_photos_just_decided_stay_in_front_of_a_list_that_has_them_no_more(
    answered: SharedReview, products: Path
) -> None:
    paths = {path.stem: path for path in products.rglob("*.png")}
    answered.review.decisions.skip(answered.ids([paths["red"]]))
    answered.review.decisions.accept(answered.ids([paths["grey"], paths["blue"]]))
    passed = (paths["grey"], paths["red"], paths["blue"])
    to_do = Wish(ViewKey.TO_DO, passed=passed)
    assert names(answered, to_do) == ["grey", "blue", "green", "red", "yellow"]
    doubtful = Wish(ViewKey.DOUBTFUL, passed=passed, skipped=frozenset({paths["red"]}))
    assert names(answered, doubtful)[:3] == ["grey", "red", "blue"]
    assert len(names(answered, doubtful)) == 5
    by_name = replace(doubtful, view=ViewKey.TO_DO)  # where it keeps its place
    assert names(answered, by_name) == ["grey", "blue", "green", "red", "yellow"]
    everything = Wish(ViewKey.ALL, passed=passed)
    assert names(answered, everything) == ["blue", "green", "grey", "red", "yellow"]


def test_a_list_says_whether_what_is_to_be_done_comes_first_in_it(answered: SharedReview) -> None:
    first = {view for view in ViewKey if listing(answered, Wish(view)).to_do_first}
    assert first == {ViewKey.DOUBTFUL, ViewKey.DISAGREEMENTS, ViewKey.UNKNOWN}
    assert listing(answered, Wish(ViewKey.ALL, Order.MARGIN)).to_do_first
    assert not listing(answered, Wish(ViewKey.DOUBTFUL, Order.PATH)).to_do_first
    assert not listing(answered, Wish(ViewKey.DOUBTFUL, by_class=True)).to_do_first


def test_narrowing_stays_within_the_view(answered: SharedReview, blue: Path) -> None:
    answered.review.decisions.accept(answered.ids([blue]))
    accepted = Filter(verdicts=(Verdict.ACCEPTED,))
    assert names(answered, Wish(ViewKey.TO_DO, filter=accepted)) == []
    assert names(answered, Wish(ViewKey.DONE, filter=accepted)) == ["blue"]
    assert names(answered, Wish(ViewKey.DONE, filter=replace(accepted, text="red"))) == []


def test_class_by_class_with_what_was_just_decided_in_front(
    answered: SharedReview, blue: Path
) -> None:
    answered.review.decisions.accept(answered.ids([blue]))
    found = listing(answered, Wish(ViewKey.TO_DO, by_class=True, passed=(blue,)))
    assert found.paths[0] == blue
    classes = [group.name for group in found.groups[1:]]
    assert found.groups[0].passed
    assert classes == sorted(classes, key=str.casefold)
    assert [group.start for group in found.groups] == list(range(len(found.paths)))
    for group in found.groups[1:]:
        row = answered.review.photos.get(answered.ids([found.paths[group.start]])[0])
        assert row.label == group.name
