from __future__ import annotations

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from core.report.tables.columns import COLUMNS
from desktop.dialogs.columns_dialog import ColumnsDialog
from desktop.dialogs.columns_row import ColumnsRow

PRESETS = {"Short": ("path", "tag")}


def made(qtbot: QtBot, columns: tuple[str, ...]) -> ColumnsRow:
    row = ColumnsRow(columns, PRESETS)
    qtbot.addWidget(row)
    row.show()
    return row


def test_all_columns_and_presets_are_offered(qtbot: QtBot) -> None:
    row = made(qtbot, COLUMNS)
    choice = row._choice
    assert [choice.itemText(i) for i in range(choice.count())] == ["All columns", "Short"]
    with qtbot.waitSignal(row.changed):
        choice.setCurrentIndex(1)
        choice.activated.emit(1)
    assert row.columns == ("path", "tag")


def test_what_is_chosen_by_hand_is_counted(qtbot: QtBot) -> None:
    row = made(qtbot, ("tag",))
    assert row._choice.currentText().startswith("1 ") and row.columns == ("tag",)


def test_the_dialog_s_columns_are_taken_and_its_presets_told(qtbot: QtBot) -> None:
    row = made(qtbot, COLUMNS)
    row._button.click()
    dialog = row.findChild(ColumnsDialog)
    dialog.show_columns(("tag", "label"))
    dialog._name.setText("Tags")
    dialog._keep.click()
    told: list[dict[str, tuple[str, ...]]] = []
    row.kept.connect(told.append)
    with qtbot.waitSignal(row.changed):
        dialog.done(QDialog.DialogCode.Accepted)
    assert row.columns == ("tag", "label") and row._choice.currentText() == "Tags"
    assert told == [{**PRESETS, "Tags": ("tag", "label")}]


def test_a_dialog_thought_better_of_changes_no_columns(qtbot: QtBot) -> None:
    row = made(qtbot, COLUMNS)
    row._button.click()
    dialog = row.findChild(ColumnsDialog)
    dialog.show_columns(("tag",))
    dialog.reject()
    assert row.columns == COLUMNS
