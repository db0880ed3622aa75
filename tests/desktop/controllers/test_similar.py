"""From a photo to those like it: found, ticked, decided at once, taken back, gone to."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.inference.classifier import Classifier
from core.paths import cache_dir
from core.similar.cache import FILE
from core.vocabulary import ViewKey
from desktop.app import Program
from desktop.controllers.similar import LOADING, NO_FEATURES, NO_REVIEW
from desktop.dialogs.anew_dialog import AnewDialog
from desktop.dialogs.similar_dialog import SimilarDialog
from tests.packs import draw_product
from tests.window import (
    WAIT_MS,
    Start,
    current,
    opened,
    pick,
    press,
    show,
    strike,
    verdicts,
)


@pytest.fixture
def products(products: Path) -> Path:
    """Beside one photo of each colour three more blue ones, a copy and a broken file."""
    for seed in (11, 12, 13):
        picture = Image.fromarray(draw_product("Blue", (120, 90), seed=seed))
        picture.save(products / "b" / f"sea{seed}.png")
    shutil.copy(products / "a" / "blue.png", products / "b" / "again.png")
    (products / "b" / "broken.png").write_bytes(b"no photo")
    return products


@pytest.fixture
def program(qtbot: QtBot, start: Start, products: Path) -> Program:
    """All is tagged and listed; blue.png is looked at."""
    program = start(products)
    bench = program.workbench
    qtbot.waitUntil(lambda: len(bench.scan.index) == 10, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not bench.scan.running and bench.tagger.finished_all, timeout=WAIT_MS)
    show(qtbot, program, ViewKey.ALL)
    qtbot.waitUntil(lambda: program.window.model.rowCount() == 10, timeout=WAIT_MS)
    assert program.window.photos.choose(products / "a" / "blue.png")
    return program


def find(qtbot: QtBot, program: Program) -> SimilarDialog:
    """Press the key, and wait until all photos were compared."""
    program.window.activateWindow()  # it counts as active as well while its dialog is
    qtbot.waitUntil(lambda: QApplication.activeWindow() is program.window, timeout=WAIT_MS)
    press(program, Qt.Key.Key_L)
    dialog = opened(qtbot, program, SimilarDialog)
    qtbot.waitUntil(lambda: dialog.asked is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not program.workbench.similar.running, timeout=WAIT_MS)
    qtbot.waitUntil(dialog.isActiveWindow, timeout=WAIT_MS)
    return dialog


def names(dialog: SimilarDialog) -> list[str]:
    return [path.name for path in dialog.grid.model.paths]


def tick(dialog: SimilarDialog, *chosen: str) -> None:
    dialog.grid._list.select([p for p in dialog.grid.model.paths if p.name in chosen])


def test_the_likest_come_first_behind_the_photo_itself(qtbot: QtBot, program: Program) -> None:
    dialog = find(qtbot, program)
    found = names(dialog)
    assert found[0] == "blue.png"
    assert found[1] == "again.png"
    assert set(found[2:5]) == {"sea11.png", "sea12.png", "sea13.png"}
    assert len(found) == 9 and "broken.png" not in found
    words = [dialog._likeness(path) for path in dialog.grid.model.paths]
    assert words[:2] == ["This photo", "Identical"]
    assert all(word.endswith("% alike") for word in words[2:])
    assert dialog._words.text() == (
        "The 8 most similar of 9 photos, most similar first. Cannot be read: 1 photo."
    )


def test_tagging_has_kept_what_the_search_needs(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (cache_dir() / "features" / FILE).exists()
    looked_at = []
    program.workbench.similar.progressed.connect(looked_at.append)
    find(qtbot, program)
    assert looked_at == []


def test_without_the_cache_photos_are_looked_at_anew(qtbot: QtBot, program: Program) -> None:
    program.workbench.features.close()
    (cache_dir() / "features" / FILE).unlink()
    steps = []
    program.workbench.similar.progressed.connect(steps.append)
    assert len(names(find(qtbot, program))) == 9
    assert (steps[-1].done, steps[-1].total) == (7, 7)  # all but the one asked about and its copy


def test_a_cluster_gets_one_tag_in_one_step(qtbot: QtBot, program: Program) -> None:
    dialog = find(qtbot, program)
    cluster = ("blue.png", "again.png", "sea11.png", "sea12.png", "sea13.png")
    tick(dialog, *cluster)
    assert dialog._chosen.text().startswith("Ticked: 5 photos.")
    strike(dialog, Qt.Key.Key_T)

    def decided() -> set[str]:
        return {name for name, verdict in verdicts(program).items() if verdict == "accepted"}

    qtbot.waitUntil(lambda: decided() == set(cluster), timeout=WAIT_MS)
    marks = {path.name: program.window.model.mark(path) for path in program.window.model.paths}
    assert {marks[name].tag for name in cluster} == {"Blue"}
    assert program.window.photos.current_path().name not in cluster  # the list has gone on
    assert names(dialog)[0] == "blue.png"  # the dialog stays
    strike(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: set(verdicts(program).values()) == {"to do"}, timeout=WAIT_MS)
    strike(dialog, Qt.Key.Key_Z, CTRL_SHIFT)
    qtbot.waitUntil(lambda: decided() == set(cluster), timeout=WAIT_MS)


CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_what_was_decided_otherwise_is_asked_about(qtbot: QtBot, program: Program) -> None:
    dialog = find(qtbot, program)
    tick(dialog, "sea11.png")
    strike(dialog, Qt.Key.Key_F)
    pick(qtbot, program, "two things")
    qtbot.waitUntil(lambda: verdicts(program)["sea11.png"] == "flagged", timeout=WAIT_MS)
    tick(dialog, "sea11.png", "sea12.png")
    dialog.activateWindow()
    strike(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    anew = opened(qtbot, program, AnewDialog)
    assert verdicts(program)["sea12.png"] == "accepted"
    anew.reject()
    assert verdicts(program)["sea11.png"] == "flagged"


def test_without_ticks_the_marked_photo_is_decided_and_the_list_stays(
    qtbot: QtBot, program: Program
) -> None:
    dialog = find(qtbot, program)
    strike(dialog, Qt.Key.Key_Right)
    strike(dialog, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: verdicts(program)["again.png"] == "skipped", timeout=WAIT_MS)
    assert current(program) == "blue.png"
    tick(dialog, "red.png", "grey.png")
    strike(dialog, Qt.Key.Key_C)
    pick(qtbot, program, "green")
    qtbot.waitUntil(lambda: verdicts(program)["red.png"] == "corrected", timeout=WAIT_MS)
    assert verdicts(program)["grey.png"] == "corrected"


def test_enter_goes_there(qtbot: QtBot, program: Program) -> None:
    dialog = find(qtbot, program)
    strike(dialog, Qt.Key.Key_Right)
    strike(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: current(program) == "again.png", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not program.window.findChildren(SimilarDialog), timeout=WAIT_MS)
    assert set(verdicts(program).values()) == {"to do"}


def test_where_the_view_lacks_it_it_stands_in_front(qtbot: QtBot, program: Program) -> None:
    show(qtbot, program, ViewKey.UNREADABLE)
    qtbot.waitUntil(lambda: current(program) == "broken.png", timeout=WAIT_MS)
    program.workbench.browse.go_to(program.workbench.desk.shared.review.photos.folder / "b/red.png")
    qtbot.waitUntil(lambda: current(program) == "red.png", timeout=WAIT_MS)
    assert [path.name for path in program.window.model.paths] == ["red.png", "broken.png"]


def test_an_unreadable_photo_is_like_nothing(qtbot: QtBot, program: Program) -> None:
    broken = next(path for path in program.window.model.paths if path.name == "broken.png")
    program.window.photos.choose(broken)
    dialog = find(qtbot, program)
    assert names(dialog) == []
    assert dialog._words.text() == "This photo cannot be read, so nothing can be similar to it."
    assert not dialog.same_action.isEnabled() and not dialog.keys.accept.isEnabled()


def test_another_folder_closes_it(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    find(qtbot, program)
    other = tmp_path / "other"
    other.mkdir()
    Image.fromarray(draw_product("Red")).save(other / "one.png")
    program.workbench.open([other])
    qtbot.waitUntil(lambda: not program.window.findChildren(SimilarDialog), timeout=WAIT_MS)


def test_the_key_finds_for_the_photo_that_is_looked_at_now(qtbot: QtBot, program: Program) -> None:
    first = find(qtbot, program)
    other = next(path for path in program.window.model.paths if path.name == "red.png")
    program.window.photos.choose(other)
    assert find(qtbot, program) is first
    assert names(first)[0] == "red.png"


def test_several_folders_have_no_review_and_that_is_said(
    qtbot: QtBot, start: Start, products: Path
) -> None:
    program = start(products / "a", products / "b")
    bench = program.workbench
    qtbot.waitUntil(
        lambda: bench.tagger.finished_all and len(bench.scan.index) == 10, timeout=WAIT_MS
    )
    similar = program.window.compare.similar_action
    assert (similar.isEnabled(), similar.statusTip()) == (False, NO_REVIEW)


def test_a_network_without_features_says_so(qtbot: QtBot, program: Program) -> None:
    similar = program.window.compare.similar_action
    assert (similar.isEnabled(), similar.statusTip()) == (True, "")
    network = program.workbench.network
    network.classifier.engine.gives_features = False
    network.network_ready.emit(network.classifier)
    assert (similar.isEnabled(), similar.statusTip()) == (False, NO_FEATURES)


def test_asked_for_before_the_model_is_loaded_it_waits_and_says_so(
    qtbot: QtBot, program: Program, products: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.window.close()
    gate, open_really = threading.Event(), Classifier.open
    monkeypatch.setattr(
        Classifier, "open", lambda folder: gate.wait(WAIT_MS / 1000) and open_really(folder)
    )
    again = start(products)
    window = again.window
    qtbot.waitUntil(lambda: window.model.rowCount() == 10, timeout=WAIT_MS)
    window.photos.choose(products / "a" / "blue.png")
    press(again, Qt.Key.Key_L)
    assert window.status._words.accessibleName() == LOADING
    window.photos.choose(products / "a" / "green.png")  # whoever goes on wants it no more
    assert window.status._words.accessibleName() != LOADING
    window.photos.choose(products / "a" / "blue.png")
    press(again, Qt.Key.Key_L)
    gate.set()
    dialog = opened(qtbot, again, SimilarDialog)
    qtbot.waitUntil(lambda: len(dialog.grid.model.paths) == 9, timeout=WAIT_MS)
    assert window.status._words.accessibleName() != LOADING
    dialog.reject()
