"""Which photos are listed, in which order, and which of them is looked at then."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.errors import ReviewError
from core.review.store import Review
from core.review.views import Filter
from core.vocabulary import Order, ViewKey
from desktop.app import Program
from desktop.controllers.browse import NONE_HERE
from desktop.services.folder_scan import LOOKING
from desktop.services.review import shared_review
from desktop.services.review.listing import Wish, listing
from desktop.services.review.shared_review import SharedReview
from desktop.services.review.shown import Registered
from desktop.system.settings import Settings
from desktop.ui.facet_words import nothing_fits
from desktop.ui.photo_state import Listing
from tests.packs import LABELS
from tests.window import (
    WAIT_MS,
    Start,
    pick,
    press,
    review_file,
    show,
    verdicts,
    wait_for_verdict,
)


def test_the_photo_looked_at_stays_when_all_are_tagged_anew_and_the_least_sure_is_next(
    qtbot: QtBot, explained: Program, products: Path, start: Start
) -> None:
    show(qtbot, explained, ViewKey.DOUBTFUL)
    explained.window.photos.choose(products / "a" / "blue.png")
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
    assert window.photos.current_path() == products / "a" / "blue.png"
    others = [path for path in window.model.paths if path.name != "blue.png"]
    with qtbot.waitSignal(bench.desk.decided, timeout=WAIT_MS):
        press(again, Qt.Key.Key_Return)
    assert window.photos.current_path() == others[0]


def test_views_search_and_order_list_the_photos(qtbot: QtBot, explained: Program) -> None:
    window = explained.window
    press(explained, Qt.Key.Key_Return)
    wait_for_verdict(qtbot, explained, "blue.png", "accepted")
    window.views.set_view(ViewKey.DONE)
    window.list_controls.changed.emit()
    qtbot.waitUntil(lambda: list(verdicts(explained)) == ["blue.png"], timeout=WAIT_MS)
    window.views.set_view(ViewKey.TO_DO)
    window.list_controls.changed.emit()
    qtbot.waitUntil(lambda: "blue.png" not in verdicts(explained), timeout=WAIT_MS)
    window.views.set_view(ViewKey.ALL)
    window.top.search.setText("re")
    wanted = {"green.png", "grey.png", "red.png"}
    qtbot.waitUntil(lambda: set(verdicts(explained)) == wanted, timeout=WAIT_MS)
    window.top.search.setText("nothing like it")
    qtbot.waitUntil(lambda: window.model.rowCount() == 0, timeout=WAIT_MS)


def test_a_search_finds_tags_and_decisions_in_the_list(qtbot: QtBot, explained: Program) -> None:
    window = explained.window
    press(explained, Qt.Key.Key_C)
    pick(qtbot, explained, "Petrol")
    wait_for_verdict(qtbot, explained, "blue.png", "corrected")
    press(explained, Qt.Key.Key_F)
    pick(qtbot, explained, "Two things")
    wait_for_verdict(qtbot, explained, "green.png", "flagged")
    for text, wanted in (
        ("petrol", {"blue.png"}),
        ("flagged two", {"green.png"}),
        ("to do", {"grey.png", "red.png", "yellow.png"}),
        ("Yellow", {"yellow.png"}),
    ):
        window.top.search.setText(text)
        qtbot.waitUntil(lambda wanted=wanted: set(verdicts(explained)) == wanted, timeout=WAIT_MS)


def test_an_order_hides_nothing_and_a_view_takes_its_own_again(
    qtbot: QtBot, explained: Program
) -> None:
    window = explained.window

    def sort_by(order: Order) -> None:
        entries = window.top._orders.actions()
        with qtbot.waitSignal(explained.workbench.desk.listed, timeout=WAIT_MS):
            next(one for one in entries if one.data() == order).trigger()

    for order in Order:
        sort_by(order)
        assert window.model.rowCount() == len(LABELS), order
    sort_by(Order.PATH)
    row = tuple(ViewKey).index(ViewKey.DOUBTFUL)
    with qtbot.waitSignal(explained.workbench.desk.listed, timeout=WAIT_MS):
        window.views._view.setCurrentIndex(window.views._model.index(row, 0))
    sure = [window.model.tag(path).confidence for path in window.model.paths]
    assert sure == sorted(sure)
    assert not window.views._otherwise.isVisible()
    sort_by(Order.PATH)
    assert window.views._otherwise.isVisible()
    names = [path.name for path in window.model.paths]
    assert names == sorted(names)


def test_fresh_folder_stays_at_its_first_photo_and_goes_on_with_the_least_sure(
    qtbot: QtBot, start: Start, products: Path, settings: Settings
) -> None:
    program = start(products)
    window, bench = program.window, program.workbench
    seen: list[str] = []
    window.photos.chosen.connect(lambda path: path and seen.append(path.name))
    with qtbot.waitSignal(bench.desk.settled, timeout=WAIT_MS):
        pass
    assert window.list_controls.view == ViewKey.DOUBTFUL
    assert window.notice.isVisible()
    assert window.notice.text() == ""  # only a hint

    def by_doubt() -> bool:
        sure = [window.model.tag(path).confidence for path in window.model.paths]
        return len(sure) == len(LABELS) and sure == sorted(sure)

    qtbot.waitUntil(by_doubt, timeout=WAIT_MS)
    assert set(seen) == {"blue.png"}  # nobody has touched it, so it was not swapped
    least = next(path for path in window.model.paths if path.name != "blue.png")
    with qtbot.waitSignal(bench.desk.decided, timeout=WAIT_MS):
        press(program, Qt.Key.Key_Return)
    assert window.photos.current_path() == least
    assert not window.notice.isVisible()
    assert settings.knows_keys


def test_left_goes_back_to_a_skipped_photo_in_a_list_that_was_sorted_anew(
    qtbot: QtBot, explained: Program
) -> None:
    window, bench = explained.window, explained.workbench
    show(qtbot, explained, ViewKey.DOUBTFUL)
    window.photos.choose_first()
    first = window.photos.current_path()
    with qtbot.waitSignal(bench.desk.decided, timeout=WAIT_MS):
        press(explained, Qt.Key.Key_S)
    with qtbot.waitSignal(bench.desk.listed, timeout=WAIT_MS):
        bench.browse._list_again()  # as tagging does
    assert (window.model.rowCount(), window.model.passed) == (len(LABELS), 1)
    press(explained, Qt.Key.Key_Left)
    assert window.photos.current_path() == first
    press(explained, Qt.Key.Key_Right)
    for _ in range(len(LABELS) - 1):
        with qtbot.waitSignal(bench.desk.decided, timeout=WAIT_MS):
            press(explained, Qt.Key.Key_Return)
    assert window.photos.current_path() == first  # the last that is left to do


def test_left_goes_back_to_a_decided_photo_in_a_list_that_was_sorted_anew(
    qtbot: QtBot, explained: Program
) -> None:
    window, bench = explained.window, explained.workbench
    window.views.set_view(ViewKey.DOUBTFUL)
    with qtbot.waitSignal(bench.desk.listed, timeout=WAIT_MS):
        window.list_controls.changed.emit()
    last = window.model.paths[-1]  # as if the list had been sorted anew around it
    window.photos.choose(last)
    with qtbot.waitSignals([bench.desk.decided, bench.desk.listed], timeout=WAIT_MS):
        press(explained, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.model.paths[0] == last, timeout=WAIT_MS)
    second = window.photos.current_path()
    assert window.photos.currentIndex().row() == 1
    with qtbot.waitSignal(bench.desk.decided, timeout=WAIT_MS):
        press(explained, Qt.Key.Key_Return)
    with qtbot.waitSignal(bench.desk.listed, timeout=WAIT_MS):
        bench.browse._list_again()  # as tagging does
    assert window.model.paths[:2] == [last, second]
    for back in (second, last):
        press(explained, Qt.Key.Key_Left)
        assert window.photos.current_path() == back
    press(explained, Qt.Key.Key_Right)
    press(explained, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_for_verdict(qtbot, explained, second.name, "to do")
    with qtbot.waitSignal(bench.desk.listed, timeout=WAIT_MS):
        bench.browse._list_again()
    assert window.model.paths[0] == last
    assert window.photos.current_path() == second
    window.top.search.setText("png")  # another list begins without them
    qtbot.waitUntil(lambda: last not in window.model.paths, timeout=WAIT_MS)


def test_whoever_stays_with_a_photo_decided_while_a_list_was_made_is_not_led_away(
    qtbot: QtBot, explained: Program
) -> None:
    """The list was asked for before anybody had told of the decision, and made after it."""
    window, bench = explained.window, explained.workbench
    show(qtbot, explained, ViewKey.TO_DO)
    window.view_actions.advance_action.setChecked(False)
    stays = window.model.paths[2]
    window.photos.choose(stays)
    seen: list[Path] = []
    window.photos.chosen.connect(seen.append)
    press(explained, Qt.Key.Key_Return)
    bench.browse._list_again()
    qtbot.waitUntil(lambda: window.model.passed == 1, timeout=WAIT_MS)
    assert window.model.paths[0] == window.photos.current_path() == stays
    assert set(seen) == {stays}


def test_sorting_keeps_what_is_selected(qtbot: QtBot, explained: Program) -> None:
    window = explained.window
    chosen = list(window.model.paths[1:3])
    window.photos.choose(chosen[0])
    window.photos.select(chosen)
    with qtbot.waitSignal(explained.workbench.desk.listed, timeout=WAIT_MS):
        window.list_controls.changed.emit()
    assert window.photos.selected_paths() == chosen


def test_folder_narrows_the_list_and_subfolders_are_optional(
    qtbot: QtBot, explained: Program, products: Path
) -> None:
    window = explained.window
    window.folders.ticked.emit(products / "b")
    qtbot.waitUntil(lambda: window.model.rowCount() == 2, timeout=WAIT_MS)
    assert [path.name for path in window.model.paths] == ["red.png", "yellow.png"]
    assert window.photos.current_path().name == "red.png"
    window.folders.ticked.emit(None)
    qtbot.waitUntil(lambda: window.model.rowCount() == len(LABELS), timeout=WAIT_MS)
    first: list[tuple[int, str]] = []
    explained.workbench.desk.opened.connect(
        lambda _: first.append((window.model.rowCount(), window.compare.original._message))
    )
    window.folders._subfolders.setChecked(False)
    qtbot.waitUntil(lambda: window.compare.original._message == NONE_HERE, timeout=WAIT_MS)
    assert first == [(0, LOOKING)]
    assert window.folders.isVisible()


def test_all_that_a_review_knows_is_listed_in_order_before_it_is_found_again(
    qtbot: QtBot, explained: Program, products: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A million photos are found again in five minutes, the first ones behind the first look."""
    red, over, register = products / "b" / "red.png", threading.Event(), SharedReview.register
    explained.window.photos.choose(red)
    explained.window.close()

    def wait(self: SharedReview, paths: Sequence[Path]) -> Registered:
        assert over.wait(WAIT_MS / 1000)
        return register(self, paths)

    monkeypatch.setattr(SharedReview, "register", wait)
    monkeypatch.setattr(shared_review, "FIRST_LOOK", 2)
    again = start(products)
    model = again.window.model
    qtbot.waitUntil(lambda: model.rowCount() == len(LABELS), timeout=WAIT_MS)
    assert list(model.paths) == sorted(products.rglob("*.png"))
    assert again.window.photos.current_path() == red
    with qtbot.waitSignal(again.workbench.scan.finished, timeout=WAIT_MS):
        over.set()


