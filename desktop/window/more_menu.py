"""The menu of what is not needed for every photo: review, help, appearance, language."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop.system.settings import Settings
from desktop.ui import language, theme
from desktop.ui.language import tr
from desktop.window.help_menu import HelpMenu
from desktop.window.review_menu import ReviewMenu


class MoreMenu(QMenu):
    """Stands behind the last button of the bar at the top."""

    language_chosen = Signal()
    """Another language is chosen; it counts from the next start."""

    def __init__(
        self, settings: Settings, review: ReviewMenu, help_menu: HelpMenu, parent: QWidget
    ) -> None:
        super().__init__(tr("More"), parent)
        self._settings = settings
        self.addActions(review.actions)
        self.addSeparator()
        self.addActions([help_menu.about_model_action, help_menu.open_pack_action])
        self.addSeparator()
        self.addActions([help_menu.keys_action, help_menu.about_action])
        self.addSeparator()
        self._add_schemes()
        self.addSeparator()
        self._add_languages()

    def _add_schemes(self) -> None:
        group = QActionGroup(self)
        scheme = theme.current()
        scheme.choose(self._settings.scheme)
        for choice, words in (
            (theme.SYSTEM, tr("Colours as the system")),
            (theme.LIGHT, tr("Light")),
            (theme.DARK, tr("Dark")),
        ):
            entry = self.addAction(words)
            entry.setCheckable(True)
            entry.setChecked(scheme.choice == choice)
            entry.triggered.connect(lambda _=False, choice=choice: self._choose_scheme(choice))
            group.addAction(entry)

    def _add_languages(self) -> None:
        menu, group = self.addMenu(tr("Language")), QActionGroup(self)
        choices = {language.SYSTEM: tr("As the system"), **language.languages()}
        for choice, name in choices.items():
            entry = menu.addAction(name)
            entry.setCheckable(True)
            entry.setChecked(self._settings.language == choice)
            entry.triggered.connect(lambda _=False, choice=choice: self._choose_language(choice))
            group.addAction(entry)

    def _choose_scheme(self, choice: str) -> None:
        theme.current().choose(choice)
        self._settings.scheme = choice

    def _choose_language(self, choice: str) -> None:
        self._settings.language = choice
        self.language_chosen.emit()
