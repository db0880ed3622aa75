"""All of a class in a view get another tag at once: those that are like the photo looked at."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from core.vocabulary import Status
from desktop.controllers.awaited import Awaited
from desktop.services.review.listing import tagged
from desktop.ui.language import hint_of, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.controllers.browse import BrowseController
    from desktop.controllers.decide import DecideController
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.panels.inspector.decision_panel import DecisionPanel
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.tagger import Tagger
    from desktop.window.status_bar import StatusBar

NOT_YET: Final = tr("The photo is being tagged; then all of its class are gathered …")


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
        tagger: Tagger,
    ) -> None:
        super().__init__(decisions)
        self._photos, self._model, self._status = photos, model, status
        self._browse, self._decide, self._desk = browse, decide, desk
        self._awaited = Awaited(photos, status, NOT_YET, self._lacks_tag, self._gather)
        decisions.retag_action.triggered.connect(self._on_triggered)
        self._tagger, self._early = tagger, False
        for tagged_more in (tagger.tagged, tagger.finished, desk.loaded):
            tagged_more.connect(self._look_again)

    def _look_again(self) -> None:
        self._early = False
        self._awaited.look_again()

    def _on_triggered(self) -> None:
        """Ask for the tag of all that are selected, else of all of the current one's class."""
        path = self._photos.current_path()
        if path is None:
            return
        if self._photos.selected_count() > 1:
            self._decide.ask_tag(self._photos.chosen_paths())
        else:
            self._awaited.ask()

    def _lacks_tag(self) -> bool:
        """Whether the photo looked at still waits for its tag, or the review does."""
        path = self._photos.current_path()
        if path is None:
            return False
        return self._early or not (self._decide.standing([path]) or self._model.tag(path).status)

    def _gather(self) -> None:
        """Find all of the class in the view."""
        path = self._photos.current_path()
        if path is None:
            return
        if tag := self._decide.standing([path]):
            wish = self._browse.wish
            self._desk.ask(lambda shared: tagged(shared, wish, tag), partial(self._ask, path, tag))
        else:
            self._status.show_idle(hint_of(Status.ERROR))

    def _ask(self, path: Path, tag: str, paths: Sequence[Path]) -> None:
        """Ask for the other tag, unless somebody has gone on to another photo meanwhile."""
        if path != self._photos.current_path():
            return
        if paths:
            title = tr("{} tagged {} in this view")
            self._decide.ask_tag(paths, title.format(self._model.counted(paths), tag))
        elif not self._tagger.finished_all:  # the photo's tag is not in the review yet
            self._early = True
            self._awaited.ask()
        else:
            self._status.show_idle(tr("Nothing in this view is tagged {}.").format(tag))
