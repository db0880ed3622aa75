"""The photo chosen in the list is the one looked at; none where none is."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.imaging.thumbnails import Thumbnails
from desktop.app import Program
from desktop.controllers.view import ViewController
from desktop.services.current_photo import CurrentPhoto
from desktop.services.job_bridge import JobBridge
from desktop.services.picture_loader import PictureLoader
from desktop.services.thumbnail_loader import ThumbnailLoader
from desktop.services.workers import Workers
from desktop.window.main_window import MainWindow
from tests.window import (
    WAIT_MS,
)


def test_empty_list_shows_no_photo_and_decides_nothing(qtbot: QtBot, explained: Program) -> None:
    window, desk = explained.window, explained.workbench.desk
    with qtbot.waitSignal(desk.listed, timeout=WAIT_MS):
        window.top.search.setText("no such photo")
    assert explained.workbench.current_photo.path is None
    assert not window.decisions.accept_action.isEnabled()
    assert window.inspector._confidence.text() == ""
    with qtbot.waitSignal(desk.listed, timeout=WAIT_MS):
        window.top.search.clear()
    assert window.decisions.accept_action.isEnabled()


@pytest.fixture
def view(
    main_window: MainWindow, current_photo: CurrentPhoto, bridge: JobBridge, workers: Workers
) -> ViewController:
    pictures: PictureLoader = current_photo._pictures
    return ViewController(
        main_window.photos,
        main_window.model,
        main_window.compare,
        main_window.inspector,
        current_photo,
        pictures,
        ThumbnailLoader(bridge, workers.tiles, Thumbnails(None)),
    )


def test_the_photo_chosen_is_named_looked_at_and_its_neighbours_decoded(
    qtbot: QtBot,
    view: ViewController,
    main_window: MainWindow,
    current_photo: CurrentPhoto,
    products: Path,
) -> None:
    paths = sorted(products.rglob("*.png"))
    main_window.model.append(paths)
    main_window.photos.choose(paths[1])
    assert current_photo.path == paths[1]
    assert main_window.compare._left.title._whole == paths[1].name
    near = [paths[row] for row in (0, 1, 2, 3)]
    qtbot.waitUntil(lambda: set(current_photo._pictures._kept) == set(near), timeout=WAIT_MS)


def test_other_folders_leave_no_photo(
    view: ViewController, main_window: MainWindow, current_photo: CurrentPhoto, blue: Path
) -> None:
    main_window.model.append([blue])
    main_window.photos.choose(blue)
    view.reset()
    assert current_photo.path is None
    assert main_window.inspector._tag.text() == "Nothing selected"
