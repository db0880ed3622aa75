"""The panel on the right: tag, confidence, classes, reasons in words, the overlay's controls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from core.vocabulary import Doubt, Status, Trust
from desktop.panels.inspector.badge import Badge
from desktop.panels.inspector.curves_plot import CurvesPlot
from desktop.panels.inspector.look_controls import LookControls
from desktop.panels.inspector.score_bars import ScoreBars
from desktop.ui.controls import label, line, title_font
from desktop.ui.language import speech, tr, whole_percent
from desktop.ui.look import Look
from desktop.ui.words import TRUST_SIGNS

if TYPE_CHECKING:
    from core.entities import ClassScore, Prediction


WHY_LINES: Final = 12
"""Lines kept free for the reasons, so that the controls below stay where they are."""
FINDING_OUT: Final = tr("Explaining…")


class InspectorPanel(QScrollArea):
    """Shows one prediction; knows nothing of where it comes from."""

    class_chosen = Signal(str)
    """The class to explain."""
    class_asked = Signal()
    """Another class than those offered is to be explained."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ReviewScroll")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._product = label("", wrap=True)
        self._product.setAccessibleName(tr("Product"))
        self._product.hide()
        self._tag = label("", wrap=True)
        self._tag.setFont(title_font(self.font()))
        self._confidence = label()
        self._confidence.setFont(title_font(self.font()))
        self._badge = Badge()
        self._note = label("", "muted", wrap=True)
        self._note.setMinimumHeight(self.fontMetrics().height())  # nothing moves without it
        self.scores = ScoreBars()
        self._trust = Badge()
        for badge in (self._badge, self._trust):
            room = badge.sizePolicy()
            room.setRetainSizeWhenHidden(True)  # nothing moves when it comes and goes
            badge.setSizePolicy(room)
        self._why = label("", wrap=True)
        self._why.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._why.setMinimumHeight(WHY_LINES * self.fontMetrics().height())
        self._why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._why.setAccessibleName(tr("Reasons in words"))
        self.curves = CurvesPlot()
        self.controls = LookControls(look)
        self._body = QWidget()
        self._body.setObjectName("Review")
        self._body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(self._body)
        self._lay_out()
        self.scores.chosen.connect(self.class_chosen)
        self.controls.class_chosen.connect(self.class_chosen)
        self.controls.class_asked.connect(self.class_asked)
        self.setMinimumWidth(self._body.minimumSizeHint().width() + 12)
        self.clear()

    @property
    def selected_words(self) -> str:
        """What is selected of the reasons."""
        return self._why.selectedText()

    def clear(self) -> None:
        """Show that there is nothing to say yet."""
        self._tag.setText(tr("Nothing selected"))
        self._confidence.clear()
        self._badge.hide()
        self._note.clear()
        self.scores.show_scores((), "")
        self.controls.show_classes((), "")
        self.show_reasons(())

    def show_product(self, words: str) -> None:
        """Say what the product's tag is made of, above the photo's own; of none nothing is seen."""
        self._product.setText(words.replace(" %", "\N{NO-BREAK SPACE}%"))
        self._product.setVisible(bool(words))

    def show_waiting(self, words: str = tr("Looking …")) -> None:
        """Show that the tag is on its way."""
        self.clear()
        self._tag.setText(words)
        self.show_reasons((FINDING_OUT,))

    def show_prediction(
        self,
        prediction: Prediction,
        explained: str,
        *,
        framed: bool = False,
        boxed: bool = False,
    ) -> None:
        """Show a tag with its classes.

        Parameters
        ----------
        prediction : Prediction
        explained : str
            The class that the overlay is about.
        framed : bool
            The network saw only a part of the photo.
        boxed : bool
            It saw only what is inside a box that somebody drew.
        """
        self.show_reasons((FINDING_OUT,))
        self._tag.setText(prediction.label)
        self._confidence.setText(whole_percent(prediction.confidence))
        self._confidence.setToolTip(
            tr("Calibrated probability {:.4f}").format(prediction.confidence)
        )
        self._badge.show_status(prediction.status, prediction.doubt)
        self._badge.show()
        from core.explain.doubts import why_not_sure  # numpy is not for the first paint

        why = why_not_sure(prediction)
        notes = [speech().word(why)] if why else []
        rival = prediction.rival if prediction.doubt is not Doubt.FAMILY else None
        notes += [tr("Often confused with {}").format(rival)] if rival else []
        notes += [tr("Tagged from what is inside the box")] if boxed else []
        notes += [tr("Tagged from the outlined part of the photo")] if framed else []
        self._note.setText("\n".join(notes))
        self.show_class(prediction, explained)

    def show_class(self, prediction: Prediction, explained: str) -> None:
        """Mark the class that the overlay is about."""
        self.scores.show_scores(prediction.top, explained)
        self.controls.show_classes([score.label for score in prediction.top], explained)

    def show_scores(self, scores: Sequence[ClassScore], explained: str) -> None:
        """Show other probabilities than the prediction's: regions of the photo are off."""
        self.scores.show_scores(scores, explained)

    def show_error(self, sentence: str) -> None:
        """Show that the file could not be read, and why."""
        self.show_no_tag(sentence)
        self._badge.show_status(Status.ERROR)
        self._badge.show()

    def show_no_tag(self, sentence: str) -> None:
        """Show why there is no tag."""
        self.clear()
        self._tag.setText(tr("No tag"))
        self._note.setText(sentence)

    def show_reasons(self, sentences: Sequence[str], trust: Trust | None = None) -> None:
        """Show the explanation in words, and how far to trust it; None where that is unknown."""
        said = "\n\n".join(sentences)
        self._why.setText(said.replace(" %", "\N{NO-BREAK SPACE}%"))
        self._trust.setVisible(trust is not None)
        if trust is not None:
            self._trust.show_sign(tr("Explanation"), TRUST_SIGNS[trust], sentences[-1])
        self._why_block.setVisible(bool(sentences))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._body)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self._product)
        head = QHBoxLayout()
        head.addWidget(self._tag, 1)
        head.addWidget(self._confidence, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self._badge)
        column.addWidget(self._note)
        column.addSpacing(8)
        column.addWidget(self.scores)
        self._why_block = QWidget()
        why = QVBoxLayout(self._why_block)
        why.setContentsMargins(0, 8, 0, 0)
        why.setSpacing(8)
        why.addWidget(line())
        head = QHBoxLayout()
        head.addWidget(label(tr("Why"), "heading"), 1)
        head.addWidget(self._trust)
        why.addLayout(head)
        why.addWidget(self._why)
        why.addWidget(self.curves)
        column.addWidget(self._why_block)
        column.addSpacing(8)
        column.addWidget(line())
        column.addWidget(label(tr("Overlay"), "heading"))
        column.addWidget(self.controls)
        column.addStretch(1)
