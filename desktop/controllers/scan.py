"""What the scan finds: counted by folder, named above, and said where it is nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core import places
from core.errors import printable
from core.imaging import kinds
from desktop.ui import copy_words
from desktop.ui.language import numeral, speech, tr
from desktop.ui.words import count

if TYPE_CHECKING:
    from core.review.copies import Copy
    from desktop.panels.browser.folder_panel import FolderPanel
    from desktop.services.folder_scan import FolderScan, Found
    from desktop.services.review.shown import Opened
    from desktop.window.notice_bar import NoticeBar
    from desktop.window.pages import Pages
    from desktop.window.top_bar import TopBar

MOST_TROUBLES: Final = 3
"""Told at once."""


GONE: Final = tr(
    "The folder holds {} where its review knows {}. Is the disk there? Nothing was changed."
)


class ScanController(QObject):
    """Ties the scan to folders, pages and the lines above."""

    look_again_asked = Signal()
    loss_accepted = Signal()
    """The photos that were not found are gone for good."""

    def __init__(
        self,
        folders: FolderPanel,
        pages: Pages,
        top: TopBar,
        notice: NoticeBar,
        scan: FolderScan,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._folders, self._pages, self._top, self._notice = folders, pages, top, notice
        self._scan, self._window = scan, window
        self._roots: list[Path] = []
        self._products = 0
        self._copy: Copy | None = None
        self._troubles: list[str] = []
        self._look_again = QAction(tr("Look again"), self)
        self._look_again.triggered.connect(self.look_again_asked)
        self._accept_loss = QAction(tr("They are gone"), self)
        self._accept_loss.triggered.connect(self._on_loss_accepted)
        scan.found.connect(self._on_found)
        scan.finished.connect(self._on_finished)

    def reset(self, roots: list[Path]) -> None:
        """Other folders and photos are open now."""
        self._roots, self._copy = roots, None
        self._troubles.clear()
        self._notice.say("")
        self._folders.reset_to([root for root in roots if places.is_folder(root)])
        self._pages.show_panels()
        self._show_place()

    def show_opened(self, opened: Opened | None) -> None:
        """Say that what is open is the copy of a review."""
        self._copy = opened.copy if opened else None
        self._show_place()

    def show_products(self, products: int) -> None:
        """Say how many products the photos are."""
        if products != self._products:
            self._products = products
            self._show_place()

    def _on_found(self, found: Found) -> None:
        self._folders.add(found.photos)
        for folder, words in found.folders.items():
            self._folders.note_trouble(folder, words)
            self._troubles.append(words)
        self._show_place()

    def _on_finished(self) -> None:
        if lost := self._scan.lost:
            words = GONE.format(count(lost.present, "photo"), numeral(lost.known))
            self._notice.ask(words, [self._look_again, self._accept_loss])
        elif not len(self._scan.index):
            self._show_nothing()
        elif told := " ".join(filter(None, (self._unread_folders(), self._left_out()))):
            self._notice.say(" ".join(filter(None, (self._notice.text(), told))))

    def _on_loss_accepted(self) -> None:
        self._notice.say("")
        self.loss_accepted.emit()

    def _unread_folders(self) -> str:
        if not self._troubles:
            return ""
        folders = count(len(self._troubles), "folder")
        return tr("{} could not be read. {}").format(folders, self._troubles[0])

    def _left_out(self) -> str:
        """Name the pictures that are not among the photos."""
        found = kinds.listed(kinds.unread(self._scan.left_out), speech())
        return tr("Left out, of kinds that are not read: {}.").format(found) if found else ""

    def _show_place(self) -> None:
        names = ", ".join(printable(Path(root.name or str(root))) for root in self._roots[:3])
        more = tr(" and {} more").format(len(self._roots) - 3) if len(self._roots) > 3 else ""
        photos = count(len(self._scan.index), "photo")
        if self._products:
            photos = f"{photos}, {count(self._products, 'product')}"
        copied = f", {copy_words.briefly(self._copy)}" if self._copy else ""
        title = tr("{}{} ({}) - Tagproof").format(names, more, f"{photos}{copied}")
        self._window.setWindowTitle(title)
        self._top.show_place(f"{names}{more}{copied}", photos)

    def _show_nothing(self) -> None:
        """Say why there is nothing to see; where subfolders would help, the panels stay."""
        if self._troubles:
            words = "\n".join(self._troubles[:MOST_TROUBLES])
            self._pages.say(tr("This could not be opened"), words)
        elif self._folders.subfolders:
            hint = self._left_out() or tr("Drop another folder here.")
            self._pages.say(tr("No photos found there"), hint)
