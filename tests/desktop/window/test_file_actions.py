"""The actions about a photo's file."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.window.file_actions import FileActions


def test_each_about_photos_has_a_key_that_the_parent_hears(place: QWidget) -> None:
    actions = FileActions(place)
    heard = [*actions.about_photos, actions.picture_action]
    assert set(heard) <= set(place.actions())
    keys = [choice.shortcut().toString() for choice in heard]
    assert all(keys) and len(set(keys)) == len(keys)
    assert not any(choice.shortcuts() for choice in actions.about_folder)
