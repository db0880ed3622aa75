import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.entities import Box, Drawn
from core.errors import ReviewError
from core.review.audit import verify
from core.review.records import State
from core.review.store import Review
from core.vocabulary import Action, Status, Verdict
from tests.core.review.desk import BAG, DRESS, SHIRT, add_photos, predict, sha, states
from tests.core.review.test_photos import rescan

Tagged = tuple[Review, list[int]]
BOX, OTHER = Box(10, 20, 30, 40), Box(0, 0, 50, 60)
INSIDE = f"{sha(0)}@{BOX}"


def drawn(tagged: Tagged) -> Review:
    """The first photo with a box, tagged anew."""
    review, ids = tagged
    assert review.boxes.draw(ids[0], BOX)
    review.predictions.save([(INSIDE, predict(BAG, 0.9))])
    return review


def test_a_box_is_kept_and_its_photo_to_be_tagged(tagged: Tagged) -> None:
    review, ids = tagged
    assert review.boxes.draw(ids[0], BOX)
    row = review.photos.get(ids[0])
    assert (row.box, row.label, row.subject) == (BOX, None, INSIDE)
    assert row.drawn == Drawn(BOX, sha(0))
    assert review.photos.unread() == [ids[0]]
    assert review.boxes.drawn(ids) == {ids[0]: Drawn(BOX, sha(0))}
    assert review.boxes.by_path() == {review.photos.file_of(ids[0]): Drawn(BOX, sha(0))}
    review.predictions.save([(INSIDE, predict(BAG, 0.9))])
    assert (review.photos.get(ids[0]).label, review.photos.unread()) == (BAG, [])


def test_the_same_box_again_is_no_step(tagged: Tagged) -> None:
    review, ids = tagged
    assert review.boxes.draw(ids[0], BOX)
    assert not review.boxes.draw(ids[0], BOX)
    assert not review.boxes.draw(ids[1], None)
    assert review.decisions.depth().undo == 1


def test_undo_brings_the_former_tag_back_and_redo_the_new_one(tagged: Tagged) -> None:
    review, ids = drawn(tagged), tagged[1]
    assert review.decisions.undo() == (ids[0],)
    assert (review.photos.get(ids[0]).box, review.photos.get(ids[0]).label) == (None, SHIRT)
    assert review.decisions.redo() == (ids[0],)
    assert (review.photos.get(ids[0]).box, review.photos.get(ids[0]).label) == (BOX, BAG)
    review.boxes.draw(ids[0], OTHER)
    review.boxes.draw(ids[0], None)
    assert review.photos.get(ids[0]).label == SHIRT
    for expected in (OTHER, BOX, None):
        review.decisions.undo()
        assert review.photos.get(ids[0]).box == expected


def test_the_log_tells_of_boxes_and_is_sound(tagged: Tagged) -> None:
    review, ids = drawn(tagged), tagged[1]
    review.boxes.draw(ids[0], None)
    review.decisions.undo()
    told = [(entry.action, entry.box, entry.before == entry.after) for entry in
            review.decisions.history(ids[0])]  # fmt: skip
    assert told == [
        (Action.BOX, '{"from": null, "to": "10,20,30,40"}', True),
        (Action.UNBOX, '{"from": "10,20,30,40", "to": null}', True),
        (Action.UNDO, '{"from": null, "to": "10,20,30,40"}', True),
    ]
    review.close()
    assert verify(review.path).sound


def test_an_edited_box_is_found_out(tagged: Tagged) -> None:
    review = drawn(tagged)
    review.close()
    with closing(sqlite3.connect(review.path)) as connection:
        connection.execute("UPDATE photos SET box = '0,0,99,99' WHERE box IS NOT NULL")
        connection.commit()
    assert verify(review.path).fault == "photo 1 has another box than the log says"


def test_a_decision_stands_and_stays_the_last_word(tagged: Tagged) -> None:
    review, ids = tagged
    review.decisions.correct([ids[0]], DRESS)
    before = review.photos.get(ids[0])
    review.boxes.draw(ids[0], BOX)
    row = review.photos.get(ids[0])
    assert (row.state, row.decided_at) == (before.state, before.decided_at)
    review.decisions.undo()
    assert review.photos.get(ids[0]).state == State(Verdict.CORRECTED, DRESS)
    review.decisions.undo()
    assert review.photos.get(ids[0]).state == State()


def test_what_was_accepted_by_itself_is_to_do_again(tagged: Tagged) -> None:
    review, ids = tagged
    review.decisions.accept(ids[:1], automatic=True)
    accepted = review.photos.get(ids[0]).state
    review.boxes.draw(ids[0], BOX)
    assert review.photos.get(ids[0]).state == State()
    last = review.decisions.depth().last
    assert last is not None
    assert last.action is Action.BOX
    review.decisions.undo()
    assert (review.photos.get(ids[0]).state, review.photos.get(ids[0]).box) == (accepted, None)
    review.close()
    assert verify(review.path).sound


def test_a_box_of_another_content_is_set_aside_for_good(tagged: Tagged) -> None:
    review, ids = drawn(tagged), tagged[1]
    review.photos.set_contents([(ids[0], sha(50))])
    row = review.photos.get(ids[0])
    assert (row.box, row.label, row.subject) == (None, None, sha(50))
    *_, last = review.decisions.history(ids[0])
    assert (last.action, last.reason) == (Action.UNBOX, "the file holds another photo now")
    assert review.boxes.by_path() == {}
    review.decisions.undo()
    review.decisions.redo()
    assert review.photos.get(ids[0]).box is None, "nothing lays it on what it was not drawn on"
    review.close()
    assert verify(review.path).sound


def test_a_photo_that_moves_takes_its_box_along(tagged: Tagged) -> None:
    review, ids = drawn(tagged), tagged[1]
    (arrived,) = rescan(review, ("elsewhere/new name.jpg", 10, 0))
    review.photos.set_contents([(arrived, sha(0))])
    assert review.boxes.by_path() == {
        review.photos.folder / "elsewhere/new name.jpg": Drawn(BOX, sha(0))
    }
    assert review.photos.get(ids[0]).label == BAG


def test_the_same_picture_elsewhere_has_no_box(review: Review) -> None:
    ids = add_photos(review, ["a.jpg", "b.jpg"])
    review.photos.set_contents([(ids[1], sha(0))])
    review.predictions.save([(sha(0), predict(SHIRT)), (INSIDE, predict(BAG))])
    review.boxes.draw(ids[0], BOX)
    assert [row.label for row in review.photos.get_many(ids)] == [BAG, SHIRT]


def test_a_product_is_to_do_again_where_it_was_accepted_by_itself(shop: Tagged) -> None:
    review, ids = shop
    review.decisions.accept(ids[:1], automatic=True)
    review.boxes.draw(ids[1], BOX)
    assert states(review, ids[:3]) == [State()] * 3
    assert review.photos.get(ids[0]).status is not Status.ERROR
    review.decisions.undo()
    assert all(one.automatic for one in states(review, ids[:3]))
    review.close()
    assert verify(review.path).sound


def test_photos_that_are_not_there_or_not_read_are_refused(review: Review) -> None:
    with pytest.raises(ReviewError, match="not in the review"):
        review.boxes.draw(7, BOX)


def test_boxes_are_there_again(tagged: Tagged, tmp_path: Path) -> None:
    review, ids = drawn(tagged), tagged[1]
    review.close()
    with Review(review.path, read_only=True) as again:
        assert again.photos.get(ids[0]).box == BOX
        assert again.photos.get(ids[0]).label == BAG
