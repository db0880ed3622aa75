"""From keys and buttons to the review desk, and on to the next photo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.catalog.tag_finder import TagFinder
from core.vocabulary import Action, PassedOver
from desktop.dialogs.anew_dialog import AnewDialog
from desktop.dialogs.picker import Picker
from desktop.ui.choice import Choice
from desktop.ui.class_choices import added_choices, class_choices
from desktop.ui.language import tr

if TYPE_CHECKING:
    from core.entities import Photo, Prediction
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.panels.inspector.decision_panel import DecisionPanel
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.current_photo import CurrentPhoto
    from desktop.services.review.added_tags import AddedTags
    from desktop.services.review.deciding import Decided, Request
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.ui.photo_state import Listing
    from desktop.ui.row_ranges import RowRanges
    from desktop.window.tag_keys import TagKeys

REASONS: Final = (
    tr("Several products on one photo"),
    tr("Not the product that it should be"),
    tr("Photo too poor to tell"),
    tr("Product cut off or hidden"),
    tr("Not a product photo"),
)
"""Offered when a photo is flagged; anything else can be typed."""

OF_ONE: Final = tr("In the order of the photo in view. Percentages would be of that photo alone.")


class DecideController(QObject):
    """Ties the decision panel's actions to the desk, and the desk to the next photo."""

    unseen = Signal(object)
    """The Path of a photo that is not accepted, since its file cannot be shown."""

    def __init__(
        self,
        decisions: DecisionPanel,
        photos: PhotoList,
        model: PhotoModel,
        current_photo: CurrentPhoto,
        desk: ReviewDesk,
        network: CurrentNetwork,
        added_tags: AddedTags,
        tag_keys: TagKeys,
        advance_action: QAction,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._photos, self._model, self._window = photos, model, window
        self._current_photo, self._desk, self._network = current_photo, desk, network
        self._added_tags, self._tag_keys = added_tags, tag_keys
        self._advance = advance_action
        self._led_to: Path | None = None
        self._sorted = False
        decisions.asked.connect(self._decide)
        decisions.correct_action.triggered.connect(self._ask_tag)
        decisions.keep_action.triggered.connect(self._keep_catalog)
        decisions.flag_action.triggered.connect(self._ask_reason)
        decisions.undo_action.triggered.connect(desk.undo)
        decisions.redo_action.triggered.connect(desk.redo)
        desk.opened.connect(self._on_review_opened)
        desk.listed.connect(self._on_listed)
        desk.decided.connect(self._on_decided)
        desk.refused.connect(self._on_refused)

    def _on_review_opened(self) -> None:
        self._led_to, self._sorted = None, False

    def _on_listed(self, listing: Listing) -> None:
        self._sorted = listing.to_do_first

    def _on_refused(self, words: str, asked: Request | None) -> None:
        if asked is not None:
            self._choose_again(asked.paths)

    def _on_decided(self, step: Decided) -> None:
        """Go back where nothing could be decided; ask about what was decided otherwise before."""
        if step.request is None:
            return
        before = [path for path, why in step.passed_over.items() if why is PassedOver.DECIDED]
        if before:
            self._ask_anew(step.request, before)
        elif not step.marks:
            self._choose_again(step.request.paths)

    def _choose_again(self, paths: Sequence[Path]) -> None:
        """Choose what was to be decided, all of it."""
        if paths and self._photos.choose(paths[0]) and len(paths) > 1:
            self._photos.select(paths)

    def _ask_anew(self, asked: Request, before: Sequence[Path]) -> None:
        verdicts = Counter(self._model.mark(path).verdict for path in before)
        dialog = AnewDialog(self._model.counted(before), verdicts, self._window)
        dialog.accepted.connect(
            lambda: self._desk.decide(asked.action, before, asked.text, anew=True)
        )
        dialog.rejected.connect(lambda: self._choose_again(before))
        dialog.open()

    def _decide(
        self, action: Action, text: str | Mapping[Path, str] = "", paths: Sequence[Path] = ()
    ) -> None:
        chosen = list(paths) or self._photos.chosen_paths()
        if not chosen:
            return
        if action is Action.ACCEPT and self._is_unseen(chosen):
            self.unseen.emit(chosen[0])
            return
        rows = self._model.rows(paths) if paths else self._photos.chosen_rows()
        self._desk.decide(action, chosen, text, self._seen(rows))
        self._go_on(rows)

    def decide(
        self, action: Action, paths: Sequence[Path], text: str | Mapping[Path, str] = ""
    ) -> None:
        """Decide about photos chosen beside the list, which goes on where its own is among them."""
        if paths and self._desk.writable:
            rows = self._model.rows(paths)
            self._desk.decide(action, paths, text, self._seen(rows))
            if self._photos.currentIndex().row() in rows:
                self._go_on(rows)

    def _is_unseen(self, chosen: Sequence[Path]) -> bool:
        """Whether it is the photo looked at alone, and its file is not there or is broken.

        Its tag may be known from before, but nobody sees it beside the photo.
        """
        current = self._current_photo
        alone = list(chosen) == [current.path] and current.path not in self._model.products
        return alone and current.unreadable

    def take(self, tag: str) -> None:
        """Give the chosen photos this tag; where it is the network's, that accepts it."""
        if self._desk.writable:
            self._decide(Action.CORRECT, tag)

    def ask_tag(
        self,
        paths: Sequence[Path],
        title: str = "",
        *,
        above: QWidget | None = None,
        picked: Callable[[str], None] | None = None,
    ) -> None:
        """Let a tag be picked for photos, the one that they have now offered last.

        Parameters
        ----------
        paths : sequence of Path
        title : str
            Of the picker; says what it is about by default.
        above : QWidget, optional
            The window over which it stands; the main window by default.
        picked : callable, optional
            Takes the tag in place of the list, which would go on.
        """
        standing, alone = self.standing(paths), len(paths) == 1
        predicted = self._predicted(paths)
        classes = class_choices(
            self._network.pack, predicted, every=True, leaving=standing, figures=alone
        )
        note = OF_ONE if predicted is not None and not alone else ""
        choices = [*classes, *added_choices(self._added_tags.photos)]
        find = TagFinder([choice.text for choice in choices]).find
        title = title or self._title(tr("Correct the tag"), tr("Correct {}"), paths)
        above = above or self._window
        picker = Picker(title, choices, tr("New tag"), above, find, self._tag_keys, note)
        picker.picked.connect(picked or (lambda tag: self._decide(Action.CORRECT, tag, paths)))
        picker.open()

    def ask_reason(
        self,
        paths: Sequence[Path],
        *,
        above: QWidget | None = None,
        picked: Callable[[str], None] | None = None,
    ) -> None:
        """Let a reason be picked for which photos are set aside; as `ask_tag`."""
        title = self._title(tr("Why is it flagged?"), tr("Flag {}"), paths)
        choices = [Choice(reason) for reason in REASONS]
        picker = Picker(title, choices, tr("Reason"), above or self._window)
        picker.picked.connect(picked or (lambda why: self._decide(Action.FLAG, why, paths)))
        picker.open()

    def _keep_catalog(self) -> None:
        """Let the catalog's tags stand, each photo its own, in one step."""
        chosen = ((path, self._model.mark(path).catalog) for path in self._photos.chosen_paths())
        tags = {path: tag for path, tag in chosen if tag}
        if tags:
            self._decide(Action.CORRECT, tags, list(tags))

    def _seen(self, rows: RowRanges) -> tuple[Photo, Prediction] | None:
        current_photo = self._current_photo
        about = current_photo.path is not None and self._model.row(current_photo.path) in rows
        if about and current_photo.shown and current_photo.prediction:
            return current_photo.shown.photo, current_photo.prediction
        return None

    def _predicted(self, paths: Sequence[Path]) -> Prediction | None:
        """Give the answer that ranks the classes: of the photo looked at, where it is one of these.

        Others are decided beside the list; the order of its photo would mislead about them.
        """
        return self._current_photo.prediction if self._photos.current_path() in paths else None

    def _go_on(self, rows: RowRanges) -> None:
        """Go to the next photo to do behind those, before the disk has answered.

        A list that was sorted by urgency meanwhile is begun anew, unless the reviewer went
        elsewhere in it; through one in the order of names, say, one walks on.
        """
        if not rows or not self._advance.isChecked():
            return
        led = self._led_to is None or self._model.row(self._led_to) in rows
        following = self._model.next_pending(rows, from_top=self._sorted and led)
        self._sorted = False
        if following is not None:
            self._led_to = following
            self._photos.choose(following)

    def _ask_tag(self) -> None:
        paths = self._photos.chosen_paths()
        if paths:
            self.ask_tag(paths)

    def standing(self, paths: Sequence[Path]) -> str:
        """Give the tag that photos have now, decided or not; empty where it is not the same."""
        tags = (self._model.mark(path).tag or self._model.tag(path).label for path in paths)
        first = next(tags)
        return first if all(tag == first for tag in tags) else ""

    def _ask_reason(self) -> None:
        paths = self._photos.chosen_paths()
        if paths:
            self.ask_reason(paths)

    def _title(self, one: str, several: str, paths: Sequence[Path]) -> str:
        return one if len(paths) == 1 else several.format(self._model.counted(paths))
