"""From where to where a shop's file is written, in which words, and which rows of it."""

from __future__ import annotations

from itertools import count as counting
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QPushButton, QWidget

from core import places
from desktop.dialogs import file_dialogs
from desktop.ui.controls import ElidedLabel, Segmented, label, say
from desktop.ui.language import tr

TERMS, CLASSES = "terms", "classes"
BOLD_PX: Final = 48
"""That the chosen words take more than the others."""
REVIEWED: Final = "-reviewed"
"""Ends the stem of a proposed output."""
ROWS_ARE_FIXED: Final = tr("Not for a workbook: its formulas may point at the other rows.")
OWN_FILE: Final = tr("That is the shop's file itself; give the copy another name.")
REPLACES: Final = tr("The file that is there will be replaced.")


def proposed(source: Path) -> Path:
    """Give a place beside a file that is not taken."""
    stems = (f"{source.stem}{REVIEWED}{'' if n == 1 else f'-{n}'}" for n in counting(1))
    near = (source.with_name(f"{stem}{source.suffix}") for stem in stems)
    return next(place for place in near if not places.is_there(place))


class WriteBackForm(QWidget):
    """Asks for source, destination, words and rows; each has a usual answer."""

    source_chosen = Signal(object)
    """The Path of another source."""
    words_chosen = Signal(bool)
    """Whether class names are to be written."""
    target_changed = Signal()
    """Another destination, or none that will do."""

    def __init__(self) -> None:
        super().__init__()
        self.source: Path | None = None
        self._target: Path | None = None
        self.fixed = False
        """Whether all rows must be written."""
        self._source_name, self._target_name = ElidedLabel(), ElidedLabel()
        self.choose_source = QPushButton(tr("Choose…"))
        self.choose_source.setAccessibleName(tr("Choose the shop's file"))
        self.choose_target = QPushButton(tr("Change…"))
        self.choose_target.setAccessibleName(tr("Choose where to write"))
        self.words = Segmented(
            tr("Categories"),
            [
                (TERMS, tr("Shop's own terms"), tr("As the file and its map call them")),
                (CLASSES, tr("Class names"), tr("As the model calls them")),
            ],
        )
        self.words.setMinimumWidth(self.words.sizeHint().width() + BOLD_PX)
        self.only_changed = QCheckBox(tr("Only changed rows"))
        self.only_changed.setToolTip(tr("For systems that take files of some products"))
        self.why_fixed = label(ROWS_ARE_FIXED, "muted", wrap=True)
        self._note = label("", "muted", wrap=True)
        self._lay_out()
        self.choose_source.clicked.connect(self._ask_source)
        self.choose_target.clicked.connect(self._ask_target)
        self.words.changed.connect(lambda value: self.words_chosen.emit(value == CLASSES))
        self.show_source(None)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (words, shown, button) in enumerate(
            (
                (tr("Shop's file"), self._source_name, self.choose_source),
                (tr("Written to"), self._target_name, self.choose_target),
            )
        ):
            grid.addWidget(label(words, "muted"), row, 0)
            grid.addWidget(shown, row, 1)
            grid.addWidget(button, row, 2)
        options = QHBoxLayout()
        options.setSpacing(16)
        options.addWidget(self.words)
        options.addWidget(self.only_changed)
        options.addWidget(self.why_fixed, 1)
        options.addWidget(self._note, 1)
        grid.addWidget(label(tr("Categories"), "muted"), 2, 0)
        grid.addLayout(options, 2, 1, 1, 2)

    @property
    def as_class(self) -> bool:
        """Whether class names are written."""
        return self.words.value() == CLASSES

    @property
    def only(self) -> bool:
        """Whether only changed rows are written."""
        return self.only_changed.isChecked() and not self.fixed

    @property
    def target(self) -> Path | None:
        """Where to write; None where the place chosen will not do."""
        return self._target if self._note.property("role") != "error" else None

    def show_source(self, source: Path | None) -> None:
        """Name the source, and propose a place for the copy."""
        self.source, self._target = source, proposed(source) if source else None
        self._source_name.set_whole(str(source) if source else tr("Not chosen yet"))
        self.choose_target.setEnabled(source is not None)
        self.show_fixed(self.fixed)
        self._follow()

    def show_fixed(self, fixed: bool) -> None:
        """Offer to leave rows out, or say why that cannot be."""
        self.fixed = fixed
        self.only_changed.setEnabled(self.source is not None and not fixed)
        self.why_fixed.setVisible(fixed)
        self._note.setVisible(not fixed or self._note.property("role") == "error")

    def show_target(self, target: Path) -> None:
        """Take another destination."""
        self._target = target
        self._follow(chosen=True)

    def _follow(self, *, chosen: bool = False) -> None:
        target, source = self._target, self.source
        own = bool(target and source and places.same_file(target, source))
        replaces = bool(chosen and target and places.is_there(target))
        self._target_name.set_whole(str(target) if target else "")
        words = OWN_FILE if own else REPLACES if replaces else ""
        say(self._note, words, "error" if own else "muted")
        self._note.setVisible(own or not self.fixed)
        self.why_fixed.setVisible(self.fixed and not own)
        self.target_changed.emit()

    def _ask_source(self) -> None:
        start = self.source or Path.home()
        source = file_dialogs.ask_source(self, start)
        if source is not None:
            self.show_source(source)
            self.source_chosen.emit(source)

    def _ask_target(self) -> None:
        assert self._target is not None
        ending = self._target.suffix
        kinds = f"{ending[1:].upper()} (*{ending})" if ending else ""
        target = file_dialogs.ask_output(self, tr("Write the shop's file"), self._target, kinds)
        if target is not None:
            self.show_target(target)
