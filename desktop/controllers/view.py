"""The photo being looked at: what is found out about it, on the panels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from core.entities import Explanation, Prediction
from core.errors import printable
from core.explain import narrative
from core.explain.quality import badge
from core.imaging.framing import Placement
from core.vocabulary import Status
from desktop.dialogs.explain_dialog import ExplainDialog
from desktop.dialogs.picker import Picker
from desktop.services.tagger import tag_of
from desktop.ui.class_choices import class_choices
from desktop.ui.language import tr
from desktop.ui.photo_state import Tag
from desktop.ui.qimage import Picture

if TYPE_CHECKING:
    from core.inference.model_pack import Pack
    from desktop.services.current_photo import CurrentPhoto, Stage
    from desktop.services.picture_loader import PictureLoader, Shown
    from desktop.services.tagger import Tagger
    from desktop.services.thumbnail_loader import ThumbnailLoader
    from desktop.window.main_window import MainWindow

NEIGHBOURS: Final = (1, 2, -1)
"""Photos decoded ahead, counted from the current one."""


class ViewController(QObject):
    """Ties the current photo to list, panes and panel."""

    def __init__(
        self,
        window: MainWindow,
        current_photo: CurrentPhoto,
        pictures: PictureLoader,
        thumbnails: ThumbnailLoader,
        tagger: Tagger,
    ) -> None:
        super().__init__(window)
        self._window, self._current_photo, self._tagger = window, current_photo, tagger
        self._pictures, self._thumbnails = pictures, thumbnails
        self._broken = ""
        self._pack: Pack | None = None
        window.photos.chosen.connect(self._look_at)
        current_photo.photo_ready.connect(self._show_photo)
        current_photo.failed.connect(self._show_failure)
        current_photo.predicted.connect(self._show_prediction)
        current_photo.explained.connect(self._show_reasons)
        current_photo.painted.connect(window.compare.show_overlay)
        current_photo.staged.connect(self._show_stage)
        window.review.scores.chosen.connect(self._choose_class)
        window.review.controls.class_chosen.connect(self._choose_class)
        window.review.controls.class_asked.connect(self._ask_class)
        window.review.controls.options_asked.connect(self._ask_options)
        window.compare.cancelled.connect(current_photo.cancel)
        window.review.controls.changed.connect(current_photo.set_look)

    def clear(self) -> None:
        """Other folders are open now."""
        self._thumbnails.forget()
        self._current_photo.forget()
        self._window.review.clear()
        self._window.compare.show_photo(None, "")

    def do_without_network(self, words: str) -> None:
        """Say in place of every tag why there is none."""
        self._broken = words
        if self._current_photo.shown is not None:
            self._window.review.show_no_tag(words)

    def use(self, pack: Pack) -> None:
        """Tags come from this network from here on."""
        self._broken = ""
        self._pack = pack

    def _look_at(self, path: Path | None) -> None:
        window = self._window
        if path is None:
            self._current_photo.choose(None)
            window.review.clear()
            window.compare.show_stage(tr("Why"), "")
            window.compare.show_progress(None)
            return
        if path == self._current_photo.path:
            return
        name = printable(Path(path.name))
        thumbnail = self._thumbnails.kept(path)
        known = thumbnail is not None and not thumbnail.isNull()
        window.compare.show_photo(Picture(thumbnail) if known and thumbnail else None, name)
        window.compare.show_stage(tr("Why"), "")
        window.compare.show_progress(None)
        self._current_photo.choose(path)
        if self._current_photo.prediction is None and not (
            self._broken and self._current_photo.shown
        ):
            window.review.show_waiting()
        row, photos = window.model.row(path) or 0, window.model.paths
        ahead = [photos[row + step] for step in NEIGHBOURS if 0 <= row + step < len(photos)]
        self._pictures.prepare(ahead)

    def _show_photo(self, shown: Shown) -> None:
        self._window.compare.sharpen_photo(shown.picture)
        if self._broken:
            self._window.review.show_no_tag(self._broken)

    def _show_failure(self, path: Path, words: str) -> None:
        window = self._window
        if self._current_photo.shown is None:
            window.compare.show_photo(None, printable(Path(path.name)), words)
        window.review.show_error(words)
        self._tagger.note(path, Tag(Status.ERROR, error=words))

    def _show_prediction(self, path: Path, prediction: Prediction) -> None:
        current_photo = self._current_photo
        framed = (
            current_photo.shown is not None and Placement.of(current_photo.shown.photo.pixels).cuts
        )
        self._window.review.show_prediction(prediction, current_photo.label, framed=framed)
        self._tagger.note(path, tag_of(prediction))

    def _show_reasons(self, explanation: Explanation) -> None:
        prediction = self._current_photo.prediction
        if prediction is not None and explanation.final:
            painted = self._current_photo.contrasted or explanation
            verdict = badge(painted)
            said = narrative.sentences(prediction, painted, verdict)
            self._window.review.show_reasons(said, verdict.trust)

    def _show_stage(self, stage: Stage) -> None:
        self._window.compare.show_stage(stage.title, stage.detail, stage.hint)
        self._window.compare.show_progress(stage.share)
        known = self._current_photo.explanation
        if stage.share is None and (known is None or not known.final):
            self._window.review.show_reasons((f"{stage.detail[:1].upper()}{stage.detail[1:]}",))

    def _choose_class(self, label: str) -> None:
        self._current_photo.choose_class(label)
        prediction = self._current_photo.prediction
        if prediction is not None:
            self._window.review.show_class(prediction, label)

    def _ask_class(self) -> None:
        current_photo, window = self._current_photo, self._window
        if self._pack is None or current_photo.prediction is None:
            return
        window.review.show_class(current_photo.prediction, current_photo.label)
        choices = class_choices(self._pack, current_photo.prediction)
        picker = Picker(tr("Explain another class"), choices, "", window)
        picker.picked.connect(self._choose_class)
        picker.open()

    def _ask_options(self) -> None:
        controls = self._window.review.controls
        dialog = ExplainDialog(controls.look, self._window)
        dialog.chosen.connect(controls.choose)
        dialog.open()
