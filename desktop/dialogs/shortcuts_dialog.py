"""All keys on one sheet, where they can be changed as well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.vocabulary import tr_noop
from desktop.dialogs.key_field import KeyField, KeyTable
from desktop.ui.controls import action, label, tool_button
from desktop.ui.language import tr

FIXED: Final = "fixed: "
"""Before keys that belong to Qt's views or to the mouse and stay as they are."""
SECTIONS: Final = (
    (
        tr("Deciding"),
        (
            ("Accept", tr("Accept the tag")),
            ("Correct", tr("Correct it: the runner-up, or type a few letters")),
            ("Correct all like it", tr("Correct all of this class in the view, or all selected")),
            ("Repeat", tr("Repeat the last correction")),
            (FIXED + tr_noop("Shift+1 … 5"), tr("Choose the first to fifth class as the tag")),
            ("Keep it", tr("Keep the catalog's tag")),
            ("Flag", tr("Flag, with a reason")),
            ("Skip", tr("Skip for now")),
            ("Move on after a decision", tr("Move on after a decision, or stay")),
            ("Undo", tr("Undo")),
            ("Redo", tr("Redo")),
            ("History", tr("Decisions, newest first")),
            ("Import the shop's file", tr("Import the shop's file")),
            ("Classes that can occur", tr("Choose which classes can occur")),
            ("Rename or merge tags", tr("Rename or merge tags that you added")),
            ("Group photos into products", tr("Group photos into products")),
            ("Other product", tr("Move this photo to another product")),
            ("Own product", tr("Make this photo a product of its own")),
            ("Flagged", tr("Take this photo out of the product and flag it")),
            ("Auto-accept", tr("Auto-accept confident tags")),
            ("Session summary", tr("Session summary")),
        ),
    ),
    (
        tr("Photos"),
        (
            ("Open folder", tr("Open a folder")),
            ("Open photos", tr("Open photos")),
            ("Open review", tr("Open a review file, or a copy of one")),
            (FIXED + tr_noop("Right / Left"), tr("Next and previous in the list")),
            ("Next in the list", tr("Next photo, wherever the focus is")),
            ("Previous in the list", tr("Previous photo, likewise")),
            (FIXED + tr_noop("Up / Down"), tr("By row in the grid")),
            ("Next photo of the product", tr("Next photo of the product, under the pictures")),
            ("Previous photo of the product", tr("Previous photo of the product, likewise")),
            ("Context menu", tr("Context menu of what has the focus (or the Menu key)")),
            ("Menu bar", tr("Open the first menu (or Alt and a menu's letter)")),
            (FIXED + tr_noop("Shift+arrows"), tr("Select several in the list")),
            ("Show in the file manager", tr("Show the file in the file manager")),
            ("Open with the system's program", tr("Open it with the system's program")),
            ("Copy path", tr("Copy the path of the photo")),
            ("Select all", tr("Select everything listed")),
            ("Larger tiles", tr("Larger tiles (or Ctrl and the wheel)")),
            ("Smaller tiles", tr("Smaller tiles")),
            ("Default tile size", tr("Default tile size")),
            ("Left panel", tr("Show or hide folders and views")),
            ("Right panel", tr("Show or hide the tag and its reasons")),
            ("Full screen", tr("Full screen on or off")),
            ("Grid", tr("Grid or filmstrip")),
            ("Similar", tr("Find similar photos")),
            ("Side by side", tr("See two to four selected photos side by side")),
            ("Search", tr("Search")),
            (
                "Filter the list",
                tr("Filter the list: go to the values, Space ticks, Enter takes one alone"),
            ),
            ("Filter", tr("Filter by confidence, dates, families and more")),
            ("Clear all", tr("Remove all filters")),
            ("Group by class", tr("By class, with headings in the grid")),
            ("Pause", tr("Pause or resume tagging")),
        ),
    ),
    (
        tr("Photo and overlay"),
        (
            (f"{FIXED}1 … 5", tr("Explain the first to fifth class")),
            ("Box", tr("Draw a box around the item, or cancel")),
            (FIXED + tr_noop("Arrows, Shift+arrows"), tr("Box: move it, resize it")),
            (FIXED + tr_noop("Enter / Esc"), tr("Box: keep it, leave all as it was")),
            ("Whole photo", tr("Remove the box")),
            ("Contrast", tr("Why this class and not another")),
            ("What if", tr("Switch regions off and on")),
            ("Next", tr("What if: mark the next region")),
            ("Switch", tr("What if: switch the marked region")),
            ("Only", tr("What if: leave only this region on")),
            ("Without", tr("What if: switch only this one off")),
            ("Invert", tr("What if: invert all")),
            ("Reset", tr("What if: switch all on")),
            ("Overlay", tr("Hide or show the overlay")),
            ("Paint the background", tr("Colour the background too, or only outline it")),
            ("Zoom in", tr("Zoom both pictures in (or the wheel)")),
            ("Zoom out", tr("Zoom both pictures out")),
            (FIXED + tr_noop("Drag, Ctrl+Shift+arrows"), tr("Move both pictures")),
            ("Fit", tr("Show the whole photo")),
            ("1:1", tr("One photo pixel for each screen pixel")),
            ("Copy picture with overlay", tr("Copy the photo with its overlay")),
            ("Copy", tr("Copy the selected text, or the photo's name")),
            ("Cancel", tr("Stop explaining or exporting")),
        ),
    ),
    (
        tr("Export"),
        (
            ("Export", tr("Choose what to export")),
            ("This explanation as PDF", tr("This explanation as PDF")),
            ("This explanation as PNG", tr("This explanation as PNG")),
            ("Write back to the shop's file", tr("Write back to the shop's file")),
            ("Keywords for other programs", tr("Keywords for other programs")),
            ("Keyboard shortcuts", tr("This sheet")),
            ("Quit", tr("Quit Tagproof")),
        ),
    ),
)
"""Names of actions, and what they do; in the order of the sheet."""


