"""The folders that hold photos, with their counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem
from PySide6.QtWidgets import QCheckBox, QLabel, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from core.errors import FolderUnreadable
from desktop.panels.browser.folder_panel import FOLDER_ROLE, FolderPanel, FolderTree


def test_folder_tree_counts_up_to_the_roots(qapp) -> None:  # noqa: ANN001
    panel = FolderPanel()
    panel.reset_to([Path("/s"), Path("/t")])
    panel.add([Path("/s/1.jpg"), Path("/s/a/b/3.jpg"), Path("/lone/4.jpg")])
    panel.tree.note_trouble(Path("/t"), str(FolderUnreadable(Path("/t"), "vanished")))
    rows = [
        (panel.tree.item(row, 0).text(), panel.tree.item(row, 1).text())
        for row in range(panel.tree.rowCount())
    ]
    assert rows == [("All photos", "3"), ("s", "2"), ("t", ""), ("lone", "1")]
    a = panel.tree.item(1, 0).child(0, 0)
    assert (a.text(), a.child(0, 0).text()) == ("a", "b")
    assert panel.tree.item(2, 0).toolTip() == f"{Path('/t')}: vanished"
    panel.deleteLater()


@pytest.fixture
def panel(qtbot: QtBot) -> FolderPanel:
    made = FolderPanel()
    qtbot.addWidget(made)
    made.show()
    made.reset_to([Path("/s")])
    made.add([Path("/s/1.jpg"), Path("/s/a/2.jpg")])
    return made


def test_a_folder_is_ticked_by_key_and_by_click(qtbot: QtBot, panel: FolderPanel) -> None:
    view = panel.findChild(QTreeView)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    for key, signal in ((Qt.Key.Key_Space, panel.ticked), (Qt.Key.Key_Return, panel.ticked_alone)):
        with qtbot.waitSignal(signal) as told:
            qtbot.keyClick(view, key)
        assert told.args == [Path("/s")]
    for row, folder in ((1, Path("/s")), (0, None)):
        place = view.visualRect(panel.tree.index(row, 0)).center()
        with qtbot.waitSignal(panel.ticked) as told:
            qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert told.args == [folder]


def test_ticks_are_as_told_and_go_with_the_folders(panel: FolderPanel) -> None:
    def ticked() -> list[bool]:
        items = (panel.tree.item(1, 0), panel.tree.item(1, 0).child(0, 0))
        return [item.checkState() is Qt.CheckState.Checked for item in items]

    panel.tick([Path("/s/a")])
    assert ticked() == [False, True]
    panel.add([Path("/s/a/3.jpg")])
    assert ticked() == [False, True]
    panel.reset_to([Path("/s")])
    panel.add([Path("/s/a/2.jpg")])
    assert ticked() == [False, False]


def test_counts_are_of_what_is_listed_where_that_is_known(panel: FolderPanel) -> None:
    def figures() -> list[str]:
        s = panel.tree.item(1, 0)
        return [panel.tree.item(0, 1).text(), panel.tree.item(1, 1).text(), s.child(0, 1).text()]

    assert figures() == ["2", "2", "1"]
    panel.show_listed({None: 1200, Path("/s"): 1200})
    assert figures() == ["1,200", "1,200", "0"]
    panel.add([Path("/s/4.jpg")])
    assert figures() == ["1,200", "1,200", "0"]
    panel.show_listed(None)
    assert figures() == ["3", "3", "1"]


def test_other_folders_begin_with_all_photos_without_telling(
    qtbot: QtBot, panel: FolderPanel
) -> None:
    view = panel.findChild(QTreeView)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(panel.ticked):
        panel.reset_to([Path("/t")])
    assert view.currentIndex() == panel.tree.index(0, 0)
    assert panel.tree.item(0, 1).text() == ""


def test_only_the_user_changes_the_choice_of_subfolders(qtbot: QtBot, panel: FolderPanel) -> None:
    box = panel.findChild(QCheckBox)
    with qtbot.assertNotEmitted(panel.subfolders_changed):
        panel.set_subfolders(False)
    assert not panel.subfolders
    with qtbot.waitSignal(panel.subfolders_changed) as told:
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert told.args == [True]


def test_trouble_names_folders_that_are_not_listed_yet(panel: FolderPanel) -> None:
    panel.note_trouble(Path("/gone"), "/gone: vanished")
    row = panel.tree.item(2, 0)
    assert (row.text(), row.toolTip()) == ("gone", "/gone: vanished")
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "/gone: vanished"


def test_other_panels_stand_below(qtbot: QtBot, panel: FolderPanel) -> None:
    views, facets = QLabel("Views"), QLabel("Facets")
    views.setMinimumWidth(777)
    panel.add_below(views, facets)
    assert panel.minimumWidth() >= 777

    def top(widget: QWidget) -> int:
        return widget.mapTo(panel, widget.rect().topLeft()).y()

    box = panel.findChild(QCheckBox)
    qtbot.waitUntil(lambda: facets.isVisible() and top(box) < top(views) < top(facets))


FOLDERS = st.sampled_from([Path("/s"), Path("/s/a"), Path("/s/a/b"), Path("/s/c"), Path("/t/d")])


@given(st.lists(st.tuples(FOLDERS, st.integers(1, 20)), max_size=8))
def test_every_photo_is_counted_in_all_folders_above_it(found: list[tuple[Path, int]]) -> None:
    tree = FolderTree()
    tree.reset_to([Path("/s"), Path("/t")])
    for folder, photos in found:
        tree.count([folder / f"{n}.jpg" for n in range(photos)])

    def rows(above: QStandardItem) -> Iterator[tuple[Path | None, int]]:
        for row in range(above.rowCount()):
            name, figure = above.child(row, 0), above.child(row, 1)
            yield name.data(FOLDER_ROLE), int(figure.text().replace(",", "") or 0)
            yield from rows(name)

    for shown, count in rows(tree.invisibleRootItem()):
        below = [photos for folder, photos in found if shown in (None, folder, *folder.parents)]
        assert count == sum(below)
