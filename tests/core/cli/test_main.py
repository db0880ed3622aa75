"""Usage, exit codes and what counts as a command; the work itself is tested end to end."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from core import batch
from core.cli import main as cli
from core.errors import ExportFailed, PackError, UnknownClass
from core.version import __version__


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == cli.ALL_GOOD
    assert capsys.readouterr().out == f"tagproof {__version__}\n"


def words(group: click.Group) -> list[list[str]]:
    """Name every command, those of groups by both their words."""
    found: list[list[str]] = [[]]
    for name, command in group.commands.items():
        below = words(command) if isinstance(command, click.Group) else [[]]
        found += [[name, *rest] for rest in below]
    return found


@pytest.mark.parametrize("command", words(cli.commands), ids=" ".join)
def test_every_command_tells_its_use(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*command, "--help"]) == cli.ALL_GOOD
    assert capsys.readouterr().out.startswith(f"Usage: {' '.join(['tagproof', *command])} ")


def test_every_module_of_a_command_is_in_the_table() -> None:
    folder = Path(cli.__file__).parent
    sources = {path.stem: path.read_text("utf-8") for path in folder.glob("*.py")}
    offers = {name for name, source in sources.items() if "def command(" in source}
    assert offers == {module.__name__.rpartition(".")[2] for module in cli.COMMANDS}


@pytest.mark.parametrize(
    "arguments",
    [
        ["classify"],
        ["classify", "x"],
        ["classify", "x", "--csv"],
        ["explain", "x"],
        ["explain", "x", "--out", "o", "--samples", "0"],
        ["explain", "x", "--out", "o", "--seed", "-1"],
        ["explain", "x", "--out", "o", "--colour"],
        ["report", "x"],
        ["nonsense"],
    ],
)
def test_wrong_usage_is_told_and_gives_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments) == cli.WRONG_USAGE
    assert "Error: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PackError(Path("p"), "missing"), cli.WRONG_USAGE),
        (UnknownClass("the model has no class 'x'"), cli.WRONG_USAGE),
        (ExportFailed(Path("o.csv"), "disk full"), cli.SOME_FAILED),
    ],
)
def test_trouble_is_one_line_and_its_code(
    error: Exception, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        raise error

    monkeypatch.setattr(batch, "classify", fail)
    assert cli.main(["classify", "x", "--csv", "o.csv"]) == code
    assert capsys.readouterr().err == f"tagproof: {error}\n"


@pytest.mark.parametrize(("failed", "code"), [(0, cli.ALL_GOOD), (300, cli.SOME_FAILED)])
def test_failed_photos_give_1_however_many(
    failed: int, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "classify", lambda *_: failed)
    assert cli.main(["classify", "x", "--csv", "o.csv"]) == code


WRITES_FOREVER = """
import signal, sys, time
from core import batch, paths
from core.cli import main as cli

signal.signal(signal.SIGINT, signal.default_int_handler)  # shells let background jobs ignore it

def classify(roots, tables, *_):
    with paths.writing(tables.csv) as temporary:
        temporary.write_text("half")
        print("writing", flush=True)
        time.sleep(60)

batch.classify = classify
sys.exit(cli.main(["classify", "x", "--csv", sys.argv[1]]))
"""


@pytest.mark.parametrize(
    ("asked", "code"), [(signal.SIGINT, cli.INTERRUPTED), (signal.SIGTERM, cli.TERMINATED)]
)
def test_a_stopped_command_leaves_nothing_half_written(
    asked: signal.Signals, code: int, tmp_path: Path
) -> None:
    table = tmp_path / "tags.csv"
    command = [sys.executable, "-c", WRITES_FOREVER, str(table)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        began = time.monotonic()
        process.send_signal(asked)
        assert process.wait(timeout=30) == code
        assert time.monotonic() - began < 5
    assert list(tmp_path.iterdir()) == []