FRAME: Final = QSize(16, 64)
"""Room that the system needs round a window, px."""
FIELD_PX: Final = 132
"""Width of a key's field."""
FIELD_PADDING: Final = 9
"""Px left of a key in its field, so that fixed keys stand in the same column."""


class ActionKeys(KeyTable, Protocol):
    """The keys of the window's actions."""

    def reset(self) -> None:
        """Give every action its usual keys."""
        ...


class TagKeyTable(KeyTable, Protocol):
    """The keys of classes and tags."""

    @property
    def tags(self) -> list[str]:
        """Those that have a key, by their names."""
        ...

    def drop(self, tag: str) -> None:
        """Leave a tag without a key."""
        ...


class ShortcutsDialog(QDialog):
    """The sheet that F1 opens."""

    tag_key_asked = Signal()
    """A class or tag is to be chosen that gets a key of its own."""

    def __init__(
        self, keys: ActionKeys, tag_keys: TagKeyTable, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._keys, self._tag_keys = keys, tag_keys
        self._fields: list[KeyField] = []
        self._meanings: list[QLabel] = []
        self._said = label(
            tr("To change a shortcut, select its field and press another key."), "muted"
        )
        body = QWidget()
        sheet = QHBoxLayout(body)
        sheet.setContentsMargins(24, 24, 24, 0)
        sheet.setSpacing(40)
        sheet.addLayout(self._column(SECTIONS[:2]))
        right = QVBoxLayout()
        right.addLayout(self._column(SECTIONS[2:]))
        self._tags = QGridLayout()
        right.addLayout(self._tags)
        right.addStretch(1)
        sheet.addLayout(right)
        self.show_tags()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(16)
        column.addWidget(self._area, 1)
        column.addLayout(self._foot())
        self._fit(body)

    def show_tags(self) -> None:
        """Show the keys of classes and tags as they are now."""
        grid = self._tags
        while (item := grid.takeAt(0)) is not None:
            if (shown := item.widget()) is not None:
                shown.hide()
                shown.deleteLater()
        title = label(tr("Classes and tags"), "heading")
        title.setContentsMargins(0, 12, 0, 4)
        grid.addWidget(title, 0, 0, 1, 3)
        for row, tag in enumerate(self._tag_keys.tags, start=1):
            field = KeyField(self._tag_keys, tag, tag)
            field.setFixedWidth(FIELD_PX)
            field.refused.connect(self._say)
            without = action(self, tr_noop("No key"), "x", "", tr_noop("Remove the key"))
            without.setObjectName("")  # of the sheet alone, and one for each tag
            without.triggered.connect(lambda _=False, tag=tag: self._drop(tag))
            for column, part in enumerate((field, label(tag, "muted"), tool_button(without))):
                grid.addWidget(part, row, column)
        another = QPushButton(tr("Assign a key to a class…"))
        another.setAutoDefault(False)
        another.clicked.connect(self.tag_key_asked)
        grid.addWidget(another, grid.rowCount(), 0, 1, 3, Qt.AlignmentFlag.AlignLeft)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)

    def _drop(self, tag: str) -> None:
        self._tag_keys.drop(tag)
        self.show_tags()

    def _fit(self, body: QWidget) -> None:
        """As large as the sheet, where the screen is; lines wrap, and the sheet scrolls, else."""
        room = self.screen().availableSize() - FRAME
        bar = self._area.verticalScrollBar().sizeHint().width()
        sheet = body.sizeHint()
        if sheet.width() + bar > room.width():
            for meaning in self._meanings:
                meaning.setWordWrap(True)
            sheet.setWidth(room.width())
        foot = self.sizeHint().height() - self._area.sizeHint().height()
        self.resize(QSize(sheet.width() + bar, sheet.height() + foot).boundedTo(room))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the button that closes: a key pressed unthinkingly changes nothing."""
        super().showEvent(event)
        self._close.setFocus()

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 24, 0)
        foot.addWidget(self._said, 1)
        for words, call in ((tr("Restore defaults"), self._reset), (tr("Close"), self.reject)):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(call)
            foot.addWidget(button)
        self._close = button
        return foot

    def _column(self, sections: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        for heading, rows in sections:
            place = grid.rowCount()
            title = label(heading, "heading")
            title.setContentsMargins(0, 12 if place > 1 else 0, 0, 4)
            grid.addWidget(title, place, 0, 1, 2)
            for offset, (name, meaning) in enumerate(rows, start=1):
                grid.addWidget(self._key(name, meaning), place + offset, 0)
                self._meanings.append(label(meaning, "muted"))
                grid.addWidget(self._meanings[-1], place + offset, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        return grid

    def _key(self, name: str, meaning: str) -> QWidget:
        if name.startswith(FIXED):
            fixed = label(tr(name.removeprefix(FIXED)))
            fixed.setContentsMargins(FIELD_PADDING, FIELD_PADDING // 2, 0, FIELD_PADDING // 2)
            return fixed
        field = KeyField(self._keys, name, meaning)
        field.setFixedWidth(FIELD_PX)
        field.refused.connect(self._say)
        self._fields.append(field)
        return field

    def _say(self, holder: str) -> None:
        taken = tr("That key is already used for: {}. Change that shortcut first.").format(
            tr(holder)
        )
        self._said.setText(taken if holder else "")

    def _reset(self) -> None:
        self._keys.reset()
        for field in self._fields:
            field.show_key()
        self.show_tags()
