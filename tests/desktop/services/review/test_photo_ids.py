"""Which path is which photo of a review."""

from __future__ import annotations

from pathlib import Path

from desktop.services.review.photo_ids import PhotoIds

PATHS = [Path(f"/shop/{n}.jpg") for n in range(4)]


def ids_of(photos: dict[int, Path]) -> PhotoIds:
    ids = PhotoIds()
    for photo, path in photos.items():
        ids.put(photo, ids.table.number(path))
    return ids


def test_photos_and_paths_are_found_by_each_other() -> None:
    ids = ids_of({7: PATHS[0], 2: PATHS[1]})
    unknown = ids.table.number(PATHS[2])  # found, and of no review that could take it in
    assert (ids.path(7), ids.path(2)) == (PATHS[0], PATHS[1])
    assert [ids.find(path) for path in PATHS] == [7, 2, None, None]
    assert [ids.path(photo) for photo in (-1, 0, 1, 3, 8)] == [None] * 5
    assert ids.table.path(unknown) == PATHS[2]


def test_lists_leave_out_what_is_not_there() -> None:
    ids = ids_of({7: PATHS[0], 2: PATHS[1]})
    assert ids.paths([2, 5, 7, 99]) == [PATHS[1], PATHS[0]]
    paths, names = ids.named([2, 5, 7], ["Bags", "Belts", "Caps"])
    assert (list(paths), names) == ([PATHS[1], PATHS[0]], ["Bags", "Caps"])


def test_a_photo_that_was_moved_lies_where_it_was_found() -> None:
    ids = ids_of({1: PATHS[0], 2: PATHS[1]})
    ids.move(given=2, stays=1)
    assert (ids.path(1), ids.path(2)) == (PATHS[1], None)
    assert ids.find(PATHS[1]) == 1
