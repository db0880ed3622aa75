"""One key gives the tag of the last correction again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from core.vocabulary import Action, Verdict
from desktop.ui.controls import key_name
from desktop.ui.language import tr
from desktop.ui.step_words import subject

if TYPE_CHECKING:
    from desktop.controllers.decide import DecideController
    from desktop.panels.inspector.decision_panel import DecisionPanel
    from desktop.services.review.deciding import Decided
    from desktop.services.review.review_desk import Opened, ReviewDesk
    from desktop.window.status_bar import StatusBar

NOTHING_YET: Final = tr("There is no correction to repeat yet.")


class RepeatController(QObject):
    """Ties the key to the desk, and says what it has done."""

    def __init__(
        self,
        decisions: DecisionPanel,
        status: StatusBar,
        decide: DecideController,
        desk: ReviewDesk,
    ) -> None:
        super().__init__(decisions)
        self._decisions, self._status, self._decide = decisions, status, decide
        self._tag = self._said = ""
        self._asked = False
        decisions.again_action.triggered.connect(self._on_triggered)
        desk.opened.connect(self._on_review_opened)
        desk.decided.connect(self._on_decided)
        desk.refused.connect(self._on_refused)

    def _on_triggered(self) -> None:
        if self._tag:
            self._asked = True
            self._decide.take(self._tag)
        else:
            self._status.show_idle(NOTHING_YET)

    def _on_review_opened(self, opened: Opened | None) -> None:
        """Go on from what was done last, also before a restart."""
        last = opened.depth.last if opened is not None else None
        corrected = last is not None and last.state.verdict is Verdict.CORRECTED
        self._tag = last.state.tag if last is not None and corrected else ""
        self._asked = False

    def _on_decided(self, step: Decided) -> None:
        asked, self._asked = self._asked, False
        self._unsay()
        request, last = step.request, step.depth.last
        if request is None or request.action is not Action.CORRECT or not step.marks:
            return
        if isinstance(request.text, str):
            self._tag = request.text
        if asked and last is not None:
            key = key_name(self._decisions.undo_action)
            words = tr("{}: {} again. {} takes it back.")
            self._said = words.format(subject(last), self._tag, key)
            self._status.show_idle(self._said)

    def _unsay(self) -> None:
        """Another step was made, or this one undone: its key takes something else back now."""
        if self._said and self._status.words == self._said:
            self._status.show_idle("")
        self._said = ""

    def _on_refused(self) -> None:
        self._asked = False
