from pathlib import Path

import pytest
from click.testing import CliRunner

torch = pytest.importorskip("torch")
pytest.importorskip("tensorflow")

from model.general.__main__ import main  # noqa: E402


def _told(folder: Path, *more: str) -> str:
    needed = ["--data", str(folder), "--shops", str(folder / "shops.csv"), "--teacher", "none"]
    done = CliRunner().invoke(main, [*needed, "--out", str(folder / "run"), *more])
    assert done.exit_code == 1
    return done.output


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert "is no course" in _told(tmp_path, "--course", "soon")
    assert "styles.csv" in _told(tmp_path)
    assert "was not begun" in _told(tmp_path, "--after", str(tmp_path / "nothing"))
