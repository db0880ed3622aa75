"""Which class is explained: one of the best by a click or key, any other from a picker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.catalog.tag_finder import TagFinder
from desktop.dialogs.picker import Picker
from desktop.ui.class_choices import class_choices
from desktop.ui.language import tr

if TYPE_CHECKING:
    from desktop.panels.inspector.inspector_panel import InspectorPanel
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.current_photo import CurrentPhoto


class ExplainedClassController(QObject):
    """Ties the inspector's classes to picker and current photo."""

    def __init__(
        self,
        inspector: InspectorPanel,
        current_photo: CurrentPhoto,
        network: CurrentNetwork,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._inspector, self._window = inspector, window
        self._current_photo, self._network = current_photo, network
        inspector.class_chosen.connect(self._on_class_chosen)
        inspector.class_asked.connect(self._on_class_asked)

    def _on_class_chosen(self, label: str) -> None:
        self._current_photo.choose_class(label)
        prediction = self._current_photo.prediction
        if prediction is not None:
            self._inspector.show_class(prediction, self._current_photo.label)

    def _on_class_asked(self) -> None:
        pack, prediction = self._network.pack, self._current_photo.prediction
        if pack is None or prediction is None:
            return
        self._inspector.show_class(prediction, self._current_photo.label)
        choices = class_choices(pack, prediction)
        find = TagFinder([choice.text for choice in choices]).find
        picker = Picker(tr("Explain another class"), choices, "", self._window, find)
        picker.picked.connect(self._on_class_chosen)
        picker.open()
