"""A search over the real review and network: what nobody has seen yet is looked at and kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from core.entities import Box, Progress
from core.inference.classifier import Classifier
from core.jobs import CancelToken
from core.similar.cache import FeatureCache
from core.vocabulary import Grouping
from desktop.services.current_network import CurrentNetwork
from desktop.services.job_bridge import JobBridge
from desktop.services.review.review_desk import ReviewDesk
from desktop.services.similar_photos import Found, SimilarPhotos
from desktop.services.tagger import classify_all, decode_all
from desktop.services.workers import Workers
from tests.packs import draw_product
from tests.window import WAIT_MS


@pytest.fixture
def products(products: Path) -> Path:
    """One photo of each colour, two more blue ones, a copy of one, and a broken file."""
    for seed in (11, 12):
        Image.fromarray(draw_product("Blue", (120, 90), seed=seed)).save(products / f"{seed}.png")
    shutil.copy(products / "11.png", products / "copy.png")
    (products / "broken.png").write_bytes(b"no photo")
    return products


@pytest.fixture
def cache(tmp_path: Path) -> FeatureCache:
    return FeatureCache(tmp_path / "features")


@pytest.fixture
def similar(
    bridge: JobBridge,
    workers: Workers,
    reviewed: ReviewDesk,
    network: CurrentNetwork,
    cache: FeatureCache,
) -> SimilarPhotos:
    """Over a review whose photos were found and not yet tagged."""
    return SimilarPhotos(bridge, workers.similar, workers.engine, reviewed, network, cache)


def find(qtbot: QtBot, similar: SimilarPhotos, path: Path, *, looking: bool = True) -> Found:
    told: list[Found] = []
    similar.found.connect(told.append)
    with qtbot.waitSignal(similar.ended, timeout=WAIT_MS):
        similar.find(path, looking=looking)
    similar.found.disconnect(told.append)
    return told[-1]


def names(found: Found) -> list[str]:
    return [one.entry.name for one in found.alike]


def test_photos_that_are_not_tagged_yet_are_found(
    qtbot: QtBot, similar: SimilarPhotos, products: Path
) -> None:
    steps: list[Progress] = []
    similar.progressed.connect(steps.append)
    found = find(qtbot, similar, products / "11.png")
    assert names(found)[:2] == ["11.png", "copy.png"]
    assert set(names(found)[2:4]) == {"12.png", "blue.png"}
    assert (found.compared, found.lacking, found.unreadable) == (8, 0, 1)
    assert [one.identical for one in found.alike] == [True, True, *[False] * 6]
    assert steps[-1].done == steps[-1].total == 8  # all but the photo itself
    assert not similar.running


def test_nothing_is_looked_at_twice(qtbot: QtBot, similar: SimilarPhotos, products: Path) -> None:
    first = find(qtbot, similar, products / "11.png")
    steps: list[Progress] = []
    similar.progressed.connect(steps.append)
    assert find(qtbot, similar, products / "11.png") == first
    assert names(find(qtbot, similar, products / "12.png"))[0] == "12.png"
    assert steps == []


def test_what_tagging_saw_is_taken_from_the_cache(
    qtbot: QtBot,
    similar: SimilarPhotos,
    reviewed: ReviewDesk,
    network: CurrentNetwork,
    cache: FeatureCache,
    products: Path,
) -> None:
    photos = sorted(products.rglob("*.png"))
    decoded = decode_all(photos, CancelToken(), reviewed.shared)
    classify_all(network.classifier, decoded, reviewed.shared, features=cache)
    steps: list[Progress] = []
    similar.progressed.connect(steps.append)
    found = find(qtbot, similar, products / "11.png")
    assert (len(names(found)), steps) == (8, [])
    assert (found.compared, found.lacking, found.unreadable) == (8, 0, 1)


def test_without_looking_only_what_is_known_is_compared(
    qtbot: QtBot, similar: SimilarPhotos, products: Path
) -> None:
    found = find(qtbot, similar, products / "11.png", looking=False)
    assert names(found) == ["11.png"]
    assert (found.compared, found.lacking) == (1, 8)


def test_stopping_keeps_what_was_seen_so_far(
    qtbot: QtBot,
    similar: SimilarPhotos,
    products: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.similar.gathering.BATCH", 2)
    similar.progressed.connect(lambda _: similar.stop())
    ended = []
    similar.ended.connect(lambda: ended.append(True))
    similar.find(products / "11.png")
    qtbot.waitUntil(lambda: bool(ended), timeout=WAIT_MS)
    assert not similar.stop()
    found = find(qtbot, similar, products / "11.png", looking=False)
    assert found.lacking < 8
    assert found.compared + found.lacking + found.unreadable == 9


def test_a_broken_photo_is_like_nothing(
    qtbot: QtBot, similar: SimilarPhotos, products: Path
) -> None:
    found = find(qtbot, similar, products / "broken.png")
    assert (found.alike, found.unreadable) == ((), 1)


def test_a_product_stands_once_by_its_likest_photo(
    qtbot: QtBot, similar: SimilarPhotos, reviewed: ReviewDesk, products: Path
) -> None:
    shared = reviewed.shared
    red, twelve = products / "b" / "red.png", products / "12.png"
    named = [("b/red.png", "set", ""), ("12.png", "set", "")]
    shared.inside(lambda: shared.review.products.group(named, Grouping.CATALOG))
    found = find(qtbot, similar, products / "11.png")
    (entry,) = [one for one in found.alike if one.entry == red]
    assert entry.photo == twelve
    assert twelve not in [one.entry for one in found.alike]
    own = find(qtbot, similar, twelve)
    assert (own.alike[0].entry, own.alike[0].photo) == (red, twelve)


def test_another_network_looks_anew_and_another_folder_ends_it(
    qtbot: QtBot,
    similar: SimilarPhotos,
    reviewed: ReviewDesk,
    network: CurrentNetwork,
    products: Path,
    quantised_pack: object,
) -> None:
    find(qtbot, similar, products / "11.png")
    with qtbot.waitSignal(network.network_switched, timeout=WAIT_MS):
        network.switch(quantised_pack.folder)
    steps: list[Progress] = []
    similar.progressed.connect(steps.append)
    assert len(find(qtbot, similar, products / "11.png").alike) == 8
    assert steps[-1].total == 8
    reviewed.open_none()
    similar.find(products / "11.png")
    assert not similar.running


def test_a_network_without_features_is_not_asked(
    qtbot: QtBot, similar: SimilarPhotos, classifier: Classifier, products: Path,
    network: CurrentNetwork,
) -> None:  # fmt: skip
    network.classifier.engine.gives_features = False
    similar.find(products / "11.png")
    assert not similar.running


def test_of_a_photo_with_a_box_what_is_inside_is_compared(
    qtbot: QtBot,
    similar: SimilarPhotos,
    reviewed: ReviewDesk,
    products: Path,
    network: CurrentNetwork,
) -> None:
    """Red and blue on one photo: with a box around the blue half it is like the blue ones."""
    both = products / "a" / "both.png"
    halves = [draw_product("Red", (90, 90), seed=3), draw_product("Blue", (90, 90), seed=4)]
    Image.fromarray(np.concatenate(halves, axis=1)).save(both)
    reviewed.shared.register([both])
    classify_all(network.classifier, decode_all([both], CancelToken(), reviewed.shared))
    likeness = {
        one.entry: one.similarity for one in find(qtbot, similar, products / "11.png").alike
    }
    with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
        reviewed.draw(both, Box(90, 0, 90, 90))
    boxed = {one.entry: one.similarity for one in find(qtbot, similar, products / "11.png").alike}
    assert boxed[both] > likeness[both]
    others = likeness.keys() - {both}
    assert {path: boxed[path] for path in others} == {path: likeness[path] for path in others}
