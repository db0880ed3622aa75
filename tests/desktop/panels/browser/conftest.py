"""A list of photos that are named and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.panels.browser.photo_list import PhotoList
from desktop.panels.browser.photo_model import PhotoModel


@pytest.fixture
def make_list(qtbot: QtBot) -> Callable[[int], PhotoList]:
    """`make_list(count)`: the list, shown, with 0.jpg and so on."""

    def make(count: int) -> PhotoList:
        model = PhotoModel()
        photos = PhotoList(model)
        model.setParent(photos)
        qtbot.addWidget(photos)
        photos.resize(500, 400)
        photos.show()
        model.append([Path(f"{n}.jpg") for n in range(count)])
        return photos

    return make
