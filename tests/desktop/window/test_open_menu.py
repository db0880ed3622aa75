"""What can be opened, and what was open before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.system.settings import Settings
from desktop.window.open_menu import OpenMenu


def test_nothing_is_offered_again_where_nothing_was_open(
    settings: Settings, place: QWidget
) -> None:
    menu = OpenMenu(settings, place)
    assert not menu._recent_menu.isEnabled()
    assert not menu.open_again_action.isVisible()


def test_folders_open_before_are_offered_the_latest_first(
    settings: Settings, place: QWidget, tmp_path: Path
) -> None:
    menu, asked = OpenMenu(settings, place), []
    menu.open_requested.connect(asked.extend)
    folders = [tmp_path / "shoes & bags", tmp_path / "hats"]
    for folder in folders:
        folder.mkdir()
        settings.note_folder(folder)
    menu.show_recent()
    entries = menu._recent_menu.actions()
    assert [entry.text() for entry in entries] == [
        str(folder).replace("&", "&&") for folder in reversed(folders)
    ]
    entries[1].trigger()
    menu.open_again_action.trigger()
    assert asked == [folders[0], folders[1]]
    assert menu.open_again_action.text() == "Open hats again"


def test_a_folder_that_is_gone_is_not_offered_again(
    settings: Settings, place: QWidget, tmp_path: Path
) -> None:
    settings.note_folder(tmp_path / "gone")
    menu = OpenMenu(settings, place)
    assert not menu.open_again_action.isVisible()
    assert menu._recent_menu.isEnabled()
