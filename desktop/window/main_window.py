"""Puts the panels together; what they do is decided elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QPaintEvent, QStatusTipEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.errors import printable
from core.review.views import Listed
from core.vocabulary import ViewKey, tr_noop
from desktop.panels.browser.drop import DropTarget, are_tables, network_among
from desktop.panels.browser.empty_state import EmptyState
from desktop.panels.browser.folder_panel import FolderPanel
from desktop.panels.browser.photo_list import PhotoList
from desktop.panels.browser.photo_model import PhotoModel
from desktop.panels.browser.view_panel import ViewPanel
from desktop.panels.compare.compare_panel import ComparePanel
from desktop.panels.inspector.decision_panel import DecisionPanel
from desktop.panels.inspector.inspector_panel import InspectorPanel
from desktop.system.settings import Settings
from desktop.ui.controls import action, offer
from desktop.ui.fitting import Scrolled, fit
from desktop.ui.icons import application_icon
from desktop.ui.language import tr
from desktop.ui.reasons import IN_GRID, NOTHING_OPEN
from desktop.window.appearance_menu import AppearanceMenu, LanguageMenu
from desktop.window.context_menus import ContextMenus
from desktop.window.export_menu import ExportMenu
from desktop.window.file_actions import FileActions
from desktop.window.help_menu import HelpMenu
from desktop.window.keyboard import Keyboard
from desktop.window.later_paint import LaterPaint
from desktop.window.list_controls import ListControls
from desktop.window.menu_bar import MenuBar
from desktop.window.named_actions import named_actions
from desktop.window.notice_bar import NoticeBar
from desktop.window.open_menu import OpenMenu
from desktop.window.pages import Pages
from desktop.window.review_menu import ReviewMenu
from desktop.window.score_actions import ScoreActions
from desktop.window.status_bar import StatusBar
from desktop.window.tag_keys import TagKeys
from desktop.window.top_bar import TopBar
from desktop.window.view_actions import ViewActions

USUAL_SIZE = QSize(1360, 860)
SMALLEST_SIZE = QSize(784, 440)
"""Fits a screen of 1600 x 1000 at twice the size."""


class MainWindow(QMainWindow):
    """The one window: folders, photo and overlay, tag, list, and what runs behind."""

    painted = Signal()
    """The window has been on screen for the first time."""
    closing = Signal()
    """The window is about to go."""
    open_requested = Signal(list)
    """Folders and files to open: dropped on the window, or open before."""

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
        self.inspector = InspectorPanel(settings.look)
        self.decisions = DecisionPanel()
        self.status = StatusBar()
        self.notice = NoticeBar()
        self._make_menus()
        self._make_actions()
        self._lay_out()
        self._connect()
        self._give_keys()
        actions = named_actions(self)
        self.setMenuBar(bar := MenuBar(actions, self))
        self.bar_action.triggered.connect(bar.open_first)
        self.context_menus = ContextMenus(self, actions)
        self.tag_keys = TagKeys(self, self._settings)
        self.keyboard = Keyboard(self, self._centre, self.photos)
        self.list_controls.reset(Listed(ViewKey.ALL), reviewed=False)
        self.pages.show_empty()
        self._restore()

    def _make_menus(self) -> None:
        self.open_menu = OpenMenu(self._settings, self)
        self.export_menu = ExportMenu(self)
        self.review_menu = ReviewMenu(self)
        self.help_menu = HelpMenu(self)
        self.file_actions = FileActions(self)
        self.appearance_menu = AppearanceMenu(self._settings, self)
        self.language_menu = LanguageMenu(self._settings, self)

    def _make_actions(self) -> None:
        self.grid_action = action(
            self, tr_noop("Grid"), "layout-grid", "G", tr_noop("Show the list as a grid")
        )
        self.grid_action.setCheckable(True)
        self.cancel_action = action(self, tr_noop("Cancel"), "", "Esc")
        self.cancel_action.setText(tr("Stop what runs"))
        self.quit_action = action(self, tr_noop("Quit"), "", "Ctrl+Q")
        self.quit_action.setMenuRole(QAction.MenuRole.QuitRole)
        self.all_action = action(self, tr_noop("Select all"), "", "Ctrl+A")
        self.copy_action = action(self, tr_noop("Copy"), "", "Ctrl+C")
        self.context_action = action(self, tr_noop("Context menu"), "", "Shift+F10")
        self.bar_action = action(self, tr_noop("Menu bar"), "", "F10")
        self.next_action = action(self, tr_noop("Next in the list"), "", "Alt+Right")
        self.before_action = action(self, tr_noop("Previous in the list"), "", "Alt+Left")

    def _lay_out(self) -> None:
        self.top = TopBar(
            self.open_menu.open_action,
            self.open_menu,
            [self.grid_action],
            self.export_menu.export_action,
            self.export_menu,
        )
        self.list_controls = ListControls(self.top, self.views, self.folders, self.photos)
        self.facets, self.chips = self.list_controls.facets, self.list_controls.chips
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self.folders.add_below(self.views, self.facets)
        for panel in (
            self.folders,
            Scrolled(_stacked(self.compare, self.chips, self.photos)),
            right := _stacked(self.inspector, self.decisions),
        ):
            self._across.addWidget(panel)
        self._across.setSizes([208, USUAL_SIZE.width() - 208 - 312, 312])
        self._across.setChildrenCollapsible(False)
        self._across.setStretchFactor(1, 1)
        self.view_actions = ViewActions(
            self, self.folders, right, self.photos, self.status, self._settings
        )
        self.empty = EmptyState(
            self.open_menu.open_folder_action,
            self.open_menu.open_again_action,
            self.open_menu.samples_action,
        )
        self.pages = Pages(self.empty, self._across)
        self._centre = _stacked(self.top, self.notice, self.pages, self.status)
        self.setCentralWidget(self._centre)
        self.later_paint = LaterPaint(self._centre)

    def _connect(self) -> None:
        drop = DropTarget(self)
        drop.dropped.connect(self.open_requested)
        drop.hovering.connect(self._on_hovering)
        self.open_menu.open_requested.connect(self.open_requested)
        self.language_menu.chosen.connect(self._on_language_chosen)
        self.pages.panels_shown.connect(self._on_panels_shown)
        self.grid_action.toggled.connect(self._show_grid)
        self.photos.opened.connect(lambda: self.grid_action.setChecked(False))
        self.decisions.catalog_sought.connect(self.top.search.setText)
        self.top.search.returnPressed.connect(self.photos.setFocus)
        self.top.facets_action.triggered.connect(self.facets.take_keyboard)
        self.chips.left.connect(self.photos.setFocus)
        self.compare.stepped.connect(self.photos.step)
        self.copy_action.triggered.connect(self._copy)
        self.next_action.triggered.connect(lambda: self.photos.step(1))
        self.before_action.triggered.connect(lambda: self.photos.step(-1))
        self.quit_action.triggered.connect(self.close)
        self.all_action.triggered.connect(self._select_all)

    def _give_keys(self) -> None:
        """Let the actions hear their keys in the whole window; what walks, where the list does."""
        for panel in (self.photos, self.compare):
            panel.addActions(self.compare.product.walking)
        self.score_actions = ScoreActions(self.inspector.scores, self)
        self.addActions(
            [
                self.open_menu.open_folder_action,
                self.open_menu.open_files_action,
                self.open_menu.open_review_action,
                self.cancel_action,
                self.copy_action,
                self.context_action,
                self.bar_action,
                self.inspector.controls.background_action,
                self.help_menu.keys_action,
                self.next_action,
                self.before_action,
                self.top.search_action,
                self.top.facets_action,
                self.top.clear_action,
                self.top.group_action,
                self.compare.similar_action,
                self.compare.beside_action,
                *self.decisions.deciding,
                *self.decisions.walking,
                *self.review_menu.actions,
            ]
        )

    def _on_panels_shown(self, shown: bool) -> None:
        """Offer what works on photos only where there are panels to show them."""
        for needed in (
            self.grid_action,
            self.next_action,
            self.before_action,
            self.all_action,
            *self.export_menu.exporting,
        ):
            offer(needed, shown, NOTHING_OPEN)
        self._offer_looking()
        if shown:
            self.photos.setFocus()

    def _on_hovering(self, paths: list[Path]) -> None:
        """Say what letting go would do: a table is imported where there is a review for it."""
        imports = self.review_menu.import_action.isEnabled() and are_tables(paths)
        words = tr("Drop to import its tags") if imports else tr("Drop to open")
        if network_among(paths):
            words = tr("Drop to import it as a model")
        self.pages.set_hovering(words if paths else "")

    def _copy(self) -> None:
        """Copy what is selected of the reasons, else the photo's name."""
        path = self.photos.current_path()
        words = self.inspector.selected_words or (printable(Path(path.name)) if path else "")
        if words:
            QApplication.clipboard().setText(words)

    def _select_all(self) -> None:
        """Select what a field holds where one has the keyboard, else the list."""
        field = self.focusWidget()
        if isinstance(field, QLineEdit):
            field.selectAll()
        else:
            self.photos.selectAll()

    def _on_language_chosen(self) -> None:
        self.notice.say(tr("The language changes when Tagproof is started again."))

    def _offer_looking(self) -> None:
        """Let the pictures' keys act only where they are seen."""
        shown, grid = self.pages.panels, self.grid_action.isChecked()
        self.compare.offer_looking(NOTHING_OPEN if not shown else IN_GRID if grid else "")

    def _show_grid(self, grid: bool) -> None:
        self.compare.setVisible(not grid)
        self._offer_looking()
        self.photos.set_grid(grid)
        self.photos.setFocus()

    def _splitters(self) -> dict[str, QSplitter]:
        return {
            "across": self._across,
            "compare": self.compare.splitter,
            "side": self.folders.splitter,
        }

    def _restore(self) -> None:
        self.folders.set_subfolders(self._settings.subfolders)
        if not self._settings.restore_window(self, self._splitters()):
            fit(self, USUAL_SIZE)

    def event(self, event: QEvent) -> bool:
        """Tell at the foot why what is pointed at cannot be chosen."""
        if isinstance(event, QStatusTipEvent):
            self.status.show_tip(event.tip())
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and tell once that the window is on screen."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember how the window was left."""
        self._settings.save_window(self, self._splitters())
        self._settings.look = self.inspector.controls.look
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
