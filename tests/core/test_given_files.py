import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cli import main as cli
from core.given_files import open_file, read_file, read_text, sha256_of
from tests import unix


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a\r\nb")
    with open_file(tmp_path / "a") as file:
        assert file.read() == b"a\r\nb"
    assert read_file(tmp_path / "a", 4) == b"a\r\nb"
    assert read_text(tmp_path / "a", 4) == "a\nb"
    with pytest.raises(OSError, match="too long: at most 3 bytes"):
        read_file(tmp_path / "a", 3)
    with pytest.raises(FileNotFoundError):
        open_file(tmp_path / "gone")
    with pytest.raises(OSError, match=r"folder|denied"):
        open_file(tmp_path)


@given(text=st.text(st.characters(codec="utf-8")))
def test_a_text_has_the_lines_of_a_text_file(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    file = tmp_path_factory.mktemp("texts") / "a"
    file.write_bytes(text.encode())
    assert read_text(file, 2**20) == file.read_text("utf-8")


@unix.pipes
def test_neither_pipe_nor_device_keeps_one_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(OSError, match="not a regular file"):
            open_file(path)


def test_a_file_that_says_it_is_empty_is_read_up_to_the_limit() -> None:
    endless = Path("/proc/self/environ")  # says 0 bytes, and holds more
    if not endless.exists() or len(endless.read_bytes()) < 2:
        pytest.skip("no such file here")
    with pytest.raises(OSError, match="too long"):
        read_file(endless, 1)


@unix.pipes
@pytest.mark.parametrize(
    "command",
    [
        ["audit", "verify", "PIPE"],
        ["audit", "export", "PIPE", "--jsonl", "out.jsonl"],
        ["report", "verify", "PIPE", "--photos", "."],
        ["review-file", "restore", "PIPE"],
        ["review-file", "copy", "PIPE", "--to", "out.tagproof"],
        ["export-training", "PIPE", "--out", "out"],
        ["export-xmp", "PIPE"],
        ["catalog", "inspect", "PIPE"],
        ["review", "photos", "--review", "PIPE"],
        ["review", "photos", "--review", "r.tagproof", "--existing", "PIPE"],
        ["review", "photos", "--review", "r.tagproof", "--classes-from", "PIPE"],
        ["report", "write", "photos", "--out", "o.pdf", "--template", "PIPE"],
        ["report", "write", "photos", "--out", "o.pdf", "--pack", "PIPE"],
        ["explain", "photos", "--out", "out", "--review", "PIPE"],
        ["classify", "photos", "--csv", "o.csv", "--columns-from", "PIPE"],
        ["classify", "PIPE", "--csv", "o.csv"],
        ["import-model", "PIPE", "--labels", "PIPE", "--out", "pack"],
        ["import-model", "model.onnx", "--labels", "PIPE", "--out", "pack"],
    ],
    ids=" ".join,
)
def test_a_pipe_under_any_name_ends_with_a_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "photos").mkdir()
    (tmp_path / "model.onnx").write_bytes(b"\x08\x08")
    os.mkfifo(tmp_path / "PIPE")
    codes: list[int] = []
    worker = threading.Thread(target=lambda: codes.append(cli.main(command)), daemon=True)
    worker.start()
    worker.join(30)
    assert codes, "it waits"
    assert codes[0] in (cli.SOME_FAILED, cli.WRONG_USAGE)
    told = capsys.readouterr().err
    assert "PIPE" in told
    assert "Traceback" not in told


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is Linux's")
def test_a_high_limit_asks_for_no_memory(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"small")
    code = (
        "import resource; from pathlib import Path; from core.given_files import GB, read_file;"
        "resource.setrlimit(resource.RLIMIT_AS, (GB // 2, GB // 2));"
        f"assert read_file(Path({str(tmp_path / 'a')!r}), 2 * GB) == b'small'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_file_is_hashed_and_one_that_cannot_be_read_equals_none(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert sha256_of(tmp_path / "a").startswith("ba7816bf8f01cfea")
    assert sha256_of(tmp_path / "gone") == sha256_of(tmp_path) == ""
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert sha256_of(tmp_path / "pipe") == ""
