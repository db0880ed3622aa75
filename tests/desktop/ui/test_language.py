"""The window's texts: all marked ones translated, with the same places for figures."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QSettings, Qt, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QKeySequenceEdit, QLineEdit
from pytestqt.qtbot import QtBot

from core.paths import config_dir, resources
from core.vocabulary import LeftAlone, Status, ViewKey
from desktop.panels.inspector.decision_panel import DecisionPanel
from desktop.ui import language
from desktop.ui.controls import native, portable
from desktop.ui.language import SETTING, caption_of, hint_of, languages, numeral, tr, whole_percent

ROOT = Path(language.__file__).parents[2]
MARKED = {"tr", "tr_noop"}
TRANSLATIONS = sorted((resources() / "translations").glob("*.ts"))


def marked() -> Iterator[str]:
    for file in (*ROOT.glob("core/**/*.py"), *ROOT.glob("desktop/**/*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                for text in node.args[:1] if node.func.id in MARKED else ():
                    if isinstance(text, ast.Constant):
                        yield text.value


def translated(file: Path) -> dict[str, str]:
    messages = ElementTree.parse(file).getroot().iter("message")
    found = {message.findtext("source"): message.find("translation") for message in messages}
    return {
        str(source): "" if said is None or said.get("type") == "unfinished" else said.text or ""
        for source, said in found.items()
    }


@pytest.mark.parametrize("file", TRANSLATIONS, ids=lambda file: file.stem)
def test_every_text_is_translated_and_keeps_its_figures(file: Path) -> None:
    said = translated(file)
    assert {text for text in marked() if not said.get(text)} == set()
    fields = {text: re.findall(r"\{[^}]*\}", text) for text in said}
    assert [t for t in said if sorted(fields[t]) != sorted(re.findall(r"\{[^}]*\}", said[t]))] == []


def test_every_language_offered_has_its_file() -> None:
    assert {file.stem.split("_")[1] for file in TRANSLATIONS} == languages().keys() - {"en"}
    assert languages()["en"] == "English"
    assert languages()["de"] == "Deutsch"


@pytest.fixture
def german() -> Iterator[None]:
    store = QSettings(str(config_dir() / "tagproof.ini"), QSettings.Format.IniFormat)
    store.setValue(SETTING, "de")
    store.sync()
    forget()
    yield
    store.remove(SETTING)
    store.sync()
    forget()


def forget() -> None:
    """Let the next text ask anew which language counts."""
    QLocale.setDefault(QLocale.system())
    language._translator.cache_clear()
    language.speech.cache_clear()


@pytest.mark.usefixtures("german")
def test_chosen_language_is_spoken() -> None:
    assert language.chosen() == "de"
    assert tr("Open folder") == "Ordner öffnen"
    assert tr("no such text") == "no such text"


@pytest.mark.usefixtures("german")
def test_figures_counts_and_captions_come_in_its_own_form() -> None:
    assert tr("{:,} of {:,} classes can occur").format(1200, 2014) == (
        "1.200 von 2.014 Klassen können vorkommen"
    )
    assert (numeral(3.4, ".1f"), whole_percent(0.714)) == ("3,4", "71 %")
    assert caption_of(Status.UNKNOWN) == caption_of(LeftAlone.UNKNOWN) == "Unbekannt"
    assert (caption_of(LeftAlone.UNCERTAIN), hint_of(LeftAlone.UNCERTAIN)) == (
        caption_of(Status.UNCERTAIN),
        hint_of(Status.UNCERTAIN),
    )
    assert caption_of(ViewKey.DOUBTFUL) == "Unsichere zuerst"
    assert hint_of(Status.KNOWN) == "Das Modell ist sich dieses Etiketts sicher."


NAMES_OF_ACTIONS = """
from PySide6.QtGui import QAction
from desktop.app import make_application
from desktop.dialogs.shortcuts_dialog import ShortcutsDialog
from desktop.window.shortcuts import Shortcuts
from desktop.window.main_window import MainWindow
from desktop.system.settings import Settings

