"""What is found out about the photo looked at, on the panes and in the inspector."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.entities import Explanation, Prediction
from core.errors import printable
from core.explain import narrative
from core.explain.quality import badge
from core.imaging.framing import Placement
from core.vocabulary import Status
from desktop.services.tagger import tag_of
from desktop.ui.language import speech
from desktop.ui.photo_state import Tag

if TYPE_CHECKING:
    from desktop.panels.compare.compare_panel import ComparePanel
    from desktop.panels.inspector.inspector_panel import InspectorPanel
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.current_photo import CurrentPhoto, Stage
    from desktop.services.picture_loader import Shown
    from desktop.services.tagger import Tagger


class FindingsController(QObject):
    """Ties the current photo to panes and inspector; its tag counts for the list as well."""

    def __init__(
        self,
        compare: ComparePanel,
        inspector: InspectorPanel,
        current_photo: CurrentPhoto,
        network: CurrentNetwork,
        tagger: Tagger,
    ) -> None:
        super().__init__(inspector)
        self._compare, self._inspector = compare, inspector
        self._current_photo, self._network, self._tagger = current_photo, network, tagger
        network.network_missing.connect(self._on_network_missing)
        current_photo.tag_pending.connect(self._on_tag_pending)
        current_photo.photo_ready.connect(self._on_photo_ready)
        current_photo.failed.connect(self._on_failed)
        current_photo.predicted.connect(self._on_predicted)
        current_photo.explained.connect(self._on_explained)
        current_photo.painted.connect(compare.show_overlay)
        current_photo.staged.connect(self._on_staged)
        compare.cancelled.connect(current_photo.cancel)

    def _on_network_missing(self, words: str) -> None:
        """Say in place of the tag why there is none."""
        if self._current_photo.shown is not None:
            self._inspector.show_no_tag(words)

    def _on_tag_pending(self) -> None:
        if not (self._network.problem and self._current_photo.shown):  # else it says why not
            self._inspector.show_waiting()

    def _on_photo_ready(self, shown: Shown) -> None:
        self._compare.sharpen_photo(shown.picture)
        if self._network.problem:
            self._inspector.show_no_tag(self._network.problem)

    def _on_failed(self, path: Path, words: str) -> None:
        if self._current_photo.shown is None:
            self._compare.show_photo(None, printable(Path(path.name)), words)
        self._inspector.show_error(words)
        self._tagger.note(path, Tag(Status.ERROR, error=words))

    def _on_predicted(self, path: Path, prediction: Prediction) -> None:
        shown = self._current_photo.shown
        framed = shown is not None and Placement.of(shown.photo.pixels).cuts
        boxed = shown is not None and shown.photo.box is not None
        label = self._current_photo.label
        self._inspector.show_prediction(prediction, label, framed=framed, boxed=boxed)
        self._tagger.note(path, tag_of(prediction))

    def _on_explained(self, explanation: Explanation) -> None:
        prediction = self._current_photo.prediction
        if prediction is not None and explanation.final:
            painted = self._current_photo.contrasted or explanation
            verdict = badge(painted)
            shown = self._current_photo.shown
            boxed = shown is not None and shown.photo.box is not None
            said = narrative.sentences(prediction, painted, verdict, boxed=boxed)
            self._inspector.show_reasons(tuple(map(speech().word, said)), verdict.trust)

    def _on_staged(self, stage: Stage) -> None:
        self._compare.show_stage(stage.title, stage.detail, stage.hint)
        self._compare.show_progress(stage.share)
        known = self._current_photo.explanation
        if stage.share is None and (known is None or not known.final):
            self._inspector.show_reasons((f"{stage.detail[:1].upper()}{stage.detail[1:]}",))
