"""A box around the item: drawn by mouse or keys, kept with the photo, and looked into at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPointF, QRectF

from core.imaging import boxes
from desktop.panels.compare.box_keys import BoxKeys

if TYPE_CHECKING:
    from core.entities import Box
    from desktop.panels.compare.compare_panel import ComparePanel
    from desktop.services.current_photo import CurrentPhoto
    from desktop.services.review.deciding import Decided
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.tagger import Tagger

Change = Callable[["Box", int, int, boxes.Size], "Box"]
"""Moves or resizes a box by pixels, inside a photo of this size."""

STEP_SHARE: Final = 0.01
"""Of the photo's longer side: how far an arrow moves or resizes a box."""


class BoxController(QObject):
    """Ties panes and keys to the desk, and what the desk has kept to the photo looked at."""

    def __init__(
        self, compare: ComparePanel, current_photo: CurrentPhoto, desk: ReviewDesk, tagger: Tagger
    ) -> None:
        super().__init__(compare)
        self._compare, self._current_photo = compare, current_photo
        self._desk, self._tagger = desk, tagger
        self._draft: Box | None = None
        self._keys = BoxKeys(compare)
        bar = compare.box
        compare.addAction(bar.unbox_action)  # its key is heard while the bar is hidden
        compare.box_action.toggled.connect(self._on_toggled)
        compare.dragged.connect(self._on_dragged)
        bar.keep_action.triggered.connect(self._keep)
        bar.leave_action.triggered.connect(compare.leave_box)
        bar.unbox_action.triggered.connect(lambda: self._draw(None))
        self._keys.moved.connect(lambda right, down: self._change(boxes.moved, right, down))
        self._keys.resized.connect(lambda wide, tall: self._change(boxes.resized, wide, tall))
        self._keys.kept.connect(self._keep)
        self._keys.left.connect(compare.leave_box)
        current_photo.photo_ready.connect(self._offer)
        current_photo.left.connect(self._offer)
        desk.opened.connect(self._offer)
        desk.decided.connect(self._on_decided)
        desk.refused.connect(self._on_refused)

    @property
    def _size(self) -> boxes.Size | None:
        """Height and width of the photo looked at; None while there is none."""
        shown = self._current_photo.shown
        return shown.photo.full_size if shown else None

    @property
    def _kept(self) -> Box | None:
        shown = self._current_photo.shown
        return shown.photo.box if shown else None

    def _offer(self, _: object = None) -> None:
        """Another photo is looked at, or none, or another review is open."""
        self._compare.offer_box(self._desk.writable and self._size is not None)
        self._compare.box.offer_none(self._desk.writable and self._kept is not None)
        self._show(self._kept)

    def _show(self, box: Box | None) -> None:
        size = self._size
        outline = None
        if box is not None and size is not None:
            height, width = size
            outline = QRectF(
                box.left / width, box.top / height, box.width / width, box.height / height
            )
        self._compare.show_box(outline)

    # --- drawing

    def _on_toggled(self, on: bool) -> None:
        if on:
            self._compare.leave_what_if()
        self._compare.show_drawing(on)
        self._keys.listen(on)
        self._set_draft(self._kept if on else None)
        if not on:
            self._show(self._kept)

    def _set_draft(self, box: Box | None) -> None:
        self._draft = box
        self._show(box)
        self._compare.box.show_size((box.width, box.height) if box else None)

    def _on_dragged(self, start: QPointF, end: QPointF, over: bool) -> None:
        size = self._size
        if size is None:
            return
        box = boxes.between(start.toTuple(), end.toTuple(), size)
        self._set_draft(box)
        if over:
            self._keep()

    def _change(self, change: Change, right: int, down: int) -> None:
        """Move or resize the box by steps; the first key lays one to begin with."""
        size = self._size
        if size is None:
            return
        if self._draft is None:
            self._set_draft(boxes.first(size))
            return
        step = max(1, round(max(size) * STEP_SHARE))
        self._set_draft(change(self._draft, right * step, down * step, size))

    def _keep(self) -> None:
        box, size = self._draft, self._size
        if box is None or size is None:
            return
        if boxes.trouble(box, size):
            self._set_draft(None)
            self._compare.box.show_too_small(boxes.LEAST_SIDE)
            return
        self._draw(box)

    def _draw(self, box: Box | None) -> None:
        photo = self._current_photo
        if photo.path is not None and photo.shown is not None:
            self._desk.draw(photo.path, box, (photo.shown.photo, photo.prediction))
        self._compare.leave_box()
        self._show(box)

    # --- kept

    def _on_refused(self) -> None:
        """Outline what is kept: not what was to be, where somebody is not drawing anew."""
        if not self._compare.box_action.isChecked():
            self._show(self._kept)

    def _on_decided(self, step: Decided) -> None:
        """Look into what was drawn, taken away, undone or done again; the file learns its tag."""
        if self._current_photo.path in step.reboxed:
            self._current_photo.look_again()
        self._tagger.tag_again(step.reboxed)
