"""Type-ahead over a list: type a few letters, Enter takes the first; free text has its own line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.catalog.tag_finder import Found
from desktop.dialogs.tag_key_dialog import TagKeyDialog, TagKeyTable
from desktop.ui import theme
from desktop.ui.choice import Choice
from desktop.ui.controls import label, text_field
from desktop.ui.fitting import fit
from desktop.ui.language import tr

SIZE: Final = QSize(360, 420)
"""Width and height, px."""
MOST_SHOWN: Final = 200
"""Lines; who wants another types a letter more."""
LIST_KEYS: Final = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)


Find = Callable[[str], Sequence[Found]]
"""Gives the choices that may be meant by what is typed, the nearest first."""


class Picker(QDialog):
    """Asks for one of many, or for something else in free text.

    Free text has a line of its own behind all choices that are near what is typed, so that a
    typing error is taken for what it means, and never becomes something new by Enter alone.
    """

    picked = Signal(str)
    """What was taken, never empty."""

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        other: str,
        parent: QWidget | None = None,
        find: Find | None = None,
        keys: TagKeyTable | None = None,
        note: str = "",
    ) -> None:
        """Take title, choices in order, and the word before free text; "" wants a choice.

        Without `find`, choices are found by any part of their text. With `keys`, the keys of
        choices are shown, and F2 gives the marked one another. A note says what the order is.
        """
        super().__init__(parent)
        self.setWindowTitle(title)
        self._choices = {choice.text: choice for choice in choices}
        self._taken = {choice.text.casefold() for choice in choices} if other else set()
        self._other, self._keys = other, keys
        self._find = find or (lambda typed: matching(choices, typed))
        hint = tr("Type a few letters, or something else") if other else tr("Type a few letters")
        self._field = text_field(title, hint)
        self._list = QTreeWidget()
        self._dress_list(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self._field)
        if note:
            column.addWidget(label(note, "muted", wrap=True))
        column.addWidget(self._list, 1)
        how = tr("Enter takes the highlighted line, Esc changes nothing")
        if keys is not None:
            how += "\n" + tr("F2 gives it a key, which takes it without asking")
        column.addWidget(label(how, "muted"))
        fit(self, SIZE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self._fill)
        self._field.returnPressed.connect(self._pick)
        self._list.itemActivated.connect(lambda _item, _column: self._pick())
        self._list.itemClicked.connect(lambda _item, _column: self._pick())
        self._fill("")

    def _dress_list(self, title: str) -> None:
        view = self._list
        view.setAccessibleName(tr("{}: choices").format(title))
        view.setColumnCount(3)
        view.setHeaderHidden(True)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setFont(theme.tabular(view.font()))
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.header().setStretchLastSection(False)
        view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place in (1, 2):
            view.header().setSectionResizeMode(place, QHeaderView.ResizeMode.ResizeToContents)

    def _fill(self, typed: str) -> None:
        self._list.clear()
        for found in self._find(typed)[:MOST_SHOWN]:
            shown = f"{found.name} ({found.by})" if found.by else found.name
            self._add(shown, found.name, self._choices[found.name].figure)
        free = " ".join(typed.split())
        if self._other and free and free.casefold() not in self._taken:
            self._add(f"{self._other}: {free}", free)
        self._list.setCurrentIndex(self._list.model().index(0, 0))

    def _add(self, shown: str, taken: str, figure: str = "") -> None:
        key = self._keys.name(taken) if self._keys is not None else ""
        item = QTreeWidgetItem([shown, figure, key])
        item.setData(0, Qt.ItemDataRole.UserRole, taken)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._list.addTopLevelItem(item)

    def _pick(self) -> None:
        item = self._list.currentItem()
        if item is not None and self.isVisible():  # one click may activate a line as well
            self.picked.emit(item.data(0, Qt.ItemDataRole.UserRole))
            self.accept()

    def _ask_key(self, keys: TagKeyTable) -> None:
        item = self._list.currentItem()
        if item is not None:
            tag = item.data(0, Qt.ItemDataRole.UserRole)
            dialog = TagKeyDialog(tag, keys, self)
            dialog.accepted.connect(lambda: item.setText(2, keys.name(tag)))
            dialog.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the keys that move the mark to the list, while typing goes on in the field."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_F2 and self._keys is not None:
            self._ask_key(self._keys)
            return True
        if event.key() in LIST_KEYS:
            self._list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)


def matching(choices: Sequence[Choice], typed: str) -> list[Found]:
    """Give the choices that hold what was typed: at their start, at a word's start, anywhere."""
    wanted = " ".join(typed.split()).casefold()
    ranked: tuple[list[Found], ...] = ([], [], [])
    for choice in choices:
        text = choice.text.casefold()
        if wanted in text:
            rank = 0 if text.startswith(wanted) else 1 if f" {wanted}" in text else 2
            ranked[rank].append(Found(choice.text))
    return list(chain.from_iterable(ranked))
