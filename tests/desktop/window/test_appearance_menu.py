"""Colours and language, chosen and remembered."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.system.settings import Settings
from desktop.ui import language, theme
from desktop.window.appearance_menu import AppearanceMenu, LanguageMenu


def entry(menu: QMenu, words: str) -> QAction:
    return next(one for one in menu.actions() if one.text() == words)


def chosen(menu: QMenu) -> list[str]:
    return [one.text() for one in menu.actions() if one.isChecked()]


def test_colours_change_at_once_and_are_remembered(settings: Settings, place: QWidget) -> None:
    entry(AppearanceMenu(settings, place), "Dark").trigger()
    assert theme.current().choice == settings.scheme == theme.DARK
    theme.current().choose(theme.LIGHT)
    again = AppearanceMenu(settings, place)
    assert theme.current().choice == theme.DARK
    assert chosen(again) == ["Dark"]


def test_a_language_is_remembered_and_told(settings: Settings, place: QWidget) -> None:
    menu, told = LanguageMenu(settings, place), []
    menu.chosen.connect(lambda: told.append(settings.language))
    choice, name = list(language.languages().items())[-1]
    entry(menu, name).trigger()
    assert told == [choice]
    assert chosen(LanguageMenu(settings, place)) == [name]
