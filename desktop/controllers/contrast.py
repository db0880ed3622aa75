"""Why this class and not that one: asks for the other, and names both on the scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.dialogs.picker import Picker
from desktop.ui.class_choices import class_choices
from desktop.ui.language import tr

if TYPE_CHECKING:
    from core.entities import Explanation
    from core.inference.model_pack import Pack
    from desktop.services.current_photo import CurrentPhoto
    from desktop.window.main_window import MainWindow


class ContrastController(QObject):
    """Ties the contrast's action to picker, current photo and scale."""

    def __init__(self, window: MainWindow, current_photo: CurrentPhoto) -> None:
        super().__init__(window)
        self._window, self._current_photo = window, current_photo
        self._pack: Pack | None = None
        self._action = window.compare.contrast_action
        self._action.triggered.connect(self._ask)
        current_photo.left.connect(self._leave)
        current_photo.explained.connect(self._take)

    def use(self, pack: Pack) -> None:
        """Offer the classes of this network."""
        self._pack = pack

    def _ask(self) -> None:
        """Ask for the other class; asked again, the contrast ends."""
        current_photo = self._current_photo
        if current_photo.rival:
            current_photo.contrast_with("")
        elif self._pack is not None and current_photo.prediction is not None:
            choices = class_choices(self._pack, current_photo.prediction)
            others = [choice for choice in choices if choice.text != current_photo.label]
            title = tr("Why {} and not …").format(current_photo.label)
            picker = Picker(title, others, "", self._window)
            picker.picked.connect(current_photo.contrast_with)
            picker.open()
        self._action.setChecked(bool(current_photo.rival))

    def _take(self, explanation: Explanation) -> None:
        self._action.setEnabled(True)
        self._name()

    def _leave(self) -> None:
        self._action.setEnabled(False)
        self._name()

    def _name(self) -> None:
        rival = self._current_photo.rival
        self._action.setChecked(bool(rival))
        if rival:
            self._window.compare.legend.say(rival, self._current_photo.label)
        else:
            self._window.compare.legend.say("", "")
