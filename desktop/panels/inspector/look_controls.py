"""The controls of the overlay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QPushButton, QWidget

from core.captioned import Captioned
from core.vocabulary import Colours, Mode, OverlayKind, Sign, tr_noop
from desktop.ui.controls import Segmented, ValueSlider, action, label, leave_wheel, offer
from desktop.ui.language import caption_of, hint_of, numeral, tr
from desktop.ui.look import MOST_REGIONS, SAMPLES, Look
from desktop.ui.reasons import NOT_TAGGED

BACKGROUND_HINT: Final = tr_noop(
    "Colour a plain background that counts for or against the tag; otherwise it is only outlined"
)
OTHER_CLASS: Final = tr("Another class…")


class LookControls(QWidget):
    """Kind, sign, number of regions, opacity, outlines and samples."""

    changed = Signal(object)
    """The new Look."""
    class_chosen = Signal(str)
    """The class to explain."""
    class_asked = Signal()
    """Another class than those offered is to be explained."""
    options_asked = Signal()
    """How explanations are made is to be chosen."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._classes = QComboBox()
        leave_wheel(self._classes)
        self._sign = Segmented(tr("Evidence"), _choices(Sign))
        self._kind = Segmented(tr("Style"), _choices(OverlayKind))
        self._top = ValueSlider(tr("Number of regions"), 1, MOST_REGIONS, look.top)
        self._opacity = ValueSlider(tr("Opacity"), 10, 100, round(look.opacity * 100), unit=" %")
        self._mode = Segmented(tr("Highlight"), _choices(Mode))
        self._colours = QComboBox()
        self._boundaries = QCheckBox(tr("Outlines"))
        self._background = QCheckBox(tr("Paint the background"))
        self.background_action = action(
            self, tr_noop("Paint the background"), "", "H", BACKGROUND_HINT
        )
        self.background_action.setCheckable(True)
        self._samples = QComboBox()
        leave_wheel(self._samples)
        self._stable = QCheckBox(tr("Stop when stable"))
        self.options_action = action(self, tr_noop("Explanation settings…"))
        self.class_action = action(self, tr_noop("Explain another class…"))
        self._more = QPushButton(self.options_action.text())
        self._lay_out()
        self._describe()
        self.show_look(look)
        self._connect()

    @property
    def look(self) -> Look:
        """The choices in force."""
        return self._look

    def show_look(self, look: Look) -> None:
        """Set all controls."""
        self._look = look
        self._sign.set_value(look.sign)
        self._kind.set_value(look.kind)
        self._mode.set_value(look.mode)
        self._top.set_value(look.top)
        self._opacity.set_value(round(look.opacity * 100))
        self._colours.setCurrentIndex(max(0, self._colours.findData(look.colours)))
        self._boundaries.setChecked(look.boundaries)
        self._background.setChecked(look.background)
        self._samples.setCurrentIndex(max(0, self._samples.findData(look.samples)))
        self._stable.setChecked(look.until_stable)
        self._enable()

    def show_classes(self, labels: Sequence[str], explained: str) -> None:
        """Offer these classes, and any other one; `explained` is chosen."""
        self._classes.clear()
        for label_ in dict.fromkeys([*labels, explained] if explained else ()):
            self._classes.addItem(label_, label_)
        if labels:
            self._classes.addItem(OTHER_CLASS)
        self._classes.setCurrentIndex(self._classes.findData(explained))
        self._classes.setEnabled(bool(labels))
        offer(self.class_action, bool(labels), NOT_TAGGED)

    def _choose_class(self, row: int) -> None:
        chosen = self._classes.itemData(row)
        if chosen is None:
            self.class_asked.emit()
        else:
            self.class_chosen.emit(chosen)

    def _lay_out(self) -> None:
        for samples in SAMPLES:
            self._samples.addItem(numeral(samples), samples)
        for colours in Colours:
            self._colours.addItem(caption_of(colours), colours.value)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        rows = (
            (tr("Class"), self._classes),
            (tr("Evidence"), self._sign),
            (tr("Style"), self._kind),
            (tr("Highlight"), self._mode),
            (tr("Colours"), self._colours),
            (tr("Regions"), self._top),
            (tr("Opacity"), self._opacity),
            ("", self._boundaries),
            ("", self._background),
            (tr("Samples"), self._samples),
            ("", self._stable),
            ("", self._more),
        )
        for row, (name, control) in enumerate(rows):
            caption = label(name, "muted")
            caption.setBuddy(control)
            grid.addWidget(caption, row, 0)
            grid.addWidget(control, row, 1)

    def _describe(self) -> None:
        self._classes.setToolTip(tr("Class that the overlay speaks for and against"))
        self._classes.setAccessibleName(tr("Class explained"))
        self._boundaries.setToolTip(tr("Outline each region shown"))
        self._boundaries.setAccessibleName(tr("Outlines of regions"))
        self._background.setToolTip(self.background_action.toolTip())
        self._background.setAccessibleName(tr("Paint the background"))
        self._colours.setToolTip(
            tr("All can be told apart with every common kind of colour blindness")
        )
        self._colours.setAccessibleName(tr("Colours for evidence against and for"))
        self._samples.setToolTip(tr("The largest number of altered photos shown to the model"))
        self._samples.setAccessibleName(tr("Samples"))
        self._stable.setToolTip(tr("Stop early, once two halves of the samples agree"))
        self._stable.setAccessibleName(tr("Stop when stable"))
        self._more.setToolTip(tr("Regions, fill, samples, seed; the published system's choices"))
        self._more.setAccessibleName(tr("Explanation settings"))

    def _connect(self) -> None:
        self._sign.changed.connect(lambda value: self._set(sign=Sign(value)))
        self._kind.changed.connect(lambda value: self._set(kind=OverlayKind(value)))
        self._mode.changed.connect(lambda value: self._set(mode=Mode(value)))
        self._top.changed.connect(lambda value: self._set(top=value))
        self._opacity.changed.connect(lambda value: self._set(opacity=value / 100))
        self._classes.activated.connect(self._choose_class)
        self._boundaries.toggled.connect(lambda on: self._set(boundaries=on))
        self._background.toggled.connect(lambda on: self._set(background=on))
        self._background.toggled.connect(self.background_action.setChecked)
        self.background_action.toggled.connect(self._background.setChecked)
        self._colours.activated.connect(
            lambda _: self._set(colours=Colours(self._colours.currentData()))
        )
        self._samples.activated.connect(lambda _: self._set(samples=self._samples.currentData()))
        self._stable.toggled.connect(lambda on: self._set(until_stable=on))
        self._more.clicked.connect(self.options_action.trigger)
        self.options_action.triggered.connect(self.options_asked)
        self.class_action.triggered.connect(self.class_asked)

    def choose(self, look: Look) -> None:
        """Take over several choices at once."""
        if look != self._look:
            blocked = self.blockSignals(True)
            self.show_look(look)
            self.blockSignals(blocked)
            self.changed.emit(look)

    def _set(self, **choice: Any) -> None:  # noqa: ANN401 - fields of Look
        changed = replace(self._look, **choice)
        if changed != self._look:
            self._look = changed
            self._enable()
            self.changed.emit(changed)

    def _enable(self) -> None:
        regions = self._look.kind is OverlayKind.REGIONS
        self._top.setEnabled(regions)
        self._boundaries.setEnabled(regions)


def _choices(kind: type[Captioned]) -> list[tuple[str, str, str]]:
    """Offer every member of a set: its value, its caption, its hint."""
    return [(member.value, caption_of(member), hint_of(member)) for member in kind]
