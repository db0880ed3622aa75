"""What is meant by what is given: a folder with its review, several without, a review file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core import paths
from core.errors import ReviewError
from core.review.store import Review
from desktop.app import Program
from desktop.controllers.open import LOOSE, SEVERAL, OpenController
from desktop.dialogs import file_dialogs
from desktop.services.folder_scan import FolderScan
from desktop.services.job_bridge import JobBridge
from desktop.services.review.opening import open_loose, what_is_meant
from desktop.services.review.review_desk import ReviewDesk
from desktop.services.workers import Workers
from desktop.system.settings import Settings
from desktop.window.main_window import MainWindow
from tests.packs import LABELS
from tests.window import WAIT_MS, Start, press, verdicts, wait_for_verdict


@pytest.fixture
def sent(tmp_path: Path, products: Path) -> Path:
    """A review of the products that lies where a colleague's mail put it."""
    place = tmp_path / "sent by mail.tagproof"
    Review(place, folder=products, reviewer="ana").close()
    return place


def test_several_folders_have_no_review_and_are_tagged(
    qtbot: QtBot, explained: Program, products: Path
) -> None:
    window, bench = explained.window, explained.workbench
    assert window.review_menu.summary_action.isEnabled()
    bench.open([products / "a", products / "b"])
    assert not window.review_menu.summary_action.isEnabled()
    assert not window.review_menu.import_action.isEnabled()
    assert not window.views.isVisible()
    qtbot.waitUntil(lambda: sum(bench.tagger.counts.values()) == len(LABELS), timeout=WAIT_MS)
    assert not window.decisions.accept_action.isEnabled()
    assert window.notice._words.text() == SEVERAL


