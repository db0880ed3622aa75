"""From keys and buttons to the review desk, and on to the next photo."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from core.vocabulary import Action
from desktop.dialogs.picker import Picker
from desktop.ui.choice import Choice
from desktop.ui.class_choices import class_choices
from desktop.ui.language import tr
from desktop.ui.words import count, decided

if TYPE_CHECKING:
    from core.entities import Photo, Prediction
    from core.inference.model_pack import Pack
    from desktop.services.current_photo import CurrentPhoto
    from desktop.services.review.review_desk import Decided, Opened, ReviewDesk
    from desktop.window.main_window import MainWindow

REASONS: Final = (
    tr("Several products on one photo"),
    tr("Not the product that it should be"),
    tr("Photo too poor to tell"),
    tr("Product cut off or hidden"),
    tr("Not a product photo"),
)
"""Offered when a photo is flagged; anything else can be typed."""
ALL_DONE: Final = tr("Nothing is left to do: every photo is decided.")


class DecideController(QObject):
    """Ties the decision panel to list, current photo and desk."""

    def __init__(self, window: MainWindow, desk: ReviewDesk, current_photo: CurrentPhoto) -> None:
        super().__init__(window)
        self._window, self._desk, self._current_photo = window, desk, current_photo
        self._pack: Pack | None = None
        self._last: list[Path] = []
        self._led_to: Path | None = None
        self._sorted = False
        self._refused = ""
        panel = window.decisions
        panel.accept_action.triggered.connect(lambda: self._decide(Action.ACCEPT))
        panel.correct_action.triggered.connect(self._ask_tag)
        panel.keep_action.triggered.connect(self._keep_catalog)
        panel.flag_action.triggered.connect(self._ask_reason)
        panel.skip_action.triggered.connect(lambda: self._decide(Action.SKIP))
        panel.undo_action.triggered.connect(desk.undo)
        panel.redo_action.triggered.connect(desk.redo)
        window.photos.chosen.connect(self.show_decision)
        window.photos.selection_changed.connect(self._show_current)
        desk.opened.connect(self._take_review)
        desk.counted.connect(window.show_counts)
        desk.listed.connect(self._note_order)
        desk.decided.connect(self._take)
        desk.refused.connect(self._take_refusal)

    def use(self, pack: Pack) -> None:
        """Offer the classes of this network."""
        self._pack = pack

    def show_decision(self, path: Path | None) -> None:
        """Say what is decided about a photo."""
        panel = self._window.decisions
        panel.offer(self._desk.writable and path is not None)
        if path is None:
            panel.show_decision(None, tr("No photo chosen"))
            panel.show_catalog("", "")
            return
        mark = self._window.model.mark(path)
        panel.show_catalog(mark.catalog, mark.product)
        if (several := self._window.photos.selected_count()) > 1:
            panel.show_decision(None, tr("{} chosen together").format(count(several, "photo")))
            return
        words = decided(mark.verdict, mark.tag, mark.reason, automatic=mark.automatic)
        panel.show_decision(mark.verdict, words)

    def _show_current(self) -> None:
        self.show_decision(self._window.photos.current_path())

    def _take_review(self, opened: Opened | None) -> None:
        writable = self._desk.writable
        self._led_to, self._sorted = None, False
        self._window.decisions.set_writable(writable)
        self._window.decisions.offer(writable and bool(self._chosen()))
        if opened is None:
            self._window.show_counts(None)
            return
        self._window.show_counts(opened.counts)
        if writable:
            self._window.decisions.set_depth(opened.depth.undo, opened.depth.redo)

    def _decide(self, action: Action, text: str = "", paths: Sequence[Path] = ()) -> None:
        chosen = list(paths) or self._chosen()
        if not chosen:
            return
        self._last = chosen
        self._desk.decide(action, chosen, text, self._seen(chosen))
        self._go_on(chosen)

    def _keep_catalog(self) -> None:
        """Let the catalog's tags stand; photos that share one make one step."""
        tags: dict[str, list[Path]] = {}
        for path in self._chosen():
            if tag := self._window.model.mark(path).catalog:
                tags.setdefault(tag, []).append(path)
        for tag, paths in tags.items():
            self._decide(Action.CORRECT, tag, paths)

    def _chosen(self) -> list[Path]:
        current = self._window.photos.current_path()
        selected = self._window.photos.selected_paths()
        return selected if len(selected) > 1 or current is None else [current]

    def _seen(self, chosen: Sequence[Path]) -> tuple[Photo, Prediction] | None:
        current_photo = self._current_photo
        if current_photo.path in chosen and current_photo.shown and current_photo.prediction:
            return current_photo.shown.photo, current_photo.prediction
        return None

    def _go_on(self, decided_about: Sequence[Path]) -> None:
        """Go to the next photo to do behind those, before the disk has answered.

        A list that was sorted meanwhile is begun anew, unless the reviewer went elsewhere in it.
        """
        model, photos = self._window.model, self._window.photos
        rows = {row for path in decided_about if (row := model.row(path)) is not None}
        if not rows:
            return
        led = self._led_to is None or self._led_to in decided_about
        start = 0 if self._sorted and led else max(rows) + 1
        self._sorted = False
        order = chain(range(start, model.rowCount()), range(start))
        pending = (row for row in order if row not in rows and model.mark(model.paths[row]).pending)
        following = next(pending, None)
        if following is not None:
            self._led_to = model.paths[following]
            photos.choose(self._led_to)

    def _note_order(self, _: object) -> None:
        self._sorted = True

    def _take(self, step: Decided) -> None:
        window = self._window
        if window.notice.text() == self._refused:  # it works again
            window.notice.say("")
        window.model.set_marks(step.marks)
        self._window.show_counts(step.counts)
        window.decisions.set_depth(step.depth.undo, step.depth.redo)
        if step.jump and step.marks:
            first = next(iter(step.marks))
            if window.photos.current_path() not in step.marks and not window.photos.choose(first):
                window.status.show_idle(
                    tr("Changed in a photo that this view does not show: {}").format(first.name)
                )
        if not step.counts.to_do and step.marks and not step.jump:
            window.status.show_idle(ALL_DONE)
        self._show_current()

    def _take_refusal(self, words: str) -> None:
        if self._last:
            self._window.photos.choose(self._last[0])
        self._refused = tr("Not decided. {}").format(words)
        self._window.notice.say(self._refused)

    def _ask_tag(self) -> None:
        paths = self._chosen()
        if paths:
            title = _title(tr("Correct the tag"), tr("Correct {}"), paths)
            choices = class_choices(self._pack, self._current_photo.prediction)
            picker = Picker(title, choices, tr("Other"), self._window)
            picker.picked.connect(lambda tag: self._decide(Action.CORRECT, tag, paths))
            picker.open()

    def _ask_reason(self) -> None:
        paths = self._chosen()
        if paths:
            title = _title(tr("Why is it set aside?"), tr("Flag {}"), paths)
            choices = [Choice(reason) for reason in REASONS]
            picker = Picker(title, choices, tr("Reason"), self._window)
            picker.picked.connect(lambda reason: self._decide(Action.FLAG, reason, paths))
            picker.open()


def _title(one: str, several: str, paths: Sequence[Path]) -> str:
    return one if len(paths) == 1 else several.format(count(len(paths), "photo"))
