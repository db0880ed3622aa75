"""Which photos are listed: of a folder or a view, searched, filtered, sorted anew in time."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from core.review.views import VIEWS, Filter, Listed
from core.vocabulary import Verdict, ViewKey
from desktop.services.folder_index import within
from desktop.services.folder_scan import LOOKING
from desktop.services.review.listing import Wish
from desktop.ui.language import tr
from desktop.ui.photo_state import Listing, Tag

if TYPE_CHECKING:
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.panels.compare.compare_panel import ComparePanel
    from desktop.services.folder_scan import FolderScan, Found
    from desktop.services.review.deciding import Decided
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.review.shown import Everything, Opened
    from desktop.services.tagger import Tagger
    from desktop.window.list_controls import ListControls


NOTHING_FITS: Final = tr("Nothing in this view fits what is searched for or filtered.")
NONE_HERE: Final = tr(
    "No photos lie in this folder itself. Tick Include subfolders to look deeper."
)
MOST_PASSED: Final = 200
"""Photos decided since a list was begun that one can go back to in it."""
REST_S: Final = 5.0
"""Between two sortings of the list while photos are being tagged."""


class BrowseController(QObject):
    """Ties the list and its controls to review, scan and tagging."""

    def __init__(
        self,
        photos: PhotoList,
        model: PhotoModel,
        controls: ListControls,
        compare: ComparePanel,
        desk: ReviewDesk,
        scan: FolderScan,
        tagger: Tagger,
    ) -> None:
        super().__init__(photos)
        self._photos, self._model, self._controls = photos, model, controls
        self._compare = compare
        self._desk, self._scan, self._tagger = desk, scan, tagger
        self.filter = Filter()
        self._folder: Path | None = None
        self._fresh = False
        self._asked: Wish | None = None
        self._passed: dict[Path, None] = {}
        self._sought: Path | None = None
        self._skipped: set[Path] = set()  # at least those of the passed ones
        self._kept = Listed(ViewKey.ALL)
        self._sorted_at, self._sorted, self._begins = 0.0, True, False
        controls.view_changed.connect(self._on_view_changed)
        controls.changed.connect(self.list_photos)
        controls.folder_changed.connect(self._on_folder_changed)
        desk.opened.connect(self._on_review_opened)
        desk.loaded.connect(self._on_review_read)
        desk.network_recorded.connect(self._on_review_read)
        desk.listed.connect(self._on_listed)
        desk.settled.connect(self._list_again)
        desk.decided.connect(self._on_decided)
        scan.found.connect(self._on_found)
        scan.finished.connect(self._on_scan_finished)
        tagger.tagged.connect(self._on_tagged)
        tagger.finished.connect(self._list_again)

    def reset(self) -> None:
        """List nothing: other folders are open now."""
        self.filter = Filter()
        self._folder = self._asked = None
        self._passed.clear()
        self._model.clear()
        self._compare.show_photo(None, "", LOOKING)

    @property
    def wish(self) -> Wish:
        """What the window's controls ask for."""
        controls = self._controls
        return Wish(
            controls.view,
            controls.order,
            controls.text,
            self.filter,
            self._folder,
            controls.subfolders,
        )

    def list_photos(self) -> None:
        """List the photos of the folder, view, search, filter and order in force."""
        if self._desk.shared is None:
            self._on_listed(Listing.of(self._scan.index.below(self._folder)))
            return
        wish = self.wish
        if wish != self._asked:
            self._asked = wish
            self._passed.clear()
            self._keep(wish)
        skipped = frozenset(path for path in self._passed if path in self._skipped)
        self._desk.list_photos(replace(wish, passed=tuple(self._passed), skipped=skipped))

    def _keep(self, wish: Wish) -> None:
        """Have the view and its order there when the folder is opened again."""
        if (listed := Listed(wish.view, wish.order)) != self._kept:
            self._kept = listed
            self._desk.remember_list(listed)

    def go_to(self, entry: Path) -> None:
        """Go to an entry of the review; one that the list does not hold stands in front of it."""
        if not self._photos.choose(entry):
            self._sought = entry
            self._passed[entry] = None
            self.list_photos()

    def list_anew(self) -> None:
        """List what other photos lead now; those passed were of other products."""
        self._passed.clear()
        self.list_photos()

    def show_everything(self) -> None:
        """List all photos by name, with nothing that narrows the list."""
        self.filter = Filter()
        self._folder = None
        self._controls.show_everything()
        self.list_photos()

    def narrow_to(self, chosen: Filter) -> None:
        """List only photos that a filter lets pass."""
        self.filter = chosen
        self.list_photos()

    @property
    def _fills(self) -> bool:
        """Whether photos belong into the list as they are found."""
        controls = self._controls
        first = self._fresh and controls.view is ViewKey.DOUBTFUL and controls.plain
        return self._lists_all or first

    @property
    def _lists_all(self) -> bool:
        """Whether every photo that is found is listed, whatever becomes known of it."""
        return self._controls.lists_all and not self._model.products

    # --- what changes the list

    def _on_view_changed(self) -> None:
        self._begins = True  # with its first photo

    def _on_folder_changed(self, folder: Path | None) -> None:
        self._folder = folder
        self.list_photos()

    def _on_review_opened(self, opened: Opened | None) -> None:
        """Start as the review was left, with the first photos that it knows."""
        self._fresh = opened is not None and opened.empty
        self._kept = opened.listed if opened is not None else Listed(ViewKey.ALL)
        self._controls.reset(self._kept, reviewed=opened is not None)
        if opened is not None and not opened.empty:
            first, looked_at = opened.first.known, opened.first.looked_at
            self._model.know(first.tags, first.marks, first.products)
            self._on_listed(Listing.of(first.marks), looked_at)

    def _on_review_read(self, everything: Everything | None) -> None:
        """List anew with all that the review knows; without one, all is tagged anew."""
        if everything is None:
            self._model.forget_tags()
        else:
            self._model.know(everything.tags, everything.marks, everything.products)
            if not self._fills:
                self.list_photos()

    def _on_found(self, found: Found) -> None:
        if self._fills:
            self._model.append([path for path in found.photos if within(path.parent, self._folder)])
        self._model.set_tags({**found.broken, **found.known})
        if self._photos.current_path() is None:
            self._photos.choose_first()

    def _on_scan_finished(self) -> None:
        if not len(self._scan.index):
            self._compare.show_photo(None, "", NONE_HERE)
        elif not self._lists_all:
            self.list_photos()

    def _on_tagged(self, tags: dict[Path, Tag]) -> None:
        self._model.set_tags(tags)
        self._sorted = False

    def _on_decided(self, step: Decided) -> None:
        """The reviewer goes on: what was tagged meanwhile takes its place in the queue.

        Who draws a box goes on with the same photo, which has no tag for a moment.
        """
        self._note_passed(step)
        if step.reboxed:
            return
        rested = time.monotonic() - self._sorted_at > REST_S
        if self._led_back(step) or (not self._sorted and rested):
            self._list_again()

    def _note_passed(self, step: Decided) -> None:
        """Keep a photo just decided to go back to; many at once, or undone, are none of these."""
        for path in [path for path in self._passed if path in step.marks]:
            del self._passed[path]
        self._skipped -= step.marks.keys()
        many = step.request is not None and len(step.request.paths) > 1
        if step.entry is None or step.jump or many:
            return
        last = islice(reversed(step.marks.items()), MOST_PASSED)
        listed = [
            path
            for path, mark in last
            if mark.verdict is not Verdict.TODO and self._model.row(path) is not None
        ]
        self._passed |= dict.fromkeys(reversed(listed))
        self._skipped |= {path for path in listed if step.marks[path].pending}
        for path in list(self._passed)[:-MOST_PASSED]:
            del self._passed[path]

    def _led_back(self, step: Decided) -> bool:
        """Whether the way on led back in the list, so that what was decided is not before it."""
        if step.jump or step.entry is None:
            return False
        current = self._photos.currentIndex().row()
        rows = (self._model.row(path) for path in islice(step.marks, MOST_PASSED))
        return any(row is not None and row > current for row in rows)

    def _list_again(self) -> None:
        """List anew what the order or the view may have changed meanwhile."""
        if not self._lists_all and not self._scan.running:
            self.list_photos()

    # --- the new list

    def _on_listed(self, listing: Listing, first: Path | None = None) -> None:
        """Show it; whoever looks at a photo stays there, wherever it stands now."""
        self._photos.show_listing(listing, keep=not self._begins, first=first)
        self._sorted_at, self._sorted, self._begins = time.monotonic(), True, False
        sought, self._sought = self._sought, None
        if sought is not None:
            self._photos.choose(sought)
        if not listing.paths:
            self._compare.show_photo(None, "", self._why_empty())

    def _why_empty(self) -> str:
        controls = self._controls
        if not len(self._scan.index):
            return LOOKING if self._scan.running else NONE_HERE
        return tr(VIEWS[controls.view].empty) if controls.plain else NOTHING_FITS
