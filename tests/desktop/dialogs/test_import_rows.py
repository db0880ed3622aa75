"""The first rows in colour."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from core.catalog.words import Role
from desktop.dialogs.import_rows import PADDING, WIDEST, FirstRows, RowsView, tint
from desktop.ui import theme
from desktop.ui.catalog_words import SHOWN_ROLES
from tests.desktop.dialogs.conftest import ReadFile
from tests.desktop.ui.test_theme import luminance

TEXT = "position,image,image 2,category,title\n1,blue.png,red.png,Blue,One\n2,grey.png,,Grey,Two\n"
HORIZONTAL = Qt.Orientation.Horizontal


@pytest.fixture
def view(qtbot: QtBot, read_file: ReadFile) -> RowsView:
    rows, read = FirstRows(), read_file(TEXT)
    made = RowsView(rows)
    rows.setParent(made)
    qtbot.addWidget(made)
    rows.show_table(read.found.readings[0], read.first_rows[0])
    rows.show_roles(read.found.readings[0].roles)
    return made


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("role", SHOWN_ROLES)
def test_text_can_be_read_on_every_role_s_ground(dark: bool, role: Role) -> None:
    theme.current().choose(theme.DARK if dark else theme.LIGHT)
    pair = sorted((luminance(tint(role).name()), luminance(theme.tokens(dark)["text"])))
    assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 7
    assert tint(role) != theme.current().colour("base")


def test_columns_are_told_by_word_and_colour(view: RowsView) -> None:
    model = view.model()
    assert [model.headerData(at, HORIZONTAL) for at in range(5)] == [
        "position", "Photo: image", "Photo: image 2", "Category: category", "Title: title",
    ]  # fmt: skip
    grounds = [model.index(0, at).data(Qt.ItemDataRole.BackgroundRole) for at in range(5)]
    assert grounds[0] is None
    assert grounds[1] == grounds[2] == tint(Role.PHOTO) != grounds[3]
    assert model.index(1, 2).data() == ""
    assert model.headerData(0, Qt.Orientation.Vertical) == "2"


def test_of_long_addresses_the_photos_names_are_seen(qtbot: QtBot, read_file: ReadFile) -> None:
    rows = FirstRows()
    address = f"https://cdn.example/{'files/' * 30}{{}}.png?v=1712345678"
    names = ["blue", "red"]
    text = "image,category\n" + "".join(f"{address.format(name)},Blue\n" for name in names)
    read = read_file(text)
    view = RowsView(rows)
    rows.setParent(view)
    qtbot.addWidget(view)
    rows.show_table(read.found.readings[0], read.first_rows[0])
    rows.show_roles(read.found.readings[0].roles)
    for at, name in enumerate(names):
        option = QStyleOptionViewItem()
        option.initFrom(view)
        view.itemDelegate().initStyleOption(option, rows.index(at, 0))
        seen = option.fontMetrics.elidedText(option.text, option.textElideMode, WIDEST - PADDING)
        assert f"{name}.png" in seen
    option = QStyleOptionViewItem()
    view.itemDelegate().initStyleOption(option, rows.index(0, 1))
    assert option.textElideMode is not Qt.TextElideMode.ElideLeft


def test_a_click_and_a_key_ask_for_the_column(qtbot: QtBot, view: RowsView) -> None:
    view.show()
    head = view.horizontalHeader()
    place = head.rect().topLeft()
    place.setX(head.sectionViewportPosition(1) + 5)
    place.setY(5)
    with qtbot.waitSignal(view.head_asked) as told:
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [1]
    view.setCurrentIndex(view.model().index(0, 3))
    with qtbot.waitSignal(view.head_asked) as told:
        QTest.keyClick(view, Qt.Key.Key_Space)
    assert told.args == [3]
