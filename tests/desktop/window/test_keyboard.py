"""No key's meaning hangs on what was clicked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.review.views import Listed
from core.vocabulary import ViewKey
from desktop.ui.side_tree import SideTree
from desktop.window.main_window import MainWindow
from tests.packs import LABELS
from tests.window import WAIT_MS, click, strike

ARROWS = (
    (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 1, 1),
    (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, 2, 2),
    (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, 1, 1),
    (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, len(LABELS) - 1, 1),
    (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, 0, 1),
)
"""Keys, the row that they lead to one after the other, and how many photos are selected then."""

FIRST_SCAN_CODE = 2 if sys.platform == "win32" else 10
"""Of the key 1."""


class Ears(QObject):
    """Hears which action a key reaches, and keeps it from acting."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.actions = [one for one in window.findChildren(QAction) if one.shortcuts()]
        self._heard: list[str] = []
        self._window = window
        for one in self.actions:
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        if event.type() is QEvent.Type.Shortcut:
            self._heard.append(watched.objectName())
        return event.type() is QEvent.Type.Shortcut

    def heard(self) -> dict[str, list[str]]:
        """Press every key of the window's actions; gives what each of them reached."""
        reached = {}
        for action in self.actions:
            for key in action.shortcuts():
                action.setEnabled(True)
                self._heard.clear()
                strike(self._window, key[0].key(), key[0].keyboardModifiers())
                reached[key.toString()] = list(self._heard)
        return reached


def typed_into(widget: QWidget | None) -> bool:
    return isinstance(widget, QLineEdit) or isinstance(widget and widget.parent(), QLineEdit)


def places(window: MainWindow) -> Iterator[tuple[QWidget, QPoint]]:
    """Give every widget that can be clicked, with a point of it; of a tree each row."""
    for widget in window.findChildren(QWidget):
        if widget.window() is not window or not widget.isVisible():
            continue
        window.inspector.ensureWidgetVisible(widget)
        points = [widget.rect().center()]
        if isinstance(widget, SideTree):
            model = widget.model()
            rows = (widget.visualRect(model.index(row, 0)) for row in range(model.rowCount()))
            points = [widget.viewport().mapTo(widget, row.center()) for row in rows]
        for point in points:
            place = widget.mapTo(window, point)
            if window.rect().contains(place) and not typed_into(window.childAt(place)):
                yield widget, point


@pytest.fixture
def window(qtbot: QtBot, main_window: MainWindow, products: Path) -> MainWindow:
    """The window in front with photos, folders and views, the keyboard where it starts."""
    photos = sorted(products.rglob("*.png"))
    main_window.list_controls.reset(Listed(ViewKey.ALL), reviewed=True)
    main_window.folders.reset_to([products])
    main_window.folders.add(photos)
    main_window.model.append(photos)
    main_window.pages.show_panels()
    main_window.photos.choose_first()
    main_window.show()
    main_window.activateWindow()
    qtbot.waitUntil(main_window.isActiveWindow, timeout=WAIT_MS)
    assert main_window.photos.hasFocus()
    return main_window


def close_menus(window: MainWindow) -> QTimer:
    """Have menus closed that a click opens and waits for."""
    closing = QTimer(window, interval=0)
    closing.timeout.connect(
        lambda: popup.close() if (popup := QApplication.activePopupWidget()) else None
    )
    closing.start()
    return closing


def test_every_key_acts_alike_whatever_was_clicked(window: MainWindow) -> None:
    ears, closing = Ears(window), close_menus(window)
    usual = ears.heard()
    assert {name for heard in usual.values() for name in heard} > {
        "Accept", "Correct", "Keep it", "Flag", "Skip", "Undo", "Overlay", "Explain class 1",
    }  # fmt: skip
    assert max(len(heard) for heard in usual.values()) == 1
    clicked = list(places(window))
    assert len(clicked) > 60
    for widget, point in clicked:
        what = (widget, widget.accessibleName(), point)
        window.inspector.ensureWidgetVisible(widget)
        click(window, widget, point)
        window.activateWindow()  # a menu was perhaps
        window.grid_action.setChecked(False)
        window.compare.leave_what_if()
        assert ears.heard() == usual, what
        window.photos.choose_first()
        for key, modifier, row, selected in ARROWS:
            strike(window, key, modifier)
            assert window.photos.currentIndex().row() == row, (what, key)
            assert window.photos.selected_count() == selected, (what, key)
    closing.stop()


def test_a_click_ends_typing(window: MainWindow) -> None:
    strike(window, Qt.Key.Key_Slash)
    strike(window, Qt.Key.Key_S)
    assert window.top.search.text() == "s"
    click(window, window.views)
    assert window.photos.hasFocus()
    strike(window, Qt.Key.Key_S)
    assert window.top.search.text() == "s"


