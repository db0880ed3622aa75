"""A review of few classes in the window: whatever is tagged there is tagged among them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.folder_plan import Plan
from core.folder_review import run
from core.inference.model_pack import Pack
from core.paths import data_dir
from core.review.records import PackRecord
from core.review.store import Review, path_for
from core.vocabulary import ToExplain, ViewKey
from desktop.app import Program
from tests.packs import LABELS

WAIT_MS = 60_000
FEW = ("Blue", "Grey", "Yellow")
Start = Callable[..., Program]


def file_of(products: Path) -> Path:
    return path_for(products, data_dir() / "reviews")


def begun(products: Path, pack: Pack) -> None:
    """A review that knows its classes and no photo."""
    with Review(file_of(products), folder=products) as review:
        review.predictions.use(PackRecord.of(pack.choosing(FEW)))


def tagged(products: Path, pack: Pack) -> None:
    """A review with all photos tagged where every class could occur, then where few could."""
    for classes in ((), FEW):
        plan = Plan(
            products, file_of(products), explain=ToExplain.NONE, pack=pack.folder,
            classes=classes, quiet=True,
        )  # fmt: skip
        assert run(plan) == 0


def tags(program: Program) -> dict[str, str]:
    model = program.window.model
    return {path.name: model.tag(path).label for path in model.paths}


def wait_until_tagged(qtbot: QtBot, program: Program) -> None:
    bench = program.workbench
    assert bench is not None
    qtbot.waitUntil(lambda: len(bench.scan.index) == len(LABELS), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not bench.scan.running and bench.tagger.finished_all, timeout=WAIT_MS)
    program.window.views.set_view(ViewKey.ALL)
    program.window.list_controls.changed.emit()
    qtbot.waitUntil(lambda: len(tags(program)) == len(LABELS), timeout=WAIT_MS)


@pytest.mark.parametrize("made", [begun, tagged])
def test_a_review_keeps_its_classes_in_the_window(
    qtbot: QtBot,
    start: Start,
    products: Path,
    tiny_pack: Pack,
    made: Callable[[Path, Pack], None],
) -> None:
    made(products, tiny_pack)
    program = start(products)
    bench = program.workbench
    assert bench is not None
    wait_until_tagged(qtbot, program)
    assert set(tags(program).values()) <= set(FEW)
    assert bench.network.pack is not None
    assert bench.network.pack.classes == FEW
    program.window.photos.choose(products / "b" / "red.png")
    photo = bench.current_photo
    qtbot.waitUntil(
        lambda: photo.prediction is not None and photo.prediction.label in FEW, timeout=WAIT_MS
    )
    program.window.close()
    bench.close()
    with Review(file_of(products), read_only=True) as review:
        last = review.predictions.last_pack()
        assert last == PackRecord.of(tiny_pack.choosing(FEW))
        assert {row.label for row in review.photos.present()} <= set(FEW)


def test_another_folder_has_every_class_again(
    qtbot: QtBot, start: Start, products: Path, tiny_pack: Pack, tmp_path: Path
) -> None:
    begun(products, tiny_pack)
    program = start(products)
    bench = program.workbench
    assert bench is not None
    wait_until_tagged(qtbot, program)
    elsewhere = tmp_path / "elsewhere"
    products.rename(elsewhere)
    file_of(products).rename(tmp_path / "aside.tagproof")
    bench.open([elsewhere])
    wait_until_tagged(qtbot, program)
    assert bench.network.pack is not None
    assert bench.network.pack.classes == LABELS
    assert tags(program)["red.png"] == "Red"
