"""What is open: folders scanned into the list, narrowed to a folder or a view, tagged behind it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import AppError, FolderUnreadable, ImageUnreadable, printable
from core.review.views import VIEWS, Filter
from core.vocabulary import Status, ViewKey
from desktop.services.folder_index import FolderIndex, within
from desktop.services.review.listing import Wish
from desktop.services.review.opening import what_is_meant
from desktop.ui.language import tr
from desktop.ui.photo_state import Listing, Tag
from desktop.ui.words import count

if TYPE_CHECKING:
    from core.inference.classifier import Classifier
    from desktop.services.folder_scan import FolderScan
    from desktop.services.review.memory import Everything, Memory
    from desktop.services.review.review_desk import Opened, ReviewDesk
    from desktop.services.tagger import Rate, Tagger
    from desktop.system.settings import Settings
    from desktop.window.main_window import MainWindow


NOTHING_FITS: Final = tr("No photo fits what is searched for or filtered.")
LOOKING: Final = tr("Looking for photos …")
NONE_HERE: Final = tr(
    "No photos lie in this folder itself. Tick Include subfolders to look deeper."
)
MOST_TROUBLES: Final = 3
"""Told at once."""
KNOWN_AT_ONCE: Final = 4000
"""Known tags taken in within a frame."""
REST_S: Final = 5.0
"""Between two sortings of the list while photos are being tagged."""


class BrowseController(QObject):
    """Ties review, scan and tagging to folders, views, list and the lines above and below."""

    opened = Signal(list)
    """The roots that are open now, before any photo of theirs was found."""

    def __init__(
        self,
        window: MainWindow,
        settings: Settings,
        desk: ReviewDesk,
        scan: FolderScan,
        tagger: Tagger,
    ) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self._desk, self._scan, self._tagger = desk, scan, tagger
        self.folder_index = FolderIndex()
        self._scope: Path | None = None
        self._given: list[Path] = []
        self._roots: list[Path] = []
        self._troubles: list[str] = []
        self._classifier: Classifier | None = None
        self.filter = Filter()
        self._fresh = False
        self._first: Path | None = None
        self._sorted_at, self._sorted, self._begins = 0.0, True, False
        desk.opened.connect(self._take_review)
        desk.loaded.connect(self._take_loaded)
        desk.used.connect(self._go_on_tagging)
        desk.listed.connect(self._take_listing)
        desk.settled.connect(self._list_again)
        desk.decided.connect(self._sort_again)
        desk.troubled.connect(window.notice.say)
        scan.found.connect(self._take_found)
        scan.finished.connect(self._tell_end_of_scan)
        window.folders.chosen.connect(self._narrow)
        window.folders.subfolders_changed.connect(lambda _: self.open(self._given))
        window.views.chosen.connect(self._begin_view)
        window.list_asked.connect(self.list_photos)
        tagger.tagged.connect(window.model.set_tags)
        tagger.tagged.connect(self._note_tags)
        for changed in (tagger.tagged, desk.used, desk.settled):
            changed.connect(lambda *_: desk.count_photos())
        tagger.progressed.connect(self._tell_rate)
        tagger.finished.connect(self._tell_tagged)
        window.status.paused.connect(tagger.set_paused)

    def open(self, roots: list[Path]) -> None:
        """Open folders and photos in place of what is open; one folder with its review.

        A review file stands for the folder that it is about.
        """
        window = self._window
        proper = (Path(os.path.abspath(root)) for root in roots)  # noqa: PTH100 - links stay
        given = list(dict.fromkeys(proper))
        try:
            self._roots, place = what_is_meant(given)
        except AppError as error:
            window.notice.say(str(error))
            return
        self._given = given
        folders = [root for root in self._roots if root.is_dir()]
        for folder in folders:
            self._settings.note_folder(folder)
        window.show_recent()
        self._scan.stop()
        self._scope = self._first = None
        self.filter = Filter()
        self.folder_index.clear()
        self._tagger.clear()
        self._tagger.remember(None)
        self.opened.emit(self._roots)
        self._troubles.clear()
        window.notice.say("")
        window.model.clear()
        window.folders.reset_to(folders)
        window.show_work(True)
        window.compare.show_photo(None, "", LOOKING)
        window.status.show_idle(LOOKING)
        self._tell_place()
        if len(self._roots) == 1 and folders:
            self._desk.open(folders[0], self._settings.reviewer, place)
        else:
            self._desk.leave()
            self._take_review(None)
            window.decisions.set_writable(False)
            window.show_counts(None)

    def use(self, classifier: Classifier) -> None:
        """Tag with this from here on, once the review knows which network it is."""
        self._classifier = classifier
        self._desk.use(classifier.pack)

    def open_again(self) -> None:
        """Open the same once more: another network answers now."""
        if self._given:
            self.open(self._given)

    def list_photos(self) -> None:
        """List the photos of the view, search and order that the window shows."""
        window = self._window
        if self._desk.memory is None:
            self._take_listing(Listing.of(self.folder_index.below(self._scope)))
            return
        deep = window.folders.subfolders
        wish = Wish(window.view, window.order, window.text, self.filter, self._scope, deep)
        self._desk.list_photos(wish)

    def narrow_to(self, chosen: Filter) -> None:
        """List only photos that a filter lets pass."""
        self.filter = chosen
        self.list_photos()

    @property
    def _lists_all(self) -> bool:
        """Whether the list holds every photo by name, whatever becomes known of them."""
        return self._window.view is ViewKey.ALL and self._window.plain

    @property
    def _fills(self) -> bool:
        """Whether photos belong into the list as they are found."""
        first = self._fresh and self._window.view is ViewKey.DOUBTFUL and self._window.plain
        return self._lists_all or first

    def _list_again(self) -> None:
        """List anew what the order or the view may have changed meanwhile."""
        if not self._lists_all and not self._scan.running:
            self.list_photos()

    def _note_tags(self, _: object) -> None:
        self._sorted = False

    def _sort_again(self, _: object) -> None:
        """The reviewer goes on: what was tagged meanwhile takes its place in the queue."""
        if not self._sorted and time.monotonic() - self._sorted_at > REST_S:
            self._list_again()

    def _take_review(self, opened: Opened | None) -> None:
        """Start with the first photos that the review knows."""
        window = self._window
        known = opened is not None and not opened.empty
        self._fresh = opened is not None and opened.empty
        window.reset_view(
            ViewKey.ALL if opened is None else ViewKey.DOUBTFUL, reviewed=opened is not None
        )
        self._tagger.remember(opened.memory if opened else None)
        if opened is None:
            self._scan.open(self._roots, subfolders=window.folders.subfolders)
        elif known:
            window.model.know(opened.first.tags, opened.first.marks)
            self._take_listing(Listing.of(opened.first.marks))
            if None in {tag.status for tag in opened.first.tags.values()}:
                self._first = window.photos.current_path()  # another network: all is tagged anew

    def _take_loaded(self, everything: Everything) -> None:
        """List what the review knows in full, then look what is in the folder now."""
        window, memory = self._window, self._desk.memory
        window.model.know(everything.tags, everything.marks)
        if not self._fills:
            self.list_photos()
        self._scan.open(self._roots, subfolders=window.folders.subfolders, register=memory)

    def _go_on_tagging(self, everything: Everything | None) -> None:
        known: list[tuple[Path, Tag]] = []
        if everything is not None:
            known = list(everything.tags.items())
            self._window.model.know(everything.tags, everything.marks)
            if not self._fills:
                self.list_photos()
        self._settle(iter(known), self._desk.memory)

    def _settle(self, known: Iterator[tuple[Path, Tag]], memory: Memory | None) -> None:
        """Take in what is known of one review, a part at a time; then have the rest tagged."""
        part = dict(islice(known, KNOWN_AT_ONCE))
        if memory is not self._desk.memory:
            return
        if part:
            self._tagger.add([], part)
            QTimer.singleShot(0, self, partial(self._settle, known, memory))
        elif self._classifier is not None:
            self._tagger.use(self._classifier)

    def _take_listing(self, listing: Listing) -> None:
        window = self._window
        current, several = window.photos.current_path(), window.photos.selected_paths()
        window.model.adopt(listing)
        stays = current is not None and not self._begins and not self._waits_at(current)
        if current is None or not stays or not window.photos.choose(current):
            window.photos.choose_first()
        elif len(several) > 1:
            window.photos.select(several)
        self._sorted_at, self._sorted, self._begins = time.monotonic(), True, False
        if not listing.paths:
            window.photos.chosen.emit(None)  # a list that was replaced tells of no current photo
            window.compare.show_photo(None, "", self._why_empty())
        self._tell_place()

    def _why_empty(self) -> str:
        window = self._window
        if not len(self.folder_index):
            return LOOKING if self._scan.running else NONE_HERE
        return tr(VIEWS[window.view].empty) if window.plain else NOTHING_FITS

    def _begin_view(self, _: str) -> None:
        """Another view starts with its first photo."""
        self._begins = True

    def _waits_at(self, current: Path) -> bool:
        """Whether nobody has moved since the folder was opened, and now all is sorted."""
        return current == self._first and self._tagger.finished_all and not self._scan.running

    def _take_found(
        self, photos: list[Path], troubles: list[AppError], known: dict[Path, Tag]
    ) -> None:
        window = self._window
        broken = {
            trouble.path: Tag(Status.ERROR, error=str(trouble))
            for trouble in troubles
            if isinstance(trouble, ImageUnreadable)
        }
        photos = [*photos, *broken]
        self.folder_index.add(photos)
        window.folders.add(photos)
        for trouble in troubles:
            if isinstance(trouble, FolderUnreadable):
                window.folders.tree.note_trouble(trouble.path, str(trouble))
                self._troubles.append(str(trouble))
        if self._fills:
            window.model.append([path for path in photos if within(path.parent, self._scope)])
        window.model.set_tags({**broken, **known})
        self._tagger.add(photos, known)
        if window.photos.current_path() is None:
            window.photos.choose_first()
            self._first = window.photos.current_path()
        self._desk.count_photos()
        self._tell_place()

    def _narrow(self, folder: Path | None) -> None:
        self._scope = folder
        self.list_photos()

    def _tell_place(self) -> None:
        names = ", ".join(printable(Path(root.name or str(root))) for root in self._roots[:3])
        more = tr(" and {} more").format(len(self._roots) - 3) if len(self._roots) > 3 else ""
        photos = count(len(self.folder_index), "photo")
        self._window.setWindowTitle(tr("{}{} ({}) - Tagproof").format(names, more, photos))
        self._window.top.show_place(f"{names}{more}     {photos}")

    def _tell_end_of_scan(self) -> None:
        if not len(self.folder_index):
            self._tell_none()
            return
        if self._troubles and not self._window.notice.text():
            folders = count(len(self._troubles), "folder")
            self._window.notice.say(
                tr("{} could not be read. {}").format(folders, self._troubles[0])
            )
        self._desk.count_photos()
        if not self._lists_all:
            self.list_photos()
        if self._tagger.finished_all:
            self._desk.settle()

    def _tell_none(self) -> None:
        """Say why there is nothing to see, where what can be done about it is at hand."""
        window = self._window
        window.status.show_idle("")
        if self._troubles:
            window.show_work(False)
            window.empty.say(
                tr("This could not be opened"), "\n".join(self._troubles[:MOST_TROUBLES])
            )
        elif window.folders.subfolders:
            window.show_work(False)
            window.empty.say(tr("No photos found there"), tr("Drop another folder here."))
        else:
            window.compare.show_photo(None, "", NONE_HERE)

    def _tell_rate(self, rate: Rate) -> None:
        if self._desk.memory is None:
            self._window.top.show_statuses(self._tagger.counts)
        if rate.done < rate.total:
            self._window.status.show_tagging(rate.share, rate.words())

    def _tell_tagged(self) -> None:
        done = sum(self._tagger.counts.values())
        self._window.status.show_tagged(tr("{} tagged").format(count(done, "photo")))
        self._list_again()
        if not self._scan.running:
            self._desk.settle()
