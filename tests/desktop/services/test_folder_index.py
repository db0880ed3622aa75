"""The photos of the opened folders."""

from __future__ import annotations

from pathlib import Path

from desktop.services.folder_index import FolderIndex


def test_library_gives_photos_below_a_folder_in_order() -> None:
    folder_index = FolderIndex()
    photos = [Path("/s/1.jpg"), Path("/s/a/2.jpg"), Path("/s/a/b/3.jpg"), Path("/s/ab/4.jpg")]
    folder_index.add(photos)
    assert folder_index.below([]) == photos
    assert folder_index.below([Path("/s/a")]) == photos[1:3]
    assert folder_index.below([Path("/s/a/b"), Path("/s/ab")]) == photos[2:]
    assert len(folder_index) == 4
