"""The review desk from outside: keys decide, the file remembers, undo walks across restarts."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QDate, QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.inference.classifier import Classifier
from core.paths import data_dir
from core.review.audit import verify
from core.review.store import Review, path_for
from core.review.views import Filter
from core.vocabulary import Status, Verdict, ViewKey
from desktop.app import Program
from desktop.dialogs.filter_dialog import FilterDialog
from desktop.dialogs.picker import Picker, matching
from desktop.services.review.opening import LOCKED
from desktop.system.settings import Settings
from desktop.ui.choice import Choice
from desktop.ui.class_choices import by_families
from tests.packs import LABELS

WAIT_MS = 60_000
Start = Callable[..., Program]


def press(program: Program, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where a reviewer's hands are: on the list."""
    program.window.activateWindow()
    program.window.photos.setFocus()
    assert QTest.qWaitForWindowActive(program.window)
    QTest.keyClick(program.window.photos, key, modifier or Qt.KeyboardModifier.NoModifier)


def current(program: Program) -> str:
    path = program.window.photos.current_path()
    return path.name if path else ""


def verdicts(program: Program) -> dict[str, str]:
    model = program.window.model
    return {path.name: model.mark(path).verdict for path in model.paths}


def wait_for(qtbot: QtBot, program: Program, name: str, verdict: str) -> None:
    def stands() -> None:
        assert program.window.notice.text() == ""
        assert verdicts(program).get(name) == verdict

    qtbot.waitUntil(stands, timeout=WAIT_MS)


def review_file(products: Path) -> Path:
    return path_for(products, data_dir() / "reviews")


def pick(qtbot: QtBot, program: Program, typed: str) -> None:
    picker = program.window.findChild(Picker)
    assert picker is not None
    field = picker.findChild(QLineEdit)
    picker.activateWindow()
    qtbot.waitUntil(field.hasFocus, timeout=WAIT_MS)
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_keys_decide_and_go_on_to_the_next(qtbot: QtBot, explained: Program) -> None:
    assert current(explained) == "blue.png"
    press(explained, Qt.Key.Key_Return)
    assert current(explained) == "green.png"
    press(explained, Qt.Key.Key_S)
    assert current(explained) == "grey.png"
    wait_for(qtbot, explained, "blue.png", "accepted")
    wait_for(qtbot, explained, "green.png", "skipped")
    assert explained.window.top._summary.text() == "1 done     4 to do     0 flagged"


def test_correct_takes_what_is_typed_and_flag_wants_a_reason(
    qtbot: QtBot, explained: Program
) -> None:
    press(explained, Qt.Key.Key_C)
    pick(qtbot, explained, "yel")
    wait_for(qtbot, explained, "blue.png", "corrected")
    assert current(explained) == "green.png"
    press(explained, Qt.Key.Key_C)
    pick(qtbot, explained, "Teal")
    wait_for(qtbot, explained, "green.png", "corrected")
    press(explained, Qt.Key.Key_F)
    pick(qtbot, explained, "two things")
    wait_for(qtbot, explained, "grey.png", "flagged")
    marks = {path.name: explained.window.model.mark(path) for path in explained.window.model.paths}
    assert (marks["blue.png"].tag, marks["green.png"].tag) == ("Yellow", "Teal")
    assert marks["grey.png"].reason == "two things"


def test_undo_and_redo_work_across_restarts(
    qtbot: QtBot, explained: Program, products: Path, start: Start
) -> None:
    press(explained, Qt.Key.Key_Return)
    wait_for(qtbot, explained, "blue.png", "accepted")
    explained.window.close()
    again = start(products)
    qtbot.waitUntil(lambda: again.workbench.desk.writable, timeout=WAIT_MS)
    assert again.window.list_controls.view == ViewKey.DOUBTFUL
    again.window.views.set_view(ViewKey.ALL)
    again.window.list_controls.changed.emit()
    wait_for(qtbot, again, "blue.png", "accepted")
    control = Qt.KeyboardModifier.ControlModifier
    press(again, Qt.Key.Key_Z, control)
    wait_for(qtbot, again, "blue.png", "to do")
    press(again, Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier)
    wait_for(qtbot, again, "blue.png", "accepted")
    again.window.close()
    assert verify(review_file(products)).sound


