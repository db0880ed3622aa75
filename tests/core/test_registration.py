"""The desktop told of the program, and everything taken back."""

import subprocess
import sys
from pathlib import Path, PureWindowsPath
from typing import NoReturn

import pytest

from core import registration
from core.errors import RegistrationFailed
from core.registration import KIND, SUFFIX, enter, forget, register

PROGRAM = PureWindowsPath("C:\\Programs\\my tagproof\\tagproof.exe")
OF_ANOTHER = (SUFFIX, "", "Another.Kind")


class Memory:
    """A registry of the form (key, value's name) -> text; keys above are there as in Windows."""

    def __init__(self, *entries: tuple[str, str, str]) -> None:
        self.values = {(key, name): text for key, name, text in entries}
        self.told = 0

    def read(self, key: str, name: str) -> str | None:
        return self.values.get((key, name))

    def write(self, key: str, name: str, text: str) -> None:
        self.values[key, name] = text

    def drop_value(self, key: str, name: str) -> None:
        self.values.pop((key, name), None)

    def drop_empty(self, key: str) -> None:
        pass  # what holds no value is not there

    def drop_tree(self, key: str) -> None:
        inside = [one for one in self.values if f"{one[0]}\\".startswith(f"{key}\\")]
        for one in inside:
            del self.values[one]

    def tell(self) -> None:
        self.told += 1


@pytest.fixture
def program() -> Path:
    """A path of Windows, of which no file is asked here."""
    return PROGRAM  # type: ignore[return-value]


def test_windows_learns_program_kind_icon_and_name(program: Path) -> None:
    registry = Memory()
    enter(registry, program)
    assert registry.read(SUFFIX, "") == KIND
    assert registry.read(rf"{KIND}\shell\open\command", "") == f'"{PROGRAM}" "%1"'
    assert registry.read(rf"{KIND}\DefaultIcon", "") == f'"{PROGRAM}",0'
    assert registry.read(r"Applications\tagproof.exe", "FriendlyAppName") == "Tagproof"
    assert registry.told == 1


def test_nothing_is_left_behind(program: Path) -> None:
    registry = Memory()
    for _ in range(2):
        enter(registry, program)
    forget(registry, program)
    forget(registry, program)
    assert registry.values == {}


def test_what_another_program_entered_since_stays(program: Path) -> None:
    registry = Memory()
    enter(registry, program)
    registry.write(*OF_ANOTHER)
    registry.write(rf"{SUFFIX}\OpenWithProgids", "Another.Kind", "")
    forget(registry, program)
    assert registry.values == {
        (SUFFIX, ""): "Another.Kind",
        (rf"{SUFFIX}\OpenWithProgids", "Another.Kind"): "",
    }


def test_a_program_that_is_not_there_is_not_entered(tmp_path: Path) -> None:
    registry = Memory()
    with pytest.raises(RegistrationFailed, match="no such program"):
        registration._with_windows(registry, tmp_path / "tagproof.exe", remove=False)
    assert registry.values == {}
    (tmp_path / "tagproof.exe").touch()
    assert "opened with" in registration._with_windows(registry, tmp_path / "tagproof.exe", False)
    assert "no longer" in registration._with_windows(registry, tmp_path / "tagproof.exe", True)
    assert registry.values == {}


def test_a_registry_that_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise PermissionError(None, "Access is denied")

    (tmp_path / "tagproof.exe").touch()
    monkeypatch.setattr(Memory, "write", refuse)
    with pytest.raises(RegistrationFailed, match="Windows keeps no entry: access is denied"):
        registration._with_windows(Memory(), tmp_path / "tagproof.exe", remove=False)


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The standalone program of Linux, with a script that notes how it was called."""
    script = tmp_path / "tagproof" / "desktop-entry" / "register.sh"
    script.parent.mkdir(parents=True)
    script.write_text('echo "called $*" >"$(dirname "$0")/called"\n')
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "tagproof" / "tagproof"))
    return script


@pytest.mark.skipif(sys.platform == "win32", reason="runs a script of the shell")
def test_on_linux_the_programs_own_script_is_run(bundle: Path) -> None:
    assert register() == "Tagproof is in the menu"
    assert bundle.with_name("called").read_text() == "called \n"
    assert register(remove=True) == "its menu entry is gone"
    assert bundle.with_name("called").read_text() == "called --remove\n"
    bundle.write_text("echo no room >&2; exit 3\n")
    with pytest.raises(RegistrationFailed, match=r"register\.sh: no room"):
        register()


@pytest.mark.skipif(sys.platform == "win32", reason="runs a script of the shell")
@pytest.mark.parametrize(("before", "given"), [("/their/libraries", "/their/libraries"), ("", "")])
def test_the_systems_programs_are_run_with_the_systems_libraries(
    before: str, given: str, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", str(bundle.parent))
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    bundle.write_text('echo "$LD_LIBRARY_PATH" >"$(dirname "$0")/called"\n')
    register()
    assert bundle.with_name("called").read_text() == f"{given}\n"


def test_from_source_linux_has_nothing_to_register(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(RegistrationFailed, match="only the standalone program"):
        register()


def test_macos_knows_bundles_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(subprocess, "run", None)
    assert "Finder" in register(remove=True)
