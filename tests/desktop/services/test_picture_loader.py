"""Photos by path: kept within a bound, and never those of a file that is another one now."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from desktop.services import picture_loader
from desktop.services.job_bridge import JobBridge
from desktop.services.picture_loader import PictureLoader, load, stamp_of
from desktop.services.workers import Workers
from tests.window import WAIT_MS


@pytest.fixture
def pictures(bridge: JobBridge, workers: Workers) -> PictureLoader:
    return PictureLoader(bridge, workers.views)


def fetch(qtbot: QtBot, pictures: PictureLoader, path: Path) -> picture_loader.Shown:
    with qtbot.waitSignal(pictures.arrived, timeout=WAIT_MS) as arrived:
        assert pictures.get(path) is None
    assert arrived.args[0] == path
    return arrived.args[1]


def test_a_photo_comes_in_the_sizes_of_network_and_window(qapp: object, tmp_path: Path) -> None:
    file = tmp_path / "large.png"
    Image.new("RGB", (3000, 1500), "red").save(file)
    shown = load(file)
    assert shown.pixels.shape == (1280, 2560, 3)
    assert max(shown.photo.pixels.shape) == 600
    assert (shown.picture.full.width(), shown.picture.full.height()) == (3000, 1500)
    assert shown.bytes > shown.pixels.nbytes + shown.photo.pixels.nbytes
    assert shown.stamp == stamp_of(file)


def test_a_photo_is_decoded_once_and_given_at_once_then(
    qtbot: QtBot, pictures: PictureLoader, blue: Path
) -> None:
    shown = fetch(qtbot, pictures, blue)
    assert pictures.get(blue) is shown
    pictures.forget()
    assert fetch(qtbot, pictures, blue) is not shown


def test_neighbours_are_decoded_ahead(qtbot: QtBot, pictures: PictureLoader, blue: Path) -> None:
    ahead = [blue, blue.with_name("green.png")]
    come: list[Path] = []
    pictures.arrived.connect(lambda path, _: come.append(path))
    pictures.prepare(ahead)
    pictures.prepare(ahead)
    qtbot.waitUntil(lambda: not pictures._at_work, timeout=WAIT_MS)
    assert sorted(come) == ahead
    assert all(pictures.get(path) is not None for path in ahead)


def test_a_file_that_was_replaced_comes_again(
    qtbot: QtBot, pictures: PictureLoader, blue: Path
) -> None:
    before = fetch(qtbot, pictures, blue)
    blue.write_bytes(blue.with_name("green.png").read_bytes())
    with qtbot.waitSignal(pictures.arrived, timeout=WAIT_MS) as arrived:
        assert pictures.get(blue) is before
    assert arrived.args[1].photo.sha256 != before.photo.sha256
    blue.unlink()
    with qtbot.waitSignal(pictures.failed, timeout=WAIT_MS) as failed:
        pictures.get(blue)
    assert failed.args[0] == blue
    assert str(blue) in failed.args[1]


def test_an_older_reading_that_comes_late_shows_nothing_old(
    qtbot: QtBot, pictures: PictureLoader, blue: Path
) -> None:
    older = load(blue)
    blue.write_bytes(blue.with_name("green.png").read_bytes())
    newer = fetch(qtbot, pictures, blue)
    come: list[str] = []
    pictures.arrived.connect(lambda _, shown: come.append(shown.photo.sha256))
    pictures._on_loaded(blue, older)
    qtbot.waitUntil(lambda: come != [], timeout=WAIT_MS)
    assert come == [newer.photo.sha256]


def test_an_older_reading_that_failed_takes_nothing_away(
    qtbot: QtBot, pictures: PictureLoader, blue: Path
) -> None:
    shown, told = fetch(qtbot, pictures, blue), list[object]()
    pictures.failed.connect(lambda *said: told.append(said))
    pictures._on_failed(blue, "cut short")  # the file was still being written
    assert fetch(qtbot, pictures, blue.with_name("green.png"))  # behind the look at it
    assert (told, pictures.get(blue)) == ([], shown)


def test_what_is_kept_stays_within_its_bound(
    qtbot: QtBot, pictures: PictureLoader, blue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = sorted(blue.parent.iterdir())
    size = load(blue).bytes
    monkeypatch.setattr(picture_loader, "KEPT_BYTES", 2 * size)
    for path in paths:
        fetch(qtbot, pictures, path)
    assert [path for path in paths if path in pictures._kept] == paths[1:]
    assert pictures._bytes == 2 * size
    pictures.forget()
    for path in paths[:2]:
        fetch(qtbot, pictures, path)
    assert list(pictures._kept) == paths[:2]
