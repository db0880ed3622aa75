"""Small controls that several panels use, each with its name for screen readers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSlider,
    QToolButton,
    QWidget,
)

from desktop import theme
from desktop.icons import ICON_SIDE, icon


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


def tool_button(action: QAction, *, text: bool = False) -> QToolButton:
    """Make a button for an action, with its name, its tooltip and its key."""
    made = QToolButton()
    made.setDefaultAction(action)
    made.setIconSize(QSize(ICON_SIDE, ICON_SIDE))
    style = Qt.ToolButtonStyle
    made.setToolButtonStyle(style.ToolButtonTextBesideIcon if text else style.ToolButtonIconOnly)
    made.setAccessibleName(action.text())
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def text_field(name: str, placeholder: str) -> QLineEdit:
    """Make a field for one line with a button that empties it."""
    made = QLineEdit()
    made.setPlaceholderText(placeholder)
    made.setAccessibleName(name)
    made.setClearButtonEnabled(True)
    for button in made.findChildren(QToolButton):
        button.setAccessibleName(f"{name}: clear")
    return made


class ElidedLabel(QLabel):
    """A label of one line that shortens its text in the middle to the room it has."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)

    def set_whole(self, text: str) -> None:
        """Show this text, as much of it as fits."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self._elide()

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        width = self.fontMetrics().horizontalAdvance(self._whole) + 2
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        mode = Qt.TextElideMode.ElideMiddle
        self.setText(self.fontMetrics().elidedText(self._whole, mode, self.width()))


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
    """Make an action with its key in the tooltip; its object's name is its first text."""
    made = QAction(text, parent)
    said = text.rstrip("…")
    made.setObjectName(said)
    made.setProperty("said", hint or said)
    if symbol:
        made.setIcon(icon(symbol))
    give_keys(made, [QKeySequence(key)] if key else [])
    return made


def give_keys(made: QAction, keys: Sequence[QKeySequence]) -> None:
    """Give an action these keys, and name the first in its tooltip."""
    made.setShortcuts(list(keys))
    said = made.property("said")
    shown = keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
    made.setToolTip(f"{said} ({shown})" if shown else said)


def title_font(font: QFont) -> QFont:
    """The one larger size."""
    return theme.tabular(font, scale=theme.TITLE_SCALE, bold=True)
