"""Paths by small numbers."""

from __future__ import annotations

import gc
import threading
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.path_table import NONE, TOGETHER, PathList, PathRows, PathTable

PATHS = [Path("a.jpg"), Path("/a.jpg"), Path("/shop/a.jpg"), Path("/shop/bags/a.jpg"), Path("b/c")]
SOME = st.lists(st.sampled_from(PATHS))


@given(SOME)
def test_a_path_has_one_number_and_comes_back_as_it_was(paths: list[Path]) -> None:
    table = PathTable()
    numbers = [table.number(path) for path in paths]
    assert [table.path(number) for number in numbers] == paths
    assert sorted(set(numbers)) == list(range(len(set(paths)))) == list(range(len(table)))
    assert [table.folder(number) for number in numbers] == [path.parent for path in paths]
    assert [table.find(path) for path in PATHS] == [
        numbers[paths.index(path)] if path in paths else None for path in PATHS
    ]


@pytest.mark.parametrize("path", PATHS)
def test_a_name_in_a_folder_is_the_path_of_both(path: Path) -> None:
    table = PathTable()
    place = table.place(path.parent)
    assert table.number_in(place, path.name) == table.number(path) == 0
    assert table.path(0) == path


def test_spellings_that_the_system_takes_for_one_have_one_number() -> None:
    table = PathTable(fold=str.lower)
    numbers = [table.number(Path(path)) for path in ("/Shop/A.jpg", "/shop/a.JPG", "/shop/b.jpg")]
    assert numbers == [0, 0, 1]
    assert [str(table.path(number).as_posix()) for number in (0, 1)] == [
        "/Shop/A.jpg",
        "/Shop/b.jpg",
    ]
    assert table.find(Path("/SHOP/B.JPG")) == 1


def test_threads_that_tell_the_same_paths_give_them_the_same_numbers() -> None:
    table, told = PathTable(), []
    paths = [Path(f"/shop/{n % 7}/{n}.jpg") for n in range(2000)]
    threads = [
        threading.Thread(target=lambda: told.append(list(map(table.number, paths))))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(table) == len(paths)
    assert all(numbers == told[0] for numbers in told)
    assert list(map(table.path, told[0])) == paths


@given(SOME, SOME)
def test_a_list_is_what_a_list_of_paths_would_be(one: list[Path], other: list[Path]) -> None:
    paths = PathList.of(one)
    assert paths == one and list(paths) == one and one == paths
    assert len(paths) == len(one)
    assert paths[1:] == one[1:] and paths[::-1] == one[::-1]
    assert paths + other == [*one, *other]
    assert (paths == PathList.of(other)) == (one == other)
    assert (paths == PathList.of(other, paths.table)) == (one == other)
    assert [path in paths for path in PATHS] == [path in one for path in PATHS]
    if one:
        assert paths[-1] == one[-1]


def test_a_list_stays_itself_unless_another_table_is_to_number_it() -> None:
    paths, table = PathList.of(PATHS), PathTable()
    assert PathList.of(paths) is paths and PathList.of(paths, paths.table) is paths
    moved = PathList.of(reversed(paths), table)
    assert moved.table is table and moved == PATHS[::-1]
    assert list(moved.numbers) == list(range(len(PATHS)))


def test_folders_are_asked_about_once_each() -> None:
    paths = PathList.of([Path(f"/shop/{n % 3}/{n}.jpg") for n in range(30)])
    asked: list[Path] = []

    def holds(folder: Path) -> bool:
        asked.append(folder)
        return folder.name == "1"

    assert paths.where(holds) == [Path(f"/shop/1/{n}.jpg") for n in range(1, 30, 3)]
    assert sorted(asked) == [Path(f"/shop/{n}") for n in range(3)]


@given(SOME, SOME)
def test_rows_are_given_once_and_in_order(first: list[Path], then: list[Path]) -> None:
    rows = PathRows(PathList.of(dict.fromkeys(first)))
    rows.add(PathList.of(then, rows.paths.table).numbers)
    every = list(dict.fromkeys([*first, *then]))
    assert rows.paths == every
    assert rows == {path: row for row, path in enumerate(every)}
    assert [rows.get(path) for path in PATHS] == [
        every.index(path) if path in every else None for path in PATHS
    ]


def test_a_path_that_the_table_learnt_later_has_no_row() -> None:
    rows = PathRows(PathList.of(PATHS[:2]))
    later = rows.paths.table.number(PATHS[4])
    assert rows.at(later) == NONE and PATHS[4] not in rows
    rows.add(array("i", [later]))
    assert rows[PATHS[4]] == 2


def test_a_search_for_garbage_passes_over_names() -> None:
    """A list of a million of them would take it a frame or two, each time."""
    table, folder = PathTable(), Path("shelf").absolute()
    paths = [folder / f"{number}.jpg" for number in range(3 * TOGETHER + 1)]
    numbers = [table.number(path) for path in paths]
    gc.collect()
    listed = [one for one in gc.get_objects() if isinstance(one, list | tuple)]
    assert not [one for one in listed if len(one) >= TOGETHER and one[0] == "0.jpg"]
    assert [table.path(number) for number in numbers] == paths
