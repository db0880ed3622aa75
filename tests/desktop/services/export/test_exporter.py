"""Exports behind the window: written whole, one at a time, or not at all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from core.inference.classifier import Classifier
from core.report.formats import PDF
from desktop.services.export.exporter import Exporter
from desktop.services.export.request import ExportRequest
from desktop.services.job_bridge import JobBridge
from desktop.services.workers import Workers
from tests.window import WAIT_MS

RequestFor = Callable[..., ExportRequest]


@pytest.fixture
def exporter(bridge: JobBridge, workers: Workers) -> Exporter:
    return Exporter(bridge, workers.exports, workers.engine)


def test_a_card_is_written_and_told(
    qtbot: QtBot, exporter: Exporter, classifier: Classifier, request_for: RequestFor, blue: Path
) -> None:
    with qtbot.waitSignals([exporter.progressed, exporter.written], timeout=WAIT_MS):
        exporter.start(classifier, request_for(blue))
        assert exporter.running
    assert Image.open(request_for(blue).target).width > 500
    assert not exporter.running
    assert not exporter.cancel()


def test_what_cannot_be_read_is_named_and_nothing_written(
    qtbot: QtBot, exporter: Exporter, classifier: Classifier, request_for: RequestFor, blue: Path
) -> None:
    blue.write_bytes(b"")
    with qtbot.waitSignal(exporter.failed, timeout=WAIT_MS) as failed:
        exporter.start(classifier, request_for(blue))
    assert "blue.png: empty file" in failed.args[0]
    assert not request_for(blue).target.exists()


def test_an_export_that_is_stopped_leaves_nothing_and_says_nothing(
    qtbot: QtBot,
    exporter: Exporter,
    workers: Workers,
    classifier: Classifier,
    request_for: RequestFor,
    products: Path,
    tmp_path: Path,
) -> None:
    go, heard = threading.Event(), []
    exporter.written.connect(heard.append)
    exporter.failed.connect(heard.append)
    workers.engine.submit(lambda token, tell: go.wait(10))
    folder = tmp_path / "out"
    folder.mkdir()
    photos = sorted(products.rglob("*.png"))
    with qtbot.waitSignal(exporter.progressed, timeout=WAIT_MS):
        exporter.start(classifier, request_for(*photos, format=PDF, target=folder / "report.pdf"))
    assert exporter.cancel()
    go.set()
    done = workers.exports.submit(lambda token, tell: None)  # behind the one that was stopped
    qtbot.waitUntil(lambda: done.wait(0), timeout=WAIT_MS)
    assert (list(folder.iterdir()), heard) == ([], [])