def test_nothing_is_classified_twice(
    qtbot: QtBot, explained: Program, products: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    explained.window.close()
    asked: list[int] = []
    original = Classifier.classify_many

    def counted(self, photos, **options):  # noqa: ANN001, ANN003, ANN202
        if not options.get("keep_features", True):  # with them: for a photo looked at or next
            asked.append(len(photos))
        return original(self, photos, **options)

    (products / "b" / "twin.png").write_bytes((products / "b" / "red.png").read_bytes())
    Image.new("RGB", (64, 48), "orange").save(products / "b" / "new.png")
    monkeypatch.setattr(Classifier, "classify_many", counted)
    bench = start(products).workbench
    qtbot.waitUntil(lambda: sum(bench.tagger.counts.values()) == len(LABELS) + 2, timeout=WAIT_MS)
    assert asked == [1]


def test_the_least_sure_photo_comes_first_when_all_are_tagged_anew(
    qtbot: QtBot, explained: Program, products: Path, start: Start
) -> None:
    explained.window.close()
    with (
        Review(review_file(products), reviewer="ana") as review,
        review.database.transaction() as connection,
    ):
        connection.execute("DELETE FROM predictions")
        connection.execute("UPDATE photos SET status = NULL, label = NULL, confidence = NULL")
    again = start(products)
    bench, window = again.workbench, again.window
    qtbot.waitUntil(lambda: sum(bench.tagger.counts.values()) == len(LABELS), timeout=WAIT_MS)
    sure = lambda: [window.model.tag(path).confidence for path in window.model.paths]  # noqa: E731
    qtbot.waitUntil(lambda: sure() == sorted(sure()) and 0 not in sure(), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.photos.current_path() == window.model.paths[0], timeout=WAIT_MS)


def test_another_folder_lets_the_first_one_go(
    qtbot: QtBot, explained: Program, tmp_path: Path
) -> None:
    shared = weakref.ref(explained.workbench.desk.shared)
    (tmp_path / "other").mkdir()
    Image.new("RGB", (64, 48), "orange").save(tmp_path / "other" / "new.png")
    explained.workbench.open([tmp_path / "other"])
    names = lambda: [path.name for path in explained.window.model.paths]  # noqa: E731
    qtbot.waitUntil(lambda: names() == ["new.png"], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: explained.workbench.tagger.finished_all, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: gc.collect() >= 0 and shared() is None, timeout=WAIT_MS)


def test_a_photo_known_before_has_one_path(
    qtbot: QtBot, explained: Program, products: Path, start: Start
) -> None:
    explained.window.close()
    bench = start(products).workbench
    qtbot.waitUntil(lambda: len(bench.scan.index) == len(LABELS), timeout=WAIT_MS)
    held = {id(path) for path in bench.desk.shared._paths.values()}
    assert {id(path) for path in bench.scan.index.below(None)} == held


def test_several_photos_are_decided_at_once(qtbot: QtBot, explained: Program) -> None:
    photos = explained.window.photos
    for row in (1, 3):
        photos.selectionModel().select(
            explained.window.model.index(row), QItemSelectionModel.SelectionFlag.Select
        )
    press(explained, Qt.Key.Key_Return)
    for name in ("blue.png", "green.png", "red.png"):
        wait_for(qtbot, explained, name, "accepted")
    press(explained, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: set(verdicts(explained).values()) == {"to do"}, timeout=WAIT_MS)


def test_views_search_and_order_list_the_photos(qtbot: QtBot, explained: Program) -> None:
    window = explained.window
    press(explained, Qt.Key.Key_Return)
    wait_for(qtbot, explained, "blue.png", "accepted")
    window.views.set_view(ViewKey.DONE)
    window.list_controls.changed.emit()
    qtbot.waitUntil(lambda: list(verdicts(explained)) == ["blue.png"], timeout=WAIT_MS)
    window.views.set_view(ViewKey.TO_DO)
    window.list_controls.changed.emit()
    qtbot.waitUntil(lambda: "blue.png" not in verdicts(explained), timeout=WAIT_MS)
    window.views.set_view(ViewKey.ALL)
    window.top.search.setText("re")
    qtbot.waitUntil(lambda: set(verdicts(explained)) == {"green.png", "grey.png", "red.png"})
    window.top.search.setText("nothing like it")
    qtbot.waitUntil(lambda: window.model.rowCount() == 0, timeout=WAIT_MS)


def test_filter_narrows_the_list_and_stays_pressed(qtbot: QtBot, explained: Program) -> None:
    window = explained.window
    press(explained, Qt.Key.Key_Return)
    wait_for(qtbot, explained, "blue.png", "accepted")
    window.top.filter_action.trigger()
    dialog = window.findChild(FilterDialog)
    dialog._verdicts.choose([Verdict.ACCEPTED])
    qtbot.waitUntil(lambda: list(verdicts(explained)) == ["blue.png"], timeout=WAIT_MS)
    assert window.top.filtered
    dialog.show_filter(Filter())
    dialog._labels.setCurrentIndex(dialog._labels.findText("Red"))
    qtbot.waitUntil(lambda: list(verdicts(explained)) == ["red.png"], timeout=WAIT_MS)
    dialog.show_filter(Filter())
    qtbot.waitUntil(lambda: window.model.rowCount() == len(LABELS), timeout=WAIT_MS)
    assert not window.top.filtered
    dialog.accept()


def test_every_filter_comes_back_from_its_controls(qtbot: QtBot) -> None:
    dialog = FilterDialog(LABELS, [LABELS[:2]], Filter())
    qtbot.addWidget(dialog)
    assert dialog.chosen() == Filter()
    wanted = Filter(
        verdicts=(Verdict.TODO, Verdict.FLAGGED),
        statuses=(Status.UNKNOWN,),
        labels=tuple(LABELS[:2]),
        confidence=(0.2, 0.5),
        margin=(0.0, 0.1),
        badges=("weak",),
        disagreeing=True,
        duplicates=True,
        automatic=True,
    )
    dialog.show_filter(wanted)
    assert dialog.chosen() == wanted
    dialog._since.setDate(QDate(2020, 1, 1))
    dialog._until.setDate(QDate(2020, 1, 1))
    since, until = dialog.chosen().modified_ns
    assert until - since == 86_400 * 10**9 - 1


def test_look_alikes_are_found_once_all_is_tagged(
    qtbot: QtBot, start: Start, products: Path
) -> None:
    (products / "b" / "twin.png").write_bytes((products / "b" / "red.png").read_bytes())
    program = start(products)
    with qtbot.waitSignal(program.workbench.desk.settled, timeout=WAIT_MS):
        pass
    program.workbench.browse.narrow_to(Filter(duplicates=True))
    qtbot.waitUntil(lambda: {"red.png", "twin.png"} <= set(verdicts(program)), timeout=WAIT_MS)
    program.window.close()


def test_second_program_may_look_but_not_decide(qtbot: QtBot, products: Path, start: Start) -> None:
    with Review(review_file(products), folder=products, reviewer="ana"):
        program = start(products)
        qtbot.waitUntil(lambda: program.workbench.desk.shared is not None, timeout=WAIT_MS)
        assert not program.window.decisions.accept_action.isEnabled()
        qtbot.waitUntil(lambda: program.window.notice.text() == LOCKED, timeout=WAIT_MS)
        qtbot.waitUntil(
            lambda: sum(program.workbench.tagger.counts.values()) == len(LABELS), timeout=WAIT_MS
        )
        program.window.close()


def test_damaged_review_is_named_and_photos_are_still_tagged(
    qtbot: QtBot, products: Path, start: Start
) -> None:
    file = review_file(products)
    file.parent.mkdir(parents=True)
    file.write_bytes(b"no review at all")
    program = start(products)
    qtbot.waitUntil(lambda: file.name in program.window.notice.text(), timeout=WAIT_MS)
    qtbot.waitUntil(
        lambda: sum(program.workbench.tagger.counts.values()) == len(LABELS), timeout=WAIT_MS
    )
    assert file.read_bytes() == b"no review at all"


def test_moved_folder_finds_its_decisions(
    qtbot: QtBot, explained: Program, products: Path, start: Start
) -> None:
    press(explained, Qt.Key.Key_Return)
    wait_for(qtbot, explained, "blue.png", "accepted")
    explained.window.close()
    moved = products.rename(products.with_name("elsewhere"))
    again = start(moved)
    qtbot.waitUntil(lambda: again.workbench.desk.writable, timeout=WAIT_MS)
    blue = moved / "a" / "blue.png"
    model = again.window.model
    qtbot.waitUntil(lambda: model.mark(blue).verdict == "accepted", timeout=WAIT_MS)


def test_closing_at_once_loses_no_decision(explained: Program, products: Path) -> None:
    for _ in range(4):
        press(explained, Qt.Key.Key_Return)
    explained.window.close()
    with Review(review_file(products), read_only=True) as review:
        assert review.queue.counts().done == 4


def test_families_stand_together_behind_their_surest_member() -> None:
    ranked = ["Heels", "Belts", "Flats", "Ties", "Sandals"]
    families = [("Flats", "Heels", "Sandals"), ("Ties", "Scarves")]
    assert by_families(ranked, families) == ["Heels", "Flats", "Sandals", "Belts", "Ties"]


def test_type_ahead_prefers_beginnings() -> None:
    choices = [Choice("Sports Shoes"), Choice("Shirts"), Choice("Tshirts"), Choice("Hats")]
    found = [choice.text for choice in matching(choices, " sh")]
    assert found == ["Shirts", "Sports Shoes", "Tshirts"]


def test_fresh_folder_begins_with_the_least_sure(
    qtbot: QtBot, start: Start, products: Path, settings: Settings
) -> None:
    program = start(products)
    window, bench = program.window, program.workbench
    with qtbot.waitSignal(bench.desk.settled, timeout=WAIT_MS):
        pass
    assert window.list_controls.view == ViewKey.DOUBTFUL
    assert window.notice.isVisible()
    assert window.notice.text() == ""  # only a hint

    def by_doubt() -> bool:
        sure = [window.model.tag(path).confidence for path in window.model.paths]
        return len(sure) == len(LABELS) and sure == sorted(sure)

    qtbot.waitUntil(by_doubt, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.photos.currentIndex().row() == 0, timeout=WAIT_MS)
    with qtbot.waitSignal(bench.desk.decided, timeout=WAIT_MS):
        press(program, Qt.Key.Key_Return)
    assert window.photos.currentIndex().row() == 1
    assert not window.notice.isVisible()
    assert settings.knows_keys


def test_queue_sorted_meanwhile_is_begun_anew(qtbot: QtBot, explained: Program) -> None:
    window, deciding = explained.window, explained.workbench.decide
    window.photos.choose(window.model.paths[2])
    deciding._led_to = window.model.paths[2]
    deciding._on_listed()
    press(explained, Qt.Key.Key_Return)
    assert window.photos.currentIndex().row() == 0
    last = window.model.paths[-1]
    wait_for(qtbot, explained, window.model.paths[2].name, "accepted")
    window.photos.choose(last)
    press(explained, Qt.Key.Key_S)
    assert window.photos.currentIndex().row() == 0  # the end leads back to what is left


def test_sorting_keeps_what_is_selected(qtbot: QtBot, explained: Program) -> None:
    window = explained.window
    chosen = list(window.model.paths[1:3])
    window.photos.choose(chosen[0])
    window.photos.select(chosen)
    with qtbot.waitSignal(explained.workbench.desk.listed, timeout=WAIT_MS):
        window.list_controls.changed.emit()
    assert window.photos.selected_paths() == chosen


def test_empty_list_shows_no_photo_and_decides_nothing(qtbot: QtBot, explained: Program) -> None:
    window, desk = explained.window, explained.workbench.desk
    with qtbot.waitSignal(desk.listed, timeout=WAIT_MS):
        window.top.search.setText("no such photo")
    assert explained.workbench.current_photo.path is None
    assert not window.decisions.accept_action.isEnabled()
    assert window.inspector._confidence.text() == ""
    with qtbot.waitSignal(desk.listed, timeout=WAIT_MS):
        window.top.search.clear()
    assert window.decisions.accept_action.isEnabled()


def test_undo_with_its_key_held_chooses_one_photo(qtbot: QtBot, explained: Program) -> None:
    window, desk = explained.window, explained.workbench.desk
    first = window.photos.current_path()
    with qtbot.waitSignal(desk.decided, timeout=WAIT_MS):
        press(explained, Qt.Key.Key_Return)
    window.photos.step(2)
    QTest.keyPress(window.photos, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    window.photos.choose(first)
    assert window.photos.selected_paths() == [first]
    QTest.keyRelease(window.photos, Qt.Key.Key_Control)
