"""One returns to the photo that one looked at."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from core.review.store import Review
from core.vocabulary import ViewKey
from desktop.app import Program
from tests.packs import LABELS
from tests.window import WAIT_MS, Start, current, review_file, show


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
