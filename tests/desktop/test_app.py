"""The application: its window early, the heavy late."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.inference.model_pack import Pack
from core.review.store import Review
from desktop.app import Program
from desktop.system.settings import Settings
from tests.packs import PACKS
from tests.window import WAIT_MS

REPOSITORY = Path(__file__).resolve().parents[2]
HEAVY = ("numpy", "PIL", "skimage", "sklearn", "scipy", "ai_edge_litert", "tensorflow", "lime")


def run_python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def test_window_imports_nothing_heavy() -> None:
    done = run_python(
        f"import sys; import desktop.app;print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    assert done.stdout.strip() == "[]", done.stderr


@pytest.fixture
def make(qtbot: QtBot, settings: Settings, tiny_pack: Pack) -> Iterator[Callable[..., Program]]:
    """`make(*paths)`: the program, its window not yet shown."""
    made: list[Program] = []

    def begin(*paths: Path) -> Program:
        made.append(Program(paths, settings, tiny_pack.folder))
        return made[-1]

    yield begin
    for program in made:
        program.window.close()
        program.deleteLater()
        program.window.deleteLater()


def test_what_is_dropped_before_the_work_has_begun_is_opened_then(
    qtbot: QtBot, make: Callable[..., Program], products: Path
) -> None:
    program = make(products / "a")
    assert program.window.empty._title.text() == "Opening a"
    program.window.open_requested.emit([products / "b"])
    program.window.show()
    names = lambda: {path.stem for path in program.window.model.paths}  # noqa: E731
    qtbot.waitUntil(lambda: names() == {"red", "yellow"}, timeout=WAIT_MS)


def test_a_table_given_before_the_work_has_begun_is_about_what_was_asked_for(
    qtbot: QtBot, make: Callable[..., Program], products: Path
) -> None:
    program = make(products)
    program.window.open_requested.emit([products / "shop.csv"])
    assert program._asked == [products, products / "shop.csv"]


def test_who_closes_at_once_starts_no_work(qtbot: QtBot, make: Callable[..., Program]) -> None:
    program = make()
    with qtbot.waitSignal(program.window.painted, timeout=WAIT_MS):
        program.window.show()
    program.window.close()
    imports = lambda: [one for one in threading.enumerate() if one.name == "imports"]  # noqa: E731
    qtbot.waitUntil(lambda: not imports(), timeout=WAIT_MS)
    QApplication.processEvents()
    assert program.workbench is None


RUN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from core import paths
from desktop import app
paths.default_pack = lambda: Path(sys.argv[1])
class Program(app.Program):
    def __init__(self, *given):
        super().__init__(*given)
        QTimer(self, interval=20, timeout=self.look).start()
    def look(self):
        network = self.workbench and self.workbench.network
        if network and (network.problem or network.pack):
            self.window.close()
app.Program = Program
sys.exit(app.run([]))
"""
"""The program, closed as soon as it knows about its network."""


@pytest.mark.parametrize(("pack", "code"), [("tiny", 0), ("no-pack", 1)])
def test_the_exit_code_tells_whether_there_was_a_network(pack: str, code: int) -> None:
    done = run_python(RUN, str(PACKS / pack))
    assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr


FILES = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from core import paths
from desktop import app
from desktop.dialogs.crash_dialog import CrashDialog
paths.default_pack = lambda: Path(sys.argv[1])
early, late = sys.argv[2].split("|"), sys.argv[3].split("|")

def ask(names):
    for name in names:
        event = QFileOpenEvent(QUrl.fromLocalFile(name))
        QCoreApplication.postEvent(QCoreApplication.instance(), event)

def make_application():
    application = make()
    ask(early)
    return application

make, app.make_application = app.make_application, make_application

class Program(app.Program):
    def __init__(self, *given):
        super().__init__(*given)
        self.seen, self.looks = [], 0
        QTimer(self, interval=20, timeout=self.look).start()
    def look(self):
        names = sorted(path.name for path in self.window.model.paths)
        bench, self.looks = self.workbench, self.looks + 1
        if self.looks == 4_500:
            modal = QApplication.activeModalWidget()
            over = modal and [modal, modal.windowTitle(), getattr(modal, "text", str)()]
            state = bench and (bench.desk.writable, bench.scan.running)
            print("waits", names, self.seen, state, over, self.told(), file=sys.stderr)
            self.window.close()
        if not names or names in self.seen or not bench.desk.writable or bench.scan.running:
            return
        self.seen.append(names)
        if len(self.seen) == 1:
            self.window.showMinimized()
            ask(late)
        else:
            print(self.seen, self.window.isMinimized())
            self.window.close()
    def told(self):
        fault = self.window.findChild(CrashDialog)
        return self.window.notice.text(), fault and fault.findChild(QPlainTextEdit).toPlainText()
app.Program = Program
sys.exit(app.run([]))
"""
"""The program, asked for files before it has a window and, minimised, once they are listed; after a
minute and a half it says what it waits for."""


@pytest.fixture
def sent(products: Path, tmp_path: Path) -> Path:
    """A review of the products."""
    place = tmp_path / "sent.tagproof"
    Review(place, folder=products, reviewer="ana").close()
    return place


def test_what_the_system_opens_goes_the_way_of_arguments(sent: Path, products: Path) -> None:
    photos = "|".join(str(products / "a" / name) for name in ("green.png", "blue.png"))
    everything = ["blue.png", "green.png", "grey.png", "red.png", "yellow.png"]
    for early, late, seen in (
        (photos, str(products / "b"), [["blue.png", "green.png"], ["red.png", "yellow.png"]]),
        (str(sent), photos, [everything, ["blue.png", "green.png"]]),
    ):
        done = run_python(FILES, str(PACKS / "tiny"), early, late)
        assert done.stdout.strip() == f"{seen} False", done.stderr
