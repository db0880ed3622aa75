"""One log for several programs: nothing lost, nothing said about it on stderr."""

import logging
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.system import log_file
from desktop.system.log_file import SharedLog

LOST = 120 if sys.platform == "win32" else 0
"""Of 6,000 lines: Windows looks for the end and writes there in one step, wine in two."""
REPOSITORY = Path(log_file.__file__).resolve().parents[2]

WRITES = """
import logging, sys
from pathlib import Path
from desktop.system import log_file

log_file.LOG_BYTES, log_file.LOG_FILES = 10_000, 1000
handler = log_file.SharedLog(Path(sys.argv[1]))
for n in range(3000):
    handler.handle(logging.makeLogRecord({"msg": f"{sys.argv[2]} {n}"}))
"""


def line(text: str) -> logging.LogRecord:
    return logging.makeLogRecord({"msg": text})


def lines(folder: Path) -> list[str]:
    return [said for file in folder.iterdir() for said in file.read_text("utf-8").splitlines()]


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SharedLog]:
    monkeypatch.setattr(log_file, "LOG_BYTES", 1000)
    handler = SharedLog(tmp_path / log_file.NAME)
    yield handler
    handler.close()


def test_a_long_file_is_put_aside_and_few_old_ones_are_kept(log: SharedLog, tmp_path: Path) -> None:
    for number in range(1000):
        log.handle(line(f"line {number}"))
    assert len(list(tmp_path.iterdir())) <= 1 + log_file.LOG_FILES
    kept = sorted(int(said.split()[1]) for said in lines(tmp_path))
    assert kept == list(range(kept[0], 1000)) and len(kept) > 200


def test_a_file_that_cannot_be_renamed_is_gone_on_in(
    log: SharedLog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As on Windows, where another program has it open in a way that lets nobody rename it."""
    asked = []

    def refuse(file: Path, target: str) -> Path:
        asked.append(target)
        raise PermissionError(13, "The process cannot access the file", str(file), 32, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refuse)
        for number in range(300):
            log.handle(line(f"line {number}"))
    assert [said.split()[1] for said in lines(tmp_path)] == [str(n) for n in range(300)]
    assert 1 < len(asked) < 40  # not at each line
    log.handle(line("x" * 100))
    log.handle(line("after"))
    assert (tmp_path / log_file.NAME).read_text("utf-8") == "after\n"
    assert capsys.readouterr().err == ""


def test_two_programs_lose_no_line_and_say_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    command = [sys.executable, "-c", WRITES, str(folder / log_file.NAME)]
    running = [
        subprocess.Popen([*command, name], cwd=REPOSITORY, stderr=subprocess.PIPE) for name in "ab"
    ]
    said = [one.communicate()[1] for one in running]
    assert said == [b"", b""]
    lost = Counter(f"{name} {n}" for name in "ab" for n in range(3000)) - Counter(lines(folder))
    assert lost.total() <= LOST
    assert len(list(folder.iterdir())) >= 2


def test_a_line_that_cannot_be_encoded_is_kept_with_escapes(
    log: SharedLog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log.handle(line("a name: \udcff.jpg"))
    assert lines(tmp_path) == [r"a name: \udcff.jpg"]
    assert capsys.readouterr().err == ""


def test_what_is_old_is_told_by_its_time(log: SharedLog, tmp_path: Path) -> None:
    """Earlier versions gave numbers."""
    for number in (1, 2, 3):
        (tmp_path / f"{log_file.NAME}.{number}").write_text(f"{number}\n")
    time.sleep(0.05)
    for number in range(400):
        log.handle(line(f"line {number}"))
    assert not [file for file in tmp_path.iterdir() if file.suffix in (".1", ".2", ".3")]
