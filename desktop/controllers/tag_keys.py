"""Keys of classes and tags: given in the sheet of keys or the picker, pressed, shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.catalog.tag_finder import TagFinder
from desktop.dialogs.picker import Picker
from desktop.dialogs.tag_key_dialog import TagKeyDialog
from desktop.ui.class_choices import added_choices, class_choices
from desktop.ui.language import tr

if TYPE_CHECKING:
    from desktop.controllers.decide import DecideController
    from desktop.panels.inspector.score_bars import ScoreBars
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.review.added_tags import AddedTags
    from desktop.window.tag_keys import TagKeys


class TagKeysController(QObject):
    """Ties the keys to the network, whose classes they are for, and to the decision."""

    def __init__(
        self,
        keys: TagKeys,
        scores: ScoreBars,
        decide: DecideController,
        network: CurrentNetwork,
        added_tags: AddedTags,
    ) -> None:
        super().__init__(keys)
        self._keys, self._scores = keys, scores
        self._network, self._added_tags = network, added_tags
        keys.asked.connect(decide.take)
        keys.changed.connect(self._show)
        network.network_ready.connect(self._on_network_ready)

    def ask(self, parent: QWidget) -> None:
        """Ask which class or tag is to have a key, and which."""
        classes = class_choices(self._network.pack, None, every=True)
        choices = [*classes, *added_choices(self._added_tags.photos)]
        find = TagFinder([choice.text for choice in choices]).find
        title = tr("Assign a key to which class?")
        picker = Picker(title, choices, tr("New tag"), parent, find, self._keys)
        picker.picked.connect(lambda tag: TagKeyDialog(tag, self._keys, parent).open())
        picker.open()

    def _on_network_ready(self) -> None:
        if (pack := self._network.pack) is not None:
            self._keys.use(pack.labels)

    def _show(self) -> None:
        self._scores.show_keys({tag: self._keys.name(tag) for tag in self._keys.tags})
