"""The photos as a filmstrip or a grid: what is current, what is selected, what is told."""

from __future__ import annotations

import timeit
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.vocabulary import Verdict
from desktop.panels.browser.photo_list import PhotoList
from desktop.ui.photo_state import Listing, Mark

MakeList = Callable[[int], PhotoList]
FRAME_S = 0.016
CLICK = Qt.MouseButton.LeftButton


def photo(number: int) -> Path:
    return Path(f"{number}.jpg")


def test_the_photo_chosen_is_told_and_one_that_is_not_there_is_not(
    qtbot: QtBot, make_list: MakeList
) -> None:
    photos = make_list(9)
    with qtbot.waitSignal(photos.chosen) as told:
        assert photos.choose(photo(4))
    assert told.args == [photo(4)]
    with qtbot.assertNotEmitted(photos.chosen):
        assert not photos.choose(Path("elsewhere.jpg"))
        photos.step(-5)
        photos.step(5)
    assert photos.current_path() == photo(4)
    photos.step(-4)
    assert photos.current_path() == photo(0)
    assert photos.selected_paths() == [photo(0)]


def test_the_photos_around_the_current_one_are_given_as_far_as_there_are_any(
    make_list: MakeList,
) -> None:
    photos = make_list(4)
    photos.choose(photo(2))
    assert photos.neighbours((1, -1, 2, -2)) == [photo(3), photo(1), photo(0)]


def test_an_action_is_about_several_only_where_several_are_selected(
    qtbot: QtBot, make_list: MakeList
) -> None:
    photos = make_list(6)
    assert photos.chosen_paths() == []
    photos.choose(photo(3))
    assert photos.chosen_paths() == [photo(3)]
    with qtbot.waitSignal(photos.selection_changed):
        photos.select([photo(5), photo(1), Path("elsewhere.jpg")])
    assert photos.chosen_paths() == photos.selected_paths() == [photo(1), photo(3), photo(5)]
    assert photos.selected_count() == 3
    assert photos.current_path() == photo(3)


def test_a_double_click_opens(qtbot: QtBot, make_list: MakeList) -> None:
    photos = make_list(3)
    place = photos.visualRect(photos.model().index(1, 0)).center()
    with qtbot.waitSignal(photos.opened):
        qtbot.mouseClick(photos.viewport(), CLICK, pos=place)
        qtbot.mouseDClick(photos.viewport(), CLICK, pos=place)
        qtbot.mouseRelease(photos.viewport(), CLICK, pos=place)
    assert photos.current_path() == photo(1)


def test_another_list_keeps_what_is_chosen_where_it_can(make_list: MakeList) -> None:
    photos = make_list(6)
    photos.choose(photo(2))
    photos.select([photo(4)])
    photos.show_listing(Listing.of([photo(4), photo(2)]), keep=True)
    assert photos.current_path() == photo(2)
    assert photos.selected_paths() == [photo(4), photo(2)]
    photos.show_listing(Listing.of([photo(1), photo(4)]), keep=True)
    assert photos.selected_paths() == [photo(1)]
    photos.show_listing(Listing.of([photo(5), photo(1)]), keep=False)
    assert photos.current_path() == photo(5)


def test_a_first_list_begins_where_it_is_told_to(make_list: MakeList) -> None:
    photos = make_list(3)
    photos.show_listing(Listing.of([photo(2), photo(4)]), keep=True, first=photo(4))
    assert photos.current_path() == photo(4)
    photos.show_listing(Listing.of([photo(2), photo(4)]), keep=True, first=photo(2))
    assert photos.current_path() == photo(4)  # somebody is there already
    photos.show_listing(Listing.of([photo(2), photo(5)]), keep=False, first=photo(9))
    assert photos.current_path() == photo(2)


