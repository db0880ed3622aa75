"""The work behind the window: makes the workers and what ties them to the panels.

Imported behind the first paint, because it brings numpy, Pillow and the core.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject

from core import paths
from core.imaging.thumbnails import Thumbnails
from core.inference.classifier import Classifier
from core.jobs import JobRunner
from desktop.controllers.browse import BrowseController
from desktop.controllers.contrast import ContrastController
from desktop.controllers.decide import DecideController
from desktop.controllers.export import ExportController
from desktop.controllers.faithfulness import FaithfulnessController
from desktop.controllers.filter import FilterController
from desktop.controllers.first_hint import FirstHint
from desktop.controllers.help import HelpController
from desktop.controllers.review_menu import ReviewMenuController
from desktop.controllers.view import ViewController
from desktop.controllers.what_if import WhatIfController
from desktop.dialogs import file_dialogs
from desktop.services.current_photo import CurrentPhoto, warm_up
from desktop.services.export.exporter import Exporter
from desktop.services.folder_scan import FolderScan
from desktop.services.job_bridge import JobBridge, Latest
from desktop.services.overlay_painter import scale_image
from desktop.services.picture_loader import PictureLoader
from desktop.services.review.review_desk import ReviewDesk
from desktop.services.tagger import Tagger
from desktop.services.thumbnail_loader import ThumbnailLoader
from desktop.system.gc_tuning import QuietCollector
from desktop.ui.language import tr
from desktop.ui.words import count

if TYPE_CHECKING:
    from desktop.system.settings import Settings
    from desktop.ui.look import Look
    from desktop.window.main_window import MainWindow

log = logging.getLogger(__name__)

THUMBNAIL_SIDE: Final = 256
"""px: twice the tile's picture, for fine screens."""
DECODERS: Final = max(2, min(4, os.cpu_count() or 2))


