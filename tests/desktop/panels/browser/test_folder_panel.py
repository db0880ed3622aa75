"""The folders that hold photos, with their counts."""

from __future__ import annotations

from pathlib import Path

from core.errors import FolderUnreadable
from desktop.panels.browser.folder_panel import FolderPanel


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
    assert panel.tree.item(2, 0).toolTip() == "/t: vanished"
    panel.deleteLater()
