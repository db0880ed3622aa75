"""The menus of colours and of the language, chosen and remembered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop.system.settings import Settings
from desktop.ui import language, theme
from desktop.ui.language import tr


class AppearanceMenu(QMenu):
    """Light, dark, or as the system has it."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(tr("Appearance"), parent)
        self.menuAction().setObjectName("Appearance")
        self._settings = settings
        group, scheme = QActionGroup(self), theme.current()
        scheme.choose(settings.scheme)
        for choice, words in (
            (theme.SYSTEM, tr("System theme")),
            (theme.LIGHT, tr("Light")),
            (theme.DARK, tr("Dark")),
        ):
            entry = self.addAction(words)
            entry.setCheckable(True)
            entry.setChecked(scheme.choice == choice)
            entry.triggered.connect(lambda _=False, choice=choice: self._choose(choice))
            group.addAction(entry)

    def _choose(self, choice: str) -> None:
        theme.current().choose(choice)
        self._settings.scheme = choice


class LanguageMenu(QMenu):
    """Every language that there is a translation for, or as the system has it."""

    chosen = Signal()
    """Another language is chosen; it counts from the next start."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(tr("Language"), parent)
        self.menuAction().setObjectName("Language")
        self._settings = settings
        group = QActionGroup(self)
        choices = {language.SYSTEM: tr("System language"), **language.languages()}
        for choice, name in choices.items():
            entry = self.addAction(name)
            entry.setCheckable(True)
            entry.setChecked(settings.language == choice)
            entry.triggered.connect(lambda _=False, choice=choice: self._choose(choice))
            group.addAction(entry)

    def _choose(self, choice: str) -> None:
        self._settings.language = choice
        self.chosen.emit()
