"""One dialog for every export: what is offered, where it goes, and when it is drawn anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from core.report.formats import FORMATS
from core.report.template import NetworkPages
from core.vocabulary import ExportKind
from desktop.dialogs.export_dialog import ExportDialog
from desktop.services.export.choices import LISTED, SELECTED, THIS, ExportChoices

COUNTS = {THIS: 1, SELECTED: 3, LISTED: 2014}
Make = Callable[..., ExportDialog]
Press = Callable[[QDialog, str], None]
CARDS = next(suffix for suffix, one in FORMATS.items() if one.kind is ExportKind.CARDS)
TABLE = next(suffix for suffix, one in FORMATS.items() if one.kind is ExportKind.TABLE)


@pytest.fixture
def make(opened: Callable[[QDialog], ExportDialog], tmp_path: Path) -> Make:
    """`make(choices, tables)`: the dialog, open."""

    def build(
        choices: ExportChoices = ExportChoices(),  # noqa: B008 - frozen
        *,
        tables: bool = True,
        counts: dict[str, int] = COUNTS,
    ) -> ExportDialog:
        places = {what: tmp_path / f"{what}-photos" for what in COUNTS}
        return opened(ExportDialog(choices, counts, places, tables=tables))

    return build


def named(dialog: ExportDialog, name: str) -> Any:
    return next(one for one in dialog.findChildren(QWidget) if one.accessibleName() == name)


def offered(dialog: ExportDialog, name: str) -> list[str]:
    box: QComboBox = named(dialog, name)
    return [box.itemText(row) for row in range(box.count())]


def take(dialog: ExportDialog, name: str, value: str) -> None:
    box: QComboBox = named(dialog, name)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def note(dialog: ExportDialog) -> str:
    return dialog._note.text() if dialog._note.isVisible() else ""


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Any], None]:
    """`answers(question, given)`: what the user answers the system's own dialog."""
    return lambda question, given: monkeypatch.setattr(QFileDialog, question, lambda *_: given)


@pytest.mark.parametrize("kind", FORMATS)
def test_choices_come_back_from_their_controls(make: Make, kind: str) -> None:
    choices = ExportChoices(
        SELECTED, kind, "short", "Bags", "Shop", "/logo.png", "Letter", "never", "tag,path"
    )
    assert make(choices).choices == choices


@pytest.mark.parametrize("pages", ["", *NetworkPages])
def test_the_network_s_pages_are_chosen(qtbot: QtBot, make: Make, pages: str) -> None:
    dialog = make(ExportChoices(network=pages))
    assert dialog.choices.network == pages
    other = NetworkPages.NEVER if pages != NetworkPages.NEVER else NetworkPages.ALWAYS
    with qtbot.waitSignal(dialog.changed):
        take(dialog, "Pages about the model", other)
    assert dialog.choices.as_template().network is other


def test_photos_are_offered_where_there_are_any(make: Make) -> None:
    assert offered(make(), "What to export") == [
        "This photo",
        "3 photos selected",
        "All 2,014 photos of the list",
    ]
    few = make(ExportChoices(SELECTED), counts={THIS: 1, SELECTED: 0, LISTED: 9})
    assert offered(few, "What to export") == ["This photo", "All 9 photos of the list"]
    assert few.choices.what == THIS


def test_tables_are_offered_with_a_review_alone(make: Make) -> None:
    assert len(offered(make(), "As what")) == len(FORMATS)
    without = offered(make(tables=False), "As what")
    assert without
    assert not any(words.startswith(("Table", "Workbook")) for words in without)


def test_one_file_or_a_folder_of_cards(make: Make, tmp_path: Path) -> None:
    dialog = make()
    assert dialog.target == tmp_path / "this-photos.pdf"
    take(dialog, "As what", CARDS)
    assert dialog.target == tmp_path / f"this-photos{CARDS}"
    take(dialog, "What to export", LISTED)
    assert dialog.target == tmp_path / "listed-photos"
    assert note(dialog) == "One card each, in a folder of its own."
    take(dialog, "As what", TABLE)
    assert dialog.target == tmp_path / f"listed-photos{TABLE}"
    assert note(dialog) == ""


