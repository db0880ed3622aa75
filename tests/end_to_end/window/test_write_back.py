"""A shop's file, imported, decided and written back in the window: no other byte changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.entities import Progress
from core.review import catalog_export
from core.vocabulary import ViewKey
from desktop.app import Program
from desktop.dialogs import file_dialogs
from desktop.dialogs.import_dialog import ImportDialog
from desktop.dialogs.write_back_dialog import WriteBackDialog
from tests.packs import LABELS, draw_product
from tests.window import WAIT_MS, Start, opened, press, verdicts

PRODUCTS = 12
DECIDED = 10
WRONG = "Grey"
"""What the file says of every product."""
OTHERS = 90_000
"""Rows about products without photos, so that there are several words of how far it is."""


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Twelve products of four colours, none of them grey."""
    colours = [label for label in LABELS if label != WRONG]
    (tmp_path / "photos").mkdir()
    for number in range(PRODUCTS):
        pixels = draw_product(colours[number % 4], (60, 45), seed=number)
        Image.fromarray(pixels).save(tmp_path / "photos" / f"sku{100 + number}.png")
    return tmp_path / "photos"


def shop_file(path: Path, others: int = 0) -> Path:
    """Write a file as spreadsheets of the west do: other encoding, line ends, quoting by need."""
    rows = ["sep=;", 'Größe;"Kategorie";Bild;"Notiz"']
    rows += [f'{n}"";{WRONG};C:\\fotos\\SKU{100 + n}.PNG;"a ""b""; c"' for n in range(PRODUCTS)]
    rows[3] = rows[3].replace(WRONG, f'"{WRONG}"')
    rows += [f"{n};{WRONG};other{n}.png;é" for n in range(others)]
    path.write_bytes("\r\n".join(rows).encode("cp1252"))
    return path


def begun(qtbot: QtBot, start: Start, photos: Path) -> Program:
    """The program with all photos tagged and listed."""
    program = start(photos)
    bench = program.workbench
    qtbot.waitUntil(lambda: len(bench.scan.index) == PRODUCTS, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not bench.scan.running and bench.tagger.finished_all, timeout=WAIT_MS)
    program.window.views.set_view(ViewKey.ALL)
    program.window.list_controls.changed.emit()
    qtbot.waitUntil(lambda: len(program.window.model.paths) == PRODUCTS, timeout=WAIT_MS)
    return program


def imported(qtbot: QtBot, program: Program, source: Path) -> None:
    program.window.open_requested.emit([source])
    dialog = opened(qtbot, program, ImportDialog)
    qtbot.waitUntil(dialog.import_button.isEnabled, timeout=WAIT_MS)
    dialog.import_button.click()
    model = program.window.model
    qtbot.waitUntil(
        lambda: all(model.mark(path).catalog == WRONG for path in model.paths), timeout=WAIT_MS
    )


def decided(qtbot: QtBot, program: Program) -> dict[str, str]:
    """Accept the tags of the first ten products by key; gives the new class of each."""
    window = program.window
    tags = {path.name: window.model.tag(path).label for path in window.model.paths}
    for name in sorted(tags)[:DECIDED]:
        window.photos.choose(window.model.paths[0].parent / name)
        press(program, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: verdicts(program)[name] == "accepted", timeout=WAIT_MS)  # noqa: B023
    assert WRONG not in tags.values()
    return {name: tags[name] for name in sorted(tags)[:DECIDED]}


