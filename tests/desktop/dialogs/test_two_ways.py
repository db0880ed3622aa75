from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from desktop.dialogs.two_ways import TwoWaysDialog


def test_enter_leaves_things_as_they_are_and_a_click_changes_them(qtbot: QtBot) -> None:
    told: list[str] = []
    for answer in ("key", "click"):
        dialog = TwoWaysDialog("Sure?", [("It stands.", "")], "Leave it", "Change it")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(dialog)
        dialog.accepted.connect(lambda: told.append("changed"))
        dialog.rejected.connect(lambda: told.append("left"))
        dialog.show()
        assert [one.text() for one in dialog.findChildren(QLabel)] == ["It stands."]
        buttons = {one.text(): one for one in dialog.findChild(QDialogButtonBox).buttons()}
        if answer == "key":
            QTest.keyClick(dialog, Qt.Key.Key_Return)
        else:
            buttons["Change it"].click()
    assert told == ["left", "changed"]
