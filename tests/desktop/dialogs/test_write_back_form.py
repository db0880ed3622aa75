"""From where to where, in which words, which rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from desktop.dialogs import file_dialogs
from desktop.dialogs.write_back_form import OWN_FILE, REPLACES, ROWS_ARE_FIXED, WriteBackForm


@pytest.fixture
def form(qtbot: QtBot) -> WriteBackForm:
    made = WriteBackForm()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "shop.csv").write_text("sku,category\n")
    return tmp_path / "shop.csv"


def said(form: WriteBackForm) -> set[str]:
    return {label.text() for label in form.findChildren(QLabel) if label.isVisible()}


def answer(monkeypatch: pytest.MonkeyPatch, question: str, given: Path) -> None:
    monkeypatch.setattr(file_dialogs, question, lambda *_: given)


def test_a_copy_beside_the_source_is_proposed_and_nothing_is_overwritten(
    form: WriteBackForm, source: Path
) -> None:
    assert form.target is None
    form.show_source(source)
    assert form.target == source.with_name("shop-reviewed.csv")
    source.with_name("shop-reviewed.csv").touch()
    form.show_source(source)
    assert form.target == source.with_name("shop-reviewed-2.csv")
    assert form.only_changed.isEnabled()


def test_the_source_itself_is_no_destination(
    qtbot: QtBot, form: WriteBackForm, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form.show_source(source)
    answer(monkeypatch, "ask_output", source)
    with qtbot.waitSignal(form.target_changed):
        form.choose_target.click()
    assert form.target is None
    assert OWN_FILE in said(form)
    other = source.with_name("other.csv")
    answer(monkeypatch, "ask_output", other)
    form.choose_target.click()
    assert form.target == other
    assert not {OWN_FILE, REPLACES} & said(form)
    other.touch()
    form.choose_target.click()
    assert form.target == other
    assert REPLACES in said(form)


def test_another_source_is_told(
    qtbot: QtBot, form: WriteBackForm, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "ask_source", source)
    form.choose_source.setFocus()
    with qtbot.waitSignal(form.source_chosen) as told:
        QTest.keyClick(form.choose_source, Qt.Key.Key_Space)
    assert told.args == [source]
    assert form.source == source


def test_words_are_chosen(qtbot: QtBot, form: WriteBackForm) -> None:
    assert not form.as_class
    classes = form.words.findChildren(QToolButton)[1]
    with qtbot.waitSignal(form.words_chosen) as told:
        classes.click()
    assert told.args == [True]
    assert form.as_class


def test_why_a_workbook_keeps_all_rows_is_said(form: WriteBackForm, source: Path) -> None:
    form.show_source(source)
    form.only_changed.click()
    assert form.only
    form.show_fixed(True)
    assert not form.only
    assert not form.only_changed.isEnabled()
    assert ROWS_ARE_FIXED in said(form)
    form.show_target(source)  # what is wrong is said before what cannot be
    assert OWN_FILE in said(form) and ROWS_ARE_FIXED not in said(form)
