"""From the menu to a file: the dialog, its preview, and what the foot of the window says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, assert_never

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.entities import Progress
from core.errors import AppError, printable
from core.file_names import safe
from core.report import template
from core.report.formats import DrawnFormat
from core.report.tables import review_rows
from core.report.tables.columns import COLUMNS, Columns
from core.report.tables.formats import TableFormat
from core.vocabulary import ExportKind
from desktop.controllers.awaited import Awaited
from desktop.dialogs import file_dialogs
from desktop.dialogs.export_dialog import ExportDialog
from desktop.services.export.choices import LISTED, SELECTED, THIS, ExportChoices
from desktop.services.export.exporter import Exporter
from desktop.services.export.previews import cover_of, page_images
from desktop.services.export.report_maker import ReportMaker
from desktop.services.export.request import ExportRequest, KnownAnswer
from desktop.services.review.behind import Behind
from desktop.ui.language import speech, tr
from desktop.ui.words import count

if TYPE_CHECKING:
    from core.inference.classifier import Classifier
    from core.jobs import CancelToken, JobRunner
    from core.report.content import PhotoReport
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.panels.browser.photo_model import PhotoModel
    from desktop.services.current_network import CurrentNetwork
    from desktop.services.current_photo import CurrentPhoto
    from desktop.services.job_bridge import Latest
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.services.review.shown import Opened
    from desktop.system.settings import Settings
    from desktop.window.status_bar import StatusBar

ASK: Final = "ask"
NOTHING: Final = tr("Nothing to export yet.")
"""The kind of export that is chosen in the dialog; the others are suffixes without the dot."""
SAMPLE_ROWS: Final = 5
READING: Final = tr("The review is being read; then the whole list can be exported …")


def begun_with(counts: Mapping[str, int], last: str) -> str:
    """Say what the dialog begins with: several that are selected are meant, else as the last time.

    One that is selected is the photo looked at.
    """
    if counts[SELECTED] > 1:
        return SELECTED
    return THIS if last == SELECTED else last


class ExportController(QObject):
    """Asks what is to be exported, and gives it to the exporter.

    Parameters
    ----------
    previews : Latest
        Draws previews; what they need of the network is asked on `engine`.
    """

    def __init__(
        self,
        photos: PhotoList,
        model: PhotoModel,
        status: StatusBar,
        settings: Settings,
        current_photo: CurrentPhoto,
        exporter: Exporter,
        desk: ReviewDesk,
        network: CurrentNetwork,
        previews: Latest,
        engine: JobRunner,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._list, self._model, self._status = photos, model, status
        self._window, self._settings, self._desk = window, settings, desk
        self._current_photo, self._exporter = current_photo, exporter
        self._network, self._previews, self._engine = network, previews, engine
        self._seen: dict[Path, PhotoReport] = {}
        self._asked: dict[str, Sequence[Path]] = {}
        self._written = "photo"
        self._partly = False  # listed: the first photos of a review, before all are read
        self._awaited = Awaited(photos, status, READING, lambda: self._partly, self._ask)
        desk.opened.connect(self._on_review_opened)
        desk.listed.connect(self._on_listed)
        network.network_ready.connect(self._forget_seen)
        exporter.progressed.connect(self._on_progressed)
        exporter.written.connect(self._say_written)
        exporter.failed.connect(self._say_failed)
        for came in (model.rowsInserted, model.modelReset, network.network_ready):
            came.connect(self._unsay_nothing)

    # --- asking

    def export(self, kind: str) -> None:
        """Export in one of the ways that the menu names."""
        counts = self._counts()
        if self._network.classifier is None or not any(counts.values()):
            self._status.show_idle(NOTHING)
        elif kind == ASK:
            self._awaited.ask()
        elif counts[THIS]:
            self._export_this(f".{kind}")

    def _counts(self) -> dict[str, int]:
        return {what: len(self._photos(what)) for what in (THIS, SELECTED, LISTED)}

    def _on_review_opened(self, opened: Opened | None) -> None:
        self._partly = opened is not None and not opened.empty
        self._awaited.drop()

    def _on_listed(self) -> None:
        self._partly = False
        self._awaited.look_again()

    def _unsay_nothing(self) -> None:
        """Say no more that there is nothing once there is something."""
        there = self._network.classifier is not None and self._model.rowCount() > 0
        if there and self._status.words == NOTHING:
            self._status.show_idle("")

    def _photos(self, what: str) -> Sequence[Path]:
        if what == LISTED:
            return self._model.paths[:]  # the list itself may grow
        if what == SELECTED:
            return self._list.selected_paths()
        return (self._current_photo.path,) if self._current_photo.path else ()

    def _noun(self, what: str) -> str:
        """Name what is chosen: photos, products, or entries of the list where there are both."""
        photos, known = self._photos(what), self._model.products
        products = sum(path in known for path in photos) if known and what != THIS else 0
        if products == 0:
            return "photo"
        return "product" if products == len(photos) else "entry"

    def _export_this(self, kind: str) -> None:
        """Write the photo looked at, with the look of the last time."""
        choices = self._last(kind=kind)
        title = tr("Save this explanation as {}").format(choices.format.name)
        target = file_dialogs.ask_target(
            self._window, title, self._settings, self._stem(THIS), kind
        )
        if target is not None:
            self._start(choices, target, self._photos(THIS))

    def _last(self, kind: str) -> ExportChoices:
        return replace(ExportChoices.read(self._settings.export_choices), what=THIS, kind=kind)

    def _stem(self, what: str) -> str:
        photos = self._photos(what)
        return f"{safe(photos[0].stem)}.explanation" if len(photos) == 1 else "tagproof-report"

    def _ask(self) -> None:
        # As they are now: a list that grows, or is made anew, behind the dialog changes none.
        self._asked = {what: self._photos(what) for what in (THIS, SELECTED, LISTED)}
        counts = {what: len(photos) for what, photos in self._asked.items()}
        folder = self._settings.export_folder
        self._seen = {}  # other photos, another look
        choices = ExportChoices.read(self._settings.export_choices)
        dialog = ExportDialog(
            replace(choices, what=begun_with(counts, choices.what)),
            counts,
            {what: folder / self._stem(what) for what in counts},
            tables=self._desk.shared is not None,
            noun=self._noun(LISTED),
            presets=self._settings.column_presets,
            parent=self._window,
        )
        dialog.changed.connect(lambda: self._draw(dialog))
        self._network.network_ready.connect(dialog.changed)  # until it is gone
        dialog.presets_kept.connect(self._keep_presets)
        dialog.template_asked.connect(lambda path: self._keep_template(dialog, path))
        dialog.accepted.connect(lambda: self._on_accepted(dialog.choices, dialog.target))
        dialog.finished.connect(lambda _: self._previews.cancel())
        self._desk.opened.connect(dialog.reject)  # its photos are of what was left
        dialog.open()

    def _on_accepted(self, choices: ExportChoices, target: Path) -> None:
        self._settings.export_choices = choices.written()
        self._settings.export_folder = target.parent
        self._start(choices, target, self._asked[choices.what])

    def _keep_presets(self, presets: dict[str, Columns]) -> None:
        self._settings.column_presets = presets

    def _keep_template(self, dialog: ExportDialog, path: Path) -> None:
        try:
            template.write(dialog.choices.as_template(), path)
        except AppError as error:
            dialog.preview.say(speech().trouble(str(error)))

    # --- writing

    def _start(self, choices: ExportChoices, target: Path, photos: Sequence[Path]) -> None:
        if self._network.classifier is None:
            return
        try:
            request = self._request(choices, target, photos)
        except AppError as error:
            self._say_failed(error)
            return
        self._status.show_work(None, tr("Writing {}").format(printable(target)))
        self._written = self._noun(choices.what)
        request = replace(request, behind=Behind(self._desk).wait)
        self._exporter.start(self._network.classifier, request)

    def _request(
        self, choices: ExportChoices, target: Path, photos: Sequence[Path]
    ) -> ExportRequest:
        """Give what is chosen; raises TemplateError where the template cannot be read."""
        shared, current = self._desk.shared, self._current_photo
        request = ExportRequest(
            photos=self._drawn(choices, photos),
            target=target,
            format=choices.format,
            template=choices.as_template(),
            look=current.look,
        )
        if list(request.photos[:2]) == [current.path]:
            request = replace(
                request,
                label=current.label or None,
                labels=current.settings.labels,
                against=current.rival or None,
                known=self._known(),
                subject=current.shown.photo.subject if current.shown else None,
            )
        if shared:
            request = replace(
                request,
                recall=shared,
                note=lambda path: shared.said(path, review_rows.decision_note),
                product=lambda path: shared.said(path, review_rows.product_note),
                rows=lambda: shared.table(photos),
                folder=shared.review.photos.folder,
                boxes=shared.boxes.by_path,
                columns=choices.as_columns(),
            )
            if choices.what == LISTED:
                request = replace(request, left_out=shared.left_out)
        return request

    def _drawn(self, choices: ExportChoices, photos: Sequence[Path]) -> Sequence[Path]:
        """Of products chosen in the list, a report explains the photos that carry their tags."""
        known = self._model.products
        if not known or choices.what == THIS or choices.format.kind is not ExportKind.REPORT:
            return photos
        return tuple(known[path].carrier if path in known else path for path in photos)

    def _known(self) -> KnownAnswer | None:
        explanation, prediction = self._current_photo.explanation, self._current_photo.prediction
        if prediction is None or explanation is None or not explanation.final:
            return None
        if self._current_photo.rival and self._current_photo.rival not in explanation.surrogates:
            return None
        return KnownAnswer(prediction, explanation)

    # --- the preview

    def _forget_seen(self) -> None:
        self._seen = {}  # another network's

    def _draw(self, dialog: ExportDialog) -> None:
        classifier = self._network.classifier
        if classifier is None:
            return
        try:
            request = self._request(dialog.choices, dialog.target, self._asked[dialog.choices.what])
        except AppError as error:
            dialog.preview.say(speech().trouble(str(error)))
            return
        if not request.photos:
            dialog.preview.say(tr("Nothing is selected."))
            return
        match request.format:
            case TableFormat() as table:
                self._draw_rows(dialog, request, table)
            case DrawnFormat() as drawn:
                self._draw_pages(dialog, request, drawn, classifier)
            case _ as unknown:
                assert_never(unknown)

    def _draw_rows(self, dialog: ExportDialog, request: ExportRequest, table: TableFormat) -> None:
        """Show the first lines of a table."""
        shared, photos = self._desk.shared, request.photos[:SAMPLE_ROWS]
        columns = request.columns or COLUMNS
        if shared is not None:
            self._previews.start(
                lambda token, tell: table.sample(shared.table(photos), columns),
                done=dialog.preview.show_text,
                failed=dialog.preview.say,
            )

    def _draw_pages(
        self,
        dialog: ExportDialog,
        request: ExportRequest,
        drawn: DrawnFormat,
        classifier: Classifier,
    ) -> None:
        """Draw the first photo's page or card, behind the cover of a report on several."""
        model, pack, look = self._model, classifier.pack, request.template
        listed = self._asked[dialog.choices.what]
        tags = [(path, model.tag(path), model.mark(path)) for path in listed]
        covered = drawn.kind is ExportKind.REPORT and len(tags) > 1
        products = dict(model.products) if covered else {}
        maker, seen = ReportMaker(classifier, self._engine, request.quick()), self._seen
        first = request.photos[0]

        def work(token: CancelToken, _tell: object) -> object:
            if first not in seen:
                seen[first] = maker.report(first, token)
            cover = cover_of(look, tags, pack, products, request.left_out()) if covered else None
            return page_images(seen[first], drawn, look, cover)

        dialog.preview.say(tr("Drawing the preview of {} …").format(printable(Path(first.name))))
        self._previews.start(work, done=dialog.preview.show_pages, failed=dialog.preview.say)

    # --- telling

    def _on_progressed(self, step: Progress) -> None:
        share = step.done / step.total if step.total else None
        words = tr("Writing {:,} of {}").format(step.done, count(step.total, self._written))
        self._status.show_work(share, words)

    def _say_written(self, path: Path) -> None:
        self._status.show_written(path)

    def _say_failed(self, words: object) -> None:
        self._status.show_idle(tr("Nothing was written. {}").format(words))

    def cancel(self) -> bool:
        """Stop the export; tells whether there was one."""
        stopped = self._exporter.cancel()
        if stopped:
            self._status.show_idle(tr("Export stopped; nothing was written."))
        return stopped
