"""What is decided about the photo, and the buttons that decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from core.vocabulary import Action, Verdict, tr_noop
from desktop.panels.inspector.button_rows import ButtonRows
from desktop.ui.controls import (
    BOTH_ENTERS,
    ElidedLabel,
    KeyButton,
    action,
    give_keys,
    key_name,
    label,
    offer,
)
from desktop.ui.icons import SignIcon, icon
from desktop.ui.language import tr
from desktop.ui.reasons import (
    NO_CATALOG_TAG,
    NO_PHOTO,
    NO_REVIEW,
    NOTHING_TO_REDO,
    NOTHING_TO_UNDO,
)
from desktop.ui.words import VERDICT_SIGNS

WIDEST_FIXED: Final = 176
"""Px that a button beside words takes at most: longer words are shortened."""


class DecisionPanel(QFrame):
    """Stands under the review panel and never scrolls away."""

    asked = Signal(object)
    """The Action of a key that decides without further words."""
    catalog_sought = Signal(str)
    """Photos with this tag of the catalog are wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Decisions")
        self._icon = SignIcon()
        self._words = label("", wrap=True)
        self._words.setAccessibleName(tr("Decision"))
        self._catalog = label("", "muted", wrap=True)
        self._catalog.setAccessibleName(tr("Catalog tag"))
        self._last = ElidedLabel("muted")
        self._last.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._make_actions()
        self._make_catalog_actions()
        for choice, asked in self._wordless().items():
            choice.triggered.connect(lambda _=False, asked=asked: self.asked.emit(asked))
        self._lay_out()
        self.show_decision(None)
        self.set_writable(False)

    @property
    def deciding(self) -> Sequence[QAction]:
        """Actions that decide about the chosen photos."""
        return (
            self.accept_action,
            self.correct_action,
            self.keep_action,
            self.flag_action,
            self.skip_action,
            self.again_action,
            self.retag_action,
        )

    @property
    def walking(self) -> Sequence[QAction]:
        """Actions that walk back and forth in the log."""
        return (self.undo_action, self.redo_action)

    def show_decision(self, verdict: Verdict | None, words: str = "") -> None:
        """Show what is decided about the current photo; None where there is none to decide."""
        sign = None if verdict in (None, Verdict.TODO) else VERDICT_SIGNS[verdict]
        self._icon.setVisible(sign is not None)
        if sign is not None:
            self._icon.show_sign(sign.icon, sign.colour)
        self._words.setText(words or VERDICT_SIGNS[Verdict.TODO].word)
        self._words.setProperty("role", "" if sign else "muted")
        self._words.style().polish(self._words)

    def show_catalog(self, tag: str, product: str) -> None:
        """Show the catalog's tag and product name; empty where there is none."""
        said = [tr("Catalog says {}").format(tag)] if tag else []
        self._catalog.setText("\n".join([*said, product] if product else said))
        self.existing.setVisible(bool(tag))
        self.catalog_tag = tag
        for choice in (self.copy_catalog_action, self.seek_catalog_action):
            offer(choice, bool(tag), NO_CATALOG_TAG)

    def show_accepted(self, tag: str, key: str = "") -> None:
        """Say which tag would be accepted, and by which key of its own beside the usual one.

        The tag is empty where there is none yet, or several.
        """
        words = tr("Accept {}").format(tag.replace("&", "&&")) if tag else tr("Accept")
        self.accept_action.setText(words)
        keys = ", ".join(one for one in (key_name(self.accept_action), key) if one)
        self.accept_action.setToolTip(f"{tr('Accept the tag')} ({keys})")

    def show_last(self, words: str, name: str = "", brief: str = "") -> None:
        """Say what undo would take back, of the photo with this name; empty where nothing is.

        Where there is no room for all of it, `brief` is said, which is not cut while it fits.
        """
        self._last.set_whole(words, brief)
        self._last.setToolTip(f"{name}: {words}" if name else words)

    def set_writable(self, writable: bool, why: str = NO_REVIEW) -> None:
        """Offer decisions, or say why there are none."""
        for choice in (*self.deciding, *self.walking):
            offer(choice, writable, why)

    def offer(self, offered: bool, why: str = NO_PHOTO, *, catalog: bool = True) -> None:
        """Offer to decide, or say why not; `catalog` tells whether there is its tag to keep."""
        for choice in self.deciding:
            offer(choice, offered, why)
        if offered:
            offer(self.keep_action, catalog, NO_CATALOG_TAG)

    def set_depth(self, undo: int, redo: int) -> None:
        """Offer undo and redo where there is anything to walk."""
        offer(self.undo_action, undo > 0, NOTHING_TO_UNDO)
        offer(self.redo_action, redo > 0, NOTHING_TO_REDO)

    def _make_actions(self) -> None:
        self.accept_action = action(
            self, tr_noop("Accept"), "check", "Return", tr_noop("Accept the tag")
        )
        self.accept_action.setIcon(icon("check", "accent_text"))
        self.accept_action.setIconVisibleInMenu(False)  # it has the colour of the button's words
        give_keys(self.accept_action, BOTH_ENTERS)
        self.correct_action = action(
            self, tr_noop("Correct"), "pencil", "C", tr_noop("Choose another tag")
        )
        self.keep_action = action(
            self, tr_noop("Keep it"), "check", "K", tr_noop("Accept the catalog's tag")
        )
        self.keep_action.setIconVisibleInMenu(False)  # it would look ticked there
        self.flag_action = action(
            self, tr_noop("Flag"), "flag", "F", tr_noop("Flag for somebody else, with a reason")
        )
        self.skip_action = action(
            self, tr_noop("Skip"), "skip-forward", "S", tr_noop("Leave for later")
        )
        self.again_action = action(
            self, tr_noop("Repeat"), "", ".", tr_noop("Repeat the last correction")
        )
        self.retag_action = action(
            self,
            tr_noop("Correct all like it…"),
            "",
            "Shift+C",
            tr_noop(
                "Choose another tag for everything of this class in the view, or for all selected"
            ),
        )
        self.undo_action = action(self, tr_noop("Undo"), "undo-2", "Ctrl+Z", tr_noop("Undo"))
        self.redo_action = action(self, tr_noop("Redo"), "", "Ctrl+Shift+Z", tr_noop("Redo"))
        for choice in (*self.deciding, *self.walking):
            choice.setAutoRepeat(False)  # a key held down decides once, about what was looked at

    def _make_catalog_actions(self) -> None:
        self.catalog_tag = ""
        self.copy_catalog_action = action(self, tr_noop("Copy catalog tag"))
        self.seek_catalog_action = action(self, tr_noop("Search for catalog tag"))
        self.copy_catalog_action.triggered.connect(
            lambda: QApplication.clipboard().setText(self.catalog_tag)
        )
        self.seek_catalog_action.triggered.connect(
            lambda: self.catalog_sought.emit(self.catalog_tag)
        )

    def _wordless(self) -> dict[QAction, Action]:
        """What keys decide by themselves; the others ask for a tag or a reason first."""
        return {self.accept_action: Action.ACCEPT, self.skip_action: Action.SKIP}

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setSpacing(8)
        said = QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self._words, 1)
        grid.addLayout(said, 0, 0, 1, 6)
        self.existing = QWidget()
        existing = QHBoxLayout(self.existing)
        existing.setContentsMargins(0, 0, 0, 0)
        existing.setSpacing(8)
        existing.addWidget(self._catalog, 1)
        keep = _fixed(_button(self.keep_action))
        existing.addWidget(keep, 0, Qt.AlignmentFlag.AlignTop)
        self.existing.hide()
        grid.addWidget(self.existing, 1, 0, 1, 6)
        accept = _button(self.accept_action, "primary")
        accept.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        grid.addWidget(accept, 2, 0, 1, 6)
        others = (self.correct_action, self.flag_action, self.skip_action)
        grid.addWidget(ButtonRows([_button(choice) for choice in others]), 3, 0, 1, 6)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self._last, 1)
        last.addWidget(_fixed(_button(self.undo_action)))
        grid.addLayout(last, 4, 0, 1, 6)


def _button(choice: QAction, role: str = "decide") -> KeyButton:
    button = KeyButton(choice)
    button.setProperty("role", role)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button


def _fixed(button: KeyButton) -> KeyButton:
    """Give a button the room for its words and its key, but no more than there is."""
    key = button.fontMetrics().horizontalAdvance(f"  {key_name(button.defaultAction())} ")
    if button.icon().isNull():
        key *= 2  # words without an icon stand in the middle
    button.ensurePolished()
    button.setFixedWidth(min(button.sizeHint().width() + key, WIDEST_FIXED))
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return button