application = make_application()
window = MainWindow(Settings())
ShortcutsDialog(Shortcuts(window, Settings(), window.tag_keys), window.tag_keys, window)
actions = [action for action in window.findChildren(QAction) if action.objectName()]
assert any(action.text() == "Bestätigen" for action in actions)
print(*sorted({action.objectName() for action in actions}), sep="\\n")
"""


@pytest.mark.usefixtures("german")
def test_names_that_keys_are_kept_by_are_the_same_in_every_language() -> None:
    def names() -> list[str]:
        run = [sys.executable, "-c", NAMES_OF_ACTIONS]
        return subprocess.check_output(run, text=True, cwd=ROOT).splitlines()

    assert {"Accept", "Zoom in", "Next", "Export"} <= set(names())


LEAST_WIDTH = """
from PySide6.QtWidgets import QWidget
from desktop.app import make_application
from desktop.window.main_window import SMALLEST_SIZE, MainWindow
from desktop.system.settings import Settings

application = make_application()
window = MainWindow(Settings())
window.resize(SMALLEST_SIZE)
window.pages.show_panels()
window.show()
application.processEvents()
for bar in (window.compare.what_if, window.compare.box):
    bar.show_active(True)
    application.processEvents()
    print(window.minimumSizeHint().width(), SMALLEST_SIZE.width())
"""


@pytest.mark.usefixtures("german")
def test_the_smallest_window_has_room_for_longer_words() -> None:
    run = [sys.executable, "-c", LEAST_WIDTH]
    lines = subprocess.check_output(run, text=True, cwd=ROOT).splitlines()
    assert len(lines) == 2
    for line in lines:
        needed, smallest = map(int, line.split())
        assert needed <= smallest


@pytest.mark.usefixtures("german")
def test_qt_s_own_buttons_speak_it_too(qapp: QApplication) -> None:
    language.speak(qapp)
    assert QLocale().toString(3.4, "f", 1) == "3,4"
    spoken = QCoreApplication.translate("QPlatformTheme", "Cancel")
    keys = {native(QKeySequence(key)) for key in ("Ctrl+Return", "Ctrl+Enter")}
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.setParent(None)
    assert (spoken, keys) == ("Abbrechen", {"Strg+Eingabe"})
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_one_key_has_one_name_in_menus_tips_and_fields(
    qapp: QApplication,
) -> None:
    language.speak(qapp)
    field = QKeySequenceEdit(QKeySequence("Shift+Return"))
    shown = field.findChild(QLineEdit).text()
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.setParent(None)
    assert shown == "Shift+Enter"


def test_both_enter_keys_stay_two_though_they_have_one_name(
    qtbot: QtBot, qapp: QApplication
) -> None:
    language.speak(qapp)
    panel = DecisionPanel()
    qtbot.addWidget(panel)
    panel.offer(True)
    keys = {key[0].key() for key in panel.accept_action.shortcuts()}
    read = portable("Enter")[0].key()
    panel.show()
    panel.addAction(panel.accept_action)
    assert QTest.qWaitForWindowActive(panel)
    with qtbot.waitSignal(panel.asked, timeout=5000):
        QTest.keyClick(panel.windowHandle(), Qt.Key.Key_Return)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.setParent(None)
    assert keys == {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    assert read is Qt.Key.Key_Enter


def test_a_german_text_calls_the_key_by_its_german_name() -> None:
    (german,) = (file for file in TRANSLATIONS if file.stem == "tagproof_de")
    assert [
        said for said in translated(german).values() if re.search(r"\b(Enter|Return)\b", said)
    ] == []


def test_the_system_s_language_counts_until_one_is_chosen() -> None:
    assert language.chosen() == language.SYSTEM


def test_english_is_as_written() -> None:
    assert tr("Open folder") == "Open folder"


BEFORE_THE_WINDOW = ROOT / "desktop" / "system" / "start_checks.py"
"""Writes to the terminal, in English."""


@pytest.mark.parametrize("file", sorted(ROOT.glob("desktop/**/*.py")), ids=lambda file: file.stem)
def test_figures_of_the_window_go_through_its_language(file: Path) -> None:
    if file == BEFORE_THE_WINDOW:
        return
    text = file.read_text("utf-8")
    assert "core.wording" not in text, "that is the terminal's English"
    forms = [
        ast.unparse(node.format_spec)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None
    ]
    assert [form for form in forms if re.search(r"[,+]|\.\d|[efg%]'$", form)] == []
