"""One returns to the photo that one looked at."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.review.store import Review
from core.vocabulary import Facet, ViewKey
from desktop.app import Program
from tests.packs import LABELS
from tests.window import WAIT_MS, Start, current, review_file, show, strike, verdicts


def test_a_restart_returns_to_the_photo_looked_at(
    qtbot: QtBot, explained: Program, products: Path, start: Start
) -> None:
    last = explained.window.model.paths[-2]
    show(qtbot, explained, ViewKey.DOUBTFUL)
    explained.window.photos.choose(last)
    explained.window.close()
    again = start(products)
    photos, model = again.window.photos, again.window.model
    seen: list[str] = []
    photos.chosen.connect(lambda path: seen.append(path.name if path else ""))
    bench = again.workbench
    assert bench is not None
    with qtbot.waitSignal(bench.desk.settled, timeout=WAIT_MS):
        pass
    qtbot.waitUntil(lambda: model.rowCount() == len(LABELS), timeout=WAIT_MS)
    assert again.window.list_controls.view is ViewKey.DOUBTFUL
    assert current(again) == last.name
    assert set(seen) <= {last.name}


def test_a_photo_is_noted_once_it_is_looked_at_and_before_another_folder(
    qtbot: QtBot, explained: Program, products: Path, tmp_path: Path
) -> None:
    def noted() -> str:
        with Review(review_file(products), read_only=True) as review:
            photo = review.bookmark.photo
            return "" if photo is None else Path(review.photos.get(photo).path).name

    explained.window.photos.choose(explained.window.model.paths[1])
    qtbot.waitUntil(lambda: noted() == "green.png", timeout=WAIT_MS)
    explained.window.photos.choose(explained.window.model.paths[3])
    other = tmp_path / "other"
    other.mkdir()
    explained.workbench.open([other])
    qtbot.waitUntil(lambda: noted() == "red.png", timeout=WAIT_MS)


def test_what_narrows_the_list_is_there_again_and_said_until_it_is_cleared(
    qtbot: QtBot, explained: Program, products: Path, tmp_path: Path
) -> None:
    window, bench = explained.window, explained.workbench
    window.facets.ticked.emit(Facet.CLASS, "Red")
    window.top.group_action.trigger()
    qtbot.waitUntil(lambda: list(verdicts(explained)) == ["red.png"], timeout=WAIT_MS)
    other = tmp_path / "other"
    other.mkdir()
    with qtbot.waitSignal(bench.desk.opened, timeout=WAIT_MS):
        bench.open([other])
    assert (window.chips.texts, window.top.by_class) == ([], False)
    listed: list[set[str]] = []
    window.model.modelReset.connect(lambda: listed.append(set(verdicts(explained))))
    with qtbot.waitSignal(bench.desk.settled, timeout=WAIT_MS):
        bench.open([products])
    qtbot.waitUntil(lambda: list(verdicts(explained)) == ["red.png"], timeout=WAIT_MS)
    assert all(names <= {"red.png"} for names in listed)
    assert (window.chips.texts, window.top.by_class) == (["Class: Red"], True)
    assert "Ctrl+Backspace shows all" in window.notice._words.text()
    window.activateWindow()
    strike(window, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.model.rowCount() == len(LABELS), timeout=WAIT_MS)
    assert "Ctrl+Backspace" not in window.notice._words.text()
