"""Photos as they are found."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.errors import FolderUnreadable, ImageUnreadable
from core.vocabulary import Status
from desktop.services.folder_scan import FIRST_HANDFUL, FolderScan, Found, handfuls
from desktop.services.job_bridge import JobBridge
from desktop.services.review.review_desk import ReviewDesk
from desktop.services.workers import Workers
from tests.window import WAIT_MS

PHOTOS = [Path(f"/shop/bags/{n}.jpg") for n in range(40)]


def test_scan_hands_over_a_few_first_and_everything_once() -> None:
    trouble = FolderUnreadable(Path("/t"), "vanished")
    found = [*PHOTOS, trouble, *PHOTOS]
    handed = list(handfuls(iter(found)))
    assert len(handed[0][0]) == FIRST_HANDFUL
    assert [path for photos, _ in handed for path in photos] == PHOTOS * 2
    assert [error for _, errors in handed for error in errors] == [trouble]


@pytest.fixture
def scan(bridge: JobBridge, workers: Workers) -> FolderScan:
    return FolderScan(bridge, workers.scans)


@pytest.mark.parametrize(("subfolders", "number"), [(True, 5), (False, 0)])
def test_what_is_found_is_in_the_index_before_it_is_told(
    qtbot: QtBot, scan: FolderScan, products: Path, subfolders: bool, number: int
) -> None:
    indexed: list[int] = []
    scan.found.connect(lambda found: indexed.append(len(scan.index)))
    with qtbot.waitSignal(scan.finished, timeout=WAIT_MS):
        scan.open([products], subfolders=subfolders)
        assert scan.running
    assert indexed[-1] == len(scan.index) == number
    assert not scan.running


def test_unreadable_files_are_photos_and_folders_that_are_gone_are_not(
    qtbot: QtBot, scan: FolderScan, blue: Path
) -> None:
    gone, fake = blue.parent / "gone", blue.parent / "fake.png"
    fake.mkdir()
    heard: list[Found] = []
    scan.found.connect(heard.append)
    with qtbot.waitSignal(scan.finished, timeout=WAIT_MS):
        scan.open([blue, gone, fake], subfolders=True)
    assert [path for found in heard for path in found.photos] == [blue]
    assert {path for found in heard for path in found.folders} == {gone}


def test_found_sorts_troubles_by_what_they_are_about(blue: Path) -> None:
    broken, gone = blue.with_name("broken.png"), blue.parent / "gone"
    troubles = [ImageUnreadable(broken, "empty file"), FolderUnreadable(gone, "vanished")]
    found = Found.of([blue], troubles, {})
    assert found.photos == [blue, broken]
    assert found.broken[broken].status is Status.ERROR
    assert "vanished" in found.folders[gone]


def test_a_whole_walk_ends_in_the_register_and_half_of_one_does_not(
    qtbot: QtBot, scan: FolderScan, desk: ReviewDesk, products: Path, blue: Path
) -> None:
    with qtbot.waitSignal(desk.loaded, timeout=WAIT_MS):
        desk.open(products, "ana")
    shared = desk.shared
    assert shared is not None
    known = lambda: len(shared.everything().marks)  # noqa: E731
    with qtbot.waitSignal(scan.finished, timeout=WAIT_MS):
        scan.open([products], subfolders=True, register=shared)
    assert known() == 5
    blue.unlink()
    with qtbot.waitSignal(desk.loaded, timeout=WAIT_MS):
        desk.open(products, "ana")
    shared = desk.shared
    with qtbot.waitSignal(scan.finished, timeout=WAIT_MS):
        scan.open([products], subfolders=False, register=shared)
    assert known() == 5
    with qtbot.waitSignal(scan.finished, timeout=WAIT_MS):
        scan.open([products], subfolders=True, register=shared)
    assert known() == 4


def test_another_folder_ends_the_scan_of_the_first(
    qtbot: QtBot, scan: FolderScan, products: Path
) -> None:
    with qtbot.waitSignal(scan.finished, timeout=WAIT_MS):
        scan.open([products / "a"], subfolders=True)
        scan.clear()
        scan.open([products / "b"], subfolders=True)
    assert {path.parent.name for path in scan.index.below(None)} == {"b"}
