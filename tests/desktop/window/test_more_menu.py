"""What is not needed for every photo: colours and language, chosen and remembered."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.system.settings import Settings
from desktop.ui import language, theme
from desktop.window.help_menu import HelpMenu
from desktop.window.more_menu import MoreMenu
from desktop.window.review_menu import ReviewMenu


def make(settings: Settings, place: QWidget) -> MoreMenu:
    return MoreMenu(settings, ReviewMenu(place), HelpMenu(place), place)


def entry(menu: QMenu, words: str) -> QAction:
    return next(one for one in menu.actions() if one.text() == words)


def test_colours_change_at_once_and_are_remembered(settings: Settings, place: QWidget) -> None:
    entry(make(settings, place), "Dark").trigger()
    assert theme.current().choice == settings.scheme == theme.DARK
    theme.current().choose(theme.LIGHT)
    again = make(settings, place)
    assert theme.current().choice == theme.DARK
    assert [one.text() for one in again.actions() if one.isChecked()] == ["Dark"]


def test_a_language_is_remembered_and_told(settings: Settings, place: QWidget) -> None:
    menu, told = make(settings, place), []
    menu.language_chosen.connect(lambda: told.append(settings.language))
    choice, name = list(language.languages().items())[-1]
    languages = entry(menu, "Language").menu()
    entry(languages, name).trigger()
    assert told == [choice]
    again = entry(make(settings, place), "Language").menu()
    assert [one.text() for one in again.actions() if one.isChecked()] == [name]


def test_entries_of_review_and_help_stand_in_it(settings: Settings, place: QWidget) -> None:
    review, help_menu = ReviewMenu(place), HelpMenu(place)
    menu = MoreMenu(settings, review, help_menu, place)
    assert {*review.actions, *vars(help_menu).values()} <= set(menu.actions())
