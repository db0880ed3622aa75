import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from core import drafts
from core.entities import Pixels
from core.errors import ImageUnreadable
from core.imaging import images
from core.imaging.thumbnails import Thumbnails


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every file that was decoded, in order."""
    paths: list[Path] = []
    real = images.load_full

    def noting(path: Path, max_side: int | None = None, **options: Any) -> Pixels:
        paths.append(path)
        return real(path, max_side, **options)

    monkeypatch.setattr(images, "load_full", noting)
    return paths


def close(first: Pixels, second: Pixels) -> bool:
    return first.shape == second.shape and np.abs(first.astype(int) - second).mean() < 3


@pytest.mark.parametrize("keeping", [True, False])
def test_size(tmp_path: Path, photo_file: Callable[..., Path], keeping: bool) -> None:
    thumbnails = Thumbnails(tmp_path / "kept" if keeping else None, side=100)
    large, small = photo_file("large.jpg", 400, 300), photo_file("small.png", 40, 30)
    for _ in range(2):
        assert thumbnails.get(large).shape == (100, 75, 3)
        assert thumbnails.get(small).shape == (40, 30, 3)


def test_second_time_comes_from_the_disk(
    tmp_path: Path, photo_file: Callable[..., Path], decoded: list[Path]
) -> None:
    path = photo_file(height=400, width=300)
    fresh = Thumbnails(tmp_path / "kept").get(path)
    kept = Thumbnails(tmp_path / "kept").get(path)
    assert decoded.count(path) == 1
    assert close(fresh, kept)


def test_changed_photo_gets_a_new_thumbnail(
    tmp_path: Path, photo_file: Callable[..., Path], decoded: list[Path]
) -> None:
    thumbnails = Thumbnails(tmp_path / "kept")
    path = photo_file(seed=1)
    before = thumbnails.get(path)
    photo_file(seed=2)
    os.utime(path, (1, 1))
    assert not close(thumbnails.get(path), before)
    os.utime(path, (2, 2))
    thumbnails.get(path)
    assert decoded.count(path) == 3


def test_sides_are_kept_apart(tmp_path: Path, photo_file: Callable[..., Path]) -> None:
    path = photo_file(height=400, width=300)
    for side in (100, 200):
        assert max(Thumbnails(tmp_path / "kept", side).get(path).shape) == side


def test_damaged_entry_is_made_again(
    tmp_path: Path, photo_file: Callable[..., Path], decoded: list[Path]
) -> None:
    thumbnails = Thumbnails(tmp_path / "kept")
    path = photo_file()
    fresh = thumbnails.get(path)
    (entry,) = (tmp_path / "kept").iterdir()
    entry.write_bytes(entry.read_bytes()[:200])
    assert close(thumbnails.get(path), fresh)
    assert decoded.count(path) == 2
    thumbnails.get(path)
    assert decoded.count(path) == 2


def test_bound_holds_and_the_longest_unused_go_first(
    tmp_path: Path, photo_file: Callable[..., Path], decoded: list[Path]
) -> None:
    folder = tmp_path / "kept"
    first = photo_file("first.jpg", seed=100)
    Thumbnails(folder).get(first)
    entry_bytes = next(folder.iterdir()).stat().st_size
    thumbnails = Thumbnails(folder, max_bytes=entry_bytes * 8)
    for n in range(30):
        for entry in folder.iterdir():  # older by the second, as use over days would make them
            info = entry.stat()
            os.utime(entry, (info.st_atime, info.st_mtime - 10))
        thumbnails.get(first)
        thumbnails.get(photo_file(f"{n}.jpg", seed=n))
        assert sum(entry.stat().st_size for entry in folder.iterdir()) <= entry_bytes * 8
    assert decoded.count(first) == 1


def test_unreadable_photo(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_text("no photo")
    for thumbnails in (Thumbnails(tmp_path / "kept"), Thumbnails(None)):
        for path in (broken, tmp_path / "gone.jpg", Path("a\0b.jpg")):
            with pytest.raises(ImageUnreadable):
                thumbnails.get(path)
    assert not (tmp_path / "kept").exists()


def test_cache_that_cannot_be_written_costs_no_thumbnail(
    unprivileged: Path, product: Callable[..., Pixels]
) -> None:
    source = unprivileged / "photo.jpg"
    Image.fromarray(product()).save(source)
    unprivileged.chmod(0o500)
    assert Thumbnails(unprivileged).get(source).shape == (80, 60, 3)


def test_file_in_the_way_of_the_cache(tmp_path: Path, photo_file: Callable[..., Path]) -> None:
    (tmp_path / "kept").write_text("in the way")
    assert Thumbnails(tmp_path / "kept").get(photo_file()).shape == (80, 60, 3)


def test_many_threads(tmp_path: Path, photo_folder: Path) -> None:
    thumbnails = Thumbnails(tmp_path / "kept", max_bytes=8000)
    paths = sorted(photo_folder.iterdir()) * 10
    with ThreadPoolExecutor(4) as pool:
        shapes = {pixels.shape for pixels in pool.map(thumbnails.get, paths)}
    assert shapes == {(80, 60, 3)}


def test_a_thumbnail_that_is_being_written_is_nobody_elses_to_clear(
    tmp_path: Path, photo_file: Callable[..., Path]
) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    draft = folder / drafts.name(".jpg")
    draft.write_bytes(bytes(10_000))
    an_hour_ago = time.time() - 3600  # so that it is the first to go, and no draft of the dead
    os.utime(draft, (an_hour_ago, an_hour_ago))
    kept = Thumbnails(folder, max_bytes=5_000)
    for number in range(6):
        kept.get(photo_file(f"{number}.jpg", seed=number))
    assert draft.exists()
    assert kept._used_bytes is not None and kept._used_bytes < 10_000
