"""Vectors come back from the disk; a file that is damaged, foreign or gone is made anew."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from core.similar import cache as module
from core.similar.cache import FILE, FeatureCache
from core.similar.features import unit

NETWORK, OTHER = "a" * 64, "b" * 64


def drawn(count: int, width: int = 256, seed: int = 0) -> np.ndarray:
    return unit(np.random.default_rng(seed).normal(size=(count, width)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "features"


def test_what_is_kept_comes_back_in_half_precision(folder: Path) -> None:
    vectors = drawn(3)
    FeatureCache(folder).keep(NETWORK, ["x", "y", "z"], vectors)
    names, found = FeatureCache(folder).get(NETWORK, ["z", "lacking", "x"])
    assert set(names) == {"x", "z"} and found.dtype == np.float32
    for name, vector in zip(names, found, strict=True):
        assert np.abs(vector - vectors["xyz".index(name)]).max() < 1e-3
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(2), abs=1e-6)


def test_networks_keep_their_own(folder: Path) -> None:
    cache = FeatureCache(folder)
    cache.keep(NETWORK, ["x"], drawn(1))
    cache.keep(OTHER, ["x"], drawn(1, width=16, seed=2))
    assert cache.get(NETWORK, ["x"])[1].shape == (1, 256)
    assert cache.get(OTHER, ["x"])[1].shape == (1, 16)
    assert cache.get("c" * 64, ["x"])[0] == []


def test_many_are_read_at_once(folder: Path) -> None:
    cache, names = FeatureCache(folder), [f"s{n}" for n in range(1203)]
    cache.keep(NETWORK, names, drawn(1203, width=8))
    assert sorted(cache.get(NETWORK, names)[0]) == sorted(names)


def test_without_a_folder_nothing_is_kept() -> None:
    cache = FeatureCache(None)
    cache.keep(NETWORK, ["x"], drawn(1))
    assert cache.get(NETWORK, ["x"])[0] == []


@pytest.mark.parametrize(
    "content", [b"", b"no database at all" * 99, b"SQLite format 3\x00" + b"\xff" * 40_000]
)
def test_a_damaged_file_is_made_anew(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / FILE).write_bytes(content)
    cache = FeatureCache(folder)
    assert cache.get(NETWORK, ["x"])[0] == []
    cache.keep(NETWORK, ["x"], drawn(1))
    assert FeatureCache(folder).get(NETWORK, ["x"])[0] == ["x"]


def test_a_file_damaged_while_it_is_open_is_made_anew(folder: Path) -> None:
    cache, names = FeatureCache(folder), [f"s{n}" for n in range(400)]
    cache.keep(NETWORK, names, drawn(400))
    cache.close()
    whole = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(whole[:20_000] + b"\x99" * 60_000 + whole[80_000:])
    cache.get(NETWORK, names)
    cache.keep(NETWORK, names, drawn(400))
    assert len(cache.get(NETWORK, names)[0]) == 400


def test_another_programs_file_in_its_place_is_made_anew(folder: Path) -> None:
    folder.mkdir()
    with sqlite3.connect(folder / FILE) as foreign:
        foreign.execute("CREATE TABLE vectors (name TEXT)")
    foreign.close()
    cache = FeatureCache(folder)
    assert cache.get(NETWORK, ["x"])[0] == []
    cache.keep(NETWORK, ["x"], drawn(1))
    assert cache.get(NETWORK, ["x"])[0] == ["x"]


def test_a_vector_that_was_tampered_with_counts_as_not_kept(folder: Path) -> None:
    cache, names = FeatureCache(folder), ["x", "y", "z", "text", "short"]
    cache.keep(NETWORK, names, drawn(5))
    cache.close()
    with sqlite3.connect(folder / FILE) as file:
        for name, value in (
            ("y", b"\x00\x7e" * 256),  # no numbers
            ("z", b"\x00\x3c" * 256),  # too long
            ("text", "vector"),
            ("short", b"\x00\x3c"),
        ):
            key = module._key(NETWORK, name)
            assert file.execute("UPDATE vectors SET vector = ? WHERE key = ?", (value, key))
    file.close()
    assert FeatureCache(folder).get(NETWORK, names)[0] == ["x"]


def test_a_file_that_vanishes_is_made_anew(folder: Path) -> None:
    cache = FeatureCache(folder)
    cache.keep(NETWORK, ["x"], drawn(1))
    cache.close()
    (folder / FILE).unlink()
    assert cache.get(NETWORK, ["x"])[0] == []


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "features").write_text("a file where the folder should be")
    cache = FeatureCache(tmp_path / "features")
    cache.keep(NETWORK, ["x"], drawn(1))
    assert cache.get(NETWORK, ["x"])[0] == []
    assert (tmp_path / "features").read_text() == "a file where the folder should be"


def test_the_longest_unused_go_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache, names = FeatureCache(folder, max_bytes=400_000), [f"s{n}" for n in range(400)]
    monkeypatch.setattr(module, "_today", lambda: 1)
    cache.keep(NETWORK, names, drawn(400))
    monkeypatch.setattr(module, "_today", lambda: 2)
    used = names[:100]
    assert len(cache.get(NETWORK, used)[0]) == 100  # used today
    fresh = [f"t{n}" for n in range(300)]
    cache.keep(NETWORK, fresh, drawn(300))
    kept = set(cache.get(NETWORK, [*names, *fresh])[0])
    assert kept >= {*used, *fresh} and len(kept) < 700
    monkeypatch.setattr(module, "_today", lambda: 3)
    for start in range(0, 3000, 300):
        cache.keep(NETWORK, [f"u{start + n}" for n in range(300)], drawn(300))
    assert (folder / FILE).stat().st_size < 700_000
    assert len(cache.get(NETWORK, [f"u{2700 + n}" for n in range(300)])[0]) == 300


def test_threads_and_programs_share_a_file(folder: Path) -> None:
    caches = [FeatureCache(folder), FeatureCache(folder)]

    def work(n: int) -> None:
        caches[n % 2].keep(NETWORK, [f"s{n}"], drawn(1, seed=n))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(40)))
    assert len(caches[0].get(NETWORK, [f"s{n}" for n in range(40)])[0]) == 40


def test_feature_maps_are_pooled_and_networks_without_any_keep_nothing(folder: Path) -> None:
    cache, maps = FeatureCache(folder), np.random.default_rng(0).random((2, 4, 4, 12))
    cache.keep_maps(NETWORK, {"x": maps[0].astype(np.float32), "y": None})
    names, found = cache.get(NETWORK, ["x", "y"])
    assert names == ["x"]
    assert found[0] == pytest.approx(unit(maps[:1].mean(axis=(1, 2)))[0], abs=1e-3)
    cache.keep_maps(NETWORK, {"z": None})
    assert cache.get(NETWORK, ["z"])[0] == []