def planned(qtbot: QtBot, program: Program) -> WriteBackDialog:
    press(program, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    dialog = opened(qtbot, program, WriteBackDialog)
    qtbot.waitUntil(lambda: dialog.preview.changes.table.rowCount() > 0, timeout=WAIT_MS)
    return dialog


Ready = tuple[Program, Path, dict[str, str]]


@pytest.fixture
def ready(
    request: pytest.FixtureRequest, qtbot: QtBot, start: Start, photos: Path, tmp_path: Path
) -> Ready:
    """Imported, and ten products decided."""
    source = shop_file(tmp_path / "shop.csv", getattr(request, "param", 0))
    program = begun(qtbot, start, photos)
    imported(qtbot, program, source)
    return program, source, decided(qtbot, program)


def test_ten_decisions_change_ten_cells_and_no_other_byte(qtbot: QtBot, ready: Ready) -> None:
    program, source, classes = ready
    dialog = planned(qtbot, program)
    assert dialog.figures.text() == "10 products to change, in 10 cells of the file."
    stays = dialog.preview.left_out.table  # arranged by a job of its own
    qtbot.waitUntil(lambda: stays.rowCount() == PRODUCTS - DECIDED, timeout=WAIT_MS)
    dialog.write_button.click()
    qtbot.waitUntil(dialog.folder_button.isVisible, timeout=WAIT_MS)
    before = source.read_bytes().split(b"\r\n")
    after = source.with_name("shop-reviewed.csv").read_bytes().split(b"\r\n")
    assert len(before) == len(after)
    changed = [at for at, line in enumerate(before) if line != after[at]]
    assert changed == list(range(2, 2 + DECIDED))
    for number, label in zip(changed, classes.values(), strict=True):
        assert after[number] == before[number].replace(WRONG.encode(), label.encode(), 1)
    assert not program.workbench.writer.stop()
    dialog.reject()


def test_what_stands_in_the_way_is_told_and_the_review_stays(
    qtbot: QtBot, ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, source, _ = ready
    depth = program.workbench.desk.shared.review.decisions.depth()
    dialog = planned(qtbot, program)
    taken = source.with_name("taken.csv")
    taken.mkdir()
    monkeypatch.setattr(file_dialogs, "ask_output", lambda *_: taken)
    dialog.form.choose_target.click()
    dialog.write_button.click()
    words = f"Nothing was written. {taken}: is a folder"
    qtbot.waitUntil(lambda: dialog.state.text() == words, timeout=WAIT_MS)
    assert list(taken.iterdir()) == [] and dialog.write_button.isEnabled()
    dialog.reject()
    source.write_bytes(source.read_bytes().replace(b"SKU105", b"SKU505"))
    press(program, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    dialog = opened(qtbot, program, WriteBackDialog)
    sentence = dialog.preview.sentence
    qtbot.waitUntil(lambda: "row 8 is not what it was" in sentence.text(), timeout=WAIT_MS)
    assert sentence.isVisible() and not dialog.write_button.isEnabled()
    dialog.reject()
    assert program.workbench.desk.shared.review.decisions.depth() == depth


@pytest.mark.parametrize("ready", [OTHERS], indirect=True)
def test_a_stop_midway_leaves_no_file_and_the_plan(
    qtbot: QtBot, ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, source, _ = ready
    dialog = planned(qtbot, program)
    stopped = threading.Event()
    monkeypatch.setattr(catalog_export, "write_export", patient(stopped))
    program.workbench.writer.progressed.connect(lambda *_: stop(dialog, stopped))
    dialog.write_button.click()
    qtbot.waitUntil(lambda: dialog.state.text() == "Stopped. Nothing was written.", timeout=WAIT_MS)
    assert [one.name for one in source.parent.glob("shop*")] == ["shop.csv"]
    assert list(source.parent.glob(".*")) == []
    dialog.write_button.click()  # the plan is still there
    qtbot.waitUntil(dialog.folder_button.isVisible, timeout=WAIT_MS)
    assert source.with_name("shop-reviewed.csv").exists()
    dialog.reject()


def patient(stopped: threading.Event) -> Callable[..., None]:
    """Write as ever, but wait after the first word of how far it is until the button is pressed."""
    write = catalog_export.write_export

    def writing(*given: object, on_progress: Callable[[Progress], None], **how: object) -> None:
        def step(done: Progress) -> None:
            on_progress(done)
            assert stopped.wait(WAIT_MS / 1000)

        write(*given, on_progress=step, **how)  # type: ignore[arg-type]

    return writing


def stop(dialog: WriteBackDialog, stopped: threading.Event) -> None:
    """Press the button once."""
    if not stopped.is_set():
        dialog.again.click()
        stopped.set()