def test_what_a_kept_search_leaves_out_is_not_said_to_be_no_photo(
    qtbot: QtBot, explained: Program, products: Path, start: Start
) -> None:
    """Before anybody has looked for photos, the review knows that there are some."""
    explained.window.top.search.setText("nothing like it")
    qtbot.waitUntil(lambda: explained.window.model.rowCount() == 0, timeout=WAIT_MS)
    explained.window.close()
    again = start()
    said: list[str] = []
    again.workbench.desk.opened.connect(
        lambda _: said.append(again.window.compare.original._message)
    )
    with qtbot.waitSignal(again.workbench.desk.opened, timeout=WAIT_MS):
        again.workbench.open([products])
    assert said == [nothing_fits(Filter(text="nothing like it"))]


def test_a_list_asked_for_while_photos_are_found_lacks_none_of_them_in_the_end(
    qtbot: QtBot, start: Start, products: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, early = threading.Event(), iter([Listing.of(())])

    def slow(shared: SharedReview, wish: Wish) -> Listing:
        """List, at first as it was before anything was found, and late."""
        assert found.wait(WAIT_MS / 1000)
        return next(early, None) or listing(shared, wish)

    monkeypatch.setattr("desktop.services.review.review_desk.listing", slow)
    program = start()
    bench, window = program.workbench, program.window

    def ask() -> None:
        window.views.set_view(ViewKey.ALL)
        window.list_controls.changed.emit()

    bench.desk.loaded.connect(ask)
    bench.scan.found.connect(lambda _: found.set())
    with qtbot.waitSignal(bench.desk.listed, timeout=WAIT_MS):
        bench.open([products])
    qtbot.waitUntil(lambda: window.model.rowCount() == len(LABELS), timeout=WAIT_MS)
    assert window.list_controls.view is ViewKey.ALL


def test_nothing_of_a_review_stays_listed_that_turns_out_to_be_edited(
    qtbot: QtBot, explained: Program, products: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first look showed it before all was looked through: photos are tagged anew then."""
    press(explained, Qt.Key.Key_Return)
    wait_for_verdict(qtbot, explained, "blue.png", "accepted")
    explained.window.close()

    def edited(self: SharedReview) -> None:
        self.close()
        raise ReviewError(self.review.path, "edited")

    monkeypatch.setattr(SharedReview, "look_through", edited)
    again = start(products)
    bench, model = again.workbench, again.window.model
    with qtbot.waitSignal(bench.scan.finished, timeout=WAIT_MS):
        pass
    qtbot.waitUntil(lambda: model.rowCount() == len(LABELS), timeout=WAIT_MS)
    assert bench.desk.shared is None
    assert [model.mark(path).pending for path in model.paths] == [True] * len(LABELS)
