"""Help: about the network that answers, another network, and about the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import PySide6
from PySide6.QtCore import QObject, qVersion
from PySide6.QtWidgets import QFileDialog

from core.paths import third_party_licences
from core.report.content import library_versions
from core.report.drawing import raster
from core.report.model_card import Section, sections
from desktop.dialogs.about_dialog import AboutDialog
from desktop.dialogs.program_dialog import ProgramDialog
from desktop.ui import theme
from desktop.ui.language import tr
from desktop.ui.qimage import Picture, to_qimage

if TYPE_CHECKING:
    from core.inference.model_pack import Pack
    from core.jobs import JobRunner
    from desktop.services.job_bridge import JobBridge
    from desktop.window.main_window import MainWindow

FROM_SOURCE: Final = tr(
    "This program runs from its source: the terms of each package stand in its own folder.\n"
    "The standalone program lists them all here."
)


class HelpController(QObject):
    """Ties the help entries of the menu to their dialogs."""

    def __init__(
        self,
        window: MainWindow,
        bridge: JobBridge,
        runner: JobRunner,
        open_pack: Callable[[Path], None],
    ) -> None:
        super().__init__(window)
        self._window, self._bridge, self._runner = window, bridge, runner
        self._open_pack = open_pack
        self._pack: Pack | None = None
        window.about_model_action.triggered.connect(self._show_model)
        window.about_model_action.setEnabled(False)
        window.open_pack_action.triggered.connect(self._choose_pack)
        window.about_action.triggered.connect(self._show_program)

    def use(self, pack: Pack) -> None:
        """Tell about this network from here on."""
        self._pack = pack
        self._window.about_model_action.setEnabled(True)

    def _show_model(self) -> None:
        pack = self._pack
        if pack is None:
            return
        paper = theme.current().tokens["window"]
        self._bridge.start(
            self._runner,
            lambda token, tell: _painted(pack, paper),
            done=lambda page: self._show_page(f"{pack.name} {pack.version}", *page),
        )

    def _show_page(
        self, title: str, told: tuple[Section, ...], pictures: list[list[Picture]]
    ) -> None:
        AboutDialog(title, told, pictures, self._window).open()

    def _choose_pack(self) -> None:
        name = QFileDialog.getExistingDirectory(self._window, tr("Open another network (a pack)"))
        if name:
            self._open_pack(Path(name))

    def _show_program(self) -> None:
        pack = self._pack
        network = f"{pack.name} {pack.version}, SHA-256 {pack.sha256}" if pack else "none"
        versions = {
            **library_versions(),
            "Qt": f"{qVersion()}, PySide6 {PySide6.__version__}",
            tr("Network"): network,
        }
        ProgramDialog(versions, licences(), self._window).open()


def licences() -> str:
    """Give the terms of everything that the standalone program holds."""
    try:
        return third_party_licences().read_text("utf-8")
    except FileNotFoundError:
        return FROM_SOURCE


def _painted(pack: Pack, paper: str) -> tuple[tuple[Section, ...], list[list[Picture]]]:
    """Word the card and paint its plots; on a worker."""
    told = sections(pack.card)
    pictures = [
        [Picture(to_qimage(raster.plot_pixels(plot, 3.0, paper))) for plot in section.plots]
        for section in told
    ]
    return told, pictures
