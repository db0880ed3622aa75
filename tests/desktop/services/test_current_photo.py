"""The photo being looked at, and nothing of the one before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.session import Session
from core.vocabulary import Fill, Segmenter
from desktop.app import Program
from desktop.services.current_network import CurrentNetwork
from desktop.services.current_photo import CurrentPhoto
from desktop.services.overlay_painter import settings_of
from desktop.ui.look import Look
from tests.packs import LABELS
from tests.window import WAIT_MS


def said(program: Program) -> str:
    return program.window.inspector._tag.text()


def choose(program: Program, name: str) -> Path:
    path = next(path for path in program.window.model.paths if path.name == name)
    program.window.photos.choose(path)
    return path


def test_choosing_another_photo_shows_it_and_no_stale_result(
    qtbot: QtBot, explained: Program
) -> None:
    bench = explained.workbench
    predicted: list[str] = []
    bench.current_photo.predicted.connect(lambda path, _: predicted.append(path.name))
    for name in ("green.png", "grey.png", "red.png", "yellow.png"):
        choose(explained, name)
    last = bench.current_photo.path
    qtbot.waitUntil(lambda: said(explained) == "Yellow", timeout=WAIT_MS)
    qtbot.waitUntil(
        lambda: bench.current_photo.explanation is not None and not bench.current_photo.explaining,
        timeout=WAIT_MS,
    )
    assert bench.current_photo.shown.photo.path == last
    assert predicted[-1] == "yellow.png"
    assert len(predicted) == len(set(predicted))


def test_a_contrast_with_a_class_beyond_the_top_leaves_the_explanation_as_it_was(
    qtbot: QtBot, explained: Program
) -> None:
    """The class explained decides when sampling ends, not the one it is set against."""
    current_photo = explained.workbench.current_photo
    current_photo.set_look(replace(current_photo.look, classes=1))
    qtbot.waitUntil(lambda: not current_photo.explaining, timeout=WAIT_MS)
    before = current_photo.explanation
    other = next(name for name in LABELS if name not in before.surrogates)
    current_photo.contrast_with(other)
    qtbot.waitUntil(lambda: not current_photo.explaining, timeout=WAIT_MS)
    after = current_photo.explanation
    assert current_photo.settings.labels == (before.label, other)
    assert (after.label, after.samples) == (before.label, before.samples)
    np.testing.assert_allclose(after.surrogate.weights, before.surrogate.weights, atol=1e-9)
    assert current_photo.contrasted.label == f"{before.label} over {other}"


def test_photo_replaced_or_deleted_meanwhile_is_shown_as_it_is_now(
    qtbot: QtBot, explained: Program, products: Path
) -> None:
    window, current_photo = explained.window, explained.workbench.current_photo
    blue, green = products / "a" / "blue.png", products / "a" / "green.png"
    window.photos.choose(green)
    qtbot.waitUntil(lambda: current_photo.prediction is not None, timeout=WAIT_MS)
    blue.write_bytes(next(products.rglob("red.png")).read_bytes())
    window.photos.choose(blue)

    def newly_tagged() -> bool:
        prediction = current_photo.prediction
        return current_photo.path == blue and prediction is not None and prediction.label == "Red"

    qtbot.waitUntil(newly_tagged, timeout=WAIT_MS)
    window.photos.choose(green)
    blue.unlink()
    with qtbot.waitSignal(current_photo.failed, timeout=WAIT_MS) as failure:
        window.photos.choose(blue)
    assert failure.args[0] == blue
    assert current_photo.shown is None


@pytest.mark.parametrize("look", [Look(), Look(segmenter=Segmenter.GRID, seed=3, fill=Fill.BLUR)])
def test_window_and_script_give_the_same_bits(qtbot: QtBot, explained: Program, look: Look) -> None:
    bench = explained.workbench
    assert bench is not None
    current_photo = bench.current_photo
    current_photo.set_look(look)
    wanted = settings_of(look)
    qtbot.waitUntil(
        lambda: current_photo.explanation.final and current_photo.explanation.settings == wanted,
        timeout=WAIT_MS,
    )
    with Session.open(explained.workbench.network.pack.folder) as session:
        alone = session.explain(current_photo.path, wanted).explanation
    assert np.array_equal(current_photo.explanation.segments, alone.segments)
    for label, surrogate in alone.surrogates.items():
        shown = current_photo.explanation.surrogates[label]
        assert np.array_equal(shown.weights, surrogate.weights)
        assert np.array_equal(shown.standard_errors, surrogate.standard_errors)


def test_a_photo_that_was_there_before_its_model_is_told_again(
    look_at: Callable[[Path], CurrentPhoto], network: CurrentNetwork, blue: Path
) -> None:
    current_photo, told = look_at(blue), list[str]()
    current_photo.left.connect(lambda: told.append("left"))
    current_photo.photo_ready.connect(lambda shown: told.append("ready"))
    network.network_ready.emit(network.classifier)
    assert told == ["left", "ready"]  # what is offered for a photo is offered again


def test_other_classes_leave_nothing_of_what_was_found_out(
    qtbot: QtBot, look_at: Callable[[Path], CurrentPhoto], network: CurrentNetwork, blue: Path
) -> None:
    photo = look_at(blue)
    photo.choose_class("Red")
    photo.contrast_with("Green")
    qtbot.waitUntil(lambda: photo.contrasted.label == "Red over Green", timeout=WAIT_MS)
    with qtbot.waitSignals([photo.left, photo.tag_pending, photo.predicted], timeout=WAIT_MS):
        network.choose(("Grey", "Yellow"))
        assert (photo.prediction, photo.explanation, photo.contrasted) == (None, None, None)
        assert (photo.label, photo.rival, photo.settings.labels) == ("", "", ())
        assert photo.shown is not None
    qtbot.waitUntil(
        lambda: photo.explanation is not None and photo.explanation.final, timeout=WAIT_MS
    )
    assert set(photo.explanation.surrogates) == {"Grey", "Yellow"}
