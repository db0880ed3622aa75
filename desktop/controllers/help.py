"""Help: about the network that answers, and about the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import PySide6
from PySide6.QtCore import QObject, qVersion
from PySide6.QtWidgets import QWidget

from core.paths import third_party_licences
from core.report.content import library_versions
from core.report.drawing import raster
from core.report.model_card import Section, sections
from desktop.dialogs.about_dialog import AboutDialog
from desktop.dialogs.alone import raised
from desktop.dialogs.program_dialog import ProgramDialog
from desktop.ui import theme
from desktop.ui.controls import offer
from desktop.ui.language import speech, tr
from desktop.ui.qimage import Picture, to_qimage
from desktop.ui.reasons import NO_NETWORK

if TYPE_CHECKING:
    from core.inference.model_pack import Pack
    from core.jobs import JobRunner
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.job_bridge import JobBridge
    from desktop.window.help_menu import HelpMenu

FROM_SOURCE: Final = tr(
    "This program runs from its source: the terms of each package stand in its own folder.\n"
    "The standalone program lists them all here."
)


class HelpController(QObject):
    """Ties the help entries of the menu to their dialogs."""

    def __init__(
        self,
        menu: HelpMenu,
        network: CurrentNetwork,
        bridge: JobBridge,
        painters: JobRunner,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._network, self._window = network, window
        self._bridge, self._painters = bridge, painters
        menu.about_model_action.triggered.connect(self._on_model_asked)
        offer(menu.about_model_action, False, NO_NETWORK)
        menu.about_action.triggered.connect(self._on_program_asked)
        network.network_ready.connect(lambda _: offer(menu.about_model_action, True))

    def _on_model_asked(self) -> None:
        pack = self._network.pack
        if pack is None:
            return
        paper = theme.current().tokens["window"]
        self._bridge.start(
            self._painters,
            lambda token, tell: _painted(pack, paper),
            done=lambda page: self._show_page(f"{pack.name} {pack.version}", *page),
        )

    def _show_page(
        self, title: str, told: tuple[Section, ...], pictures: list[list[Picture]]
    ) -> None:
        if not raised(AboutDialog, self._window):
            AboutDialog(title, told, pictures, self._window).open()

    def _on_program_asked(self) -> None:
        pack = self._network.pack
        network = f"{pack.name} {pack.version}, SHA-256 {pack.sha256}" if pack else tr("none")
        classifier = self._network.classifier
        answers = {speech().say("made.engine"): str(classifier.engine.facts)} if classifier else {}
        versions = {
            **library_versions(),
            **answers,
            "Qt": f"{qVersion()}, PySide6 {PySide6.__version__}",
            tr("Model"): network,
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
    told = sections(pack.card, speech())
    pictures = [
        [Picture(to_qimage(raster.plot_pixels(plot, 3.0, paper))) for plot in section.plots]
        for section in told
    ]
    return told, pictures
