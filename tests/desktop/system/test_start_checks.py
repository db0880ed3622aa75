"""The machine is asked before the libraries that would crash on it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from core import paths
from desktop.system import start_checks
from tests import own_home, unix

REPOSITORY = Path(__file__).resolve().parents[3]
OLD = "processor\t: 0\nflags\t\t: fpu sse sse2 pni ssse3 cx16 sse4_1\n"


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return tmp_path / "facts"


def test_old_processor_is_named(facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    monkeypatch.setattr(sys, "platform", "linux")
    facts.write_text(OLD)
    assert "SSE4.2" in start_checks.cpu(facts)
    facts.write_text(OLD.replace("sse4_1", "sse4_1 sse4_2 popcnt"))  # Nehalem: neither AVX nor AVX2
    assert start_checks.cpu(facts) == ""


def test_other_processors_are_not_asked_for_it(
    facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts.write_text(OLD)
    monkeypatch.setattr("platform.machine", lambda: "aarch64")
    assert start_checks.cpu(facts) == ""


def test_little_free_memory_is_named(facts: Path) -> None:
    facts.write_text("MemTotal: 900000 kB\nMemAvailable:   200000 kB\n")
    assert "205 MB of memory are free" in start_checks.memory(facts=facts)
    facts.write_text("MemAvailable:   20000000 kB\n")
    assert start_checks.memory(facts=facts) == ""


@unix.limits
def test_limited_memory_is_named() -> None:
    code = (
        "import resource, sys; from desktop.system import start_checks\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1_400_000_000, 1_400_000_000))\n"
        "sys.stdout.write(start_checks.memory())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert "may use 1.4 GB" in done.stdout


def test_folder_that_takes_no_file_is_named(home: Path) -> None:
    above = own_home.program_folders()[0].parent
    above.parent.mkdir(parents=True, exist_ok=True)
    above.write_text("a file in the way")
    assert above.is_relative_to(home)
    assert str(above) in start_checks.folders()


def test_checks_leave_nothing_behind() -> None:
    assert start_checks.folders() == ""
    assert [one for one in paths.data_dir().rglob("*") if one.is_file()] == []


def test_missing_pack_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "default_pack", lambda: tmp_path / "gone")
    assert str(tmp_path / "gone") in start_checks.network()


def test_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6", None)
    for system, advice in (("linux", "libegl1"), ("win32", "install the program again")):
        monkeypatch.setattr(sys, "platform", system)
        assert "library" in start_checks.libraries()
        assert advice in start_checks.libraries()


def test_the_first_trouble_is_told_and_commands_need_less(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert start_checks.trouble() == ""
    monkeypatch.setattr(paths, "default_pack", lambda: tmp_path / "gone")
    assert start_checks.trouble() == start_checks.network()
    for kept in home.iterdir():
        kept.rename(tmp_path / kept.name)
        kept.write_text("a file in the way")
    assert start_checks.trouble() == start_checks.folders() != ""
    assert start_checks.trouble_for_commands() == ""
