"""Another program's `core` on Python's path, or installed over ours: one sentence, no trace."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.system import namesakes

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = ["-c", "import sys; from desktop.__main__ import main; sys.exit(main())"]
"""What the installed `tagproof` does."""
MODULE = ["-m", "desktop"]


def run(start: list[str], cwd: Path, *path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *start, "--version"],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path))},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def package(folder: Path, name: str) -> Path:
    """Make another program's package, as real as they come."""
    (folder / name).mkdir(parents=True)
    (folder / name / "__init__.py").write_text("LIMIT = 3\n")
    (folder / name / "paths.py").write_text("def here(): ...\n")
    return folder


def refused(done: subprocess.CompletedProcess[str], found: Path) -> bool:
    said = done.stderr.splitlines()
    return (done.returncode, len(said)) == (1, 1) and f'"core" answers, {found}: ' in said[0]


@pytest.mark.parametrize("start", [SCRIPT, MODULE], ids=["script", "module"])
def test_a_core_that_comes_first_is_named(start: list[str], tmp_path: Path) -> None:
    other = package(tmp_path / "other", "core")
    done = run(start, tmp_path, other, ROOT)
    assert refused(done, other / "core" / "__init__.py"), done.stderr


def test_a_core_that_is_one_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "core.py").write_text("LIMIT = 3\n")
    assert refused(run(MODULE, tmp_path, ROOT), tmp_path / "core.py")


def test_a_core_installed_over_ours_is_named(tmp_path: Path) -> None:
    for name in ("core", "desktop"):
        shutil.copytree(
            ROOT / name, tmp_path / "site" / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    assert run(SCRIPT, tmp_path, tmp_path / "site").returncode == 0
    ours = tmp_path / "site" / "core" / "__init__.py"
    ours.write_text("LIMIT = 3\n")
    assert refused(run(SCRIPT, tmp_path, tmp_path / "site"), ours)


@pytest.mark.parametrize("start", [SCRIPT, MODULE], ids=["script", "module"])
def test_names_that_are_not_imported_do_no_harm(start: list[str], tmp_path: Path) -> None:
    other = package(package(tmp_path / "other", "model"), "resources")
    done = run(start, tmp_path, other, ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("tagproof ")


def test_a_core_that_comes_later_does_no_harm(tmp_path: Path) -> None:
    other = package(tmp_path / "other", "core")
    assert run(SCRIPT, tmp_path, ROOT, other).returncode == 0
    assert run(MODULE, ROOT, other).returncode == 0


def test_ours_is_known_by_its_first_line() -> None:
    assert namesakes.trouble() == ""
    assert namesakes.trouble(ROOT / "elsewhere") != ""
