"""Run by itself: opens the window in other letters, works in it, and prints what kept its own.

The window's texts are made when its modules are imported, so that this takes a process of its own.
Each line is a word and the text that it stands in.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEventLoop,
    QModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QTabWidget,
    QTextEdit,
    QWidget,
)

from desktop.ui import language
from tests.pseudo import pseudo, pseudo_language, untranslated


class Translator:
    """Stands for Qt's, and translates whatever it is asked."""

    def translate(self, _context: str, text: str) -> str:
        return pseudo(text)


language._translator = Translator  # type: ignore[assignment]
language.speech = pseudo_language  # type: ignore[assignment]

from core.money import CURRENCIES  # noqa: E402
from desktop.app import Program, make_application  # noqa: E402
from desktop.system.settings import Settings  # noqa: E402
from tests.packs import LABELS, PACKS  # noqa: E402

FILLS_S = 1.0
"""What a dialog takes to read what it shows."""

ROWS = 12
"""Of a list looked at."""

NAMES = (
    *LABELS, *CURRENCIES, "mm class_weights.npy network.keras network.tflite explanation",
    "Press shortcut",  # Qt's own, which it translates itself
    "tiny Tagproof Qt PySide Python LiteRT XNNPACK NumPy SciPy scikit image SHA LIME root",
    "png jpg pdf csv xlsx json jsonl PDF PNG CSV Excel JSON Lines Letter px UTC ana a b products",
    "Deutsch English Ctrl Shift Alt Esc Return Enter Space Left Right Up Down Del Tab PgUp PgDown",
    "Home End Backspace",
    "qt_spinbox_lineedit",
)  # fmt: skip
"""What no language says otherwise: data, formats, Qt's names for keys."""


def texts_of(widget: QWidget) -> Iterator[str]:
    """Give all that a widget says: in itself, on hover, and to a screen reader."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    yield from (action.text() for action in widget.actions())
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield from (widget.placeholderText(), widget.text() if widget.isReadOnly() else "")
        case QGroupBox():
            yield widget.title()
        case QTextEdit():
            yield widget.toPlainText()
        case QComboBox():
            yield from cells(widget.model())
        case QTabWidget():
            yield from (widget.tabText(at) for at in range(widget.count()))
        case QAbstractItemView() if widget.model() is not None:
            yield from cells(widget.model())


def cells(model: QAbstractItemModel) -> Iterator[str]:
    """Give what stands in the first rows of a list or table, in its head and on hover."""
    shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(QModelIndex()), ROWS)):
            yield from (str(model.index(row, column).data(role) or "") for role in shown)


def wait(until: Callable[[], object], seconds: float = 60.0, what: str = "") -> None:
    """Let the program work until something holds."""
    loop, look, end = QEventLoop(), QTimer(), QTimer()
    look.timeout.connect(lambda: until() and loop.quit())
    look.start(20)
    end.setSingleShot(True)
    end.timeout.connect(loop.quit)
    end.start(round(1000 * seconds))
    loop.exec()
    assert until(), f"nothing came of it: {what}"


def read(window: QWidget, told: set[str]) -> None:
    """Remember all that a window says now."""
    told.add(window.windowTitle())
    for widget in (window, *window.findChildren(QWidget)):
        if not isinstance(widget, QDialog) or widget is window:
            told.update(texts_of(widget))
    told.update(action.text() for action in window.findChildren(QAction))
    told.update(action.toolTip() for action in window.findChildren(QAction))


def dialogs(program: Program, names: list[str], told: set[str]) -> None:
    """Open dialogs by the names of their actions, and read each once it has filled itself."""
    window = program.window
    known = {
        action.objectName(): action for action in window.findChildren(QAction) if not action.menu()
    }
    for name in names:
        assert known[name].isEnabled(), name
        QTimer.singleShot(0, known[name].trigger)
        wait(lambda: shown(window), 10.0, name)
        pause(FILLS_S)
        for dialog in shown(window):
            read(dialog, told)
            dialog.close()
        QApplication.processEvents()


def shown(window: QWidget) -> list[QDialog]:
    return [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]


def pause(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def main(folder: Path, names: list[str]) -> None:
    """Work in the window as a reviewer does, and print what is left in English."""
    make_application()
    program, told = Program([folder], Settings(folder.parent / "s.ini"), PACKS / "tiny"), set[str]()
    program.window.resize(1400, 900)
    program.window.show()
    read(program.window, told)
    wait(lambda: program.workbench is not None and program.workbench.tagger.finished_all)
    bench = program.workbench
    assert bench is not None
    wait(lambda: (e := bench.current_photo.explanation) is not None and e.final)
    read(program.window, told)
    dialogs(program, names, told)
    for name in ("Accept", "Skip", "Undo"):
        program.window.findChild(QAction, name).trigger()
        wait(lambda: (e := bench.current_photo.explanation) is not None and e.final)
        read(program.window, told)
    program.window.close()
    paths = [str(Path.home()), str(folder), *(str(path) for path in folder.rglob("*"))]
    for text in sorted(told):
        for word in sorted(untranslated([text], [*NAMES, *paths])):
            sys.stdout.write(f"{word}\t{text!r}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
