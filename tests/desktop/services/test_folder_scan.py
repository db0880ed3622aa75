"""Photos as they are found."""

from __future__ import annotations

from pathlib import Path

from core.errors import FolderUnreadable
from desktop.services.folder_scan import FIRST_HANDFUL, handfuls

PHOTOS = [Path(f"/shop/bags/{n}.jpg") for n in range(40)]


def test_scan_hands_over_a_few_first_and_everything_once() -> None:
    trouble = FolderUnreadable(Path("/t"), "vanished")
    found = [*PHOTOS, trouble, *PHOTOS]
    handed = list(handfuls(iter(found)))
    assert len(handed[0][0]) == FIRST_HANDFUL
    assert [path for photos, _ in handed for path in photos] == PHOTOS * 2
    assert [error for _, errors in handed for error in errors] == [trouble]
