from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import AppError
from model.data import photos
from model.data.dataset import Example
from model.data.photos import labelled, load_batches


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Twelve Caps and twelve Ties, of which every third is a test photo, and one Belt."""
    labels = [*["Caps", "Ties"] * 12, "Belts"]
    styles = [f"{number},{label}" for number, label in enumerate(labels)]
    split = [f"{number},{'train' if number % 3 else 'test'}" for number in range(len(labels))]
    (tmp_path / "styles.csv").write_text("\n".join(["id,articleType", *styles]))
    (tmp_path / "split.csv").write_text("\n".join(["id,split", *split]))
    return tmp_path


def test_only_photos_of_the_subset_and_of_known_classes_are_read(data: Path) -> None:
    found = labelled(["Caps", "Ties"], data, data / "split.csv", "test")
    assert [int(e.path.stem) for e in found] == list(range(0, 24, 3))
    assert {e.subset for e in found} == {"test"}


def test_a_draw_is_the_seeds_alone_and_in_order(data: Path) -> None:
    def drawn(seed: int) -> list[int]:
        found = labelled(["Caps", "Ties"], data, data / "split.csv", "train", 8, seed)
        return [int(e.path.stem) for e in found]

    assert drawn(1) == drawn(1) == sorted(drawn(1))
    assert len(set(drawn(1))) == 8
    assert drawn(1) != drawn(2)


def test_a_subset_without_such_photos_is_named(data: Path) -> None:
    with pytest.raises(AppError, match="in subset 'rare'"):
        labelled(["Caps"], data, data / "split.csv", "rare")
    with pytest.raises(AppError, match="no photo of a known class"):
        labelled(["Hats"], data, data / "split.csv", "test")


def test_photos_come_in_batches_without_the_unreadable(
    photo_file: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photos, "BATCH", 2)
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    files = [photo_file(f"{n}.jpg", seed=n) for n in range(3)]
    files[1:1] = [tmp_path / "broken.jpg", tmp_path / "gone.jpg"]
    examples = [Example(path, "test", ("Caps",)) for path in files]
    parts = list(load_batches(examples))
    assert [[e.path.name for e in part] for part, _ in parts] == [["0.jpg", "1.jpg"], ["2.jpg"]]
    assert all([p.path for p in loaded] == [e.path for e in part] for part, loaded in parts)
