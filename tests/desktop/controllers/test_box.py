"""A box drawn on the original: what is inside is tagged, explained and kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.entities import Box
from core.errors import ReviewError
from core.review.boxes import Boxes
from core.review.store import Review
from core.vocabulary import Grouping, ViewKey
from desktop.app import Program
from desktop.panels.compare.viewer import Viewer
from tests.packs import LABELS, draw_product
from tests.window import WAIT_MS, Start, press, review_file, show, verdicts

TALL, WIDE = 240, 180
"""Of one half of an outfit, px."""
LEFT = Qt.MouseButton.LeftButton
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def outfit(path: Path, left: str, right: str) -> None:
    halves = [draw_product(label, (TALL, WIDE)) for label in (left, right)]
    path.parent.mkdir(exist_ok=True)
    Image.fromarray(np.concatenate(halves, axis=1)).save(path)


@pytest.fixture
def outfits(tmp_path: Path) -> Path:
    """Three photos of two things each; the right one of a.png is blue."""
    for name, left, right in (
        ("a", "Red", "Blue"), ("b", "Red", "Green"), ("c", "Yellow", "Grey"),
    ):  # fmt: skip
        outfit(tmp_path / "outfits" / f"{name}.png", left, right)
    return tmp_path / "outfits"


@pytest.fixture
def program(qtbot: QtBot, start: Start, outfits: Path) -> Program:
    """The outfits open and tagged, a.png explained."""
    made = start(outfits)
    bench = made.workbench
    qtbot.waitUntil(lambda: not bench.scan.running and bench.tagger.finished_all, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: bench.desk.writable, timeout=WAIT_MS)
    show(qtbot, made, ViewKey.ALL)
    look_at(qtbot, made, outfits / "a.png")
    return made


def look_at(qtbot: QtBot, program: Program, path: Path) -> None:
    program.window.photos.choose(path)
    wait_explained(qtbot, program, path)


def wait_explained(qtbot: QtBot, program: Program, path: Path) -> None:
    photo = program.workbench.current_photo

    def through() -> bool:
        explanation = photo.explanation
        return photo.path == path and explanation is not None and explanation.final

    qtbot.waitUntil(through, timeout=WAIT_MS)


def point(viewer: Viewer, x: float, y: float) -> QPoint:
    """Where a photo's fraction lies in its pane, near enough for a mouse."""
    box = viewer._linked.view.box(viewer._size(), viewer._pane())
    return QPoint(round(box.left + x * box.width), round(box.top + y * box.height))


def drag(program: Program, start: tuple[float, float], end: tuple[float, float]) -> None:
    viewer = program.window.compare.original
    QTest.mousePress(viewer, LEFT, PLAIN, point(viewer, *start))
    QTest.mouseMove(viewer, point(viewer, *end))
    QTest.mouseRelease(viewer, LEFT, PLAIN, point(viewer, *end))


def draw(program: Program, start: tuple[float, float], end: tuple[float, float]) -> None:
    press(program, Qt.Key.Key_B)
    drag(program, start, end)


def wait_boxed(qtbot: QtBot, program: Program, *, boxed: bool = True) -> Box | None:
    photo = program.workbench.current_photo

    def tagged() -> bool:
        shown = photo.shown
        return shown is not None and (shown.photo.box is not None) == boxed and (
            photo.prediction is not None
        )  # fmt: skip

    qtbot.waitUntil(tagged, timeout=WAIT_MS)
    return photo.shown.photo.box


def shown_tag(program: Program) -> str:
    return program.window.inspector._tag.text()


def test_what_is_inside_is_tagged_explained_listed_and_kept(
    qtbot: QtBot, program: Program, outfits: Path
) -> None:
    draw(program, (0.5, -0.2), (1.3, 1.2))
    box = wait_boxed(qtbot, program)
    assert box.top == 0 and box.height == TALL, "as much as lies in the photo"
    assert abs(box.left - WIDE) <= 2 and box.left + box.width == 2 * WIDE
    assert shown_tag(program) == "Blue"
    assert "inside the box" in program.window.inspector._note.text()
    wait_explained(qtbot, program, outfits / "a.png")
    current = program.workbench.current_photo
    assert current.explanation.segments.shape == current.shown.photo.pixels.shape[:2]
    model = program.window.model
    qtbot.waitUntil(lambda: model.tag(outfits / "a.png").label == "Blue", timeout=WAIT_MS)
    assert verdicts(program)["a.png"] == "to do"
    photos = program.workbench.desk.shared.review.photos
    kept = lambda: photos.get(photos.find(outfits / "a.png")).label  # noqa: E731
    qtbot.waitUntil(lambda: kept() == "Blue", timeout=WAIT_MS)  # behind what is looked at
    program.window.close()
    with Review(review_file(outfits), read_only=True) as review:
        assert [drawn.box for drawn in review.boxes.by_path().values()] == [box]


