"""The classes that can occur are chosen in the window, and everything shown follows at once."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.inference.model_pack import Pack
from core.report.record_file import RecordFile
from core.review.store import Review
from core.vocabulary import ViewKey
from desktop.app import Program
from desktop.controllers.classes import JUDGING
from desktop.dialogs import file_dialogs
from desktop.dialogs.classes_dialog import ClassesDialog
from desktop.dialogs.import_dialog import ImportDialog
from desktop.services import tagger
from desktop.services.review.classes import NO_REVIEW
from tests.packs import LABELS
from tests.window import WAIT_MS, Start, current, opened, press, review_file

FEW = ("Blue", "Grey", "Yellow")
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def renamed(tiny_pack: Pack, tmp_path: Path) -> Path:
    """A pack whose classes have other names."""
    folder = tmp_path / "renamed"
    shutil.copytree(tiny_pack.folder, folder)
    card = folder / "card.json"
    words = card.read_text()
    for name in LABELS:
        words = words.replace(f'"{name}"', f'"My {name}"')
    card.write_text(words)
    return folder


def ask(qtbot: QtBot, program: Program) -> ClassesDialog:
    """Open the dialog by its key."""
    press(program, Qt.Key.Key_C, CONTROL_SHIFT)
    return opened(qtbot, program, ClassesDialog)


def choose(qtbot: QtBot, program: Program, names: tuple[str, ...]) -> None:
    dialog = ask(qtbot, program)
    dialog.classes.tick(names)
    dialog.use_button.click()


def tags(program: Program) -> dict[str, str]:
    model = program.window.model
    return {path.name: model.tag(path).label for path in model.paths}


def wait_for_tags(qtbot: QtBot, program: Program, among: tuple[str, ...]) -> None:
    def tagged() -> bool:
        found = tags(program)
        return len(found) == len(LABELS) and set(found.values()) <= set(among)

    qtbot.waitUntil(tagged, timeout=WAIT_MS)


def wait_until_open(qtbot: QtBot, program: Program, view: ViewKey = ViewKey.ALL) -> None:
    bench = program.workbench
    assert bench is not None
    qtbot.waitUntil(lambda: len(bench.scan.index) == len(LABELS), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not bench.scan.running and bench.tagger.finished_all, timeout=WAIT_MS)
    program.window.views.set_view(view)
    program.window.list_controls.changed.emit()


def wait_until_explained(qtbot: QtBot, program: Program) -> None:
    photo = program.workbench.current_photo
    qtbot.waitUntil(
        lambda: photo.explanation is not None and photo.explanation.final, timeout=WAIT_MS
    )


def at_foot(program: Program) -> str:
    button = program.window.status.classes_button
    return button.text() if button.isVisible() else ""


def test_everything_shown_follows_and_goes_back(qtbot: QtBot, explained: Program) -> None:
    window, photo = explained.window, explained.workbench.current_photo
    red = next(path for path in window.model.paths if path.name == "red.png")
    window.photos.choose(red)
    wait_until_explained(qtbot, explained)
    photo.contrast_with("Green")
    qtbot.waitUntil(lambda: photo.contrasted.label == "Red over Green", timeout=WAIT_MS)
    choose(qtbot, explained, FEW)
    assert (photo.prediction, photo.explanation, photo.rival) == (None, None, "")
    wait_for_tags(qtbot, explained, FEW)
    wait_until_explained(qtbot, explained)
    assert set(photo.explanation.surrogates) == set(FEW) == set(window.inspector.scores.labels)
    assert window.inspector._tag.text() == photo.prediction.label == tags(explained)["red.png"]
    assert at_foot(explained) == "3 of 5 classes can occur"
    assert window.status.classes_button.toolTip() == "Blue\nGrey\nYellow"
    window.compare.what_if_action.trigger()
    with qtbot.waitSignal(explained.workbench.what_if.answered, timeout=WAIT_MS) as told:
        explained.workbench.what_if.drop_marked()
    assert [told.args[1].probabilities[LABELS.index(name)] for name in ("Green", "Red")] == [0, 0]
    window.status.classes_button.click()  # from the foot as well
    dialog = opened(qtbot, explained, ClassesDialog)
    assert dialog.classes.ticked == set(FEW)
    dialog.all_button.click()
    dialog.use_button.click()
    qtbot.waitUntil(lambda: tags(explained).get("red.png") == "Red", timeout=WAIT_MS)
    wait_until_explained(qtbot, explained)
    assert (photo.prediction.label, at_foot(explained)) == ("Red", "")
    assert current(explained) == "red.png"


def test_cancel_changes_nothing(qtbot: QtBot, explained: Program) -> None:
    before = explained.workbench.network.classifier
    dialog = ask(qtbot, explained)
    dialog.classes.tick(FEW)
    dialog.reject()
    assert explained.workbench.network.classifier is before
    assert explained.workbench.desk.shared.answers.classes == ()


def test_the_review_remembers(
    qtbot: QtBot, explained: Program, start: Start, products: Path
) -> None:
    press(explained, Qt.Key.Key_Return)  # blue.png, which stays decided
    qtbot.waitUntil(
        lambda: explained.window.model.mark(products / "a" / "blue.png").tag == "Blue",
        timeout=WAIT_MS,
    )
    choose(qtbot, explained, ("Green", "Red"))
    wait_for_tags(qtbot, explained, ("Green", "Red"))
    explained.window.close()
    again = start(products)
    wait_until_open(qtbot, again)
    wait_for_tags(qtbot, again, ("Green", "Red"))
    assert again.workbench.network.pack.classes == ("Green", "Red")
    assert at_foot(again) == "2 of 5 classes can occur"
    assert again.window.model.mark(products / "a" / "blue.png").tag == "Blue"
    dialog = ask(qtbot, again)
    assert dialog.classes.ticked == {"Green", "Red"}
    assert dialog.lost.text() == "1 photo carries a class that would be left out."
    dialog.reject()


def test_what_is_being_tagged_meanwhile_is_not_kept(
    qtbot: QtBot, start: Start, products: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The network is at work on the photos when the classes are chosen; that answer is dropped."""
    at_work, go_on = threading.Event(), threading.Event()
    told = tagger.classify_all

    def classify_all(*given: object) -> object:
        at_work.set()
        assert go_on.wait(WAIT_MS / 1000)
        return told(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(tagger, "classify_all", classify_all)
    program = start(products)
    desk = program.workbench.desk
    qtbot.waitUntil(at_work.is_set, timeout=WAIT_MS)
    with qtbot.waitSignal(desk.network_recorded, timeout=WAIT_MS):
        choose(qtbot, program, FEW)
    go_on.set()
    wait_until_open(qtbot, program)
    wait_for_tags(qtbot, program, FEW)
    program.window.close()
    with Review(review_file(products), read_only=True) as review:
        assert review.predictions.last_pack().classes == FEW
        assert {row.label for row in review.photos.present()} <= set(FEW)


def test_without_a_review_the_choice_holds_until_other_photos_are_opened(
    qtbot: QtBot, start: Start, products: Path
) -> None:
    both = [products / "a", products / "b"]
    program = start(*both)
    action = program.window.review_menu.classes_action
    wait_until_open(qtbot, program)
    assert program.workbench.desk.shared is None
    wait_for_tags(qtbot, program, LABELS)
    dialog = ask(qtbot, program)
    assert dialog.catalog_button.toolTip() == NO_REVIEW
    dialog.classes.tick(FEW)
    dialog.use_button.click()
    assert set(tags(program).values()) == {""}  # all wait for their tags again
    wait_for_tags(qtbot, program, FEW)
    program.workbench.open(both)
    wait_until_open(qtbot, program)
    wait_for_tags(qtbot, program, LABELS)
    qtbot.waitUntil(lambda: tags(program)["red.png"] == "Red", timeout=WAIT_MS)
    assert at_foot(program) == ""
    assert action.isEnabled()


def test_nothing_is_offered_where_nothing_can_be_chosen(
    qtbot: QtBot, start: Start, products: Path, tiny_pack: Pack
) -> None:
    with Review(review_file(products), folder=products, reviewer="eve"):
        program = start()
        action = program.window.review_menu.classes_action
        qtbot.waitUntil(lambda: program.workbench.network.pack is not None, timeout=WAIT_MS)
        assert not action.isEnabled()  # nothing is open
        with qtbot.waitSignal(program.workbench.desk.opened, timeout=WAIT_MS):
            program.workbench.open([products])
        assert program.workbench.desk.shared.read_only
        assert not action.isEnabled()


def test_another_folder_takes_the_dialog_away(
    qtbot: QtBot, explained: Program, products: Path
) -> None:
    dialog = ask(qtbot, explained)
    dialog.classes.tick(FEW)
    with qtbot.waitSignal(dialog.finished, timeout=WAIT_MS):
        explained.workbench.open([products / "a"])
    assert explained.workbench.network.pack.classes == LABELS


@pytest.mark.parametrize("ticked", [False, True])
def test_an_import_offers_the_classes_of_its_catalog(
    qtbot: QtBot, explained: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ticked: bool
) -> None:
    file = tmp_path / "shop.csv"
    file.write_text("image,category\nblue.png,blue\ngreen.png,Grey\nyellow.png,Ash\n", "utf-8")
    monkeypatch.setattr(file_dialogs, "ask_table", lambda *_: file)
    explained.window.review_menu.import_action.trigger()
    dialog = opened(qtbot, explained, ImportDialog)
    qtbot.waitUntil(dialog.import_button.isEnabled, timeout=WAIT_MS)
    terms = dialog.terms.terms
    assert dialog.only.text() == "Only this catalog's classes (2 of 5)"
    terms.setData(terms.index(0, 2), "Yellow")
    assert dialog.only.text() == "Only this catalog's classes (3 of 5)"
    assert not dialog.only.isChecked()
    dialog.only.setChecked(ticked)
    dialog.import_button.click()
    marks = explained.window.model.mark
    green = next(path for path in explained.window.model.paths if path.name == "green.png")
    qtbot.waitUntil(lambda: marks(green).catalog == "Grey", timeout=WAIT_MS)
    wait_for_tags(qtbot, explained, FEW if ticked else LABELS)
    assert at_foot(explained) == ("3 of 5 classes can occur" if ticked else "")
    dialog_then = ask(qtbot, explained)
    dialog_then.catalog_button.click()
    assert dialog_then.classes.ticked == set(FEW)
    dialog_then.reject()


def test_a_report_names_the_classes(
    qtbot: QtBot, explained: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, explained, FEW)
    wait_for_tags(qtbot, explained, FEW)
    wait_until_explained(qtbot, explained)
    monkeypatch.setattr(file_dialogs, "ask_target", lambda *_: tmp_path / "blue.pdf")
    with qtbot.waitSignal(explained.workbench.exporter.written, timeout=WAIT_MS):
        explained.window.export_menu.export_requested.emit("pdf")
    (record,) = RecordFile(tmp_path / "blue.pdf").records()
    assert record["classes"] == list(FEW)


def test_the_same_classes_once_more_are_nothing_to_judge(qtbot: QtBot, explained: Program) -> None:
    before = explained.window.status.words
    explained.workbench._classes.choose(())
    assert explained.window.status.words == before != JUDGING


def test_classes_that_another_model_lacks_are_not_asked_for(
    qtbot: QtBot, explained: Program, renamed: Path
) -> None:
    dialog = ask(qtbot, explained)
    with qtbot.waitSignal(dialog.rejected, timeout=WAIT_MS):
        explained.workbench.network.switch(renamed)
    dialog = ask(qtbot, explained)
    assert set(dialog.classes.ticked) == {f"My {name}" for name in LABELS}
    dialog.reject()


def test_the_same_network_under_other_names_says_nothing_by_the_former(
    qtbot: QtBot, explained: Program, renamed: Path
) -> None:
    explained.workbench.network.switch(renamed)
    wait_for_tags(qtbot, explained, tuple(f"My {name}" for name in LABELS))
    wait_until_explained(qtbot, explained)
    assert set(explained.workbench.current_photo.explanation.surrogates) <= {
        f"My {name}" for name in LABELS
    }
