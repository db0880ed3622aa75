"""Nothing that a reviewer reads in the window is left in English by another language."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
DIALOGS = [
    "About this model", "Keyboard shortcuts", "About Tagproof", "Filter", "Export",
    "Session summary", "Classes that can occur",
]  # fmt: skip
"""By the names of their actions."""


@pytest.mark.parametrize("names", [DIALOGS[:4], DIALOGS[4:]], ids=["help", "review"])
def test_the_window_and_its_dialogs_leave_no_word_untranslated(
    products: Path, tmp_path: Path, names: list[str]
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    run = subprocess.run(
        [sys.executable, "-m", "tests.pseudo_window", str(products), *names],
        cwd=ROOT, env={**kept, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, timeout=150, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stdout) == (0, ""), run.stderr
