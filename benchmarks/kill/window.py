"""The real window without a screen, driven by a script that goes on until it is killed.

Each decision is confirmed as the window confirms it: when the desk has said that it is kept.
"""

import faulthandler
import os
import random
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import click

from benchmarks.kill.children import Work, confirm
from benchmarks.kill.template import PACK, own_place, write_old
from core.outputs import make_lasting
from core.vocabulary import ViewKey

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from desktop.app import Program
    from desktop.workbench import Workbench

Dialog = TypeVar("Dialog", bound="QDialog")
Step = Callable[["Program", Path, random.Random], None]
STEPS: Final = 4
"""After which the script ends by itself, where nothing kills it."""
STEP_S: Final = 300.0
"""Waited for one thing; a machine that others use too takes a minute to draw a report."""


def of(step: Step, *, older: bool = False) -> Callable[[Path], Work]:
    """Give the work of a script that opens the folder and does a step again and again."""
    return lambda root: lambda: _drive(root, step, older=older)


def _drive(root: Path, step: Step, *, older: bool) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from benchmarks.scale import isolate
    from desktop.app import Program, make_application
    from desktop.system.settings import Settings

    isolate(root / "home")
    place = own_place(root)
    if older and not place.exists():
        make_lasting(place.parent)
        write_old(place, root / "photos")
    make_application()
    program = Program([root / "photos"], Settings(root / "home" / "settings.ini"), PACK)
    program.window.show()
    _wait("the review is opened", lambda: program.workbench is not None)
    bench = _bench(program)
    bench.desk.decided.connect(lambda _: _confirm_last(bench))
    _wait("the folder is scanned", lambda: bench.desk.writable and not bench.scan.running)
    _wait("the model is there", lambda: bench.network.pack is not None)
    window, found = program.window, len(list((root / "photos").glob("*.jpg")))
    window.views.set_view(ViewKey.ALL)  # of those to do, none may be left
    window.list_controls.changed.emit()
    _wait(
        "all is tagged and listed",
        lambda: bench.tagger.finished_all and len(window.model.paths) >= found // 3,
    )
    chance = random.Random()
    for _ in range(STEPS):
        step(program, root, chance)
    program.window.close()
    bench.desk.close()
    bench.desk.release()
    return 0


def _wait(what: str, holds: Callable[[], object]) -> None:
    """Let the window live until something holds; what keeps it from that is in the trace."""
    from benchmarks.scale import until

    try:
        until(holds, STEP_S)
    except click.ClickException as error:
        faulthandler.dump_traceback()
        raise RuntimeError(f"waited in vain until {what}") from error


def _bench(program: "Program") -> "Workbench":
    assert program.workbench is not None
    return program.workbench


def _confirm_last(bench: "Workbench") -> None:
    from core.review.reading import connect_for_reading

    if bench.desk.shared is None:
        return
    with closing(connect_for_reading(bench.desk.shared.review.path)) as connection:
        row = connection.execute("SELECT hash FROM decisions ORDER BY id DESC LIMIT 1").fetchone()
    if row:
        confirm(row[0])


def decide(program: "Program", root: Path, chance: random.Random) -> None:
    """Accept, correct, flag, decide about many, undo, redo: one of them, by the window's own."""
    from benchmarks.scale import until
    from core.vocabulary import Action
    from tests.packs import LABELS

    bench, photos = _bench(program), list(program.window.model.paths)
    heard: list[object] = []
    bench.desk.decided.connect(heard.append)
    bench.desk.refused.connect(heard.append)
    one = chance.sample(photos, 1)
    choices: tuple[Callable[[], None], ...] = (
        lambda: bench.decide.decide(Action.ACCEPT, one),
        lambda: bench.decide.decide(Action.CORRECT, one, chance.choice(LABELS)),
        lambda: bench.decide.decide(Action.FLAG, one, "blurred"),
        lambda: bench.desk.decide(Action.ACCEPT, chance.sample(photos, len(photos) // 2)),
        program.window.decisions.undo_action.trigger,
        program.window.decisions.redo_action.trigger,
    )
    chance.choice(choices)()
    with suppress(click.ClickException):  # there was nothing to undo, and the action was off
        until(lambda: heard, 1.0)


def _shown(window: "QWidget", kind: type[Dialog]) -> Dialog:
    """Wait for a dialog, and give it."""

    def there() -> list[Dialog]:
        return [one for one in window.findChildren(kind) if one.isVisible()]

    _wait(f"{kind.__name__} is shown", there)
    return there()[0]


def import_tags(program: "Program", root: Path, chance: random.Random) -> None:
    """Import the shop's file through its dialog, and decide on."""
    from benchmarks.scale import rest
    from desktop.dialogs import file_dialogs
    from desktop.dialogs.import_dialog import ImportDialog

    file_dialogs.ask_table = lambda *_: root / "shop.csv"
    window = program.window
    window.review_menu.import_action.trigger()
    dialog = _shown(window, ImportDialog)
    _wait("the file is read", dialog.import_button.isEnabled)
    dialog.import_button.click()
    rest(0.3)
    decide(program, root, chance)


def export(program: "Program", root: Path, chance: random.Random) -> None:
    """Export the list as a table, a workbook or a report, while deciding."""
    from desktop.services.export.choices import LISTED, ExportChoices

    bench, kind = _bench(program), chance.choice([".csv", ".xlsx", ".pdf", ".json"])
    done: list[object] = []
    bench._export._exporter.written.connect(done.append)
    bench._export._exporter.failed.connect(done.append)
    bench._export._on_accepted(ExportChoices(LISTED, kind), root / f"w{kind}")
    decide(program, root, chance)
    _wait(f"w{kind} is written, or cannot be", lambda: done)


def restore(program: "Program", root: Path, chance: random.Random) -> None:
    """Save a copy, decide, and put the copy back through its dialog."""
    from desktop.dialogs import file_dialogs
    from desktop.dialogs.restore_dialog import RestoreDialog

    window, bench, copy = program.window, _bench(program), root / "saved.tagproof"
    file_dialogs.ask_target = lambda *_: copy
    file_dialogs.ask_review = lambda *_: [copy]
    written = copy.stat().st_mtime_ns if copy.exists() else 0
    window.review_menu.copy_action.trigger()
    _wait("a copy is saved", lambda: copy.exists() and copy.stat().st_mtime_ns != written)
    for _ in range(3):
        decide(program, root, chance)
    loaded: list[object] = []
    bench.desk.loaded.connect(loaded.append)
    window.review_menu.restore_action.trigger()
    _shown(window, RestoreDialog).accept()
    _wait("the copy is put back", lambda: loaded)
    decide(program, root, chance)
