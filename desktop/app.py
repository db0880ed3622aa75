"""Puts the program together: the application, its window, and behind the first paint the work."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt

from core.errors import printable
from core.paths import APP_NAME, config_dir
from core.version import __version__
from desktop.controllers.crash import CrashReporter
from desktop.panels.browser.drop import are_tables
from desktop.services.job_bridge import JobBridge
from desktop.system import gc_tuning, plain_imports, turns
from desktop.system.application import Application
from desktop.system.quit_signals import close_on_request
from desktop.system.settings import Settings
from desktop.ui import language, theme
from desktop.ui.flags import without
from desktop.ui.icons import application_icon
from desktop.ui.language import tr
from desktop.window.main_window import MainWindow
from desktop.window.shortcuts import Shortcuts

if TYPE_CHECKING:
    from desktop.workbench import Workbench

log = logging.getLogger(__name__)


def make_application() -> Application:
    """Make the application object with name, icon and scheme."""
    gc_tuning.share()
    turns.shorten()
    plain_imports.restore()
    # Qt's file dialog keeps its own settings; they belong among ours, also in portable mode.
    place = str(config_dir())
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, place)
    application = Application([APP_NAME])
    application.setApplicationName(APP_NAME)
    application.setApplicationVersion(__version__)
    application.setWindowIcon(application_icon())
    language.speak(application)
    theme.Theme(application)
    return application


class Program(QObject):
    """The window, and its workbench once the heavy imports are through.

    Parameters
    ----------
    paths : sequence of Path
        Folders and photos to open at once.
    settings : Settings, optional
        Those of the user where left out.
    pack : Path, optional
        Another network than the one that ships.
    """

    def __init__(
        self, paths: Sequence[Path], settings: Settings | None = None, pack: Path | None = None
    ) -> None:
        super().__init__()
        self._settings = settings or Settings()
        self._pack = pack
        self._asked = list(paths)
        self._bridge = JobBridge(self)
        self.workbench: Workbench | None = None
        self.window = MainWindow(self._settings)
        self.keys = Shortcuts(self.window, self._settings, self.window.tag_keys)
        self.window.painted.connect(self._on_painted)
        self.window.open_requested.connect(self._on_open_requested)
        self.window.help_menu.keys_action.triggered.connect(self._show_keys)
        self.window.closing.connect(self.close)
        if self._asked:
            names = ", ".join(printable(Path(path.name or str(path))) for path in self._asked[:3])
            self.window.empty.say(tr("Opening {}").format(names), "")

    def open(self, paths: list[Path]) -> None:
        """Open what the system names, as if it were dropped, and bring the window to the front."""
        self.window.open_requested.emit(paths)
        shown = without(self.window.windowState(), Qt.WindowState.WindowMinimized)
        self.window.setWindowState(shown)
        self.window.raise_()
        self.window.activateWindow()

    def close(self) -> None:
        """Stop the work; the window is going."""
        if self.workbench is not None:
            self.workbench.close()
        self._bridge.close()  # nothing begins from here on, where nothing had begun yet

    def _on_painted(self) -> None:
        log.info("window painted")
        threading.Thread(target=self._import, name="imports", daemon=True).start()

    def _import(self) -> None:
        from desktop import workbench

        self._bridge.post(lambda: self._begin(workbench.Workbench))

    def _begin(self, make: type[Workbench]) -> None:
        self.workbench = make(self.window, self._settings, self._bridge, self._pack)
        log.info("workbench ready")
        once = Qt.ConnectionType.SingleShotConnection
        self.workbench.tagger.tagged.connect(lambda _: log.info("first tags"), once)
        if self._asked and not self.workbench.open(self._asked):
            self.window.empty.invite()  # a notice says why it was not opened

    def _on_open_requested(self, paths: list[Path]) -> None:
        """What is dropped before the imports are through is opened after them.

        A shop's file takes no place of what was asked for before: it is about that.
        """
        if self.workbench is None:
            self._asked = [*self._asked, *paths] if are_tables(paths) else paths

    def _show_keys(self) -> None:
        from desktop.dialogs.shortcuts_dialog import ShortcutsDialog

        sheet = ShortcutsDialog(self.keys, self.window.tag_keys, self.window)
        self.window.tag_keys.changed.connect(sheet.show_tags)
        if self.workbench is not None:
            sheet.tag_key_asked.connect(partial(self.workbench.tag_keys.ask, sheet))
        sheet.open()


def run(paths: Sequence[Path]) -> int:
    """Open the window on folders and photos; gives the exit code, 1 where no network opened."""
    application = make_application()
    program = Program(paths)
    reporter = CrashReporter(program.window)
    reporter.watch()
    close_on_request(program.window)
    application.hand_files_to(program.open)
    program.window.show()
    code = application.exec()
    application.hand_files_to(None)
    reporter.stop()
    unable = program.workbench is not None and program.workbench.network.problem != ""
    return code or int(unable)
