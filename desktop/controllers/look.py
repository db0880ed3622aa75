"""How the overlay is painted and made: from the controls and their dialog to the photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.dialogs.explain_dialog import ExplainDialog
from desktop.services.overlay_painter import scale_image

if TYPE_CHECKING:
    from core.jobs import JobRunner
    from desktop.panels.compare.compare_panel import ComparePanel
    from desktop.panels.inspector.look_controls import LookControls
    from desktop.services.current_photo import CurrentPhoto
    from desktop.services.job_bridge import JobBridge
    from desktop.ui.look import Look


class LookController(QObject):
    """Ties the overlay's controls to the current photo and to the colour scale."""

    def __init__(
        self,
        controls: LookControls,
        compare: ComparePanel,
        current_photo: CurrentPhoto,
        bridge: JobBridge,
        painters: JobRunner,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._controls, self._compare, self._window = controls, compare, window
        self._bridge, self._painters = bridge, painters
        controls.changed.connect(current_photo.set_look)
        controls.changed.connect(self._paint_scale)
        controls.options_asked.connect(self._on_options_asked)
        self._paint_scale(controls.look)

    def _on_options_asked(self) -> None:
        dialog = ExplainDialog(self._controls.look, self._window)
        dialog.chosen.connect(self._controls.choose)
        dialog.open()

    def _paint_scale(self, look: Look) -> None:
        self._bridge.start(
            self._painters,
            lambda token, tell: scale_image(look),
            done=self._compare.show_scale,
        )
