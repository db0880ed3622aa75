from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("tensorflow")

from model.export import main


def test_a_folder_without_a_training_is_named(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["--run", str(tmp_path), "--out", str(tmp_path / "pack")])
    assert done.exit_code == 1
    assert "settings.json: is missing: no training was begun here" in done.output
    assert not (tmp_path / "pack").exists()
