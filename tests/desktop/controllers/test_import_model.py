"""A network dropped on the window answers in it, or is refused with a sentence."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core import apart
from core.inference.model_pack import Pack
from core.vocabulary import Scaling
from desktop.app import Program
from desktop.dialogs.model_import_dialog import ModelImportDialog
from tests.onnx_networks import Network
from tests.packs import LABELS
from tests.window import WAIT_MS

SLOW_MS = 400_000
"""Networks are built and run three times, once apart, behind all else that the machine does."""


@pytest.fixture
def given(tiny_pack: Pack, tmp_path: Path) -> list[Path]:
    import keras  # noqa: F401 - a worker that stands back would take minutes on a busy machine

    folder = tmp_path / "given"
    folder.mkdir()
    network = Path(shutil.copyfile(tiny_pack.folder / "network.keras", folder / "shirts.keras"))
    labels = folder / "names.json"
    labels.write_text(json.dumps(LABELS))
    return [labels, network]


def dropped(program: Program, files: list[Path]) -> ModelImportDialog:
    program.window.open_requested.emit(files)
    dialog = program.workbench._import_model.dialog
    assert dialog is not None
    return dialog


def test_a_dropped_network_becomes_the_model(
    qtbot: QtBot, explained: Program, given: list[Path], tmp_path: Path
) -> None:
    bench, dialog = explained.workbench, dropped(explained, given)
    dialog._out = tmp_path / "own"
    dialog.import_button.click()
    assert dialog.bar.isVisible()
    qtbot.waitUntil(lambda: bench.network.pack.folder == tmp_path / "own", timeout=SLOW_MS)
    assert bench.network.pack.labels == LABELS
    qtbot.waitUntil(lambda: bench._import_model.dialog is None, timeout=WAIT_MS)


def test_what_is_no_network_is_told_in_the_dialog(
    qtbot: QtBot, explained: Program, tmp_path: Path
) -> None:
    (tmp_path / "n.pt").write_bytes(b"\x80\x02torch")
    (tmp_path / "labels.txt").write_text("A\nB")
    dialog = dropped(explained, [tmp_path / "n.pt"])
    dialog._out = tmp_path / "own"
    dialog.import_button.click()
    qtbot.waitUntil(lambda: "is a pickle of PyTorch" in dialog.state.text(), timeout=WAIT_MS)
    assert dialog.import_button.isEnabled()
    dialog.reject()
    assert not (tmp_path / "own").exists()


def test_a_file_that_crashes_its_library_is_told_in_the_dialog(
    qtbot: QtBot,
    explained: Program,
    onnx_network: Network,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        apart, "_command", lambda _: [sys.executable, "-c", "import os; os.abort()"]
    )
    (tmp_path / "labels.txt").write_text("\n".join(LABELS))
    dialog = dropped(explained, [onnx_network(), tmp_path / "labels.txt"])
    dialog._out = tmp_path / "own"
    dialog.values.setCurrentIndex(dialog.values.findData(Scaling.SIGNED))
    before = explained.workbench.network.pack
    dialog.import_button.click()
    qtbot.waitUntil(lambda: "its engine crashed on it" in dialog.state.text(), timeout=SLOW_MS)
    assert explained.workbench.network.pack is before
    dialog.reject()


def test_the_menu_opens_the_dialog_once(qtbot: QtBot, explained: Program) -> None:
    action = explained.window.help_menu.import_model_action
    action.trigger()
    dialog = explained.workbench._import_model.dialog
    action.trigger()
    assert explained.workbench._import_model.dialog is dialog
    assert dialog is not None
    dialog.reject()
    qtbot.waitUntil(lambda: explained.workbench._import_model.dialog is None, timeout=WAIT_MS)
