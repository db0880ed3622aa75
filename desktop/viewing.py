"""The photo being looked at: what the spotlight finds out, on the panels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from core.entities import Explanation, Prediction
from core.errors import printable
from core.explain import narrative
from core.explain.quality import badge
from core.framing import Placement
from desktop.browser.photo_model import Tag
from desktop.class_choices import class_choices
from desktop.dialogs.picker import Picker
from desktop.language import tr
from desktop.qimage import Picture
from desktop.tagging import tag_of

if TYPE_CHECKING:
    from core.inference.model_pack import Pack
    from desktop.browser.thumbnail_loader import ThumbnailLoader
    from desktop.compare.picture_loader import PictureLoader, Shown
    from desktop.main_window import MainWindow
    from desktop.spotlight import Spotlight, Stage
    from desktop.tagging import Tagging

NEIGHBOURS: Final = (1, 2, -1)
"""Photos decoded ahead, counted from the current one."""


class Viewing(QObject):
    """Ties the spotlight to list, panes and panel."""

    def __init__(
        self,
        window: MainWindow,
        spotlight: Spotlight,
        pictures: PictureLoader,
        thumbnails: ThumbnailLoader,
        tagging: Tagging,
    ) -> None:
        super().__init__(window)
        self._window, self._spotlight, self._tagging = window, spotlight, tagging
        self._pictures, self._thumbnails = pictures, thumbnails
        self._broken = ""
        self._pack: Pack | None = None
        window.photos.chosen.connect(self._look_at)
        spotlight.photo_ready.connect(self._show_photo)
        spotlight.failed.connect(self._show_failure)
        spotlight.predicted.connect(self._show_prediction)
        spotlight.explained.connect(self._show_reasons)
        spotlight.painted.connect(window.compare.show_overlay)
        spotlight.staged.connect(self._show_stage)
        window.review.scores.chosen.connect(self._choose_class)
        window.review.controls.class_chosen.connect(self._choose_class)
        window.review.controls.class_asked.connect(self._ask_class)
        window.compare.cancelled.connect(spotlight.cancel)
        window.review.controls.changed.connect(spotlight.set_look)

    def clear(self) -> None:
        """Other folders are open now."""
        self._thumbnails.forget()
        self._spotlight.forget()
        self._window.review.clear()
        self._window.compare.show_photo(None, "")

    def do_without_network(self, words: str) -> None:
        """Say in place of every tag why there is none."""
        self._broken = words
        if self._spotlight.shown is not None:
            self._window.review.show_no_tag(words)

    def use(self, pack: Pack) -> None:
        """Tags come from this network from here on."""
        self._broken = ""
        self._pack = pack

    def _look_at(self, path: Path | None) -> None:
        window = self._window
        if path is None:
            self._spotlight.choose(None)
            window.review.clear()
            window.compare.show_stage(tr("Why"), "")
            window.compare.show_progress(None)
            return
        if path == self._spotlight.path:
            return
        name = printable(Path(path.name))
        thumbnail = self._thumbnails.kept(path)
        known = thumbnail is not None and not thumbnail.isNull()
        window.compare.show_photo(Picture(thumbnail) if known and thumbnail else None, name)
        window.compare.show_stage(tr("Why"), "")
        window.compare.show_progress(None)
        self._spotlight.choose(path)
        if self._spotlight.prediction is None and not (self._broken and self._spotlight.shown):
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
        if self._spotlight.shown is None:
            window.compare.show_photo(None, printable(Path(path.name)), words)
        window.review.show_error(words)
        self._tagging.note(path, Tag("error", error=words))

    def _show_prediction(self, path: Path, prediction: Prediction) -> None:
        spotlight = self._spotlight
        framed = spotlight.shown is not None and Placement.of(spotlight.shown.photo.pixels).cuts
        self._window.review.show_prediction(prediction, spotlight.label, framed=framed)
        self._tagging.note(path, tag_of(prediction))

    def _show_reasons(self, explanation: Explanation) -> None:
        prediction = self._spotlight.prediction
        if prediction is not None and explanation.final:
            painted = self._spotlight.contrasted or explanation
            verdict = badge(painted)
            said = narrative.sentences(prediction, painted, verdict)
            self._window.review.show_reasons(said, verdict.trust.value)

    def _show_stage(self, stage: Stage) -> None:
        self._window.compare.show_stage(stage.title, stage.detail, stage.hint)
        self._window.compare.show_progress(stage.share)
        known = self._spotlight.explanation
        if stage.share is None and (known is None or not known.final):
            self._window.review.show_reasons((f"{stage.detail[:1].upper()}{stage.detail[1:]}",), "")

    def _choose_class(self, label: str) -> None:
        self._spotlight.choose_class(label)
        prediction = self._spotlight.prediction
        if prediction is not None:
            self._window.review.show_class(prediction, label)

    def _ask_class(self) -> None:
        spotlight, window = self._spotlight, self._window
        if self._pack is None or spotlight.prediction is None:
            return
        window.review.show_class(spotlight.prediction, spotlight.label)
        choices = class_choices(self._pack, spotlight.prediction)
        picker = Picker(tr("Explain another class"), choices, "", window)
        picker.picked.connect(self._choose_class)
        picker.open()
