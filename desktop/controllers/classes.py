"""Which classes can occur: asked in a dialog, remembered by the review, said at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.services.review.classes import Occurring, occurring
from desktop.ui.controls import offer
from desktop.ui.language import tr
from desktop.ui.reasons import NO_NETWORK, NOTHING_OPEN, READ_ONLY
from desktop.ui.words import can_occur

if TYPE_CHECKING:
    from core.inference.classifier import Classifier
    from desktop.dialogs.classes_dialog import ClassesDialog
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.review.shown import Everything
    from desktop.window.status_bar import StatusBar

JUDGING: Final = tr("All tags are judged again…")
"""Said meanwhile: it takes ten to twenty seconds for 100,000 photos."""
NAMED: Final = 20
"""Classes named on hover; of more the number is."""


class ClassesController(QObject):
    """Ties the menu entry, and the line at the foot, to dialog, desk and network."""

    def __init__(
        self,
        classes_action: QAction,
        status: StatusBar,
        desk: ReviewDesk,
        network: CurrentNetwork,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._action, self._status, self._window = classes_action, status, window
        self._desk, self._network = desk, network
        self._open = False
        self._labels: tuple[str, ...] = ()
        self._dialog: ClassesDialog | None = None
        classes_action.triggered.connect(self._on_triggered)
        status.classes_asked.connect(classes_action.trigger)
        desk.opened.connect(self._on_opened)
        desk.network_recorded.connect(self._on_recorded)
        network.network_ready.connect(self._on_network_ready)
        self._show()

    def choose(self, names: tuple[str, ...]) -> None:
        """Have only these classes occur in what is open, or all where none are named."""
        shared, before = self._desk.shared, self._network.classifier
        if shared is not None:
            shared.answers.classes = names
        self._network.choose(names)
        if shared is not None and self._network.classifier is not before:
            self._status.show_idle(JUDGING)

    def _on_recorded(self, everything: Everything | None) -> None:
        """What is known of photos is told by whoever tags them; of none, nothing is."""
        if everything is not None and not everything.marks:
            self._status.show_idle("")

    def _on_opened(self) -> None:
        """What was asked for is another folder's."""
        self._open = True
        if self._dialog is not None:
            self._dialog.reject()
        self._show()

    def _on_network_ready(self, classifier: Classifier) -> None:
        """What is asked for in the dialog may be classes that another model lacks."""
        labels, self._labels = self._labels, classifier.pack.labels
        if self._dialog is not None and labels != self._labels:
            self._dialog.reject()
        self._show()

    def _show(self) -> None:
        """Offer to choose where something is open that can be tagged; say what is chosen."""
        desk, pack = self._desk, self._network.pack
        fixed = desk.shared is not None and not desk.writable
        why = READ_ONLY if fixed else NOTHING_OPEN if pack is not None else NO_NETWORK
        offer(self._action, self._open and pack is not None and not fixed, why)
        self._status.classes_button.setEnabled(self._action.isEnabled())
        chosen = pack.choice.names if pack is not None else ()
        words = can_occur(len(chosen), len(pack.labels)) if pack is not None and chosen else ""
        self._status.show_classes(words, _named(chosen))

    def _on_triggered(self) -> None:
        if self._desk.shared is None:
            self._ask(Occurring())
        else:
            self._desk.ask(occurring, self._ask)

    def _ask(self, known: Occurring) -> None:
        pack = self._network.pack
        if pack is None or self._dialog is not None:
            return
        from desktop.dialogs.classes_dialog import ClassesDialog

        self._dialog = ClassesDialog(pack.labels, pack.classes, known, self._window)
        self._dialog.confirmed.connect(self.choose)
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()

    def _on_finished(self) -> None:
        self._dialog = None


def _named(chosen: tuple[str, ...]) -> str:
    """Name the classes chosen, on a line each."""
    more = len(chosen) - NAMED
    rest = (tr("and {:,} more").format(more),) if more > 0 else ()
    return "\n".join((*chosen[:NAMED], *rest))
