"""Why this class and not that one: asks for the other, and names both on the scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.class_choices import class_choices
from desktop.dialogs.picker import Picker
from desktop.language import tr

if TYPE_CHECKING:
    from core.entities import Explanation
    from core.inference.model_pack import Pack
    from desktop.main_window import MainWindow
    from desktop.spotlight import Spotlight


class Contrasting(QObject):
    """Ties the contrast's action to picker, spotlight and scale."""

    def __init__(self, window: MainWindow, spotlight: Spotlight) -> None:
        super().__init__(window)
        self._window, self._spotlight = window, spotlight
        self._pack: Pack | None = None
        self._action = window.compare.contrast_action
        self._action.triggered.connect(self._ask)
        spotlight.left.connect(self._leave)
        spotlight.explained.connect(self._take)

    def use(self, pack: Pack) -> None:
        """Offer the classes of this network."""
        self._pack = pack

    def _ask(self) -> None:
        """Ask for the other class; asked again, the contrast ends."""
        spotlight = self._spotlight
        if spotlight.rival:
            spotlight.contrast_with("")
        elif self._pack is not None and spotlight.prediction is not None:
            choices = class_choices(self._pack, spotlight.prediction)
            others = [choice for choice in choices if choice.text != spotlight.label]
            title = tr("Why {} and not …").format(spotlight.label)
            picker = Picker(title, others, "", self._window)
            picker.picked.connect(spotlight.contrast_with)
            picker.open()
        self._action.setChecked(bool(spotlight.rival))

    def _take(self, explanation: Explanation) -> None:
        self._action.setEnabled(True)
        self._name()

    def _leave(self) -> None:
        self._action.setEnabled(False)
        self._name()

    def _name(self) -> None:
        rival = self._spotlight.rival
        self._action.setChecked(bool(rival))
        if rival:
            self._window.compare.legend.say(rival, self._spotlight.label)
        else:
            self._window.compare.legend.say("", "")
