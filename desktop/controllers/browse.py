"""Which photos are listed: of a view, narrowed, sorted anew in time."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from core import places
from core.review.views import NOTHING_ASKED, VIEWS, Filter, Listed
from core.vocabulary import Verdict, ViewKey
from desktop.services.folder_index import within
from desktop.services.folder_scan import LOOKING
from desktop.services.review.listing import Wish
from desktop.ui.facet_words import nothing_fits
from desktop.ui.language import tr
from desktop.ui.photo_state import Listing, Tag

if TYPE_CHECKING:
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.panels.compare.compare_panel import ComparePanel
    from desktop.services.folder_scan import FolderScan, Found
    from desktop.services.review.deciding import Decided
    from desktop.services.review.narrowing import Narrowing
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.review.shown import Everything, Opened
    from desktop.services.tagger import Tagger
    from desktop.window.list_controls import ListControls


NONE_HERE: Final = tr(
    "There are no photos in this folder itself. Tick Include subfolders to look deeper."
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
        narrowing: Narrowing,
        desk: ReviewDesk,
        scan: FolderScan,
        tagger: Tagger,
    ) -> None:
        super().__init__(photos)
        self._photos, self._model, self._controls = photos, model, controls
        self._compare, self._narrowing = compare, narrowing
        self._desk, self._scan, self._tagger = desk, scan, tagger
        self._fresh = self._walked = False
        self._asked: Wish | None = None
        self._passed: dict[Path, None] = {}
        self._passed_asked: tuple[Path, ...] = ()  # those that the list asked for last knows
        self._sought: Path | None = None
        self._skipped: set[Path] = set()  # at least those of the passed ones
        self._kept: Listed | None = None  # none while nothing is to be kept
        self._sorted_at, self._sorted, self._begins = 0.0, True, False
        controls.view_changed.connect(self._on_view_changed)
        controls.changed.connect(self.list_photos)
        narrowing.changed.connect(self.list_photos)
        desk.opened.connect(self._on_review_opened)
        desk.loaded.connect(self._on_review_read)
        desk.network_recorded.connect(self._on_review_read)
        desk.listed.connect(self._on_answered)
        desk.settled.connect(self._list_again)
        desk.decided.connect(self._on_decided)
        desk.photos_left.connect(self.list_photos)
        scan.found.connect(self._on_found)
        scan.finished.connect(self._on_scan_finished)
        tagger.tagged.connect(self._on_tagged)
        tagger.finished.connect(self._list_again)

    def reset(self, roots: list[Path]) -> None:
        """List nothing, narrowed by nothing: other folders are open now."""
        folders = [root for root in roots if places.is_folder(root)]
        self._kept = None  # what is cleared now is not the former review's choice
        self._narrowing.begin(folders[0] if len(folders) == 1 else Path())
        self._asked = self._sought = None
        self._walked = False
        self._passed.clear()
        self._model.clear()
        self._compare.show_photo(None, "", LOOKING)

    @property
    def wish(self) -> Wish:
        """What the window's controls ask for."""
        controls = self._controls
        asked = replace(self._narrowing.filter, deep=controls.subfolders)
        return Wish(controls.view, controls.order, asked, controls.by_class)

    def list_photos(self) -> None:
        """List the photos of the view, narrowed and in the order in force."""
        if self._desk.shared is None:
            self._on_listed(Listing.of(self._scan.index.below(self._narrowing.folders)))
            return
        wish = self.wish
        if wish != self._asked:
            self._asked = wish
            self._passed.clear()
            self._keep(wish)
        passed = self._passed_asked = tuple(self._passed)
        skipped = frozenset(path for path in passed if path in self._skipped)
        self._desk.list_photos(replace(wish, passed=passed, skipped=skipped))
        self._narrowing.wished.emit(wish)

    def _keep(self, wish: Wish) -> None:
        """Have the view, its order and what narrows it there when the folder is opened again."""
        listed = Listed(wish.view, wish.order, self._narrowing.filter, wish.by_class)
        if self._kept is not None and listed != self._kept:
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
        self._controls.show_everything()
        self._narrowing.clear()
        self.list_photos()

    def show_only(self, asked: Filter) -> None:
        """List exactly what is asked of all photos, whatever was listed before."""
        self._controls.turn_to(ViewKey.ALL)
        self._narrowing.ask(asked)

    @property
    def _fills(self) -> bool:
        """Whether photos belong into the list as they are found."""
        controls = self._controls
        first = self._fresh and controls.view is ViewKey.DOUBTFUL and self._plain
        return self._lists_all or first

    @property
    def _lists_all(self) -> bool:
        """Whether every photo that is found is listed, whatever becomes known of it."""
        every = self._controls.view is ViewKey.ALL and self._plain
        return every and not self._model.products

    @property
    def _holds_all_found(self) -> bool:
        """Whether the list needs no look at the review once all is found.

        It does where that knew photos before, which may be gone, and where it was asked meanwhile:
        what was found since then is not in its answer.
        """
        return self._lists_all and self._fresh and self._asked is None

    @property
    def _plain(self) -> bool:
        """Whether the view is shown as it is; folders alone need no review to be asked."""
        beside = replace(self._narrowing.filter, folders=()) != NOTHING_ASKED
        return self._controls.as_viewed and not beside

    # --- what changes the list

    def _on_view_changed(self) -> None:
        self._begins = True  # with its first photo

    def _on_review_opened(self, opened: Opened | None) -> None:
        """Start as the review was left, with the first photos that it knows."""
        if opened is None:
            self._model.clear()  # nor is what was shown of a review that turned out to be edited
        self._fresh = opened is None or opened.empty
        listed = opened.listed if opened is not None else Listed(ViewKey.ALL)
        self._kept = listed
        self._controls.reset(listed, reviewed=opened is not None)
        if opened is not None:  # folders alone narrow where there is no review
            self._narrowing.ask(listed.filter)
        if opened is not None and not opened.empty:
            first, looked_at = opened.first.known, opened.first.looked_at
            self._model.know(first.tags, first.marks, first.products)
            self._on_listed(Listing.of(opened.first.paths), looked_at)

    def _on_review_read(self, everything: Everything | None) -> None:
        """List anew with all that the review knows; without one, all is tagged anew."""
        if everything is None:
            self._model.forget_tags()
        else:
            self._model.know(everything.tags, everything.marks, everything.products)
            if not (self._fresh and self._fills):  # else all that is known stands in no order yet
                self.list_photos()

    def _on_found(self, found: Found) -> None:
        if self._fills:
            folders = self._narrowing.folders
            self._model.append(found.photos.where(lambda folder: within(folder, folders)))
        self._model.set_tags(found.broken)  # those known come from the tagger, with all others
        if self._photos.current_path() is None:
            self._photos.choose_first()

    def _on_scan_finished(self) -> None:
        self._walked = True
        if not len(self._scan.index):
            self._compare.show_photo(None, "", NONE_HERE)
        elif not self._holds_all_found:
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
        self._skipped = {path for path in self._skipped if path not in step.marks}
        many = step.request is not None and len(step.request.paths) > 1
        if step.entry is None or step.jump or many:
            return
        listed = [
            path
            for path, mark in list(step.marks.items())[-MOST_PASSED:]
            if mark.verdict is not Verdict.TODO and self._model.row(path) is not None
        ]
        self._passed |= dict.fromkeys(listed)
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

    def _on_answered(self, listing: Listing) -> None:
        """Show the list asked for; what was decided meanwhile is not in it, to be gone back to.

        Whoever looks at such a photo would be led away from it: the next list has it.
        """
        late, current = tuple(self._passed) != self._passed_asked, self._photos.current_path()
        lost = current in self._passed and current not in listing.rows
        if not (late and lost) or self._begins:
            self._on_listed(listing)
        if late:
            self.list_photos()

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
        known = not (self._fresh or self._walked or self._scan.running)  # and nobody has looked
        if not len(self._scan.index) and not (known and controls.subfolders):
            return NONE_HERE if self._walked else LOOKING
        if self._narrowing.asks:
            return nothing_fits(self._narrowing.filter)
        return tr(VIEWS[controls.view].empty)
