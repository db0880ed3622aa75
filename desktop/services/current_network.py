"""The network that answers: opened on the engine's thread; one at a time, or none."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.inference.classifier import Classifier
from desktop.services.job_bridge import JobBridge

if TYPE_CHECKING:
    from core.inference.model_pack import Pack
    from core.jobs import JobRunner

log = logging.getLogger(__name__)


class CurrentNetwork(QObject):
    """Knows the network in force, and tells when there is one, another, or none.

    `classifier` and `problem` are up to date before a signal is sent, and whoever needs the
    network reads it here and keeps no copy: so receivers may be connected, and called, in any
    order. What has to follow once all of them know waits for `network_switched`.
    """

    network_ready = Signal(object)
    """The Classifier that answers from here on."""
    network_missing = Signal(str)
    """Why there is none, so that nothing can be tagged."""
    network_switched = Signal()
    """The network that is ready was opened in place of another, or of none."""
    switch_failed = Signal(str)
    """Why another network could not be opened; the present one goes on."""

    def __init__(self, bridge: JobBridge, engine: JobRunner) -> None:
        super().__init__(bridge)
        self._bridge, self._engine = bridge, engine
        self.classifier: Classifier | None = None
        self._classes: tuple[str, ...] = ()
        self.problem = ""
        """Why there is no network; empty where there is one, or while it is being opened."""

    @property
    def pack(self) -> Pack | None:
        """The pack of the network in force."""
        return self.classifier.pack if self.classifier else None

    def open(self, folder: Path) -> None:
        """Open the first network; `network_ready` or `network_missing` follows."""
        self._bridge.start(
            self._engine,
            lambda token, tell: Classifier.open(folder),
            done=self._on_opened,
            failed=self._on_open_failed,
        )

    def switch(self, folder: Path) -> None:
        """Have another network answer; `network_switched` or `switch_failed` follows."""
        self._bridge.start(
            self._engine,
            lambda token, tell: Classifier.open(folder),
            done=self._on_other_opened,
            failed=self.switch_failed.emit,
        )

    def choose(self, classes: tuple[str, ...]) -> None:
        """Have only these classes occur, or all where none are named.

        A network that lacks one of them answers with all that it has. `network_ready` follows
        where the network in force answers otherwise from here on.
        """
        self._classes = classes
        now = self.classifier
        if now is not None and self._chosen(now) != now.pack.choice.names:
            self._on_opened(now)

    def _chosen(self, classifier: Classifier) -> tuple[str, ...]:
        return self._classes if set(self._classes) <= set(classifier.pack.labels) else ()

    def _on_opened(self, classifier: Classifier) -> None:
        self.classifier = classifier.choosing(self._chosen(classifier) or None)
        self.problem = ""
        self.network_ready.emit(self.classifier)

    def _on_other_opened(self, classifier: Classifier) -> None:
        self._on_opened(classifier)
        self.network_switched.emit()

    def _on_open_failed(self, words: str) -> None:
        log.warning("without a network: %s", words)
        self.problem = words
        self.network_missing.emit(words)
