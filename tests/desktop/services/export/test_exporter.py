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
from core.report.order import ExportOrder
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


def test_another_export_waits_for_the_one_that_runs(
    qtbot: QtBot,
    exporter: Exporter,
    workers: Workers,
    classifier: Classifier,
    request_for: RequestFor,
    blue: Path,
    tmp_path: Path,
) -> None:
    go, heard, targets = threading.Event(), list[Path](), [tmp_path / "1.png", tmp_path / "2.png"]
    exporter.written.connect(heard.append)
    workers.engine.submit(lambda token, tell: go.wait(10))
    for target in targets:
        exporter.start(classifier, request_for(blue, target=target))
    go.set()
    qtbot.waitUntil(lambda: not exporter.running, timeout=WAIT_MS)
    assert heard == targets
    assert all(target.exists() for target in targets)


def test_a_file_that_was_there_when_it_was_stopped_is_told(
    qtbot: QtBot,
    exporter: Exporter,
    workers: Workers,
    classifier: Classifier,
    request_for: RequestFor,
    blue: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there, go, write = threading.Event(), threading.Event(), ExportOrder.write

    def then_wait(order: ExportOrder) -> None:
        write(order)
        there.set()
        assert go.wait(10)

    monkeypatch.setattr(ExportOrder, "write", then_wait)
    exporter.start(classifier, request_for(blue))
    assert there.wait(10)
    with qtbot.waitSignal(exporter.written, timeout=WAIT_MS):
        assert exporter.cancel()
        assert not exporter.running
        go.set()
