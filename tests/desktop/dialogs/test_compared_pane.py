"""A pane says what is known of its photo, and tells when it is pressed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from core.vocabulary import Status, Verdict
from desktop.dialogs.compared_pane import ComparedPane
from desktop.panels.compare.viewer import LinkedView
from desktop.ui.photo_state import Mark, Tag
from desktop.ui.qimage import Picture


@pytest.fixture
def pane(qtbot: QtBot) -> ComparedPane:
    made = ComparedPane(2, Path("/shop/shirt.jpg"), LinkedView())
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.show()
    return made


def test_it_says_tag_confidence_and_decision(pane: ComparedPane) -> None:
    pane.show_state(Tag(Status.UNCERTAIN, "Shirts", 0.71), Mark())
    assert pane._name.text() == "2   shirt.jpg"
    assert pane._tag.text() == "Shirts   71 %   Not sure"
    assert pane._decision.text() == "To do"
    pane.show_state(Tag(Status.UNCERTAIN, "Shirts", 0.71), Mark(Verdict.CORRECTED, "Tops"))
    assert pane._decision.text() == "Corrected to Tops"


def test_without_a_tag_it_says_why(pane: ComparedPane) -> None:
    pane.show_state(Tag(Status.ERROR, error="shirt.jpg: not an image"), Mark())
    assert pane._tag.text() == "shirt.jpg: not an image"
    pane.show_state(Tag(), Mark())
    assert pane._tag.text() == "Waiting"


def test_the_photo_replaces_the_words(pane: ComparedPane) -> None:
    assert pane.viewer.accessibleDescription() == "Loading…"
    picture = Picture(QImage(40, 30, QImage.Format.Format_RGB32))
    pane.show_picture(picture)
    assert pane.viewer.picture is picture
    assert pane.viewer.accessibleDescription() == ""


def test_a_press_on_the_picture_is_told(qtbot: QtBot, pane: ComparedPane) -> None:
    with qtbot.waitSignal(pane.pressed):
        qtbot.mousePress(pane.viewer, Qt.MouseButton.LeftButton)
    pane.set_marked(True)
    assert pane.accessibleDescription() == "The keys act on this photo"
