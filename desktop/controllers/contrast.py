"""Why this class and not that one: asks for the other, and names both on the scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.catalog.tag_finder import TagFinder
from desktop.dialogs.picker import Picker
from desktop.ui.class_choices import class_choices
from desktop.ui.language import tr

if TYPE_CHECKING:
    from desktop.panels.compare.compare_panel import ComparePanel
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.current_photo import CurrentPhoto


class ContrastController(QObject):
    """Ties the contrast's action to picker, current photo and scale."""

    def __init__(
        self,
        compare: ComparePanel,
        current_photo: CurrentPhoto,
        network: CurrentNetwork,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._compare, self._window = compare, window
        self._current_photo, self._network = current_photo, network
        compare.contrast_action.triggered.connect(self._on_triggered)
        current_photo.left.connect(self._on_photo_left)
        current_photo.explained.connect(self._on_explained)

    def _on_triggered(self) -> None:
        """Ask for the other class; asked again, the contrast ends."""
        current_photo, pack = self._current_photo, self._network.pack
        if current_photo.rival:
            current_photo.contrast_with("")
        elif pack is not None and current_photo.prediction is not None:
            choices = class_choices(pack, current_photo.prediction)
            others = [choice for choice in choices if choice.text != current_photo.label]
            title = tr("Why {} and not …").format(current_photo.label)
            find = TagFinder([choice.text for choice in others]).find
            picker = Picker(title, others, "", self._window, find)
            picker.picked.connect(current_photo.contrast_with)
            picker.open()
        self._show_contrast()

    def _on_explained(self) -> None:
        self._compare.offer_contrast(True)
        self._show_contrast()

    def _on_photo_left(self) -> None:
        self._compare.offer_contrast(False)
        self._show_contrast()

    def _show_contrast(self) -> None:
        self._compare.show_contrast(self._current_photo.label, self._current_photo.rival)
