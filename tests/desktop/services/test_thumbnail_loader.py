"""Wishes for thumbnails, and the thumbnails kept."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from desktop.services.thumbnail_loader import ImageCache, Wishes

PHOTOS = [Path(f"/shop/bags/{n}.jpg") for n in range(40)]


def image(side: int = 8) -> QImage:
    return QImage(side, side, QImage.Format.Format_RGB32)


@given(st.lists(st.sampled_from(PHOTOS)), st.integers(1, 10))
def test_latest_wish_comes_first_and_the_oldest_are_dropped(asked: list[Path], most: int) -> None:
    wishes = Wishes(most)
    for path in asked:
        wishes.add(path)
    expected = list(dict.fromkeys(reversed(asked)))[:most]
    assert [wishes.take() for _ in expected] == expected
    assert wishes.take() is None


def test_image_cache_keeps_to_its_bound_and_what_was_used_last() -> None:
    cache = ImageCache(3 * image().sizeInBytes())
    for path in PHOTOS[:3]:
        cache.put(path, image())
    cache.get(PHOTOS[0])
    cache.put(PHOTOS[3], image())
    assert cache.get(PHOTOS[1]) is None
    assert cache.get(PHOTOS[0]) is not None