def test_what_tab_has_chosen_is_pressed_by_space(window: MainWindow) -> None:
    box = window.folders.findChild(QCheckBox)
    before = box.isChecked()
    for target, overlay in ((box, True), (window.photos, False)):
        target.setFocus(Qt.FocusReason.TabFocusReason)
        strike(window, Qt.Key.Key_Space)
        assert box.isChecked() != before
        assert window.compare.overlay_shown == overlay


def test_tab_still_reaches_every_control(window: MainWindow) -> None:
    reached = set()
    for _ in range(100):
        strike(window, Qt.Key.Key_Tab)
        reached.add(window.focusWidget())
    groups = {one.group() for one in reached if isinstance(one, QAbstractButton)} - {None}
    missed = {
        one.accessibleName()
        for one in window.findChildren(QAbstractButton)
        if one.isVisible() and one.isEnabled() and one not in reached and one.group() not in groups
    }
    assert missed == set()
    assert {window.photos, window.compare.original, window.inspector.scores} <= reached


def test_the_words_selected_are_copied_else_the_name(window: MainWindow) -> None:
    window.inspector.show_reasons(["The sleeves speak for it."])
    copied = QApplication.clipboard().text
    keys = (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    strike(window, *keys)
    assert copied() == "blue.png"
    window.inspector._why.setSelection(4, 7)
    strike(window, *keys)
    assert copied() == "sleeves"


FRENCH_ROW = (Qt.Key.Key_Ampersand, Qt.Key.Key_Eacute, Qt.Key.Key_QuoteDbl)
"""What the keys 1 to 3 give there without Shift."""


def strike_french(window: MainWindow, number: int, *, shift: bool) -> bool:
    """Press a key of the digit row as a French keyboard tells of it; tells whether it is ours."""
    key = Qt.Key(Qt.Key.Key_0 + number) if shift else FRENCH_ROW[number - 1]
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    scan = FIRST_SCAN_CODE + number - 1
    override = QKeyEvent(QEvent.Type.ShortcutOverride, key, held, scan, 0, 0, "x")
    override.ignore()
    QApplication.sendEvent(window.focusWidget(), override)
    pressed = QKeyEvent(QEvent.Type.KeyPress, key, held, scan, 0, 0, "x")
    QApplication.sendEvent(window.windowHandle(), pressed)
    return override.isAccepted()


@pytest.fixture
def meant(window: MainWindow) -> list[str]:
    """What the keys of the digit row have come to."""
    heard: list[str] = []
    for number in range(1, 4):
        for way in ("Explain", "Take"):
            name = f"{way} class {number}"
            chooser = window.findChild(QAction, name)
            chooser.setEnabled(True)  # as where there are classes
            chooser.triggered.connect(lambda _=False, name=name: heard.append(name))
    return heard


@pytest.mark.skipif(sys.platform == "darwin", reason="keys are told otherwise there")
def test_digits_above_signs_explain_and_are_taken_with_shift(
    window: MainWindow, meant: list[str]
) -> None:
    for place in (window.photos, window.inspector.scores, window.views._view):
        place.setFocus()
        meant.clear()
        assert strike_french(window, 1, shift=False)
        assert strike_french(window, 3, shift=True)
        assert meant == ["Explain class 1", "Take class 3"]


@pytest.mark.skipif(sys.platform == "darwin", reason="keys are told otherwise there")
def test_signs_are_typed_where_one_types_and_mean_a_class_that_has_them(
    window: MainWindow, meant: list[str]
) -> None:
    strike(window, Qt.Key.Key_Slash)
    strike_french(window, 1, shift=False)
    assert (window.top.search.text(), meant) == ("x", [])
    window.photos.setFocus()
    window.tag_keys.change("Shirts", QKeySequence("&"))
    assert not strike_french(window, 1, shift=False)
    assert meant == []


def test_a_key_that_is_held_decides_once_though_x11_tells_of_presses(window: MainWindow) -> None:
    plain, handle = Qt.KeyboardModifier.NoModifier, window.windowHandle()

    def taken(key: Qt.Key, released_ms: int, pressed_ms: int) -> bool:
        """Whether a press is kept from the actions, some time after the key was let go."""
        release = QKeyEvent(QEvent.Type.KeyRelease, key, plain)
        release.setTimestamp(released_ms)
        QApplication.sendEvent(handle, release)
        press = QKeyEvent(QEvent.Type.ShortcutOverride, key, plain)
        press.setTimestamp(pressed_ms)
        press.ignore()
        QApplication.sendEvent(window.photos, press)
        return press.isAccepted()

    assert taken(Qt.Key.Key_Return, 5000, 5000)
    assert taken(Qt.Key.Key_S, 6000, 6000)
    assert not taken(Qt.Key.Key_S, 7000, 7040)  # pressed again, fast
    assert not taken(Qt.Key.Key_Plus, 8000, 8000)  # zooms on
    assert not taken(Qt.Key.Key_S, 0, 0)  # made by a program