def test_all_are_selected_but_those_that_are_only_there_to_go_back_to(
    qtbot: QtBot, make_list: MakeList
) -> None:
    photos = make_list(3)
    listing = Listing.of([photo(1), photo(2)], passed=[photo(0), photo(2)])
    assert listing.paths == [photo(0), photo(1), photo(2)]
    photos._photos.set_marks({photo(0): Mark(Verdict.ACCEPTED)})
    photos.show_listing(listing, keep=False)
    assert photos.current_path() == photo(1)
    qtbot.keyClick(photos, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert photos.selected_paths() == [photo(1), photo(2)]
    photos.show_listing(Listing.of([], passed=[photo(0)]), keep=False)
    photos.selectAll()
    assert photos.selected_paths() == [photo(0)]


def test_a_hundred_thousand_photos_are_selected_and_told_at_once(make_list: MakeList) -> None:
    photos = make_list(100_000)

    def fastest(work: Callable[[], object]) -> float:
        return min(timeit.repeat(work, number=1, repeat=5))

    photos.selectAll()
    every = photos.selected_paths()
    assert (photos.selected_count(), len(every)) == (100_000, 100_000)
    assert fastest(photos.selectAll) < FRAME_S
    assert fastest(photos.chosen_paths) < FRAME_S
    assert photos._photos.next_pending(photos._photos.rows(every)) is None


def test_what_is_selected_here_and_there_is_told_in_order(make_list: MakeList) -> None:
    photos = make_list(9)
    some = [photo(row) for row in (0, 2, 3, 4, 8)]
    photos.choose(photo(3))
    photos.select([*reversed(some), Path("elsewhere.jpg")])
    assert photos.selected_paths() == some
    assert photos.selected_count() == 5


def test_what_was_skipped_is_selected_with_all_wherever_it_stands(make_list: MakeList) -> None:
    photos = make_list(5)
    decided = {photo(0): Mark(Verdict.ACCEPTED), photo(4): Mark(Verdict.SKIPPED)}
    photos._photos.set_marks(decided)
    passed = [photo(0), photo(4)]
    listing = Listing.of([photo(1), photo(2), photo(4)], passed, skipped=[photo(4)])
    photos.show_listing(listing, keep=False)
    assert photos.current_path() == photo(1)
    photos.selectAll()
    assert photos.selected_paths() == [photo(4), photo(1), photo(2)]


def test_an_empty_list_tells_that_there_is_no_photo(qtbot: QtBot, make_list: MakeList) -> None:
    photos = make_list(2)
    photos.choose_first()
    with qtbot.waitSignal(photos.chosen) as told:
        photos.show_listing(Listing.of([]), keep=True)
    assert told.args == [None]
    assert photos.current_path() is None


def test_the_filmstrip_is_one_row_and_shows_what_comes_next(make_list: MakeList) -> None:
    photos = make_list(40)
    assert photos.maximumHeight() < 2 * photos.tile_size().height()
    for _ in range(12):
        photos.step(1)
        following = photos.model().index(photos.currentIndex().row() + 1, 0)
        assert photos.viewport().rect().contains(photos.visualRect(following).center())
    photos.set_grid(True)
    assert photos.maximumHeight() > 10 * photos.tile_size().height()


def test_a_key_that_is_held_chooses_one_photo_alone(make_list: MakeList) -> None:
    photos = make_list(5)
    photos.choose(photo(3))
    QTest.keyPress(photos, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    photos.choose(photo(0))
    assert photos.selected_paths() == [photo(0)]
    QTest.keyRelease(photos, Qt.Key.Key_Control)


def test_what_is_looked_at_stays_marked_where_one_clicks_on_nothing(make_list: MakeList) -> None:
    photos = make_list(3)
    photos.set_grid(True)
    photos.choose(photo(1))
    nothing = photos.viewport().rect().bottomRight()
    assert not photos.indexAt(nothing).isValid()
    for button in (CLICK, Qt.MouseButton.RightButton):
        QTest.mouseClick(photos.viewport(), button, pos=nothing)
        assert photos.selected_paths() == [photo(1)]
    photos.selectAll()
    QTest.mouseClick(photos.viewport(), CLICK, pos=nothing)
    assert photos.selected_paths() == [photo(1)]
