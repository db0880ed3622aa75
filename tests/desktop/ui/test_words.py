"""The words, shapes and colours of the window."""

from __future__ import annotations

from desktop.ui import icons
from desktop.ui.words import STATUS_SIGNS, count, duration


def test_counts_and_times_in_words() -> None:
    assert (count(1, "photo"), count(2014, "photo")) == ("1 photo", "2,014 photos")
    assert (duration(0.2), duration(60), duration(7830)) == ("1 s", "60 s", "2 h 10 min")


def test_every_status_has_a_shape_of_its_own(qapp) -> None:  # noqa: ANN001
    shapes = {word.icon for word in STATUS_SIGNS.values()}
    assert len(shapes) == len(STATUS_SIGNS)
    for shape in shapes:
        image = icons.icon(shape).pixmap(24, 24).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))
