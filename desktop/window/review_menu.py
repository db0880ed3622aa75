"""The menu entries that concern the review as a whole."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.vocabulary import tr_noop
from desktop.ui.controls import action


class ReviewMenu:
    """Actions, in the order of the menu."""

    def __init__(self, parent: QWidget) -> None:
        self.import_action = action(parent, tr_noop("Import the shop's file…"), "table-2", "Ctrl+I")
        self.group_action = action(
            parent, tr_noop("Group photos into products…"), "images", "Ctrl+Shift+G"
        )
        self.classes_action = action(
            parent, tr_noop("Classes that can occur…"), "list-checks", "Ctrl+Shift+C"
        )
        self.rename_action = action(
            parent, tr_noop("Rename or merge tags…"), "pencil", "Ctrl+Shift+R"
        )
        self.history_action = action(
            parent,
            tr_noop("History…"),
            "",
            "Ctrl+H",
            tr_noop("Decisions, newest first"),
        )
        self.auto_action = action(parent, tr_noop("Auto-accept…"), "wand-sparkles", "Ctrl+Shift+A")
        self.check_action = action(parent, tr_noop("Check auto-accepted photos…"), "circle-check")
        self.summary_action = action(
            parent, tr_noop("Session summary…"), "chart-column", "Ctrl+Shift+S"
        )
        self.copy_action = action(parent, tr_noop("Save a copy of the review…"), "file-down")
        self.restore_action = action(parent, tr_noop("Restore from a copy…"), "undo-2")
        self.reviewer_action = action(parent, tr_noop("Reviewer name…"), "user")

    @property
    def actions(self) -> list[QAction]:
        """All of them."""
        return [
            self.import_action,
            self.group_action,
            self.classes_action,
            self.rename_action,
            self.history_action,
            self.auto_action,
            self.check_action,
            self.summary_action,
            self.copy_action,
            self.restore_action,
            self.reviewer_action,
        ]
