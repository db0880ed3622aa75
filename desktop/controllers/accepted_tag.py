"""Which tag Enter would let stand: named by its button, marked among the classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.panels.inspector.decision_panel import DecisionPanel
    from desktop.panels.inspector.inspector_panel import InspectorPanel
    from desktop.window.tag_keys import TagKeys


class AcceptedTagController(QObject):
    """Ties list and tags to what decides; of several photos together none is named."""

    def __init__(
        self,
        photos: PhotoList,
        model: PhotoModel,
        decisions: DecisionPanel,
        inspector: InspectorPanel,
        tag_keys: TagKeys,
    ) -> None:
        super().__init__(decisions)
        self._photos, self._model = photos, model
        self._decisions, self._inspector = decisions, inspector
        self._tag_keys = tag_keys
        tag_keys.changed.connect(self._show)
        photos.chosen.connect(self._show)
        photos.selection_changed.connect(self._show)
        model.dataChanged.connect(self._show)

    def _show(self) -> None:
        path = self._photos.current_path()
        alone = path is not None and self._photos.selected_count() <= 1
        tag = self._model.tag(path).label if path is not None and alone else ""
        self._decisions.show_accepted(tag, self._tag_keys.name(tag))
        self._inspector.scores.mark_accepted(tag)
