"""Requests to end while the program is still importing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop.system import interrupt
from tests import unix

ROOT = Path(interrupt.__file__).resolve().parents[2]
STARTS = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
for one in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(one, signal.SIG_DFL)
from desktop.system import interrupt
interrupt.end_at_once()
print("begun", flush=True)
from desktop.__main__ import main
code = main(sys.argv[1:])
sys.stdin.readline()
sys.exit(code)
"""


@unix.signals
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("moment", range(4))
def test_a_request_at_any_moment_is_a_sentence_and_its_code(
    moment: int, name: str, tmp_path: Path
) -> None:
    """All of the way: imports, the command at its work, and once it is done."""
    request = getattr(signal, name)
    chance = random.Random(moment)
    arguments = ["classify", str(tmp_path / "none.jpg"), "--csv", str(tmp_path / "tags.csv")]
    with subprocess.Popen(
        [sys.executable, "-c", STARTS, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        time.sleep(chance.random() * 0.6)
        process.send_signal(request)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(timeout=30) == 128 + request
        said = process.stderr.read()
    assert said.endswith(interrupt.SAID.decode())
    assert "Traceback" not in said and "KeyboardInterrupt" not in said


def test_without_stderr_it_ends_all_the_same() -> None:
    code = (
        "import os, signal; from desktop.system import interrupt;"
        "signal.signal(signal.SIGINT, signal.default_int_handler);"
        "interrupt.end_at_once(); os.close(2); signal.raise_signal(signal.SIGINT)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert done.returncode == interrupt.CODE


def test_what_hears_already_is_left_alone() -> None:
    before = {one: signal.signal(one, signal.SIG_IGN) for one in interrupt.REQUESTS}
    try:
        interrupt.end_at_once()
        assert {signal.getsignal(one) for one in before} == {signal.SIG_IGN}
    finally:
        for one, mine in before.items():
            signal.signal(one, mine)
    with ThreadPoolExecutor() as pool:
        pool.submit(interrupt.end_at_once).result()  # only the main thread may set a handler


def test_little_is_imported_before_it_hears() -> None:
    code = (
        "import sys; before = set(sys.modules); from desktop.system import interrupt;"
        "print(*sorted({name.partition('.')[0] for name in set(sys.modules) - before}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": ""},
    )  # fmt: skip
    assert not {"core", "logging", "multiprocessing", "PySide6"} & set(done.stdout.split())
