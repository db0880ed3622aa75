"""One dialog for every export: which photos, as what, where to, and how it looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core import places
from core.report.formats import FORMATS, DrawnFormat
from core.report.tables.columns import Columns
from core.report.tables.formats import TableFormat
from core.report.template import NetworkPages
from core.vocabulary import ExportKind
from desktop.dialogs import file_dialogs
from desktop.dialogs.columns_row import NO_PRESETS, ColumnsRow
from desktop.dialogs.export_preview import ExportPreview
from desktop.services.export.choices import (
    LISTED,
    LOOKS,
    SELECTED,
    THIS,
    ExportChoices,
    caption,
    written_columns,
)
from desktop.ui.controls import ElidedLabel, Segmented, label, line, text_field
from desktop.ui.fitting import above_foot, fit
from desktop.ui.language import caption_of, hint_of, numeral, speech, tr
from desktop.ui.words import count

SIZE: Final = QSize(980, 700)
FORM_WIDTH: Final = 380
LABEL_WIDTH: Final = 64
"""px."""
REST_MS: Final = 250
"""The preview is drawn when the choices have rested for this long."""
PICTURES: Final = tr("Pictures (*.png *.jpg *.jpeg *.webp *.tif *.tiff)")
TEMPLATES: Final = tr("Templates (*.json)")
FROM_FILE: Final = "file"


class ExportDialog(QDialog):
    """Asks for an export's choices and shows what comes of them."""

    changed = Signal()
    """Another preview is wanted."""
    presets_kept = Signal(object)
    """Columns of tables, by the names under which they are kept."""
    template_asked = Signal(object)
    """The Path under which the look is to be kept as a template."""

    def __init__(
        self,
        choices: ExportChoices,
        counts: Mapping[str, int],
        places: Mapping[str, Path],
        *,
        tables: bool,
        noun: str = "photo",
        presets: Mapping[str, Columns] = NO_PRESETS,
        parent: QWidget | None = None,
    ) -> None:
        """Take the last choices; for each `what` its number of photos and a place without suffix.

        Tables are offered where there is a review to take them from; `noun` says what the list
        holds, `presets` which columns are kept by name.
        """
        super().__init__(parent)
        self.setWindowTitle(tr("Export"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._counts, self._places, self._noun = counts, dict(places), noun
        self._asked = False
        self._template, self._logo = choices.template, choices.logo
        self._make_controls(choices, tables)
        self._columns = ColumnsRow(choices.as_columns(), presets)
        self.preview = ExportPreview()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.changed)
        self._lay_out()
        self._connect()
        fit(self, SIZE)
        self._follow()

    @property
    def choices(self) -> ExportChoices:
        """The choices in force."""
        return ExportChoices(
            self._what.currentData(),
            self._kind.currentData(),
            self._template,
            self._title.text().strip(),
            self._company.text().strip(),
            self._logo,
            self._paper.value(),
            self._network.currentData(),
            written_columns(self._columns.columns),
        )

    @property
    def target(self) -> Path:
        """Where it goes: a file, or a folder for several cards."""
        place = self._places[self.choices.what]
        return place if self._many_cards else place.with_name(place.name + self.choices.kind)

    @property
    def _many_cards(self) -> bool:
        cards = self.choices.format.kind is ExportKind.CARDS
        return cards and self._counts[self.choices.what] > 1

    def _make_controls(self, choices: ExportChoices, tables: bool) -> None:
        self._what = _combo(tr("What to export"), _worded(self._counts, self._noun), choices.what)
        offered = [one for one in FORMATS.values() if tables or isinstance(one, DrawnFormat)]
        kinds = {one.suffix: caption(one) for one in offered}
        self._kind = _combo(tr("As what"), kinds, choices.kind)
        self._where = ElidedLabel()
        self._where_button = QPushButton(tr("Change…"))
        self._note = label("", "muted", wrap=True)
        looks = dict(LOOKS)
        if choices.template not in LOOKS:
            looks[choices.template] = Path(choices.template).name
        looks[FROM_FILE] = tr("From a file…")
        self._look = _combo(tr("Template"), looks, choices.template)
        self._title = text_field(tr("Title"), speech().say("pages.usual_title"))
        self._title.setText(choices.title)
        self._company = text_field(tr("Company"), tr("At the foot of every page"))
        self._company.setText(choices.company)
        self._logo_name = ElidedLabel()
        self._logo_button, self._no_logo = QPushButton(tr("Choose…")), QPushButton(tr("Remove"))
        self._logo_button.setAccessibleName(tr("Choose a logo"))
        self._no_logo.setAccessibleName(tr("Remove the logo"))
        papers = [
            ("A4", "A4", "210 × 297 mm"),
            ("Letter", "Letter", tr("{} × 11 inches").format(numeral(8.5, ".1f"))),
        ]
        self._paper = Segmented(tr("Paper"), papers)
        self._paper.set_value(choices.paper)
        network = {"": tr("As in the template")}
        network |= {pages.value: caption_of(pages) for pages in NetworkPages}
        self._network = _combo(tr("Pages about the model"), network, choices.network)
        for place, pages in enumerate(NetworkPages, start=1):
            self._network.setItemData(place, hint_of(pages), Qt.ItemDataRole.ToolTipRole)
        self._keep = QPushButton(tr("Save as template…"))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        _add(grid, tr("What"), [self._what])
        _add(grid, tr("As"), [self._kind])
        _add(grid, tr("Where"), [self._where, self._where_button])
        grid.addWidget(self._note, grid.rowCount(), 1)
        self._columns_name = label(tr("Columns"), "muted")
        grid.addWidget(self._columns_name, grid.rowCount(), 0)
        grid.addWidget(self._columns, grid.rowCount() - 1, 1)
        self._looks = QWidget()
        look = QGridLayout(self._looks)
        look.setContentsMargins(0, 0, 0, 0)
        look.setHorizontalSpacing(16)
        look.setVerticalSpacing(8)
        look.setColumnStretch(1, 1)
        look.setColumnMinimumWidth(0, LABEL_WIDTH)
        look.addWidget(line(), 0, 0, 1, 2)
        _add(look, tr("Template"), [self._look])
        _add(look, tr("Title"), [self._title])
        _add(look, tr("Company"), [self._company])
        _add(look, tr("Logo"), [self._logo_name, self._logo_button, self._no_logo])
        _add(look, tr("Paper"), [self._paper])
        _add(look, tr("Model"), [self._network])
        look.addWidget(self._keep, look.rowCount(), 1, Qt.AlignmentFlag.AlignLeft)
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(24, 24, 24, 8)
        column.setSpacing(16)
        column.addLayout(grid)
        column.addWidget(self._looks)
        column.addStretch(1)
        side = QWidget()
        side.setFixedWidth(FORM_WIDTH)
        above_foot(side, form, self._buttons())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self.preview, 1)

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        export = box.addButton(tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        export.setProperty("role", "primary")
        export.setDefault(True)
        box.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    def _connect(self) -> None:
        for combo in (self._what, self._kind):
            combo.currentIndexChanged.connect(lambda _: self._follow())
        self._look.activated.connect(lambda _: self._take_look())
        for field in (self._title, self._company):
            field.textChanged.connect(lambda _: self._rest.start())
        self._paper.changed.connect(lambda _: self._rest.start())
        self._network.currentIndexChanged.connect(lambda _: self._rest.start())
        self._columns.changed.connect(self._rest.start)
        self._columns.kept.connect(self.presets_kept)
        self._where_button.clicked.connect(self._ask_target)
        self._logo_button.clicked.connect(self._ask_logo)
        self._no_logo.clicked.connect(lambda: self._set_logo(""))
        self._keep.clicked.connect(self._ask_template)

    def _follow(self) -> None:
        """Show what goes with the choices."""
        self._looks.setVisible(self.choices.format.kind is ExportKind.REPORT)
        for widget in (self._columns_name, self._columns):
            widget.setVisible(isinstance(self.choices.format, TableFormat))
        self._where.set_whole(str(self.target))
        replaces = places.is_there(self.target) and not self._asked and not self._many_cards
        words = tr("One card each, in a folder of its own.") if self._many_cards else ""
        self._note.setText(tr("The file that is there will be replaced.") if replaces else words)
        self._note.setVisible(bool(self._note.text()))
        self._logo_name.set_whole(Path(self._logo).name if self._logo else tr("No logo"))
        self._no_logo.setVisible(bool(self._logo))
        self._rest.start()

    def _ask_target(self) -> None:
        start, kind = self.target, self.choices.kind
        if self._many_cards:
            place = file_dialogs.ask_place(self, tr("Choose a folder for the cards"), start)
        else:
            named = caption(self.choices.format)
            title = tr("Where to save: {}").format(named)
            place = file_dialogs.ask_output(self, title, start, f"{named} (*{kind})")
        if place is not None:
            if place.suffix.lower() == kind and not self._many_cards:
                place = place.with_suffix("")
            self._places = dict.fromkeys(self._places, place)
            self._asked = True
            self._follow()

    def _ask_logo(self) -> None:
        start = Path(self._logo) if self._logo else Path()
        logo = file_dialogs.ask_input(self, tr("Choose a logo for the report"), start, PICTURES)
        if logo is not None:
            self._set_logo(str(logo))

    def _set_logo(self, name: str) -> None:
        self._logo = name
        self._follow()

    def _take_look(self) -> None:
        chosen = self._look.currentData()
        if chosen == FROM_FILE:
            title = tr("Open a template for the report")
            file = file_dialogs.ask_input(self, title, Path(), TEMPLATES)
            if file is None:
                self._look.setCurrentIndex(self._look.findData(self._template))
                return
            chosen = str(file)
            if self._look.findData(chosen) < 0:
                self._look.insertItem(self._look.count() - 1, Path(chosen).name, chosen)
            self._look.setCurrentIndex(self._look.findData(chosen))
        self._template = chosen
        self._rest.start()

    def _ask_template(self) -> None:
        title, start = tr("Save as template"), Path("report.json")
        file = file_dialogs.ask_output(self, title, start, TEMPLATES)
        if file is not None:
            self.template_asked.emit(file.with_suffix(".json"))


def _worded(counts: Mapping[str, int], noun: str) -> dict[str, str]:
    """Word the choices that have a photo."""
    words = {THIS: tr("This photo"), SELECTED: tr("{} selected"), LISTED: tr("All {} of the list")}
    photos = {what: count(number, noun) for what, number in counts.items() if number}
    return {what: words[what].format(counted) for what, counted in photos.items()}


def _combo(name: str, choices: Mapping[str, str], chosen: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    for value, words in choices.items():
        made.addItem(words, value)
    made.setCurrentIndex(max(0, made.findData(chosen)))
    return made


def _add(grid: QGridLayout, words: str, widgets: Sequence[QWidget]) -> None:
    row = grid.rowCount()
    grid.addWidget(label(words, "muted"), row, 0)
    if len(widgets) == 1:
        grid.addWidget(widgets[0], row, 1)
        return
    beside = QHBoxLayout()
    beside.setSpacing(8)
    beside.addWidget(widgets[0], 1)
    for widget in widgets[1:]:
        beside.addWidget(widget)
    grid.addLayout(beside, row, 1)
