"""Tags that reviewers added get other names, or are merged, across the whole review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.catalog.tag_finder import TagFinder
from desktop.dialogs.picker import Picker
from desktop.ui.class_choices import added_choices, class_choices
from desktop.ui.controls import shortened
from desktop.ui.language import tr
from desktop.ui.words import count

if TYPE_CHECKING:
    from desktop.dialogs.tags_dialog import TagsDialog
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.review.added_tags import AddedTags
    from desktop.services.review.deciding import Decided
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.window.status_bar import StatusBar


class RenameTagsController(QObject):
    """Ties the menu entry to dialog, picker and desk."""

    def __init__(
        self,
        rename_action: QAction,
        status: StatusBar,
        desk: ReviewDesk,
        network: CurrentNetwork,
        added_tags: AddedTags,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._status, self._desk, self._window = status, desk, window
        self._network, self._added_tags = network, added_tags
        self._dialog: TagsDialog | None = None
        self._named = ""
        rename_action.triggered.connect(self._on_triggered)
        added_tags.changed.connect(self._on_tags_changed)
        desk.decided.connect(self._on_decided)
        desk.opened.connect(self._on_review_opened)

    def _on_triggered(self) -> None:
        from desktop.dialogs.tags_dialog import TagsDialog

        self._dialog = TagsDialog(added_choices(self._added_tags.photos), self._window)
        self._dialog.rename_asked.connect(self._ask_name)
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()

    def _ask_name(self, tag: str) -> None:
        classes = class_choices(self._network.pack, None, every=True)
        choices = [*added_choices(self._added_tags.photos), *classes]
        others = [choice for choice in choices if choice.text != tag]
        title = tr("Rename {} or merge it with").format(shortened(tag))
        find = TagFinder([choice.text for choice in others]).find
        picker = Picker(title, others, tr("New name"), self._dialog, find)
        picker.picked.connect(lambda name: self._rename(tag, name))
        picker.open()

    def _rename(self, tag: str, name: str) -> None:
        self._named = name
        self._desk.rename_tag(tag, name)

    def _on_tags_changed(self) -> None:
        if self._dialog is not None:
            self._dialog.show_tags(added_choices(self._added_tags.photos), self._named)

    def _on_decided(self, step: Decided) -> None:
        """Say what has become of the tag."""
        if name := step.renamed:
            photos = count(step.counts.by_tag[name], "photo")
            self._status.show_idle(tr("{}: {} now").format(name, photos))

    def _on_review_opened(self) -> None:
        """The tags shown are another review's."""
        self._named = ""
        if self._dialog is not None:
            self._dialog.reject()

    def _on_finished(self) -> None:
        self._dialog = None
