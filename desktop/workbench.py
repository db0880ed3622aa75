"""The work behind the window: makes workers, services and controllers, and connects them.

Imported behind the first paint, because it brings numpy, Pillow and the core.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core import paths
from core.catalog import tag_finder
from core.inference.judging import doubts_kept
from desktop.controllers.accepted_tag import AcceptedTagController
from desktop.controllers.alike import AlikeController
from desktop.controllers.auto_accept import AutoAcceptController
from desktop.controllers.bookmark import BookmarkController
from desktop.controllers.box import BoxController
from desktop.controllers.browse import BrowseController
from desktop.controllers.cancel import CancelController
from desktop.controllers.check_accepted import CheckAcceptedController
from desktop.controllers.classes import ClassesController
from desktop.controllers.contrast import ContrastController
from desktop.controllers.counts import CountsController
from desktop.controllers.decide import DecideController
from desktop.controllers.explained_class import ExplainedClassController
from desktop.controllers.export import ExportController
from desktop.controllers.faithfulness import FaithfulnessController
from desktop.controllers.files import FilesController
from desktop.controllers.findings import FindingsController
from desktop.controllers.first_hint import FirstHint
from desktop.controllers.group_products import GroupProductsController
from desktop.controllers.help import HelpController
from desktop.controllers.history import HistoryController
from desktop.controllers.import_model import ImportModelController
from desktop.controllers.import_tags import ImportTagsController
from desktop.controllers.keywords import KeywordsController
from desktop.controllers.look import LookController
from desktop.controllers.narrow import NarrowController
from desktop.controllers.network import NetworkController
from desktop.controllers.open import OpenController
from desktop.controllers.product import ProductController
from desktop.controllers.region_hint import RegionHintController
from desktop.controllers.rename_tags import RenameTagsController
from desktop.controllers.repeat import RepeatController
from desktop.controllers.retag import RetagController
from desktop.controllers.review_file import ReviewFileController
from desktop.controllers.review_menu import ReviewMenuController
from desktop.controllers.scan import ScanController
from desktop.controllers.summary import SummaryController
from desktop.controllers.tag import TagController
from desktop.controllers.tag_keys import TagKeysController
from desktop.controllers.verdicts import VerdictController
from desktop.controllers.view import ViewController
from desktop.controllers.what_if import WhatIfController
from desktop.controllers.write_back import WriteBackController
from desktop.services.current_photo import warm_up
from desktop.services.everything import Services
from desktop.services.job_bridge import JobBridge, Latest
from desktop.system.gc_tuning import QuietCollector, give_back

if TYPE_CHECKING:
    from desktop.services.review.shared_review import SharedReview
    from desktop.services.review.shown import Opened
    from desktop.system.settings import Settings
    from desktop.window.main_window import MainWindow


class Workbench(Services):
    """Owns workers and services, as such, and controllers; lives as long as the window.

    Controllers know panels and services, never each other's order: what one of them does is told
    by signals of services. The few connections between controllers are made in `_connect`.
    """

    def __init__(
        self, window: MainWindow, settings: Settings, bridge: JobBridge, pack: Path | None = None
    ) -> None:
        super().__init__(window, bridge, window.inspector.controls.look)
        self._window, self._settings = window, settings
        self._tie_list()
        self._tie_photo()
        self._tie_decisions()
        self._tie_review_menu()
        self._tie_rest()
        self._garbage = QuietCollector(self)
        self._connect()
        self.network.open(pack or paths.default_pack())
        self._warm_up()

    def open(self, roots: list[Path]) -> bool:
        """Open folders and photos in place of what is open; tells whether anything is open now."""
        return self._open.open(roots)

    def close(self) -> None:
        """Let decisions reach the disk, stop everything else and wait for the workers."""
        self._garbage.close()
        self._bookmark.keep()
        self._bridge.close()
        self.desk.close()
        self.current_photo.choose(None)
        self._workers.close()
        self.features.close()
        self.desk.release()

    def _warm_up(self) -> None:
        """Have read behind the window what the first look and the first correction need."""

        def prepare() -> None:
            tag_finder.warm_up()
            warm_up()

        self._bridge.start(
            self._workers.painters,
            lambda token, tell: prepare(),
            done=lambda _: self._window.pages.draw_ahead(),
            priority=-1,
        )

    def _rest(self) -> None:
        """Nobody works just now: have the review free what it keeps to answer faster."""
        shared = self.desk.shared

        def free(shared: SharedReview) -> None:
            shared.ask(shared.review.database.shrink, None)
            give_back()  # not on the window's thread: it takes a frame

        if shared is not None:
            work = partial(free, shared)
            self._bridge.start(self._workers.review, lambda *_: work(), done=lambda _: None)

    def _hold_pauses(self, opened: Opened | None) -> None:
        """Let no pause come while a large review is read."""
        if opened is None:
            self._garbage.postpone()
        else:
            self._garbage.hold()

    def _tie_list(self) -> None:
        """What is open, found, listed and tagged."""
        window, desk, scan, tagger = self._window, self.desk, self.scan, self.tagger
        controls, network = window.list_controls, self.network
        self._open = OpenController(
            window.open_menu, window.folders, window.notice, self._settings, desk, scan, window
        )
        self._scan = ScanController(
            window.folders, window.pages, window.top, window.notice, scan, window
        )
        self._scan.look_again_asked.connect(self._open.open_again)
        self._scan.loss_accepted.connect(desk.accept_loss)
        self.browse = BrowseController(
            window.photos,
            window.model,
            controls,
            window.compare,
            self.narrowing,
            desk,
            scan,
            tagger,
        )
        self._narrow = NarrowController(
            controls, window.model, self.narrowing, self.facets, desk, network, scan, tagger
        )
        self._bookmark = BookmarkController(
            window.photos, window.top, window.notice, self.narrowing, desk
        )
        self._tag = TagController(window.status, desk, scan, tagger, self.network)
        self._counts = CountsController(window.top, window.views, desk, scan, tagger)

    def _tie_photo(self) -> None:
        """The photo looked at, and why it got its tag."""
        window, photo, network = self._window, self.current_photo, self.network
        bridge, workers = self._bridge, self._workers
        compare, inspector = window.compare, window.inspector
        self._view = ViewController(
            window.photos, window.model, compare, inspector, photo, self.pictures, self.thumbnails
        )
        self._product = ProductController(
            compare.product,
            inspector,
            window.photos,
            window.model,
            photo,
            self.desk,
            self.grouper,
            self.scan,
            self.tagger,
            self.thumbnails,
        )
        self._findings = FindingsController(compare, inspector, photo, network, self.tagger)
        told = (window.photos, window.folders, window.notice, window.status)
        painters = workers.painters
        self._files = FilesController(window.file_actions, *told, photo, bridge, painters)
        self._look = LookController(
            inspector.controls, compare, photo, bridge, workers.painters, window
        )
        self._explained_class = ExplainedClassController(inspector, photo, network, window)
        self._contrast = ContrastController(compare, photo, network, window)
        self._region_hint = RegionHintController(compare, photo)
        self._what_if = WhatIfController(
            compare, compare.what_if, inspector, photo, network, self.what_if
        )
        self._box = BoxController(compare, photo, self.desk, self.tagger)
        self._faithfulness = FaithfulnessController(
            inspector.curves, photo, network, bridge, workers.engine
        )

    def _tie_decisions(self) -> None:
        """What is decided, from the key to the file and back to the list."""
        window, desk = self._window, self.desk
        self.decide = DecideController(
            window.decisions,
            window.photos,
            window.model,
            self.current_photo,
            desk,
            self.network,
            self.added_tags,
            window.tag_keys,
            window.view_actions.advance_action,
            window,
        )
        scores = window.inspector.scores
        scores.taken.connect(self.decide.take)
        self.tag_keys = TagKeysController(
            window.tag_keys, scores, self.decide, self.network, self.added_tags
        )
        panels = window.compare, window.photos, window.model, window.decisions
        looked_at = self.current_photo, self.pictures, self.thumbnails
        self._alike = AlikeController(
            *panels, *looked_at, self.similar, self.decide, self.browse, window.status, window
        )
        window.closing.connect(self._alike.close)
        self._accepted_tag = AcceptedTagController(
            window.photos, window.model, window.decisions, window.inspector, window.tag_keys
        )
        self._verdicts = VerdictController(
            window.decisions, window.photos, window.model, window.notice, window.status, desk
        )
        self._repeat = RepeatController(window.decisions, window.status, self.decide, desk)
        self._retag = RetagController(
            window.decisions,
            window.photos,
            window.model,
            window.status,
            self.browse,
            self.decide,
            desk,
            self.tagger,
        )
        self._first_hint = FirstHint(window.notice, self._settings, desk)

    def _tie_review_menu(self) -> None:
        """What the menu asks of the review as a whole."""
        window, desk, network, settings = self._window, self.desk, self.network, self._settings
        menu, notice, status = window.review_menu, window.notice, window.status
        self._review_menu = ReviewMenuController(menu, desk, network, window)
        self._import_tags = ImportTagsController(
            menu.import_action,
            notice,
            status,
            settings,
            desk,
            self.grouper,
            self.catalogs,
            network,
            window,
        )
        self._group_products = GroupProductsController(
            menu.group_action, status, self.grouper, window
        )
        self._classes = ClassesController(menu.classes_action, status, desk, network, window)
        self._rename_tags = RenameTagsController(
            menu.rename_action, status, desk, network, self.added_tags, window
        )
        self._history = HistoryController(
            menu.history_action, window.photos, status, self.browse, desk, window
        )
        self._auto_accept = AutoAcceptController(
            menu.auto_action, window.model, notice, status, desk, network, self.thumbnails, window
        )
        self._check_accepted = CheckAcceptedController(
            menu.check_action, window.model, status, desk, self.thumbnails, window
        )
        self._summary = SummaryController(
            menu.summary_action, notice, status, settings, self.browse, desk, window
        )
        self._review_file = ReviewFileController(menu, status, settings, desk, window)

    def _tie_rest(self) -> None:
        """Export, help, the network, and the key that stops."""
        window, bridge, workers = self._window, self._bridge, self._workers
        self._network = NetworkController(
            window.help_menu.open_pack_action, window.notice, window.status, self.network, window
        )
        self._import_model = ImportModelController(
            window.help_menu.import_model_action,
            self.network,
            Latest(bridge, workers.catalogs),
            window,
        )
        self._help = HelpController(
            window.help_menu, self.network, bridge, workers.painters, window
        )
        self._export = ExportController(
            window.photos,
            window.model,
            window.status,
            self._settings,
            self.current_photo,
            self.exporter,
            self.desk,
            self.network,
            Latest(bridge, workers.exports),
            workers.engine,
            window,
        )
        self._write_back = WriteBackController(
            window.export_menu.write_back_action,
            window.status,
            self.desk,
            self.writer,
            self.thumbnails,
            bridge,
            workers.painters,
            window,
        )
        self._keywords = KeywordsController(
            window.export_menu.keywords_action,
            window.notice,
            window.status,
            self.desk,
            self.keyword_writer,
            window,
        )
        self._cancel = CancelController(
            window.cancel_action,
            window.compare,
            window.photos,
            self.current_photo.cancel,
            self.grouper.cancel,
            self._export.cancel,
            self._keywords.cancel,
        )
        window.status.cancelled.connect(
            lambda: self.grouper.cancel() or self._export.cancel() or self._keywords.cancel()
        )

    def _connect(self) -> None:
        window = self._window
        window.open_requested.connect(self._open.open)
        window.closing.connect(self._history.close)
        window.export_menu.export_requested.connect(self._export.export)
        self._open.roots_changed.connect(lambda _: self._bookmark.keep())
        for reset in (
            self._scan.reset,
            self.browse.reset,
            self._tag.reset,
            self._view.reset,
        ):
            self._open.roots_changed.connect(reset)
        for forgetful in (self.current_photo, self.pictures):
            self._open.roots_changed.connect(lambda _, one=forgetful: one.remember(None))
        self.desk.opened.connect(self._scan.show_opened)
        self.desk.opened.connect(
            lambda opened: self.current_photo.remember(opened.shared if opened else None)
        )
        self.network.network_switched.connect(self._open.open_again)
        self.network.network_ready.connect(
            lambda made: window.model.use_doubts(doubts_kept(made.pack))
        )
        self._review_file.restored.connect(self._open.open_restored)
        self._open.table_given.connect(self._import_tags.offer)
        self._open.network_given.connect(self._import_model.show)
        self._import_tags.classes_chosen.connect(self._classes.choose)
        self.writer.progressed.connect(lambda *_: self._garbage.postpone())
        self._import_tags.marks_changed.connect(self._verdicts.show_marks)
        self._import_tags.marks_changed.connect(lambda _: self.browse.list_photos())
        for many in (self._auto_accept.applied, self._check_accepted.applied):
            many.connect(self.browse.list_photos)
        self._verdicts.list_wanted.connect(self.browse.list_photos)
        self._verdicts.led.connect(self._product.stay_with)
        self.decide.unseen.connect(self._verdicts.refuse_unseen)
        self._product.photo_wanted.connect(self._view.look_at)
        self._product.led_otherwise.connect(self.browse.list_anew)
        window.model.use_thumbnails(self.thumbnails)
        window.model.products_changed.connect(self._scan.show_products)
        self.thumbnails.arrived.connect(window.model.repaint)
        self._open.roots_changed.connect(lambda _: self._garbage.postpone())
        self._garbage.paused.connect(self._rest)
        self.desk.opened.connect(self._hold_pauses)
        self.desk.loaded.connect(lambda _: self._garbage.postpone())
        window.photos.chosen.connect(lambda _: self._garbage.postpone())
        self.catalogs.progressed.connect(lambda _: self._garbage.postpone())
        self.grouper.progressed.connect(lambda _: self._garbage.postpone())
        self.desk.opened.connect(lambda _: window.later_paint.hold())  # behind all others
