"""Puts the panels together; what they do is decided elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from core.errors import printable
from core.vocabulary import Order, ViewKey
from desktop.panels.browser.drop import DropTarget, DropVeil
from desktop.panels.browser.empty_state import EmptyState
from desktop.panels.browser.folder_panel import FolderPanel
from desktop.panels.browser.photo_list import PhotoList
from desktop.panels.browser.photo_model import PhotoModel
from desktop.panels.browser.view_panel import ViewPanel
from desktop.panels.compare.compare_panel import ComparePanel
from desktop.panels.inspector.decision_panel import DecisionPanel
from desktop.panels.inspector.inspector_panel import InspectorPanel
from desktop.system.settings import Settings
from desktop.ui import language, theme
from desktop.ui.controls import action, shortened
from desktop.ui.icons import application_icon
from desktop.ui.language import mark, tr
from desktop.window.notice_bar import NoticeBar
from desktop.window.review_menu import ReviewMenu
from desktop.window.status_bar import StatusBar
from desktop.window.top_bar import TopBar

if TYPE_CHECKING:
    from core.review.queue import Counts

USUAL_SIZE = QSize(1360, 860)
SMALLEST_SIZE = QSize(880, 600)
FRAME = QSize(16, 48)
"""Room for what the system draws round a window."""


class MainWindow(QMainWindow):
    """The one window: folders, photo and overlay, tag, list, and what runs behind."""

    painted = Signal()
    """The window has been on screen for the first time."""
    closing = Signal()
    """The window is about to go."""
    open_requested = Signal(list)
    """Folders and files to open."""
    export_requested = Signal(str)
    """One of "ask", "png", "pdf"."""
    list_asked = Signal()
    """Another view, search or order of the list is wanted."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._seen = False
        self.setWindowTitle("Tagproof")
        self.setWindowIcon(application_icon())
        self.setMinimumSize(SMALLEST_SIZE)
        self.model = PhotoModel(self)
        self.folders = FolderPanel()
        self.views = ViewPanel()
        self.photos = PhotoList(self.model)
        self.compare = ComparePanel()
        self.review = InspectorPanel(settings.look)
        self.decisions = DecisionPanel()
        self.status = StatusBar()
        self.notice = NoticeBar()
        self._make_actions()
        self.empty = EmptyState(
            self.open_folder_action, self.open_again_action, self.samples_action
        )
        self._lay_out()
        self._connect()
        self._restore()

    def show_work(self, shown: bool) -> None:
        """Show the panels, or the empty state."""
        self._pages.setCurrentIndex(1 if shown else 0)
        for needed in (self.grid_action, self.export_action, *self.compare.actions()):
            needed.setEnabled(shown)
        if shown:
            self.photos.setFocus()

    @property
    def _works(self) -> bool:
        return self._pages.currentIndex() == 1

    @property
    def view(self) -> ViewKey:
        """The view that is listed."""
        return self.views.view

    @property
    def order(self) -> Order | None:
        """What the list is sorted by; None for the view's own order."""
        return self.top.order

    @property
    def text(self) -> str:
        """What is searched for."""
        return self.top.text

    @property
    def plain(self) -> bool:
        """Whether the view is shown as it is: nothing searched, filtered or sorted otherwise."""
        return not (self.text or self.order or self.top.filtered)

    def reset_view(self, key: ViewKey, *, reviewed: bool) -> None:
        """Show a view as other folders are opened; without a review there is but one."""
        self.views.set_view(key)
        self.views.setVisible(reviewed)
        self.top.reset_list(reviewed)

    def show_counts(self, counts: Counts | None) -> None:
        """Say how many photos are done, to do, flagged and in each view; None without a review."""
        if counts is None:
            self.views.show_counts({})
            self.top.show_statuses({})
            return
        self.top.show_decisions(counts.done, counts.to_do, counts.flagged)
        self.views.show_counts(counts.by_view)

    def show_recent(self) -> None:
        """List the folders opened before in the menu."""
        self._recent_menu.clear()
        for folder in self._settings.recent_folders:
            entry = QAction(printable(folder).replace("&", "&&"), self._recent_menu)
            entry.triggered.connect(
                lambda _=False, folder=folder: self.open_requested.emit([folder])
            )
            self._recent_menu.addAction(entry)
        recent = self._settings.recent_folders
        self._recent_menu.setEnabled(bool(recent))
        self.open_again_action.setVisible(bool(recent) and recent[0].is_dir())
        if recent:
            name = shortened(printable(Path(recent[0].name or str(recent[0]))))
            self.open_again_action.setText(tr("Open {} again").format(name).replace("&", "&&"))
            self.open_again_action.setToolTip(printable(recent[0]))

    def _open_last(self) -> None:
        if recent := self._settings.recent_folders:
            self.open_requested.emit(recent[:1])

    def _make_actions(self) -> None:
        self.open_action = action(
            self, mark("Open"), "folder-open", "", mark("Open folders or photos")
        )
        self.open_folder_action = action(self, mark("Open folder…"), "folder-open", "Ctrl+O")
        self.open_files_action = action(self, mark("Open photos…"), "images", "Ctrl+Shift+O")
        self.open_again_action = action(self, mark("Open again"))
        self.open_again_action.triggered.connect(self._open_last)
        self.samples_action = action(
            self, mark("Try the samples"), "", "", mark("Open the sample pictures")
        )
        self.grid_action = action(
            self, mark("Grid"), "layout-grid", "G", mark("Show the photos as a grid")
        )
        self.grid_action.setCheckable(True)
        self.help_action = action(self, mark("Keys"), "keyboard", "F1", mark("Show all keys"))
        self.more_action = action(
            self, mark("More"), "settings-2", "", mark("Review, appearance and keys")
        )
        self._more_menu = QMenu(tr("More"), self)
        self.review_menu = ReviewMenu(self)
        self._more_menu.addActions(self.review_menu.actions)
        self._more_menu.addSeparator()
        self.about_model_action = action(self, mark("About this model…"), "info")
        self.open_pack_action = action(self, mark("Open another network…"), "folder-open")
        self.about_action = action(self, mark("About Tagproof…"))
        self._more_menu.addActions([self.about_model_action, self.open_pack_action])
        self._more_menu.addSeparator()
        self._more_menu.addActions([self.help_action, self.about_action])
        self._more_menu.addSeparator()
        self._add_schemes()
        self._more_menu.addSeparator()
        self._add_languages()
        self.cancel_action = action(self, mark("Cancel"), "", "Esc")
        self.next_action = action(self, mark("Next photo"), "", "Alt+Right")
        self.before_action = action(self, mark("Previous photo"), "", "Alt+Left")
        self.export_action = action(
            self, mark("Export"), "file-down", "", mark("Export explanations")
        )
        self._export_menu = QMenu(tr("Export"), self)
        for kind, words, symbol, key in (
            ("ask", mark("Export…"), "file-down", "E"),
            ("png", mark("This explanation as PNG…"), "file-image", "Ctrl+Shift+E"),
            ("pdf", mark("This explanation as PDF…"), "file-text", "Ctrl+E"),
        ):
            entry = action(self, words, symbol, key)
            entry.triggered.connect(lambda _=False, kind=kind: self.export_requested.emit(kind))
            self._export_menu.addAction(entry)
            self.addAction(entry)
        self._open_menu = QMenu(tr("Open"), self)
        self._recent_menu = QMenu(tr("Recent folders"), self)
        self._open_menu.addActions([self.open_folder_action, self.open_files_action])
        self._open_menu.addMenu(self._recent_menu)
        self._open_menu.addSeparator()
        self._open_menu.addAction(self.samples_action)
        self.show_recent()

    def _add_schemes(self) -> None:
        group = QActionGroup(self)
        scheme = theme.current()
        scheme.choose(self._settings.scheme)
        for choice, words in (
            (theme.SYSTEM, tr("Colours as the system")),
            (theme.LIGHT, tr("Light")),
            (theme.DARK, tr("Dark")),
        ):
            entry = self._more_menu.addAction(words)
            entry.setCheckable(True)
            entry.setChecked(scheme.choice == choice)
            entry.triggered.connect(lambda _=False, choice=choice: self._choose_scheme(choice))
            group.addAction(entry)

    def _add_languages(self) -> None:
        menu, group = self._more_menu.addMenu(tr("Language")), QActionGroup(self)
        for choice, name in language.LANGUAGES.items():
            entry = menu.addAction(name or tr("As the system"))
            entry.setCheckable(True)
            entry.setChecked(self._settings.language == choice)
            entry.triggered.connect(lambda _=False, choice=choice: self._choose_language(choice))
            group.addAction(entry)

    def _choose_language(self, choice: str) -> None:
        self._settings.language = choice
        self.notice.say(tr("Tagproof speaks the chosen language when it is started again."))

    def _choose_scheme(self, choice: str) -> None:
        theme.current().choose(choice)
        self._settings.scheme = choice

    def _lay_out(self) -> None:
        self.top = TopBar(
            self.open_action,
            self._open_menu,
            [self.grid_action],
            self.export_action,
            self._export_menu,
            self.more_action,
            self._more_menu,
        )
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self.folders.add_below(self.views)
        for panel in (
            self.folders,
            _stacked(self.compare, self.photos),
            _stacked(self.review, self.decisions),
        ):
            self._across.addWidget(panel)
        self._across.setSizes([208, USUAL_SIZE.width() - 208 - 312, 312])
        self._across.setChildrenCollapsible(False)
        self._across.setStretchFactor(1, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._across)
        self._veil = DropVeil(self._across)
        self.setCentralWidget(_stacked(self.top, self.notice, self._pages, self.status))

    def _connect(self) -> None:
        drop = DropTarget(self)
        drop.dropped.connect(self.open_requested)
        drop.hovering.connect(self.empty.set_hovering)
        drop.hovering.connect(lambda over: self._veil.setVisible(over and self._works))
        self.grid_action.toggled.connect(self._show_grid)
        self.photos.opened.connect(lambda: self.grid_action.setChecked(False))
        self.top.asked.connect(self.list_asked)
        self.views.chosen.connect(lambda _: self.list_asked.emit())
        self.top.search.returnPressed.connect(self.photos.setFocus)
        for decision in self.decisions.deciding:
            decision.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            for panel in (self.photos, self.compare, self.review, self.decisions):
                panel.addAction(decision)
        self.compare.stepped.connect(self.photos.step)
        self.next_action.triggered.connect(lambda: self.photos.step(1))
        self.before_action.triggered.connect(lambda: self.photos.step(-1))
        self.photos.addAction(self.compare.space_action())
        for place in range(5):
            chooser = action(self, mark("Explain class {}").format(place + 1), "", str(place + 1))
            chooser.triggered.connect(lambda _=False, place=place: self.review.scores.choose(place))
            self.addAction(chooser)
        self.addActions(
            [
                self.open_folder_action,
                self.open_files_action,
                self.cancel_action,
                self.help_action,
                self.next_action,
                self.before_action,
                self.top.search_action,
                *self.decisions.walking,
                *self.review_menu.actions,
            ]
        )
        self.reset_view(ViewKey.ALL, reviewed=False)
        self.show_work(False)

    def _show_grid(self, grid: bool) -> None:
        self.compare.setVisible(not grid)
        self.photos.set_grid(grid)
        self.photos.setFocus()

    def _splitters(self) -> dict[str, QSplitter]:
        return {"across": self._across, "compare": self.compare.splitter}

    def _restore(self) -> None:
        self.folders.set_subfolders(self._settings.subfolders)
        if not self._settings.restore_window(self, self._splitters()):
            room = self.screen().availableSize() - FRAME
            self.resize(USUAL_SIZE.boundedTo(room))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and tell once that the window is on screen."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember how the window was left."""
        self._settings.save_window(self, self._splitters())
        self._settings.look = self.review.controls.look
        self._settings.subfolders = self.folders.subfolders
        self._settings.flush()
        self.closing.emit()
        super().closeEvent(event)


def _stacked(*widgets: QWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return whole
