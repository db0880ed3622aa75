"""A home for the tests on every system, and a guard of the user's own folders.

Both begin when this is imported, before any module of the program is: what the window says is
worded while it is imported, in the language of the settings that are found.
"""

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any, Final

import platformdirs

APP_NAME: Final = "Tagproof"
XDG: Final = ("CONFIG", "DATA", "CACHE", "STATE")
DECIDES: Final = "WIN_PD_OVERRIDE_LOCAL_APPDATA" if sys.platform == "win32" else "HOME"
"""What a child process must be told: without it the system itself names the user's home."""
HANDED_ON: Final = "TAGPROOF_TESTS_SPARE"
"""Where the workers of pytest-xdist learn the user's folders: their surroundings are ours."""
TOUCHES: Final = frozenset(
    ("open", "os.listdir", "os.mkdir", "os.rename", "os.scandir", "os.symlink", "sqlite3.connect")
)
"""Events of `sys.audit` that tell of a file or folder."""


def variables(home: PurePath) -> Mapping[str, str]:
    """Name all that leads Python, Qt and platformdirs to a home, here or in a child process.

    Windows itself heeds none of it when it is asked for its folders, hence the last two.
    """
    roaming, local = str(home / "roaming"), str(home / "local")
    return {
        **dict.fromkeys(("HOME", "USERPROFILE"), str(home)),
        **{f"XDG_{name}_HOME": str(home / name.lower()) for name in XDG},
        "APPDATA": roaming,
        "LOCALAPPDATA": local,
        "WIN_PD_OVERRIDE_APPDATA": roaming,
        "WIN_PD_OVERRIDE_LOCAL_APPDATA": local,
    }


def program_folders() -> list[Path]:
    """List the folders that Tagproof writes into, as the surroundings are now; none is made."""
    asked = platformdirs.PlatformDirs(APP_NAME, appauthor=False)
    return [
        asked.user_data_path,
        asked.user_cache_path,
        asked.user_log_path,
        asked.user_config_path,
    ]


class Guard:
    """An audit hook that refuses folders, and children that would find them.

    Other programs may use the folders meanwhile: only this process is looked at.

    Parameters
    ----------
    folders : list of Path
        What nobody may touch.
    """

    def __init__(self, folders: list[Path]) -> None:
        self.folders = folders
        self.touched: list[str] = []

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Refuse an event; raises AssertionError, which is also kept for who swallows it."""
        if event == "subprocess.Popen":
            environment = arguments[3]
            if environment is not None and not self._leads_away(environment):
                self._refuse(f"{arguments[1]} is not told of the tests' home")
        elif event in TOUCHES:
            for one in arguments:
                if isinstance(one, (str, os.PathLike)) and self._is_guarded(os.fspath(one)):
                    self._refuse(f"{event}: {one}")

    def _is_guarded(self, path: str) -> bool:
        starts = tuple(os.path.normcase(folder) for folder in self.folders)
        if not os.path.normcase(path).startswith(starts):  # all but all: ten times as fast
            return False
        return any(Path(path).is_relative_to(folder) for folder in self.folders)

    def _leads_away(self, environment: Mapping[Any, Any]) -> bool:
        told = {os.fsdecode(name): os.fsdecode(value) for name, value in environment.items()}
        home = told.get(DECIDES)
        return bool(home) and not any(one.is_relative_to(home) for one in self.folders)

    def _refuse(self, what: str) -> None:
        self.touched.append(what)
        raise AssertionError(f"the user's own folders are spared by tests: {what}")


def _own_folders() -> list[Path]:
    """List the user's folders; of the process that started all others."""
    here = os.pathsep.join(map(str, program_folders()))
    return [Path(one) for one in os.environ.setdefault(HANDED_ON, here).split(os.pathsep)]


GUARD: Final = Guard(_own_folders())
sys.addaudithook(GUARD)
RUN_HOME: Final = Path(tempfile.mkdtemp(prefix="tagproof-tests-home-"))
"""Of what lives longer than a test."""
atexit.register(shutil.rmtree, RUN_HOME, ignore_errors=True)
os.environ.update(variables(RUN_HOME))
