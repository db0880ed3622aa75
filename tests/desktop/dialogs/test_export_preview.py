"""What an export will look like."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QScrollArea
from pytestqt.qtbot import QtBot

from desktop.dialogs.export_preview import GAP, ExportPreview


@pytest.fixture
def preview(qtbot: QtBot) -> ExportPreview:
    made = ExportPreview()
    qtbot.addWidget(made)
    made.resize(400, 500)
    made.show()
    return made


def page(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#ff0000"))
    return image


def pages(preview: ExportPreview) -> list[QLabel]:
    labels = preview.findChildren(QLabel)
    return [one for one in labels if one.accessibleName().startswith("Preview: page")]


def test_one_thing_is_shown_at_a_time(preview: ExportPreview) -> None:
    preview.say("Drawing …")
    assert preview.shown == "Drawing …"
    preview.show_text("path,tag\na.jpg,Ties")
    text = preview.findChild(QPlainTextEdit)
    assert text.isVisible() and text.isReadOnly()
    assert preview.shown == text.toPlainText() == "path,tag\na.jpg,Ties"
    preview.show_pages([page(100, 140), page(100, 140)])
    assert preview.shown == "2 pictures"
    assert not text.isVisible()


def test_pages_stand_below_each_other_as_wide_as_there_is_room(
    qtbot: QtBot, preview: ExportPreview
) -> None:
    preview.show_pages([page(1000, 1400), page(1000, 500)])
    room = preview.findChild(QScrollArea).viewport().width() - 2 * GAP
    first, second = pages(preview)
    assert [one.width() for one in (first, second)] == [room, room]
    assert first.height() == pytest.approx(1.4 * room, abs=1)
    assert second.height() == pytest.approx(0.5 * room, abs=1)
    qtbot.waitUntil(lambda: second.y() >= first.geometry().bottom() + GAP)
    assert first.pixmap().toImage().pixelColor(50, 50) == QColor("#ff0000")


def test_pages_that_follow_a_sentence_do_not_lie_on_each_other(
    qtbot: QtBot, preview: ExportPreview
) -> None:
    preview.show_pages([page(1000, 1400)])
    qtbot.waitUntil(lambda: pages(preview)[0].y() == GAP)
    preview.say("Drawing …")
    preview.show_pages([page(1000, 1400), page(1000, 1400), page(1000, 1400)])
    qtbot.waitUntil(lambda: len(pages(preview)) == 3)
    first, second, third = pages(preview)
    qtbot.waitUntil(lambda: second.y() >= first.geometry().bottom() + GAP)
    qtbot.waitUntil(lambda: third.y() >= second.geometry().bottom() + GAP)


def test_pages_follow_the_room_and_are_never_blown_up(qtbot: QtBot, preview: ExportPreview) -> None:
    preview.show_pages([page(300, 420)])
    preview.resize(240, 500)
    qtbot.waitUntil(lambda: pages(preview)[0].width() < 240)
    preview.resize(900, 500)
    qtbot.waitUntil(lambda: pages(preview)[0].width() == 300)
    assert pages(preview)[0].height() == 420


def test_another_preview_takes_the_old_pages_away(preview: ExportPreview) -> None:
    preview.show_pages([page(100, 140), page(100, 140), page(100, 140)])
    preview.show_pages([page(100, 140)])
    assert preview.shown == "1 picture"
    assert len([one for one in pages(preview) if one.isVisible()]) == 1