class Workbench(QObject):
    """Owns workers and controllers; lives as long as the window."""

    def __init__(
        self, window: MainWindow, settings: Settings, bridge: JobBridge, pack: Path | None = None
    ) -> None:
        super().__init__(window)
        self._window, self._settings, self._bridge = window, settings, bridge
        self.without_network = False
        """Whether the network could not be opened, so that nothing can be tagged."""
        self._make_workers()
        self.decide = DecideController(window, self.desk, self.current_photo)
        self.review_menu = ReviewMenuController(window, settings, self.desk)
        self.first_hint = FirstHint(window, settings, self.desk)
        self.browse = BrowseController(window, settings, self.desk, self.scan, self.tagger)
        self.filter = FilterController(window, self.browse)
        self.view = ViewController(
            window, self.current_photo, self.pictures, self.thumbnails, self.tagger
        )
        self.contrast = ContrastController(window, self.current_photo)
        self.faithfulness = FaithfulnessController(window, bridge, self._engine, self.current_photo)
        self.what_if = WhatIfController(
            window, bridge, self.current_photo, self._engine, self._painters
        )
        previews = Latest(bridge, self._exports)
        self.export = ExportController(
            window, settings, self.current_photo, self.exporter, self.desk, previews, self._engine
        )
        self.about = HelpController(window, bridge, self._painters, self.switch_pack)
        self._garbage = QuietCollector(self)
        self._connect()
        self._load_network(pack or paths.default_pack())

    def open(self, roots: list[Path]) -> None:
        """Open folders and photos in place of what is open."""
        self.browse.open(roots)

    def switch_pack(self, folder: Path) -> None:
        """Have another network answer; where it cannot be opened the present one goes on."""
        self._bridge.start(
            self._engine,
            lambda token, tell: Classifier.open(folder),
            done=self._take_other,
            failed=self._window.notice.say,
        )

    def _take_other(self, classifier: Classifier) -> None:
        self._take_network(classifier)
        self.browse.open_again()

    def close(self) -> None:
        """Let decisions reach the disk, stop everything else and wait for the workers."""
        self._garbage.close()
        self._bridge.close()
        self.desk.close()
        self.current_photo.choose(None)
        for runner in self._runners:
            runner.close()
        self.desk.release()

    def _make_workers(self) -> None:
        bridge = self._bridge
        self._engine = JobRunner("engine")
        self._exports = JobRunner("export")
        self._views = JobRunner("views", workers=2)
        self._painters = JobRunner("painter")
        self._decoders = JobRunner("decoders", workers=DECODERS)
        self._scans = JobRunner("scan")
        self._tiles = JobRunner("thumbnails", workers=2)
        self._ledger = JobRunner("review")
        self._runners = (  # exports wait for the engine: they go first
            self._exports,
            self._engine,
            self._views,
            self._painters,
            self._decoders,
            self._scans,
            self._tiles,
            self._ledger,
        )
        store = Thumbnails(paths.cache_dir() / "thumbnails", side=THUMBNAIL_SIDE)
        self.thumbnails = ThumbnailLoader(bridge, self._tiles, store)
        self.desk = ReviewDesk(bridge, self._ledger, self._scans)
        self.scan = FolderScan(bridge, self._scans)
        self.pictures = PictureLoader(bridge, self._views)
        self.tagger = Tagger(bridge, self._decoders, self._engine)
        look = self._window.review.controls.look
        self.current_photo = CurrentPhoto(bridge, self.pictures, self._engine, self._painters, look)
        self.exporter = Exporter(bridge, self._exports, self._engine)

    def _connect(self) -> None:
        window = self._window
        window.model.use_thumbnails(self.thumbnails)
        self.thumbnails.arrived.connect(window.model.repaint)
        self.browse.opened.connect(lambda _: self.view.clear())
        self.browse.opened.connect(lambda _: self.current_photo.remember(None))
        self.desk.opened.connect(
            lambda opened: self.current_photo.remember(opened.memory if opened else None)
        )
        self.browse.opened.connect(lambda _: self._garbage.look_at_all())
        window.photos.chosen.connect(lambda _: self._garbage.postpone())
        window.open_requested.connect(self.open)
        window.open_folder_action.triggered.connect(
            lambda: self._open_asked(file_dialogs.ask_folder)
        )
        window.open_files_action.triggered.connect(
            lambda: self._open_asked(file_dialogs.ask_photos)
        )
        window.samples_action.triggered.connect(lambda: self.open([paths.resources() / "samples"]))
        window.cancel_action.triggered.connect(self._cancel)
        window.review.controls.changed.connect(self._paint_scale)

    def _open_asked(self, ask: Any) -> None:  # noqa: ANN401
        chosen = ask(self._window, self._settings)
        if chosen:
            self.open(chosen)

    def _cancel(self) -> None:
        if self._window.compare.what_if_action.isChecked():
            self._window.compare.what_if_action.setChecked(False)
        elif not self.current_photo.cancel() and not self.export.cancel():
            self._window.photos.setFocus()

    def _load_network(self, pack: Path) -> None:
        self._window.status.show_network(tr("Loading the network …"))
        self._bridge.start(
            self._engine,
            lambda token, tell: Classifier.open(pack),
            done=self._take_network,
            failed=self._tell_no_network,
        )
        self._paint_scale(self._window.review.controls.look)
        self._bridge.start(
            self._painters, lambda token, tell: warm_up(), done=lambda _: None, priority=-1
        )

    def _paint_scale(self, look: Look) -> None:
        show = self._window.compare.legend.show_scale
        self._bridge.start(self._painters, lambda token, tell: scale_image(look), done=show)

    def _take_network(self, classifier: Classifier) -> None:
        self.without_network = False
        self.export.use(classifier)
        pack = classifier.pack
        hint = f"{count(len(pack.labels), 'class')}, SHA-256 {pack.sha256}"
        self._window.status.show_network(f"{pack.name} {pack.version}", hint)
        self.decide.use(pack)
        self.review_menu.use(pack)
        self.filter.use(pack)
        self.view.use(pack)
        self.contrast.use(pack)
        self.faithfulness.use(classifier)
        self.what_if.use(classifier)
        self.about.use(pack)
        self.current_photo.use(classifier)
        self.browse.use(classifier)

    def _tell_no_network(self, words: str) -> None:
        self.without_network = True
        log.warning("without a network: %s", words)
        self.view.do_without_network(words)
        self._window.status.show_network(tr("No network"), words)
        self._window.status.show_idle(tr("Photos can be looked at, not tagged. {}").format(words))
