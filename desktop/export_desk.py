"""From the menu to a file: which photos, where to, and what the foot of the window says of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.entities import Progress
from core.errors import printable
from desktop.dialogs import file_dialogs
from desktop.exporter import Exporter, Known, Order

if TYPE_CHECKING:
    from core.inference.classifier import Classifier
    from desktop.main_window import MainWindow
    from desktop.settings import Settings
    from desktop.spotlight import Spotlight


class ExportDesk(QObject):
    """Takes the orders that the window gives to the exporter."""

    def __init__(
        self, window: MainWindow, settings: Settings, spotlight: Spotlight, exporter: Exporter
    ) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self._spotlight, self._exporter = spotlight, exporter
        self._classifier: Classifier | None = None
        window.export_requested.connect(self._export)
        window.status.cancelled.connect(self.cancel)
        exporter.progressed.connect(self._tell_export)
        exporter.written.connect(
            lambda path: window.status.show_idle(f"Written: {printable(path)}")
        )
        exporter.failed.connect(lambda words: window.status.show_idle(f"Nothing written. {words}"))

    def use(self, classifier: Classifier) -> None:
        """Explain with this from here on."""
        self._classifier = classifier

    def _export(self, kind: str) -> None:
        order = self._order(kind)
        if order is not None and self._classifier is not None:
            self._window.status.show_export(None, f"Writing {printable(order.target)}")
            self._exporter.start(self._classifier, order)

    def _order(self, kind: str) -> Order | None:
        window, spotlight = self._window, self._spotlight
        photos = self._photos_for(kind)
        if not photos or self._classifier is None:
            window.status.show_idle("Nothing to export yet.")
            return None
        stem = f"{photos[0].stem}.explanation" if kind in ("png", "pdf") else "tagproof-report"
        suffix = ".png" if kind == "png" else ".pdf"
        target = file_dialogs.ask_target(window, self._settings, stem, suffix)
        if target is None:
            return None
        single = kind in ("png", "pdf")
        explanation = spotlight.explanation
        known = None
        if single and spotlight.prediction and explanation and explanation.final:
            known = Known(spotlight.prediction, explanation)
        if not single:
            return Order(photos, target, spotlight.look)
        labels = spotlight.settings.labels
        return Order(photos, target, spotlight.look, spotlight.label or None, labels, known)

    def _photos_for(self, kind: str) -> tuple[Path, ...]:
        if kind == "all":
            return tuple(self._window.model.paths)
        if kind == "selected":
            return tuple(self._window.photos.selected_paths())
        return (self._spotlight.path,) if self._spotlight.path else ()

    def _tell_export(self, step: Progress) -> None:
        share = step.done / step.total if step.total else None
        words = f"Explaining {step.done:,} of {step.total:,} photos for the report"
        self._window.status.show_export(share, words)

    def cancel(self) -> bool:
        """Stop the export; tells whether there was one."""
        stopped = self._exporter.cancel()
        if stopped:
            self._window.status.show_idle("Export stopped; nothing was written.")
        return stopped
