"""Keywords are written on a worker; what stops is said, what is written stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from core.given_files import sha256_of
from core.report.xmp.jpeg import packet_of
from core.report.xmp.places import KeywordsInto
from core.review.records import FoundFile
from core.review.store import Review
from desktop.services.export.keyword_writer import KeywordWriter
from desktop.services.job_bridge import JobBridge
from desktop.services.review.shared_review import SharedReview
from desktop.services.workers import Workers
from tests.core.report.xmp.reading import subject
from tests.core.review.desk import BAG, PACK, classify, predict
from tests.window import WAIT_MS


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[SharedReview]:
    """Three JPEGs, all accepted as bags."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(3):
        Image.new("RGB", (20, 30 + number), "navy").save(folder / f"{number}.jpg")
    with Review(tmp_path / "r.tagproof", folder=folder, reviewer="ana") as review:
        review.predictions.use(PACK)
        files = sorted(folder.iterdir())
        ids = review.photos.add(map(FoundFile.of, files), review.photos.begin_scan())
        review.photos.set_contents([(i, sha256_of(f)) for i, f in zip(ids, files, strict=True)])
        classify(review, ids, [predict(BAG)] * 3)
        review.decisions.accept(ids)
        yield SharedReview(review, on_trouble=pytest.fail)


@pytest.fixture
def writer(bridge: JobBridge, workers: Workers) -> KeywordWriter:
    return KeywordWriter(bridge, workers.exports)


def test_keywords_are_written_and_told(
    qtbot: QtBot, writer: KeywordWriter, shared: SharedReview
) -> None:
    with qtbot.waitSignals([writer.progressed, writer.written], timeout=WAIT_MS):
        writer.start(shared, KeywordsInto.FULL_NAME, undecided=False)
    for number in range(3):
        beside = shared.review.photos.folder / f"{number}.jpg.xmp"
        assert subject(beside.read_bytes()) == [BAG]
    assert not writer.cancel()


def test_a_review_notes_the_photos_that_were_changed(
    qtbot: QtBot, writer: KeywordWriter, shared: SharedReview
) -> None:
    with qtbot.waitSignal(writer.written, timeout=WAIT_MS) as told:
        writer.start(shared, KeywordsInto.JPEG, undecided=False)
    assert (told.args[0].written, told.args[0].refused) == (3, ())
    photo = next(shared.review.photos.present())
    file = shared.review.photos.folder / photo.path
    packet = packet_of(file.read_bytes())
    assert packet is not None and subject(packet) == [BAG]
    assert (photo.size, photo.state.tag) == (file.stat().st_size, BAG)
