"""What the import of a model asks for and shows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.vocabulary import Scaling
from desktop.dialogs import file_dialogs
from desktop.dialogs.model_import_dialog import ModelImportDialog, ModelOrder
from tests import keras2


@pytest.fixture
def dialog(qtbot: QtBot) -> ModelImportDialog:
    made = ModelImportDialog()
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)  # qtbot does
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def network(tmp_path: Path) -> Path:
    folder = tmp_path / "shoes"
    folder.mkdir()
    return Path(shutil.copyfile(keras2.FILES / "plain.h5", folder / "keras_model.h5"))


def test_what_lies_beside_a_network_goes_with_it(
    qtbot: QtBot, dialog: ModelImportDialog, network: Path
) -> None:
    assert not dialog.import_button.isEnabled()
    dialog.show_network(network)
    assert not dialog.import_button.isEnabled()
    labels = network.with_name("labels.txt")
    labels.write_text("0 A\n1 B\n2 C")
    dialog.show_network(network)
    with qtbot.waitSignal(dialog.import_asked) as told:
        dialog.import_button.click()
    (order,) = told.args
    assert order == ModelOrder(network, labels, order.out, None, None)
    assert order.out.name == "shoes"


def test_values_size_and_place_are_the_reviewers(
    qtbot: QtBot,
    dialog: ModelImportDialog,
    network: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    labels, own = tmp_path / "l.json", tmp_path / "own"
    own.mkdir()
    answers = iter([labels, own])
    monkeypatch.setattr(file_dialogs, "ask_input", lambda *_: next(answers))
    monkeypatch.setattr(file_dialogs, "ask_place", lambda *_: next(answers))
    dialog.show_network(network)
    dialog._choosing[1].click()
    dialog._choosing[2].click()
    assert "will be replaced" in dialog.state.text()
    dialog.values.setCurrentIndex(dialog.values.findData(Scaling.CAFFE))
    dialog.size_px.setValue(96)
    with qtbot.waitSignal(dialog.import_asked) as told:
        dialog.import_button.click()
    assert told.args == [ModelOrder(network, labels, own, Scaling.CAFFE, 96)]


def test_an_import_under_way_can_be_given_up_and_a_failed_one_repeated(
    qtbot: QtBot, dialog: ModelImportDialog, network: Path, tmp_path: Path
) -> None:
    dialog.show_network(network, tmp_path / "labels.txt")
    dialog.show_running()
    assert dialog.bar.isVisible() and not dialog.import_button.isEnabled()
    dialog.show_failed("n.h5: holds weights alone")
    assert not dialog.bar.isVisible() and dialog.import_button.isEnabled()
    assert dialog.state.text() == "n.h5: holds weights alone"
    assert dialog.state.property("role") == "error"
    dialog.show_running()
    with qtbot.waitSignal(dialog.cancel_asked):
        dialog.reject()
    assert not dialog.isVisible()
