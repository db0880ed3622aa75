"""Icons in the colours of the scheme."""

from __future__ import annotations

from PySide6.QtGui import QColor

from desktop.ui import icons


def test_the_program_s_icon_is_a_tag_on_a_ground(qapp) -> None:  # noqa: ANN001
    image = icons.application_icon().pixmap(256, 256).toImage()
    ground, tag = image.pixelColor(60, 60), image.pixelColor(190, 90)
    assert tag == QColor("white")
    assert ground.green() > 2 * ground.red()  # the tag's corners are cut, not a square of white
    assert image.pixelColor(1, 1).alpha() == 0