def test_it_is_drawn_where_the_pointer_is_however_far_zoomed(
    qtbot: QtBot, program: Program
) -> None:
    viewer = program.window.compare.original
    viewer.zoom(3.0)
    viewer.pan_step(-1, 1)
    press(program, Qt.Key.Key_B)
    start, end = QPointF(60, 40), QPointF(220, 130)
    expected = [viewer._fraction(at) for at in (start, end)]
    QTest.mousePress(viewer, LEFT, PLAIN, start.toPoint())
    QTest.mouseMove(viewer, end.toPoint())
    QTest.mouseRelease(viewer, LEFT, PLAIN, end.toPoint())
    box = wait_boxed(qtbot, program)
    assert abs(box.left - expected[0].x() * 2 * WIDE) <= 1
    assert abs(box.top + box.height - expected[1].y() * TALL) <= 1


def test_undo_brings_the_former_tag_back_and_redo_the_new_one(
    qtbot: QtBot, program: Program
) -> None:
    before = shown_tag(program)
    draw(program, (0.5, 0), (1, 1))
    wait_boxed(qtbot, program)
    press(program, Qt.Key.Key_Z, CTRL)
    wait_boxed(qtbot, program, boxed=False)
    assert shown_tag(program) == before
    press(program, Qt.Key.Key_Z, CTRL | SHIFT)
    wait_boxed(qtbot, program)
    assert shown_tag(program) == "Blue"
    press(program, Qt.Key.Key_B, SHIFT)
    wait_boxed(qtbot, program, boxed=False)
    assert program.window.decisions._last.text().startswith("Box removed")
    assert not program.window.compare.box.unbox_action.isEnabled()


def test_keys_draw_as_well_and_enter_keeps_without_deciding(
    qtbot: QtBot, program: Program, outfits: Path
) -> None:
    bar = program.window.compare.box
    press(program, Qt.Key.Key_B)
    assert not bar.keep_action.isEnabled()
    press(program, Qt.Key.Key_Right)
    assert bar.words.startswith("180 × 120 px")
    for _ in range(30):
        press(program, Qt.Key.Key_Right)
        press(program, Qt.Key.Key_Up)
        press(program, Qt.Key.Key_Down, SHIFT)
    assert program.window.photos.current_path() == outfits / "a.png"
    press(program, Qt.Key.Key_Return)
    assert wait_boxed(qtbot, program) == Box(WIDE, 0, WIDE, TALL)
    assert shown_tag(program) == "Blue"
    assert set(verdicts(program).values()) == {"to do"}
    press(program, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: verdicts(program)["a.png"] == "accepted", timeout=WAIT_MS)


def test_escape_leaves_all_as_it_was(program: Program, outfits: Path) -> None:
    compare = program.window.compare
    press(program, Qt.Key.Key_B)
    press(program, Qt.Key.Key_Right)
    assert compare.original._outline is not None
    press(program, Qt.Key.Key_Escape)
    assert (compare.original._outline, compare.box.isVisible()) == (None, False)
    press(program, Qt.Key.Key_Right)
    assert program.window.photos.current_path() != outfits / "a.png", "arrows walk again"


def test_a_click_is_too_small_and_says_so(qtbot: QtBot, program: Program) -> None:
    compare = program.window.compare
    draw(program, (0.4, 0.4), (0.41, 0.41))
    assert "at least 16 px" in compare.box.words
    assert compare.box_action.isChecked()
    drag(program, (0.5, 0), (1, 1))
    wait_boxed(qtbot, program)
    assert not compare.box_action.isChecked()


def test_who_goes_to_another_photo_draws_no_more(program: Program, outfits: Path) -> None:
    compare = program.window.compare
    press(program, Qt.Key.Key_B)
    program.window.photos.choose(outfits / "b.png")
    assert not compare.box_action.isChecked()
    assert compare.original._outline is None


