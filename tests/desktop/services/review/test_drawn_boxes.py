"""The boxes of the open review, as decoders ask for them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.entities import Box, Drawn
from core.imaging.images import load_photo, load_picture
from desktop.services.review.shared_review import SharedReview

BOX = Box(10, 10, 40, 50)


def test_boxes_are_known_as_the_file_has_them(answered: SharedReview, products: Path) -> None:
    path = products / "a" / "blue.png"
    photo = load_photo(path)
    boxes, (ids,) = answered.boxes, answered.ids([path])
    before = boxes.by_path
    answered.review.boxes.draw(ids, BOX)
    assert boxes.of(path) is None
    assert boxes.read() == (path,)
    assert boxes.of(path) == Drawn(BOX, photo.sha256)
    assert boxes.read() == ()
    assert before == {}, "who had them before keeps what they were"
    inside = load_photo(path, boxes.of(path))
    assert (boxes.stands(path, inside.subject), boxes.stands(path, photo.subject)) == (True, False)
    other = products / "a" / "green.png"
    assert boxes.stands(other, load_photo(other).subject)
    answered.review.decisions.undo()
    assert boxes.read() == (path,)


def test_a_box_of_another_content_is_lost_and_told(
    answered: SharedReview, products: Path, troubles: list[str]
) -> None:
    path = products / "a" / "blue.png"
    answered.review.boxes.draw(*answered.ids([path]), BOX)
    answered.boxes.read()
    photo = load_picture(path)
    assert answered.boxes.lost([photo]) == []
    changed = replace(photo, sha256="f" * 64)
    assert answered.boxes.lost([changed]) == [path]
    answered.known([changed])
    assert answered.boxes.of(path) is None
    assert troubles == ["The box on blue.png no longer applies: the file holds another photo now."]
