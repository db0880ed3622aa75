"""Small controls that several panels use, each with its name for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSlider,
    QStyleOptionToolButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui import theme
from desktop.ui.icons import ICON_GAP, ICON_SIDE, icon
from desktop.ui.language import tr

BELOW_TABS: Final = (0, 12, 0, 0)
"""Px around what a tab shows."""

FIGURE_INDENT: Final = 6
"""Px before a figure in its field."""


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Make a label of plain text; file names in it are never read as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def line() -> QFrame:
    """Make a thin horizontal line."""
    made = QFrame()
    made.setProperty("role", "line")
    return made


def say(shown: QLabel, words: str, role: str) -> None:
    """Show other words, coloured by their role: `muted`, `error`, or none."""
    shown.setText(words)
    shown.setProperty("role", role)
    style = shown.style()  # asks for the colour anew only where the widget is polished again
    style.unpolish(shown)
    style.polish(shown)


def padded(widget: QWidget, left: int, top: int, right: int, bottom: int) -> QWidget:
    """Leave room around a widget, px."""
    room = QWidget()
    column = QVBoxLayout(room)
    column.setContentsMargins(left, top, right, bottom)
    column.addWidget(widget)
    return room


def tool_button(action: QAction, *, text: bool = False) -> QToolButton:
    """Make a button for an action, with its name, its tooltip and its key."""
    made = QToolButton()
    made.setDefaultAction(action)
    made.setIconSize(QSize(ICON_SIDE + (ICON_GAP if text else 0), ICON_SIDE))
    style = Qt.ToolButtonStyle
    beside = style.ToolButtonTextOnly if action.icon().isNull() else style.ToolButtonTextBesideIcon
    made.setToolButtonStyle(beside if text else style.ToolButtonIconOnly)
    made.setAccessibleName(action.text())
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def text_field(name: str, placeholder: str) -> QLineEdit:
    """Make a field for one line with a button that empties it."""
    made = QLineEdit()
    made.setPlaceholderText(placeholder)
    made.setAccessibleName(name)
    empty = made.addAction(icon("x", "muted"), QLineEdit.ActionPosition.TrailingPosition)
    empty.setToolTip(tr("{}: clear").format(name))
    empty.setVisible(False)
    empty.triggered.connect(made.clear)
    made.textChanged.connect(lambda text: empty.setVisible(bool(text)))
    for button in made.findChildren(QToolButton):
        button.setAccessibleName(tr("{}: clear").format(name))
    return made


def indent(box: QAbstractSpinBox) -> None:
    """Keep a figure off its field's edge, which the style sheet's padding does not."""
    field = box.findChild(QLineEdit)
    if field is not None:
        field.setTextMargins(FIGURE_INDENT, 0, 0, 0)


class ElidedLabel(QLabel):
    """A label of one line that shortens its text to the room it has.

    Parameters
    ----------
    role : str
        For the style sheet.
    keeps : int
        Characters that are shown however narrow the row is, where the text has as many.
    shortens : bool
        Whether a part of the text is worth showing: a size in px is not.
    """

    def __init__(
        self,
        role: str = "",
        *,
        keeps: int = 0,
        shortens: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._whole = self._brief = ""
        self._keeps, self._shortens = keeps, shortens
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)

    def set_whole(self, text: str, brief: str = "") -> None:
        """Show this text, or as much as fits of what is to stand for it in a narrow row."""
        self._whole, self._brief = text, brief or text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self._elide()

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        width = self.fontMetrics().horizontalAdvance(self._whole) + 2
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for what is kept in any case."""
        kept = self._keeps * self.fontMetrics().averageCharWidth()
        return QSize(min(kept, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics, mode = self.fontMetrics(), Qt.TextElideMode.ElideMiddle
        fits = metrics.horizontalAdvance(self._whole) <= self.width()
        if fits or self._shortens:
            shown = self._whole if fits else self._brief
            self.setText(metrics.elidedText(shown, mode, self.width()))
        else:
            self.setText("")


def shortened(text: str, most: int = 24) -> str:
    """Leave out the middle of a name that is too long for a button."""
    half = (most - 1) // 2
    return text if len(text) <= most else f"{text[:half]}…{text[-half:]}"


class _WheelGuard(QObject):
    """Passes the wheel on to what scrolls, unless the control was chosen first."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget):
            event.ignore()
            return not watched.hasFocus()
        return False


def leave_wheel(control: QWidget) -> None:
    """Keep the wheel from changing a control that the pointer only passes over."""
    control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    control.installEventFilter(_WheelGuard(control))


class KeyButton(QToolButton):
    """A button for an action that shows its key at the right, where there is room."""

    MARGIN: Final = 7
    """Px between key and edge, and between words and key."""
    LEAST_WORDS: Final = 64
    """Px of words that are too long which are seen before the key goes."""

    def __init__(self, choice: QAction) -> None:
        super().__init__()
        self.setDefaultAction(choice)
        self.setIconSize(QSize(ICON_SIDE - 2 + ICON_GAP, ICON_SIDE - 2))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        choice.changed.connect(self._name)
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(self.defaultAction().text().replace("&&", "&"))

    def _picture(self) -> int:
        return 0 if self.icon().isNull() else ICON_SIDE + ICON_GAP

    @property
    def whole_width(self) -> int:
        """Px that show the words and the key as well."""
        metrics = self.fontMetrics()
        key = metrics.horizontalAdvance(key_name(self.defaultAction()))
        words = self._picture() + metrics.horizontalAdvance(self.accessibleName())
        return words + key + 3 * self.MARGIN + 2

    def _key_room(self) -> int:
        """Px that the key takes with its margin; none where it would leave too little of words."""
        metrics, key = self.fontMetrics(), key_name(self.defaultAction())
        taken = metrics.horizontalAdvance(key) + self.MARGIN if key else 0
        left = self.width() - self._picture() - taken - 2 * self.MARGIN
        words = metrics.horizontalAdvance(self.accessibleName())
        return taken if left >= min(words, self.LEAST_WORDS) else 0

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters: what is too long is shortened."""
        return QSize(self._picture() + 4 * self.MARGIN, super().minimumSizeHint().height())

    def initStyleOption(self, option: QStyleOptionToolButton) -> None:
        """Shorten words that are too long for the button; its key keeps its place."""
        super().initStyleOption(option)
        room = self.width() - self._picture() - 2 * self.MARGIN - 2 - self._key_room()
        option.text = self.fontMetrics().elidedText(
            option.text, Qt.TextElideMode.ElideRight, room, Qt.TextFlag.TextShowMnemonic
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, then the key."""
        super().paintEvent(event)
        if not self._key_room():
            return
        key = key_name(self.defaultAction())
        painter = QPainter(self)
        primary = self.property("role") == "primary"
        painter.setPen(theme.current().colour("muted"))
        if primary and self.isEnabled():
            painter.setPen(theme.current().colour("accent_text"))
            painter.setOpacity(0.8)
        elif not self.isEnabled():
            painter.setPen(theme.current().colour("disabled"))
        room = self.rect().adjusted(0, 0, -self.MARGIN, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, key)


class Segmented(QFrame):
    """One choice out of a few, side by side."""

    changed = Signal(str)
    """The value chosen by the user."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str, str]]) -> None:
        """Take (value, text, hint) for each choice; the first is chosen."""
        super().__init__()
        self.setObjectName("Segmented")
        self.setAccessibleName(name)
        self._buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for value, text, hint in choices:
            button = _segment(name, text, hint)
            button.clicked.connect(lambda _=False, value=value: self.changed.emit(value))
            group.addButton(button)
            row.addWidget(button)
            self._buttons[value] = button
        self.set_value(choices[0][0])

    def value(self) -> str:
        """The choice in force."""
        return next(value for value, button in self._buttons.items() if button.isChecked())

    def set_value(self, value: str) -> None:
        """Choose without telling."""
        if value in self._buttons:
            self._buttons[value].setChecked(True)


def _segment(name: str, text: str, hint: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setCheckable(True)
    button.setToolTip(hint)
    button.setAccessibleName(f"{name}: {text}")
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button


class ValueSlider(QWidget):
    """A slider with its value beside it in figures of equal width."""

    changed = Signal(int)
    """The value, while it is being dragged as well."""

    def __init__(self, name: str, low: int, high: int, value: int, *, unit: str = "") -> None:
        super().__init__()
        self._unit = unit
        self._slider = QSlider(Qt.Orientation.Horizontal)
        leave_wheel(self._slider)
        self._slider.setRange(low, high)
        self._slider.setAccessibleName(name)
        self._slider.setMinimumWidth(64)
        self._slider.setMinimumHeight(20)
        self._figure = label()
        self._figure.setFont(theme.tabular(self.font()))
        self._figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._figure.setMinimumWidth(self.fontMetrics().horizontalAdvance(f"{high}{unit}") + 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._slider, 1)
        row.addWidget(self._figure)
        self._slider.valueChanged.connect(self._show)
        self._slider.valueChanged.connect(self.changed)
        self._slider.setValue(value)
        self._show(value)
        self.setFocusProxy(self._slider)

    def value(self) -> int:
        """The value in force."""
        return self._slider.value()

    def set_value(self, value: int) -> None:
        """Move the slider; tells if that changes the value."""
        self._slider.setValue(value)

    def _show(self, value: int) -> None:
        self._figure.setText(f"{value}{self._unit}")


def action(parent: QWidget, text: str, symbol: str = "", key: str = "", hint: str = "") -> QAction:
    """Make an action with its key in the tooltip; its object's name is its first text.

    Texts are given as `language.mark` has them, and translated here.
    """
    made = QAction(tr(text), parent)
    made.setObjectName(text.rstrip("…"))
    made.setProperty("said", tr(hint or text).rstrip("…"))
    if symbol:
        made.setIcon(icon(symbol))
    give_keys(made, [portable(key)] if key else [])
    return made


def offer(choice: QAction, offered: bool, why: str = "") -> None:
    """Let an action be chosen, or not; `why` not is its status tip meanwhile."""
    choice.setEnabled(offered)
    choice.setStatusTip("" if offered else why)


def give_keys(made: QAction, keys: Sequence[QKeySequence]) -> None:
    """Give an action these keys, and name the first in its tooltip."""
    made.setShortcuts(list(keys))
    said = made.property("said")
    key = key_name(made)
    made.setToolTip(f"{said} ({key})" if key else said)


def key_name(choice: QAction) -> str:
    """Write the first key of an action as people call it; empty where it has none."""
    return native(choice.shortcut())


BOTH_ENTERS: Final = (QKeySequence(Qt.Key.Key_Return), QKeySequence(Qt.Key.Key_Enter))
"""Those of the letters and of the figures."""


def portable(key: str) -> QKeySequence:
    """Read a key as the source and the settings name it.

    Qt reads it as the window names keys otherwise, and there both Enter keys have one name.
    """
    return QKeySequence.fromString(key, QKeySequence.SequenceFormat.PortableText)


def native(key: QKeySequence) -> str:
    """Write a key as people call it, in the language of the window."""
    return key.toString(QKeySequence.SequenceFormat.NativeText)


def title_font(font: QFont) -> QFont:
    """The one larger size."""
    return theme.tabular(font, scale=theme.TITLE_SCALE, bold=True)
