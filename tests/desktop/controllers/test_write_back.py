"""The way back from the menu: the dialog, its photos, its folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.review.catalog_tags import import_tags
from core.review.store import Review
from desktop.app import Program
from desktop.controllers.write_back import show_folder
from desktop.dialogs.write_back_dialog import WriteBackDialog
from tests.window import WAIT_MS, Start, opened, press, review_file, wait_for_verdict


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "shop.csv").write_text("image,category\nblue.png,Grey\nred.png,Red\n", "utf-8")
    return tmp_path / "shop.csv"


def read(qtbot: QtBot, program: Program) -> WriteBackDialog:
    """Ask for the way back by its key, and wait until the plan is shown."""
    press(program, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    dialog = opened(qtbot, program, WriteBackDialog)
    qtbot.waitUntil(lambda: not dialog.again.isVisible(), timeout=WAIT_MS)
    return dialog


def test_a_catalog_that_the_command_line_imported_is_written_back(
    qtbot: QtBot, explained: Program, source: Path
) -> None:
    import_tags(explained.workbench.desk.shared.review, source)
    dialog = read(qtbot, explained)
    assert dialog.preview.sentence.text().startswith("No decisions yet")
    dialog.reject()
    press(explained, Qt.Key.Key_Return)
    wait_for_verdict(qtbot, explained, "blue.png", "accepted")
    dialog = read(qtbot, explained)
    assert dialog.form.source == source
    preview = dialog.preview
    qtbot.waitUntil(lambda: not preview.photo.pixmap().isNull(), timeout=WAIT_MS)
    assert preview.shown == "a/blue.png"
    dialog.write_button.click()
    qtbot.waitUntil(dialog.folder_button.isVisible, timeout=WAIT_MS)
    out = source.with_name("shop-reviewed.csv")
    assert out.read_text() == "image,category\nblue.png,Blue\nred.png,Red\n"
    assert explained.window.status._words.text().endswith("shop-reviewed.csv")
    dialog.reject()


def test_a_photo_that_is_gone_is_told(
    qtbot: QtBot, explained: Program, source: Path, products: Path
) -> None:
    import_tags(explained.workbench.desk.shared.review, source)
    press(explained, Qt.Key.Key_Return)
    wait_for_verdict(qtbot, explained, "blue.png", "accepted")
    explained.workbench.thumbnails.forget()
    (products / "a" / "blue.png").unlink()
    dialog = read(qtbot, explained)
    qtbot.waitUntil(
        lambda: dialog.preview.photo.text() == "The photo cannot be read.", timeout=WAIT_MS
    )
    dialog.reject()


def test_a_review_that_is_open_elsewhere_is_written_back_as_well(
    qtbot: QtBot, explained: Program, source: Path, products: Path, start: Start
) -> None:
    import_tags(explained.workbench.desk.shared.review, source)
    press(explained, Qt.Key.Key_Return)
    wait_for_verdict(qtbot, explained, "blue.png", "accepted")
    explained.window.close()
    with Review(review_file(products), folder=products, reviewer="eve"):
        again = start(products)
        action = again.window.export_menu.write_back_action
        qtbot.waitUntil(action.isEnabled, timeout=WAIT_MS)
        assert not again.workbench.desk.writable
        action.trigger()
        dialog = opened(qtbot, again, WriteBackDialog)
        qtbot.waitUntil(dialog.write_button.isEnabled, timeout=WAIT_MS)
        dialog.reject()
        again.window.close()


class Shown(QObject):
    """Takes what the system is asked to show."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url)


def test_the_system_is_asked_for_the_folder(qtbot: QtBot, tmp_path: Path) -> None:
    shown = Shown()
    QDesktopServices.setUrlHandler("file", shown, "take")
    show_folder(tmp_path)
    QDesktopServices.unsetUrlHandler("file")
    assert [Path(url.toLocalFile()) for url in shown.urls] == [tmp_path]


def test_without_a_review_it_is_not_offered(start: Start) -> None:
    assert not start().window.export_menu.write_back_action.isEnabled()


def test_escape_leaves_the_dialog_and_nothing_runs_on(
    qtbot: QtBot, explained: Program, source: Path
) -> None:
    import_tags(explained.workbench.desk.shared.review, source)
    explained.window.export_menu.write_back_action.trigger()
    dialog = opened(qtbot, explained, WriteBackDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not explained.workbench.writer.stop()
