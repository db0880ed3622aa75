"""All of a class in a view get another tag at once: those that are like the photo looked at."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.services.review.listing import tagged
from desktop.ui.language import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.controllers.browse import BrowseController
    from desktop.controllers.decide import DecideController
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.panels.inspector.decision_panel import DecisionPanel
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.window.status_bar import StatusBar


class RetagController(QObject):
    """Ties the key to the desk, which knows the view, and to the picker."""

    def __init__(
        self,
        decisions: DecisionPanel,
        photos: PhotoList,
        model: PhotoModel,
        status: StatusBar,
        browse: BrowseController,
        decide: DecideController,
        desk: ReviewDesk,
    ) -> None:
        super().__init__(decisions)
        self._photos, self._model, self._status = photos, model, status
        self._browse, self._decide, self._desk = browse, decide, desk
        decisions.retag_action.triggered.connect(self._on_triggered)

    def _on_triggered(self) -> None:
        """Ask for the tag of all that are selected, else of all of the current one's class."""
        path = self._photos.current_path()
        if path is None:
            return
        if self._photos.selected_count() > 1:
            self._decide.ask_tag(self._photos.chosen_paths())
        elif tag := self._decide.standing([path]):
            wish = self._browse.wish
            self._desk.ask(lambda shared: tagged(shared, wish, tag), partial(self._ask, tag))

    def _ask(self, tag: str, paths: Sequence[Path]) -> None:
        if paths:
            title = tr("{} tagged {} in this view")
            self._decide.ask_tag(paths, title.format(self._model.counted(paths), tag))
        else:
            self._status.show_idle(tr("Nothing in this view is tagged {}.").format(tag))
