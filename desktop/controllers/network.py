"""Which network answers: named at the foot of the window, and another one from the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.dialogs import file_dialogs
from desktop.ui.language import tr
from desktop.ui.words import count

if TYPE_CHECKING:
    from core.inference.classifier import Classifier
    from desktop.services.current_network import CurrentNetwork
    from desktop.window.notice_bar import NoticeBar
    from desktop.window.status_bar import StatusBar


class NetworkController(QObject):
    """Ties the current network to the lines above and below, and to the menu entry."""

    def __init__(
        self,
        open_pack_action: QAction,
        notice: NoticeBar,
        status: StatusBar,
        network: CurrentNetwork,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._status, self._network, self._window = status, network, window
        open_pack_action.triggered.connect(self._on_triggered)
        network.network_ready.connect(self._on_ready)
        network.network_missing.connect(self._on_missing)
        network.switch_failed.connect(notice.say)
        status.show_network(tr("Loading the model…"))

    def _on_triggered(self) -> None:
        if folder := file_dialogs.ask_pack(self._window):
            self._network.switch(folder)

    def _on_ready(self, classifier: Classifier) -> None:
        pack = classifier.pack
        classes = count(len(pack.labels), "class")
        if pack.choice.names:
            classes = tr("{:,} of {}").format(len(pack.choice.names), classes)
        hint = f"{classes}, SHA-256 {pack.sha256}"
        self._status.show_network(f"{pack.name} {pack.version}", hint)

    def _on_missing(self, words: str) -> None:
        self._status.show_network(tr("No model"), words)
        self._status.show_idle(tr("Photos can be looked at, not tagged. {}").format(words))
