"""Names of any letters, told to a pipe whose code page lacks them: escaped, never a trace."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from core.inference.model_pack import Pack

REPOSITORY = Path(__file__).resolve().parents[2]
NAME = "Kleid–größe 裙"

RUNS_LINES = """
import json, sys
from desktop.__main__ import main
print("codes", *[main(line) for line in json.loads(sys.argv[1])])
"""


@pytest.fixture
def lines(tmp_path: Path, photo_file: Callable[..., Path], tiny_pack: Pack) -> list[list[str]]:
    """Every command once, in an order in which each finds what it needs; all of odd names."""
    photo = photo_file(f"{NAME}/{NAME} 1.jpg")
    (photo.parent / f"{NAME} 2.jpg").write_bytes(b"no photo")
    (photo.parent / f"{NAME}.doc").write_bytes(b"x")
    feed = tmp_path / f"{NAME}.csv"
    feed.write_text(f"sku,image,category\n{NAME},{photo.name},裙\n", encoding="utf-8")
    of = {kind: str(tmp_path / f"{NAME}-{kind}") for kind in ("out", "training", "pack")}
    folder, review = str(photo.parent), str(tmp_path / f"{NAME}.tagproof")
    copy, table, odd = f"{review}-copy.tagproof", str(tmp_path / f"{NAME}-a.csv"), f"{NAME}.gone"
    pack = ["--pack", str(tiny_pack.folder)]
    return [
        ["classify", folder, "--csv", table, *pack],
        ["explain", str(photo), odd, "--out", of["out"], "--json", "--samples", "20", *pack],
        ["report", folder, "--out", f"{of['out']}.pdf", *pack],
        ["report", "verify", f"{of['out']}/{photo.stem}.explanation.json", *pack],
        ["review", folder, "--review", review, "--catalog", str(feed), *pack],
        ["review-file", "copy", review, "--to", copy],
        ["review-file", "restore", copy, "--to", review],
        ["audit", "verify", review],
        ["audit", "verify", odd],
        ["audit", "export", review, "--jsonl", f"{table}.jsonl"],
        ["catalog", "inspect", str(feed), "--photos", folder],
        ["catalog", "export", review, "--source", str(feed), "--out", table],
        ["export-training", review, "--out", of["training"]],
        ["export-xmp", review],
        ["import-model", odd, "--labels", odd, "--out", of["pack"]],
        [odd],
    ]


@pytest.mark.parametrize("page", ["cp1252", "cp437", "ascii"])
def test_no_command_ends_at_a_name_that_the_pipe_has_no_letters_for(
    page: str, lines: list[list[str]]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUNS_LINES, json.dumps(lines)],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONIOENCODING": f"{page}:strict", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(page, "replace")
    told, said = (stream.decode("latin-1") for stream in (done.stdout, done.stderr))
    assert "Traceback" not in said and "Logging error" not in said
    codes = told.splitlines()[-1].split()
    assert codes[0] == "codes" and len(codes) == 1 + len(lines)
    assert set(codes[1:]) <= {"0", "1", "2"}
    if page != "ascii":  # for which click writes UTF-8
        assert r"\u88d9" in told and r"\u88d9" in said
        assert "größe".encode(page) in done.stdout
