"""The main window: what it invites to, takes, remembers and is called."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QSlider, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.system.settings import Settings
from desktop.window.main_window import SMALLEST_SIZE, MainWindow
from tests.window import (
    WAIT_MS,
    Start,
)


def test_starts_with_an_invitation(start: Start) -> None:
    window = start().window
    assert window.empty.isVisible()
    assert window.empty._title.text() == "Drop a folder of product photos here"
    assert not window.export_menu.export_action.isEnabled()


class ShownWindows(QObject):
    """Notes of which type each window is that is shown."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.types: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, shown: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        if event.type() == QEvent.Type.Show and isinstance(shown, QWidget) and shown.isWindow():
            self.types.append(type(shown).__name__)
        return False


def test_no_other_window_flashes_up_at_the_start(qapp: QApplication, start: Start) -> None:
    shown = ShownWindows(qapp)
    start()
    qapp.removeEventFilter(shown)
    assert shown.types == ["MainWindow"]


def test_takes_folders_and_files_dropped_together(
    qtbot: QtBot, start: Start, products: Path
) -> None:
    program = start()
    data = QMimeData()
    files = [products / "b", products / "a" / "grey.png"]
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    enter, drop = QDragEnterEvent(QPoint(50, 50), *how), QDropEvent(QPointF(50, 50), *how)
    for event in (enter, drop):
        QApplication.sendEvent(program.window, event)
    assert drop.isAccepted()
    qtbot.waitUntil(lambda: program.window.model.rowCount() == 3, timeout=WAIT_MS)
    assert {path.name for path in program.window.model.paths} == {
        "red.png", "yellow.png", "grey.png",
    }  # fmt: skip


def test_the_veil_says_that_a_table_is_imported_and_the_rest_opened(
    qtbot: QtBot, main_window: MainWindow
) -> None:
    pages, table = main_window.pages, Path("shop.csv")
    pages.show_panels()
    main_window.review_menu.import_action.setEnabled(False)
    for paths, words in (
        ([table], "Drop to open"),
        ([], ""),
        ([table, Path("photo.jpg")], "Drop to open"),
    ):
        main_window._on_hovering(paths)
        assert pages._veil._words == words
    main_window.review_menu.import_action.setEnabled(True)
    main_window._on_hovering([table])
    assert pages._veil._words == "Drop to import its tags"


def test_window_remembers_how_it_was_left(
    explained: Program, settings: Settings, products: Path, start: Start
) -> None:
    explained.window.resize(790, 650)  # within the offscreen screen
    explained.window.inspector.controls._set(sign="for", top=3)
    explained.window.close()
    again = start()
    assert (again.window.width(), again.window.height()) == (790, 650)
    look = again.window.inspector.controls.look
    assert (look.sign, look.top) == ("for", 3)
    assert settings.recent_folders == [products]


def test_all_that_decides_is_seen_on_a_small_screen(qtbot: QtBot, explained: Program) -> None:
    window = explained.window
    window.resize(SMALLEST_SIZE)
    window.notice.say("Something that one has to know. " * 8)
    qtbot.waitUntil(lambda: window.size() == SMALLEST_SIZE, timeout=WAIT_MS)
    assert window.minimumSizeHint().width() <= SMALLEST_SIZE.width()
    buttons = [*window.decisions.findChildren(QAbstractButton), window.top.search]
    buttons += window.top.findChildren(QAbstractButton)
    seen = [button for button in buttons if button.isVisible()]
    assert len(seen) > 8
    for button in seen:
        place = QRect(button.mapTo(window, QPoint()), button.size())
        assert window.rect().contains(place), button.accessibleName()


def test_keys_reach_the_photos(qtbot: QtBot, explained: Program) -> None:
    window = explained.window
    qtbot.keyClick(window.photos, Qt.Key.Key_Right)
    assert window.photos.current_path().name == "green.png"
    qtbot.keyClick(window.compare.original, Qt.Key.Key_Right)
    assert window.photos.current_path().name == "grey.png"
    window.grid_action.trigger()
    assert not window.compare.isVisible()
    window.photos.opened.emit()
    assert window.compare.isVisible()


def test_every_control_has_a_name_for_screen_readers(explained: Program) -> None:
    kinds = (QAbstractButton, QComboBox, QSlider)
    controls = [control for kind in kinds for control in explained.window.findChildren(kind)]
    nameless = [
        control
        for control in controls
        if not (control.accessibleName() or getattr(control, "text", str)())
    ]
    assert controls
    assert nameless == []


def test_the_facets_have_the_room_that_folders_and_views_leave(explained: Program) -> None:
    window = explained.window
    window.resize(1600, 1000)
    QApplication.processEvents()
    views, facets = window.views, window.list_controls.facets
    assert views.height() == views.sizeHint().height()
    assert facets.height() > views.height()
