"""One key for each of the most probable classes, to explain it or to take it as the tag."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.panels.inspector.score_bars import ROWS, ScoreBars
from desktop.ui.controls import action, offer
from desktop.ui.language import tr
from desktop.ui.reasons import NOT_TAGGED


class ScoreActions(QObject):
    """Ten actions that are called by the classes they are about.

    Parameters
    ----------
    scores : ScoreBars
        Shows the classes, and tells which is chosen.
    parent : QWidget
        Whose actions they are; hears their keys wherever the keyboard is.
    """

    def __init__(self, scores: ScoreBars, parent: QWidget) -> None:
        super().__init__(parent)
        self._scores = scores
        self.explaining = self._make(parent, "Explain class {}", "{}", scores.choose)
        self.taking = self._make(parent, "Take class {}", "Shift+{}", scores.take)
        scores.shown.connect(self._name)
        self._name()

    @staticmethod
    def _make(
        parent: QWidget, name: str, key: str, call: Callable[[int], None]
    ) -> Sequence[QAction]:
        made = [action(parent, name.format(n), "", key.format(n)) for n in range(1, ROWS + 1)]
        for place, chooser in enumerate(made):
            chooser.setAutoRepeat(False)
            chooser.triggered.connect(lambda _=False, place=place: call(place))
        parent.addActions(made)
        return made

    def _name(self) -> None:
        labels = [name.replace("&", "&&") for name in self._scores.labels]
        for actions, named, numbered in (
            (self.explaining, tr("Explain {}"), tr("Explain class {}")),
            (self.taking, tr("Choose {} as the tag"), tr("Choose class {} as the tag")),
        ):
            for place, chooser in enumerate(actions):
                known = place < len(labels)
                words = named.format(labels[place]) if known else numbered.format(place + 1)
                chooser.setText(words)
                offer(chooser, known, NOT_TAGGED)
