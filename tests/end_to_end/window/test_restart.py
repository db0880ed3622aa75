"""What was found out and decided is there the next time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.explain import lime
from core.imaging.loaded import Loaded
from core.review.audit import verify
from core.vocabulary import Order, ViewKey
from desktop.app import Program
from desktop.services import tagger
from tests.packs import LABELS
from tests.window import WAIT_MS, Start, press, review_file, show, wait_for_verdict


def test_undo_and_redo_work_across_restarts(
    qtbot: QtBot, explained: Program, products: Path, start: Start
) -> None:
    press(explained, Qt.Key.Key_Return)
    wait_for_verdict(qtbot, explained, "blue.png", "accepted")
    explained.window.close()
    again = start(products)
    qtbot.waitUntil(lambda: again.workbench.desk.writable, timeout=WAIT_MS)
    assert again.window.list_controls.view == ViewKey.ALL
    wait_for_verdict(qtbot, again, "blue.png", "accepted")
    control = Qt.KeyboardModifier.ControlModifier
    press(again, Qt.Key.Key_Z, control)
    wait_for_verdict(qtbot, again, "blue.png", "to do")
    press(again, Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier)
    wait_for_verdict(qtbot, again, "blue.png", "accepted")
    again.window.close()
    assert verify(review_file(products)).sound


def test_view_and_order_are_those_that_were_left(
    qtbot: QtBot, explained: Program, products: Path, start: Start
) -> None:
    press(explained, Qt.Key.Key_S)
    wait_for_verdict(qtbot, explained, "blue.png", "skipped")
    show(qtbot, explained, ViewKey.TO_DO)
    orders = explained.window.top._orders.actions()
    with qtbot.waitSignal(explained.workbench.desk.listed, timeout=WAIT_MS):
        next(one for one in orders if one.data() == Order.CONFIDENCE).trigger()
    left = [path.name for path in explained.window.model.paths]
    assert left != sorted(left)
    explained.window.close()
    again = start(products)
    with qtbot.waitSignal(again.workbench.desk.settled, timeout=WAIT_MS):
        pass
    controls = again.window.list_controls
    assert (controls.view, controls.order) == (ViewKey.TO_DO, Order.CONFIDENCE)
    assert not again.window.views._otherwise.isHidden()
    assert [path.name for path in again.window.model.paths] == left


def test_nothing_is_classified_twice(
    qtbot: QtBot, explained: Program, products: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    explained.window.close()
    asked: list[int] = []
    original = tagger.classify_all

    def counted(classifier, decoded, *more):  # noqa: ANN001, ANN002, ANN202
        asked.extend([1] * sum(isinstance(item, Loaded) for item in decoded))
        return original(classifier, decoded, *more)

    (products / "b" / "twin.png").write_bytes((products / "b" / "red.png").read_bytes())
    Image.new("RGB", (64, 48), "orange").save(products / "b" / "new.png")
    monkeypatch.setattr(tagger, "classify_all", counted)
    bench = start(products).workbench
    qtbot.waitUntil(lambda: sum(bench.tagger.counts.values()) == len(LABELS) + 2, timeout=WAIT_MS)
    assert asked == [1]


def test_moved_folder_finds_its_decisions(
    qtbot: QtBot, explained: Program, products: Path, start: Start
) -> None:
    press(explained, Qt.Key.Key_Return)
    wait_for_verdict(qtbot, explained, "blue.png", "accepted")
    explained.window.close()
    moved = products.rename(products.with_name("elsewhere"))
    again = start(moved)
    qtbot.waitUntil(lambda: again.workbench.desk.writable, timeout=WAIT_MS)
    blue = moved / "a" / "blue.png"
    model = again.window.model
    qtbot.waitUntil(lambda: model.mark(blue).verdict == "accepted", timeout=WAIT_MS)


def test_last_folder_is_offered_again_and_not_tagged_again(
    qtbot: QtBot, start: Start, explained: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    explained.window.close()
    again = start()
    assert again.window.open_menu.open_again_action.text() == "Open products again"
    decoded: list[Path] = []
    told = tagger.decode_all

    def decode_all(paths: list[Path], *rest: object) -> object:
        decoded.extend(paths)
        return told(paths, *rest)

    monkeypatch.setattr(tagger, "decode_all", decode_all)
    qtbot.waitUntil(lambda: again.workbench.tagger._classifier is not None, timeout=WAIT_MS)
    again.window.open_menu.open_again_action.trigger()
    done = again.workbench.tagger.counts
    qtbot.waitUntil(lambda: sum(done.values()) == len(LABELS), timeout=WAIT_MS)
    assert again.window.model.rowCount() == len(LABELS)
    assert decoded == []


def test_explanations_outlive_the_program(
    qtbot: QtBot, explained: Program, products: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = explained.workbench.current_photo.explanation.surrogate.weights
    explained.window.close()

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("explained a second time")

    monkeypatch.setattr(lime, "explain", refuse)
    again = start(products)
    current_photo = again.workbench.current_photo
    qtbot.waitUntil(lambda: current_photo.path is not None, timeout=WAIT_MS)
    again.window.photos.choose(products / "a" / "blue.png")
    qtbot.waitUntil(
        lambda: current_photo.explanation is not None and current_photo.path.name == "blue.png",
        timeout=WAIT_MS,
    )
    assert np.array_equal(current_photo.explanation.surrogate.weights, weights)
