"""A report made on one system is computed again on another that has no LiteRT."""

import sys
from pathlib import Path

import pytest

from core import paths
from core.cli import main as cli

pytest.importorskip("onnxruntime")

SAMPLES = paths.resources() / "samples"


def test_a_report_holds_by_the_other_form_of_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["explain", str(SAMPLES / "tee-red.jpg"), "--out", str(tmp_path), "--json"]
    assert cli.main([*command, "--samples", "64"]) == cli.ALL_GOOD
    record = tmp_path / "tee-red.explanation.json"
    verify = ["report", "verify", str(record), "--photos", str(SAMPLES)]
    assert cli.main(verify) == cli.ALL_GOOD
    capsys.readouterr()
    monkeypatch.setitem(sys.modules, "ai_edge_litert", None)
    monkeypatch.setitem(sys.modules, "ai_edge_litert.interpreter", None)
    code = cli.main(verify)
    said = capsys.readouterr()
    told = said.out + said.err
    assert "another model" not in told
    if code != cli.ALL_GOOD:  # on a processor where the two round otherwise
        assert "ONNX Runtime" in told
    else:
        assert "tee-red.jpg: identical" in told or "within tolerance" in told