def test_a_box_may_be_drawn_while_the_photo_is_being_explained(
    qtbot: QtBot, program: Program, outfits: Path
) -> None:
    photo = program.workbench.current_photo
    program.window.photos.choose(outfits / "b.png")
    qtbot.waitUntil(
        lambda: photo.shown is not None and photo.path == outfits / "b.png", timeout=WAIT_MS
    )
    draw(program, (0.5, 0), (1, 1))
    wait_boxed(qtbot, program)
    wait_explained(qtbot, program, outfits / "b.png")
    assert (shown_tag(program), photo.explanation.label) == ("Green", "Green")


def test_undone_elsewhere_the_list_has_its_former_tag_again(
    qtbot: QtBot, program: Program, outfits: Path
) -> None:
    model = program.window.model
    before = model.tag(outfits / "a.png").label
    draw(program, (0.5, 0), (1, 1))
    qtbot.waitUntil(lambda: model.tag(outfits / "a.png").label == "Blue", timeout=WAIT_MS)
    look_at(qtbot, program, outfits / "c.png")
    with qtbot.waitSignal(program.workbench.desk.decided, timeout=WAIT_MS):
        program.workbench.desk.draw(outfits / "a.png", None)
    qtbot.waitUntil(lambda: model.tag(outfits / "a.png").label == before, timeout=WAIT_MS)


def test_a_products_tag_follows(qtbot: QtBot, program: Program, outfits: Path) -> None:
    bench, model = program.workbench, program.window.model
    named = [("a.png", "1", ""), ("b.png", "1", "")]
    with qtbot.waitSignal(bench.grouper.regrouped, timeout=WAIT_MS):
        bench.grouper.group(Grouping.CATALOG, named)
    look_at(qtbot, program, outfits / "a.png")
    for name in ("a.png", "b.png"):
        bench.current_photo.choose(outfits / name)
        wait_explained(qtbot, program, outfits / name)
        draw(program, (0.5, 0), (1, 1))
        wait_boxed(qtbot, program)
    lead = outfits / "a.png"
    qtbot.waitUntil(lambda: model.products[lead].tag.label in ("Blue", "Green"), timeout=WAIT_MS)


def test_a_file_that_was_replaced_has_no_box_and_that_is_told(
    qtbot: QtBot, program: Program, outfits: Path, start: Start
) -> None:
    draw(program, (0.5, 0), (1, 1))
    wait_boxed(qtbot, program)
    program.window.close()
    outfit(outfits / "a.png", "Yellow", "Grey")
    again = start(outfits)
    bench = again.workbench
    told = again.window.notice.text
    qtbot.waitUntil(lambda: "The box on a.png no longer applies" in told(), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: bench.tagger.finished_all, timeout=WAIT_MS)
    again.window.photos.choose(outfits / "a.png")
    wait_explained(qtbot, again, outfits / "a.png")
    assert bench.current_photo.shown.photo.box is None


def test_without_a_review_no_box_is_offered(qtbot: QtBot, start: Start, outfits: Path) -> None:
    (outfits.parent / "more").mkdir()
    outfit(outfits.parent / "more" / "d.png", *LABELS[:2])
    made = start(outfits, outfits.parent / "more")
    qtbot.waitUntil(lambda: made.workbench.current_photo.shown is not None, timeout=WAIT_MS)
    assert not made.window.compare.box_action.isEnabled()


def test_a_photo_that_nobody_has_tagged_yet_takes_a_box(
    qtbot: QtBot, start: Start, outfits: Path
) -> None:
    program = start()
    bench = program.workbench
    program.window.status.pause_action.setChecked(True)
    bench.open([outfits])
    qtbot.waitUntil(lambda: not bench.scan.running and bench.desk.writable, timeout=WAIT_MS)
    photo = bench.current_photo
    qtbot.waitUntil(lambda: photo.shown is not None, timeout=WAIT_MS)
    photo.prediction = None  # as while a model is loaded, or is slow
    with qtbot.waitSignal(bench.desk.decided, timeout=WAIT_MS) as told:
        bench._box._draw(Box(0, 0, WIDE, TALL))
    assert told.args[0].reboxed == (photo.path,)
    assert wait_boxed(qtbot, program) == Box(0, 0, WIDE, TALL)


def test_a_box_that_is_not_kept_is_not_outlined(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(boxes: Boxes, photo: int, box: Box | None) -> bool:
        raise ReviewError(boxes._database.path, "no space left on the disk")

    monkeypatch.setattr(Boxes, "draw", refuse)
    with qtbot.waitSignal(program.workbench.desk.refused, timeout=WAIT_MS):
        draw(program, (0.5, 0.0), (1.0, 1.0))
    assert program.window.compare.original._outline is None
