"""Photos are described in order; what cannot be read, or makes no sense, stops no other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from core.entities import Pixels, Progress
from core.errors import Cancelled, EngineError
from core.jobs import CancelToken
from core.similar import gathering
from core.similar.gathering import gather

SIZE = 16
Photos = list[tuple[int, Path]]


def describe(pictures: Pixels) -> np.ndarray:
    """The mean colour."""
    return pictures.mean(axis=(1, 2)).astype(np.float32)


class Kept(dict[str, np.ndarray]):
    def __call__(self, subjects: list[str], vectors: np.ndarray) -> None:
        self.update(zip(subjects, vectors, strict=True))


@pytest.fixture
def photos(photo_file: Callable[..., Path]) -> Photos:
    return [(10 + n, photo_file(f"{n}.png", 40, 30, seed=n)) for n in range(7)]


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "BATCH", 3)


def test_every_photo_is_described_and_kept_under_what_it_holds(photos: Photos) -> None:
    kept, steps = Kept(), list[Progress]()
    done = gather(photos, SIZE, describe, kept, token=CancelToken(), on_progress=steps.append)
    hashes = [hashlib.sha256(path.read_bytes()).hexdigest() for _, path in photos]
    assert [(one.photo, one.subject) for one in done] == [
        (photo, sha256) for (photo, _), sha256 in zip(photos, hashes, strict=True)
    ]
    assert set(kept) == set(hashes)
    assert [(step.done, step.total) for step in steps] == [(3, 7), (6, 7), (7, 7)]


def test_a_photo_that_cannot_be_read_is_told_by_having_no_subject(photos: Photos) -> None:
    photos[1][1].write_bytes(b"no photo")
    photos[4] = (14, photos[4][1].with_name("gone.png"))
    kept = Kept()
    done = gather(photos, SIZE, describe, kept, token=CancelToken(), on_progress=lambda _: None)
    assert [one.photo for one in done if one.subject is None] == [11, 14]
    assert len(kept) == 5


def test_nonsense_about_one_photo_spoils_no_other(photos: Photos) -> None:
    dark = describe(_picture(photos[2][1])[None])[0]

    def picky(pictures: Pixels) -> np.ndarray:
        found = describe(pictures)
        if any(np.allclose(vector, dark) for vector in found):
            raise EngineError("answered a number that is not finite")
        return found

    kept = Kept()
    done = gather(photos, SIZE, picky, kept, token=CancelToken(), on_progress=lambda _: None)
    assert [one.photo for one in done if one.subject is None] == [12]
    assert len(kept) == 6


def test_cancelling_keeps_what_was_looked_at(photos: Photos) -> None:
    kept, token = Kept(), CancelToken()
    with pytest.raises(Cancelled):
        gather(photos, SIZE, describe, kept, token=token, on_progress=lambda _: token.cancel())
    assert len(kept) == 3


def test_no_photo_is_no_work() -> None:
    assert gather([], SIZE, describe, Kept(), token=CancelToken(), on_progress=print) == []


def _picture(path: Path) -> Pixels:
    return gathering._decode(0, path, SIZE).picture