def test_what_is_given_by_two_spellings_is_opened_once(
    opening: OpenController, products: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.places.key", lambda path: str(path).casefold())
    opened: list[list[Path]] = []
    opening.roots_changed.connect(opened.append)
    shouted = [Path(str(one).upper()) for one in (products / "b", products / "a")]
    opening.open([products / "a", products / "b", *shouted])
    assert opened == [[products / "a", products / "b"]]


def test_review_file_opens_its_folder_and_takes_the_decisions(
    qtbot: QtBot, start: Start, sent: Path, products: Path
) -> None:
    program = start(sent)
    bench, window = program.workbench, program.window
    assert bench is not None
    qtbot.waitUntil(lambda: len(window.model.paths) == len(LABELS), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: bench.desk.writable, timeout=WAIT_MS)
    assert bench.desk.shared.review.database.path == sent
    assert products.name in window.windowTitle()
    window.folders.subfolders_changed.emit(True)  # what is opened anew is the same review
    qtbot.waitUntil(lambda: bench.desk.writable, timeout=WAIT_MS)
    assert bench.desk.shared.review.database.path == sent


def test_a_copy_is_told_from_the_review_and_keeps_its_decisions_to_itself(
    qtbot: QtBot, explained: Program, tmp_path: Path, products: Path
) -> None:
    window, bench = explained.window, explained.workbench
    own, copy = bench.desk.shared.review, tmp_path / "copy.tagproof"
    own.save_copy(copy)
    assert "copy" not in window.windowTitle()
    window.open_requested.emit([copy])
    qtbot.waitUntil(lambda: "copy of the review" in window.notice.text(), timeout=WAIT_MS)
    assert str(own.path) in window.notice.text()
    qtbot.waitUntil(lambda: len(window.model.paths) == len(LABELS), timeout=WAIT_MS)
    for said in (window.windowTitle(), window.top._place.accessibleName()):
        assert "products" in said
        assert ", copy of the review, " in said
    with qtbot.waitSignal(bench.desk.decided, timeout=WAIT_MS):
        window.decisions.accept_action.trigger()
    assert "copy of the review" in window.notice.text()
    window.open_requested.emit([products])
    qtbot.waitUntil(lambda: bench.desk.writable, timeout=WAIT_MS)
    assert "copy" not in window.windowTitle() + window.notice.text()
    assert bench.desk.shared.review.queue.counts().done == 0


def test_a_copy_of_the_review_of_single_photos_lists_them(
    qtbot: QtBot, start: Start, blue: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.tagproof"
    with open_loose([blue], "ana")[0] as review:
        review.save_copy(copy)
    program = start(copy)
    bench, window = program.workbench, program.window
    qtbot.waitUntil(lambda: window.model.paths == [blue], timeout=WAIT_MS)
    assert bench.desk.shared.review.path == copy
    assert "copy of the review" in window.notice.text()


def test_review_whose_folder_is_gone_is_named(
    qtbot: QtBot, start: Start, sent: Path, products: Path
) -> None:
    products.rename(products.with_name("elsewhere"))
    with pytest.raises(ReviewError, match="or put the folder there and open the review again"):
        what_is_meant([sent])
    window = start(sent).window
    qtbot.waitUntil(lambda: "put the folder there" in window.notice.text(), timeout=WAIT_MS)


@pytest.fixture
def scan(bridge: JobBridge, workers: Workers) -> FolderScan:
    return FolderScan(bridge, workers.scans)


@pytest.fixture
def opening(
    main_window: MainWindow, settings: Settings, desk: ReviewDesk, scan: FolderScan
) -> OpenController:
    w = main_window
    return OpenController(w.open_menu, w.folders, w.notice, settings, desk, scan, w)


def test_a_folder_is_scanned_once_its_review_is_read(
    qtbot: QtBot, opening: OpenController, desk: ReviewDesk, scan: FolderScan, products: Path
) -> None:
    told: list[str] = []
    opening.roots_changed.connect(lambda roots: told.append(roots[0].name))
    desk.loaded.connect(lambda _: told.append("read"))
    scan.found.connect(lambda found: told.append("found"))
    with qtbot.waitSignal(scan.finished, timeout=WAIT_MS):
        opening.open([products])
    assert list(dict.fromkeys(told)) == ["products", "read", "found"]
    assert desk.shared.review.photos.folder == products


def test_what_is_given_twice_or_from_here_is_opened_once_and_remembered(
    qtbot: QtBot,
    opening: OpenController,
    scan: FolderScan,
    settings: Settings,
    products: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(products)
    with qtbot.waitSignal(opening.roots_changed, timeout=WAIT_MS) as roots:
        opening.open([Path("a"), products / "a", products / "b" / ".." / "a"])
    assert roots.args[0] == [products / "a"]
    assert settings.recent_folders == [products / "a"]
    with qtbot.waitSignal(opening.roots_changed, timeout=WAIT_MS) as roots:
        opening.open_again()
    assert roots.args[0] == [products / "a"]


def test_single_photos_are_decided_in_a_review_of_their_own(
    qtbot: QtBot, start: Start, products: Path, settings: Settings
) -> None:
    settings.knows_keys = True
    blue, red = products / "a" / "blue.png", products / "b" / "red.png"
    program = start(blue, red)
    bench, window = program.workbench, program.window
    with qtbot.waitSignal(bench.desk.settled, timeout=WAIT_MS):
        pass
    assert [path.name for path in window.model.paths] == ["blue.png", "red.png"]
    assert window.notice._words.text() == LOOSE
    assert window.decisions.accept_action.isEnabled()
    window.photos.choose(blue)
    press(program, Qt.Key.Key_Return)
    wait_for_verdict(qtbot, program, "blue.png", "accepted")
    assert window.top._summary.accessibleName() == "1 done     1 to do     0 flagged"
    bench.open([blue, products / "a" / "green.png"])
    qtbot.waitUntil(lambda: len(window.model.paths) == 2, timeout=WAIT_MS)
    wait_for_verdict(qtbot, program, "blue.png", "accepted")  # as it was left
    assert verdicts(program) == {"blue.png": "accepted", "green.png": "to do"}
    window.folders._subfolders.setChecked(False)
    qtbot.waitUntil(lambda: set(verdicts(program)) == {"blue.png", "green.png"}, timeout=WAIT_MS)


def test_single_photos_that_another_program_decides_about_are_only_tagged(
    qtbot: QtBot, start: Start, blue: Path
) -> None:
    with open_loose([blue], "ben")[0]:
        program = start(blue)
        qtbot.waitUntil(
            lambda: "open in another Tagproof" in program.window.notice.text(), timeout=WAIT_MS
        )
        qtbot.waitUntil(lambda: len(program.window.model.paths) == 1, timeout=WAIT_MS)
        assert not program.window.decisions.accept_action.isEnabled()


@pytest.mark.parametrize("entry", ["folder", "files", "review", "samples"])
def test_the_menu_opens_what_is_asked_for(
    qtbot: QtBot,
    opening: OpenController,
    main_window: MainWindow,
    products: Path,
    sent: Path,
    monkeypatch: pytest.MonkeyPatch,
    entry: str,
) -> None:
    menu = main_window.open_menu
    blue = products / "a" / "blue.png"
    monkeypatch.setattr(file_dialogs, "ask_folder", lambda *_: [products])
    monkeypatch.setattr(file_dialogs, "ask_photos", lambda *_: [blue])
    monkeypatch.setattr(file_dialogs, "ask_review", lambda *_: [sent])
    action, roots = {
        "folder": (menu.open_folder_action, products),
        "files": (menu.open_files_action, blue),
        "review": (menu.open_review_action, products),
        "samples": (menu.samples_action, paths.resources() / "samples"),
    }[entry]
    with qtbot.waitSignal(opening.roots_changed, timeout=WAIT_MS) as changed:
        action.trigger()
    assert changed.args[0] == [roots]


def test_who_thinks_better_of_it_keeps_what_is_open(
    qtbot: QtBot, opening: OpenController, main_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_dialogs, "ask_folder", lambda *_: [])
    with qtbot.assertNotEmitted(opening.roots_changed):
        main_window.open_menu.open_folder_action.trigger()
        opening.open_again()  # nothing was
