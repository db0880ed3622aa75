"""The entry point: commands without Qt, no console, no screen, a log."""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from desktop import __main__ as entry
from desktop.system import display_check, interrupt, start_box, start_checks
from tests import own_home

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _log_handlers() -> Iterator[None]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    heard = {one: signal.getsignal(one) for one in interrupt.REQUESTS}
    yield
    for one, handler in heard.items():
        signal.signal(one, handler)
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def run_python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=REPOSITORY,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def test_commands_do_not_import_qt() -> None:
    done = run_python(
        "import sys; from desktop.__main__ import main; code = main(['--version']);"
        "assert 'PySide6' not in sys.modules; sys.exit(code)"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("tagproof")


SPINNING = """
import os, time
os.environ.pop("OPENBLAS_NUM_THREADS", None)
from desktop.__main__ import main
main(["--version"])
import numpy as np
one, other = np.ones((128, 20), np.float32), np.ones((20, 784), np.float32)
one @ other
used = []
for _ in range(7):
    one @ other
    started = time.process_time()
    time.sleep(0.1)
    used.append(time.process_time() - started)
print(sorted(used)[3])
"""


def test_no_core_is_kept_busy_behind_a_product_of_matrices() -> None:
    done = run_python(SPINNING)
    assert done.returncode == 0, done.stderr
    assert float(done.stdout.split()[-1]) < 0.01


LACKING = """
import sys
for name in {names!r}:
    sys.modules[name] = None
from desktop.__main__ import main
"""
"""A system that has no build of these packages."""


def test_commands_run_where_there_is_no_qt(tmp_path: Path) -> None:
    code = LACKING.format(names=("PySide6", "shiboken6")) + (
        "folder, out = sys.argv[1:]\n"
        "photo = folder + '/tee-red.jpg'\n"
        "codes = [main(['classify', photo, '--csv', out + '/tags.csv']),"
        " main(['explain', photo, '--out', out, '--samples', '16', '--pdf', '--png', '--json']),"
        " main(['review', folder, '--review', out + '/r.tagproof', '--csv', out + '/r.csv']),"
        " main(['audit', 'verify', out + '/r.tagproof'])]\n"
        "sys.exit(codes != [0, 0, 0, 0])"
    )
    photos = tmp_path / "photos"
    photos.mkdir()
    shutil.copy(REPOSITORY / "resources" / "samples" / "tee-red.jpg", photos)
    done = subprocess.run(
        [sys.executable, "-c", code, str(photos), str(tmp_path)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made = {path.name for path in tmp_path.iterdir()}
    assert {"tags.csv", "tee-red.explanation.pdf", "tee-red.explanation.png", "r.csv"} <= made


def test_where_there_is_no_qt_the_window_says_what_to_install() -> None:
    done = run_python(LACKING.format(names=("PySide6", "shiboken6")) + "sys.exit(main([]))")
    assert done.returncode == 1
    assert "the window needs Qt, which is not installed here: pip install" in done.stderr
    assert "tagproof classify" in done.stderr
    assert "Traceback" not in done.stderr


ONE_PHOTO = (
    "out = sys.argv[1]; photo = 'resources/samples/tee-red.jpg'\n"
    "sys.exit(main(['explain', photo, '--out', out, '--samples', '32', '--json']))"
)


def test_where_there_is_no_litert_onnx_runtime_answers_and_is_named(tmp_path: Path) -> None:
    records = []
    for lacking in ((), ("ai_edge_litert",)):
        out = tmp_path / str(len(lacking))
        code = LACKING.format(names=lacking) + ONE_PHOTO.replace("sys.argv[1]", repr(str(out)))
        done = run_python(code)
        assert done.returncode == 0, done.stderr
        records.append(json.loads((out / "tee-red.explanation.json").read_text("utf-8")))
    own, other = (json.dumps(record) for record in records)
    assert '"LiteRT"' in own and '"ONNX Runtime"' not in own
    assert '"ONNX Runtime"' in other and '"LiteRT"' not in other


def test_where_nothing_can_answer_it_is_a_sentence(tmp_path: Path) -> None:
    code = LACKING.format(names=("ai_edge_litert", "onnxruntime"))
    done = run_python(code + ONE_PHOTO.replace("sys.argv[1]", repr(str(tmp_path))))
    assert done.returncode == 2
    assert "nor is ONNX Runtime, which would stand in: pip install" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_module_of_the_core_needs_what_some_systems_lack() -> None:
    code = LACKING.format(names=("PySide6", "shiboken6", "ai_edge_litert", "pi_heif")) + (
        "import core, pkgutil, importlib\n"
        "for found in pkgutil.walk_packages(core.__path__, 'core.'):\n"
        "    importlib.import_module(found.name)\n"
    )
    done = run_python(code)
    assert done.returncode == 0, done.stderr


def test_without_a_screen_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert entry.main([]) == 1
    assert "no screen" in capsys.readouterr().err


def test_screen_that_does_not_answer_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":4711")
    assert entry.main([]) == 1
    said = capsys.readouterr().err
    assert "':4711' (DISPLAY) does not answer" in said or "libxcb" in said
    assert "tagproof classify" in said


def test_unknown_word_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main(["no-such-command-or-folder"]) == 2
    assert "no-such-command-or-folder" in capsys.readouterr().err


def test_an_empty_name_opens_no_window(capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main([""]) == 2
    assert "'': no such file or folder" in capsys.readouterr().err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_that_completes_opens_no_window(shell: str, tmp_path: Path) -> None:
    code = (
        "import sys; from desktop.__main__ import main\ntry: main([])\nfinally:"
        " assert not {'PySide6', 'numpy'} & set(sys.modules)"
    )
    done = run_python(code, _TAGPROOF_COMPLETE=f"{shell}_source", XDG_STATE_HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "_TAGPROOF_COMPLETE" in done.stdout
    assert list(tmp_path.iterdir()) == []  # each key press would write into the log


def test_missing_console_gets_a_sink(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert entry.main(["--version"]) == 0
    sys.stdout.close()
    sys.stderr.close()


def test_log_is_kept_in_the_log_folder() -> None:
    from core.paths import log_dir

    entry.main(["--version"])
    logging.getLogger("desktop.test").info("a line")
    assert "desktop.test: a line" in (log_dir() / "tagproof.log").read_text("utf-8")


def test_crash_of_a_library_leaves_a_trace(tmp_path: Path) -> None:
    code = (
        "import ctypes, sys; from desktop.__main__ import main; main(['--version']);"
        "ctypes.string_at(0)"
    )
    assert run_python(code, **own_home.variables(tmp_path)).returncode != 0
    (trace,) = tmp_path.rglob("crash.log")
    fault = "access violation" if sys.platform == "win32" else "Segmentation fault"
    assert fault in trace.read_text("utf-8")


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note what a box would say."""
    shown: list[str] = []
    monkeypatch.setattr(start_box, "tell", shown.append)
    return shown


def start_without_console(*arguments: str) -> int:
    with redirect_stdout(None), redirect_stderr(None):
        code = entry.main(arguments)
        sys.stdout.close()
        sys.stderr.close()
    return code


@pytest.mark.parametrize(
    ("word", "told"),
    [("/gone", "/gone: no such file or folder"), ("--wrong", "No such option '--wrong'.")],
)
def test_without_a_console_wrong_usage_is_shown(boxes: list[str], word: str, told: str) -> None:
    assert start_without_console(word) == 2
    assert [words[: len(told)] for words in boxes] == [told]


def test_a_command_shows_no_box_that_nobody_may_close(boxes: list[str]) -> None:
    assert start_without_console("classify") == 2
    assert start_without_console("--version") == 0
    assert boxes == []


def test_without_a_console_what_the_machine_lacks_is_shown(
    boxes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start_checks, "trouble", lambda: "too old")
    monkeypatch.setattr(display_check, "trouble", lambda: "")
    assert start_without_console() == 1
    assert boxes == ["too old"]


def test_without_a_console_a_fault_is_shown_and_logged(
    boxes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.paths import log_dir

    def fault() -> str:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(start_checks, "trouble", fault)
    monkeypatch.setattr(display_check, "trouble", lambda: "")
    assert start_without_console() == 1
    (told,) = boxes
    assert told.startswith("a fault in the program ended it (ZeroDivisionError: by nought)")
    assert "ZeroDivisionError" in (log_dir() / "tagproof.log").read_text("utf-8")


def test_a_fault_before_a_console_keeps_its_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    def fault() -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(start_checks, "trouble", fault)
    monkeypatch.setattr(display_check, "trouble", lambda: "")
    with pytest.raises(ZeroDivisionError):
        entry.main([])
