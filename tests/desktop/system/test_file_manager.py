"""Files shown in the system's file manager, on a bus of their own, and opened by its programs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import ClassInfo, QObject, QUrl, Slot
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from desktop.system.file_manager import MOST_FOLDERS, PLACE, SERVICE, FileManager

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux's file managers")


@ClassInfo({"D-Bus Interface": SERVICE})
class Manager(QObject):
    """A file manager that only notes what it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[list[str]] = []

    @Slot("QStringList", str)
    def ShowItems(self, uris: list[str], startup: str) -> None:  # noqa: N802 - as the bus calls it
        self.shown.append(list(uris))


class Opener(QObject):
    """Takes the place of the system's programs."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


@pytest.fixture
def opener() -> Iterator[Opener]:
    made = Opener()
    QDesktopServices.setUrlHandler("file", made, "take")
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def bus() -> Iterator[QDBusConnection]:
    """A bus of this test, on which nobody else is."""
    program = shutil.which("dbus-daemon")
    if program is None:
        pytest.skip("no dbus-daemon here")
    command = [program, "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        yield QDBusConnection.connectToBus(address, "tests")
        QDBusConnection.disconnectFromBus("tests")
        daemon.terminate()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = [tmp_path / "a b" / "ä.jpg", tmp_path / "a b" / "two.jpg", tmp_path / "c" / "3.jpg"]
    for file in made:
        file.parent.mkdir(exist_ok=True)
        file.touch()
    return made


def test_the_file_manager_on_the_bus_marks_all_files(
    qtbot: QtBot, bus: QDBusConnection, files: list[Path], opener: Opener
) -> None:
    asked, parent = Manager(), QObject()
    assert bus.registerService(SERVICE)
    assert bus.registerObject(PLACE, asked, QDBusConnection.RegisterOption.ExportAllSlots)
    manager = FileManager(parent, bus)
    with qtbot.assertNotEmitted(manager.failed):
        manager.show(files)
        qtbot.waitUntil(lambda: bool(asked.shown))
    assert asked.shown == [[file.as_uri() for file in files]]
    assert opener.opened == []


def test_without_a_file_manager_on_the_bus_the_folders_are_opened(
    qtbot: QtBot, bus: QDBusConnection, files: list[Path], opener: Opener
) -> None:
    parent = QObject()
    FileManager(parent, bus).show(files)
    qtbot.waitUntil(lambda: bool(opener.opened))
    assert opener.opened == [str(files[0].parent), str(files[2].parent)]


def test_without_a_bus_no_more_folders_are_opened_than_windows_are_wanted(
    tmp_path: Path, opener: Opener
) -> None:
    folders = [tmp_path / str(number) for number in range(MOST_FOLDERS + 3)]
    for folder in folders:
        folder.mkdir()
    parent = QObject()
    FileManager(parent, QDBusConnection("nowhere")).show(folders)
    assert opener.opened == [str(folder) for folder in folders[:MOST_FOLDERS]]


def test_what_is_gone_is_told_and_the_rest_is_opened(
    qtbot: QtBot, files: list[Path], opener: Opener
) -> None:
    parent = QObject()
    manager = FileManager(parent)
    files[0].unlink()
    with qtbot.waitSignal(manager.failed) as told:
        manager.open(files)
    assert told.args == [f"{files[0]} is not there any more."]
    assert opener.opened == [str(file) for file in files[1:]]


def test_a_system_without_a_program_for_it_is_told(
    qtbot: QtBot, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # the system's openers are programs
    parent = QObject()
    manager = FileManager(parent)
    with qtbot.waitSignal(manager.failed) as told:
        manager.open(files[:1])
    assert "offers no program" in told.args[0]