def test_a_look_is_asked_for_where_there_are_pages(make: Make) -> None:
    dialog = make()
    assert named(dialog, "Title").isVisible()
    take(dialog, "As what", TABLE)
    assert not named(dialog, "Title").isVisible()


def test_a_file_that_is_there_is_named_until_somebody_chose_it(
    make: Make, press: Press, tmp_path: Path, answers: Callable[[str, Any], None]
) -> None:
    there = tmp_path / "this-photos.pdf"
    there.touch()
    dialog = make()
    assert note(dialog) == "The file that is there will be replaced."
    answers("getSaveFileName", (str(there), ""))
    press(dialog, "Change…")
    assert dialog.target == there
    assert note(dialog) == ""  # the system's dialog has asked


@pytest.mark.parametrize("given", ["bags", "bags.pdf", "bags.PDF", "v1.2"])
def test_a_place_keeps_its_name_in_every_format(
    make: Make, press: Press, answers: Callable[[str, Any], None], given: str
) -> None:
    dialog = make()
    answers("getSaveFileName", (f"/out/{given}", ""))
    press(dialog, "Change…")
    stem = given[:-4] if given.lower().endswith(".pdf") else given
    assert dialog.target == Path("/out", f"{stem}.pdf")
    take(dialog, "As what", TABLE)
    assert dialog.target == Path("/out", f"{stem}{TABLE}")


def test_a_preview_is_asked_for_once_the_choices_rest(
    qtbot: QtBot, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.dialogs.export_dialog.REST_MS", 50)
    dialog, asked = make(), []
    qtbot.waitSignal(dialog.changed).wait()
    dialog.changed.connect(lambda: asked.append(dialog.choices.title))
    title: QLineEdit = named(dialog, "Title")
    qtbot.keyClicks(title, "Bags")
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["Bags"]
    letter: QToolButton = named(dialog, "Paper: Letter")
    with qtbot.waitSignal(dialog.changed):
        letter.click()
    assert dialog.choices.paper == "Letter"


def test_a_logo_is_chosen_and_removed(
    make: Make, press: Press, answers: Callable[[str, Any], None]
) -> None:
    dialog = make()
    remove = named(dialog, "Remove the logo")
    assert not remove.isVisible()
    answers("getOpenFileName", ("/shop/logo.png", ""))
    named(dialog, "Choose a logo").click()
    assert dialog.choices.logo == str(Path("/shop/logo.png"))
    answers("getOpenFileName", ("", ""))
    named(dialog, "Choose a logo").click()
    assert dialog.choices.logo == str(Path("/shop/logo.png"))
    press(dialog, "Remove")
    assert dialog.choices.logo == ""
    assert not remove.isVisible()


def test_a_template_comes_from_a_file_or_stays_as_it_was(
    make: Make, answers: Callable[[str, Any], None]
) -> None:
    dialog = make(ExportChoices(template="short"))
    answers("getOpenFileName", ("", ""))
    take(dialog, "Template", "file")
    assert dialog.choices.template == "short"
    assert named(dialog, "Template").currentText() == "Short"
    answers("getOpenFileName", ("/shop/house.json", ""))
    take(dialog, "Template", "file")
    assert dialog.choices.template == str(Path("/shop/house.json"))
    assert offered(dialog, "Template") == ["Full", "Short", "house.json", "From a file…"]
    again = make(dialog.choices)
    assert named(again, "Template").currentText() == "house.json"


def test_a_look_is_kept_as_a_template(
    qtbot: QtBot, make: Make, press: Press, answers: Callable[[str, Any], None]
) -> None:
    dialog = make()
    answers("getSaveFileName", ("/shop/house", ""))
    with qtbot.waitSignal(dialog.template_asked) as told:
        press(dialog, "Save as template…")
    assert told.args == [Path("/shop/house.json")]
    answers("getSaveFileName", ("", ""))
    with qtbot.assertNotEmitted(dialog.template_asked):
        press(dialog, "Save as template…")


def test_only_export_accepts(qtbot: QtBot, make: Make, press: Press) -> None:
    dialog = make()
    with qtbot.waitSignal(dialog.accepted):
        press(dialog, "Export")
    dialog = make()
    with qtbot.assertNotEmitted(dialog.accepted):
        press(dialog, "Cancel")
    assert not dialog.isVisible()
