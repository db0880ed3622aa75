"""Photos are described in order; what cannot be read, or makes no sense, stops no other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from core.entities import Pixels, Progress
from core.errors import Cancelled, EngineError
from core.imaging.images import load_picture
from core.jobs import CancelToken
from core.similar import gathering
from core.similar.gathering import Described, gather

SIZE = 16
Photos = list[tuple[int, Path]]


def describe(pictures: Pixels) -> np.ndarray:
    """The mean colour."""
    return pictures.mean(axis=(1, 2)).astype(np.float32)


class Kept(list[Described]):
    """What was kept, batch by batch."""

    @property
    def unseen(self) -> list[int]:
        return [one.photo for one in self if one.subject is None and one.vector is None]

    @property
    def seen(self) -> list[int]:
        return [one.photo for one in self if one.subject and one.vector is not None]


@pytest.fixture
def photos(photo_file: Callable[..., Path]) -> Photos:
    return [(10 + n, photo_file(f"{n}.png", 40, 30, seed=n)) for n in range(7)]


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "BATCH", 3)


def test_every_photo_is_described_with_what_it_holds(photos: Photos) -> None:
    kept, steps = Kept(), list[Progress]()
    gather(photos, SIZE, describe, kept.extend, token=CancelToken(), on_progress=steps.append)
    for (photo, path), one in zip(photos, kept, strict=True):
        assert one.photo == photo
        assert one.subject == hashlib.sha256(path.read_bytes()).hexdigest()
        assert one.vector == pytest.approx(describe(_picture(path)[None])[0])
    assert [(step.done, step.total) for step in steps] == [(3, 7), (6, 7), (7, 7)]


def test_a_photo_that_cannot_be_read_is_told_by_having_no_subject(photos: Photos) -> None:
    photos[1][1].write_bytes(b"no photo")
    photos[4] = (14, photos[4][1].with_name("gone.png"))
    kept = Kept()
    gather(photos, SIZE, describe, kept.extend, token=CancelToken(), on_progress=lambda _: None)
    assert (kept.unseen, kept.seen) == ([11, 14], [10, 12, 13, 15, 16])


def test_nonsense_about_one_photo_spoils_no_other(photos: Photos) -> None:
    dark = describe(_picture(photos[2][1])[None])[0]

    def picky(pictures: Pixels) -> np.ndarray:
        found = describe(pictures)
        if any(np.allclose(vector, dark) for vector in found):
            raise EngineError("answered a number that is not finite")
        return found

    kept = Kept()
    gather(photos, SIZE, picky, kept.extend, token=CancelToken(), on_progress=lambda _: None)
    assert (kept.unseen, len(kept.seen)) == ([12], 6)


def test_cancelling_keeps_what_was_looked_at(photos: Photos) -> None:
    kept, token = Kept(), CancelToken()
    with pytest.raises(Cancelled):
        gather(
            photos,
            SIZE,
            describe,
            kept.extend,
            token=token,
            on_progress=lambda _: token.cancel(),
        )
    assert kept.seen == [10, 11, 12]


def test_no_photo_is_no_work() -> None:
    kept = Kept()
    gather([], SIZE, describe, kept.extend, token=CancelToken(), on_progress=kept.append)
    assert kept == []


def _picture(path: Path) -> Pixels:
    return gathering._prepared(0, path, SIZE, load_picture, CancelToken()).picture
