"""The program made known to the user's desktop, and forgotten again: who opens `.tagproof` files.

Only what belongs to this user is written, and nothing of it is needed.
"""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Protocol

from core import places
from core.errors import RegistrationFailed, os_cause, printable
from core.paths import APP_NAME

SUFFIX: Final = ".tagproof"
KIND: Final = "Tagproof.Review"
"""What Windows calls the kind of these files (ProgID)."""
CLASSES: Final = r"Software\Classes"
"""Below the user's own branch of the registry."""
_BUNDLED_SCRIPT: Final = Path("desktop-entry", "register.sh")

Entry = tuple[str, str, str]
"""Key below `CLASSES`, name of the value ("" for the key's own), text."""


class Registry(Protocol):
    """What is asked of the user's classes; tests have one in memory."""

    def read(self, key: str, name: str) -> str | None:
        """Give a value; None where there is none."""

    def write(self, key: str, name: str, text: str) -> None:
        """Write a value, and the keys above it."""

    def drop_value(self, key: str, name: str) -> None:
        """Take away a value, if there is one."""

    def drop_empty(self, key: str) -> None:
        """Take away a key in which there is nothing, if there is one."""

    def drop_tree(self, key: str) -> None:
        """Take away a key with all below it, if there is one."""

    def tell(self) -> None:
        """Have Explorer look again."""


def register(*, remove: bool = False) -> str:
    """Make the program known, or forget it; gives what was done in a sentence.

    Raises
    ------
    RegistrationFailed
    """
    if sys.platform == "win32":
        from core.windows_registry import UserClasses

        return _with_windows(UserClasses(CLASSES), _program(), remove)
    if sys.platform == "darwin":
        return "nothing to do: the Finder knows the program once it is among the applications"
    return _with_script(remove)


def enter(registry: Registry, program: Path) -> None:
    """Have Windows open reviews with a program."""
    for key, name, text in _entries(program):
        registry.write(key, name, text)
    registry.tell()


def forget(registry: Registry, program: Path) -> None:
    """Undo `enter`; what another program has entered since stays."""
    registry.drop_tree(KIND)
    registry.drop_tree(_application(program))
    if registry.read(SUFFIX, "") == KIND:
        registry.drop_value(SUFFIX, "")
    registry.drop_value(rf"{SUFFIX}\OpenWithProgids", KIND)
    registry.drop_empty(rf"{SUFFIX}\OpenWithProgids")
    registry.drop_empty(SUFFIX)
    registry.tell()


def _entries(program: Path) -> Iterator[Entry]:
    command = f'"{program}" "%1"'
    yield SUFFIX, "", KIND
    yield rf"{SUFFIX}\OpenWithProgids", KIND, ""
    yield KIND, "", f"{APP_NAME} review"
    yield rf"{KIND}\DefaultIcon", "", f'"{program}",0'
    yield rf"{KIND}\shell\open\command", "", command
    application = _application(program)
    yield application, "FriendlyAppName", APP_NAME
    yield rf"{application}\shell\open\command", "", command
    yield rf"{application}\SupportedTypes", SUFFIX, ""


def _application(program: Path) -> str:
    return rf"Applications\{program.name}"


def _program() -> Path:
    """Find the program that opens the window: the packed one, or that of pip."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).with_name("tagproof.exe")
    return Path(sysconfig.get_path("scripts"), "tagproof.exe")


def _with_windows(registry: Registry, program: Path, remove: bool) -> str:
    try:
        if remove:
            forget(registry, program)
            return f"{SUFFIX} files are no longer opened with {APP_NAME}"
        if not places.is_file(program):
            raise RegistrationFailed(f"{printable(program)}: there is no such program to register")
        enter(registry, program)
    except OSError as error:
        raise RegistrationFailed(f"Windows keeps no entry: {os_cause(error)}") from error
    return f"{SUFFIX} files are opened with {printable(program)}"


def _with_script(remove: bool) -> str:
    """Call the script that the standalone program brings, with its menu entry and pictures."""
    script = Path(sys.executable).with_name(_BUNDLED_SCRIPT.parent.name) / _BUNDLED_SCRIPT.name
    if not getattr(sys, "frozen", False) or not places.is_file(script):
        raise RegistrationFailed("only the standalone program has a menu entry to register")
    done = subprocess.run(
        ["sh", script, *(["--remove"] if remove else [])],
        env=_environment(),
        stderr=subprocess.PIPE,
        text=True,
        errors="backslashreplace",
        check=False,
    )
    if done.returncode:
        raise RegistrationFailed(f"{printable(script)}: {printable(done.stderr.strip())}")
    return "its menu entry is gone" if remove else f"{APP_NAME} is in the menu"


def _environment() -> dict[str, str]:
    """Give the environment as it was before the packed program put its own libraries into it."""
    given = dict(os.environ)
    given.pop("LD_LIBRARY_PATH", None)
    if before := given.pop("LD_LIBRARY_PATH_ORIG", ""):
        given["LD_LIBRARY_PATH"] = before
    return given
