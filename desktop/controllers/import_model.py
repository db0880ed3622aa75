"""A network that somebody hands over becomes a model, which answers from then on."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.dialogs.model_import_dialog import ModelImportDialog, ModelOrder

if TYPE_CHECKING:
    from core.inference.model_pack import Pack
    from core.jobs import CancelToken
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.job_bridge import Latest


class ImportModelController(QObject):
    """Ties the menu entry, and networks dropped on the window, to the dialog and the import.

    Parameters
    ----------
    asked : QAction
        The menu entry.
    network : CurrentNetwork
        Has the new model answer.
    job : Latest
        Imports; the newest alone counts.
    window : QWidget
    """

    def __init__(
        self, asked: QAction, network: CurrentNetwork, job: Latest, window: QWidget
    ) -> None:
        super().__init__(window)
        self._network, self._job, self._window = network, job, window
        self.dialog: ModelImportDialog | None = None
        asked.triggered.connect(self._on_triggered)

    def show(self, network: Path | None = None, labels: Path | None = None) -> None:
        """Open the dialog, with these files where they were given."""
        if self.dialog is None:
            self.dialog = dialog = ModelImportDialog(self._window)
            dialog.import_asked.connect(self._on_import_asked)
            dialog.cancel_asked.connect(self._job.cancel)
            dialog.finished.connect(self._on_finished)
            dialog.open()
        if network is not None:
            self.dialog.show_network(network, labels)

    def _on_triggered(self) -> None:
        self.show()

    def _on_import_asked(self, order: ModelOrder) -> None:
        if self.dialog is None:
            return
        self.dialog.show_running()
        work = partial(_import, order)
        self._job.start(work, done=self._on_done, failed=self.dialog.show_failed)

    def _on_done(self, pack: Pack) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self._network.switch(pack.folder)

    def _on_finished(self, _: int) -> None:
        self.dialog = None


def _import(order: ModelOrder, token: CancelToken, _: object) -> Pack:
    """Import on a worker; `AppError` says what cannot be."""
    from core.inference.import_model import import_model
    from core.paths import resources

    return import_model(
        order.network,
        order.labels,
        order.out,
        order.scaling,
        size=order.size,
        sample=min((resources() / "samples").glob("*.jpg")),
        token=token,
    )
