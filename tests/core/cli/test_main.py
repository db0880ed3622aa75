"""Usage, exit codes and what counts as a command; the work itself is tested end to end."""

import errno
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import click
import pytest

from core import batch, ending, outputs
from core.cli import main as cli
from core.cli.options import Named
from core.errors import ExportFailed, PackError, UnknownClass
from core.version import __version__
from tests import unix


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


@pytest.mark.parametrize("command", words(cli.commands), ids=" ".join)
def test_no_help_is_cut_or_names_a_type_of_the_library(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main([*command, "--help"])
    told = capsys.readouterr().out
    assert not [line for line in told.splitlines() if line.endswith("...") and "  " in line.strip()]
    assert " RANGE" not in told and "--head TEXT" not in told


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
from core import batch, outputs
from core.cli import main as cli

signal.signal(signal.SIGINT, signal.default_int_handler)  # shells let background jobs ignore it

def classify(roots, tables, *_):
    with outputs.writing(tables.csv) as temporary:
        temporary.write_text("half")
        print("writing", flush=True)
        time.sleep(60)

batch.classify = classify
sys.exit(cli.main(["classify", "x", "--csv", sys.argv[1]]))
"""


@unix.signals
@pytest.mark.parametrize("asked", ending.SIGNALS, ids=lambda one: one.name)
def test_a_stopped_command_leaves_nothing_half_written(
    asked: signal.Signals, tmp_path: Path
) -> None:
    table = tmp_path / "tags.csv"
    command = [sys.executable, "-c", WRITES_FOREVER, str(table)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(asked)
        assert process.wait(timeout=30) == 128 + asked  # half of what it would take
        assert process.stderr is not None
        assert process.stderr.read().decode().strip() == f"tagproof: {cli.STOPPED}"
    assert list(tmp_path.iterdir()) == []


def test_a_request_that_a_library_swallowed_ends_the_command_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """ReportLab alone catches everything in two dozen places."""

    def swallow(*_: object) -> int:
        with suppress(BaseException):
            signal.raise_signal(signal.SIGINT)
        with outputs.writing(tmp_path / "tags.csv") as temporary:
            temporary.write_text("whole")
        return 0

    monkeypatch.setattr(batch, "classify", swallow)
    assert cli.main(["classify", "x", "--csv", "o.csv"]) == cli.INTERRUPTED
    assert capsys.readouterr().err.strip() == f"tagproof: {cli.STOPPED}"
    assert list(tmp_path.iterdir()) == []


def test_what_a_library_makes_of_a_request_is_not_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def misread(*_: object) -> int:
        try:
            signal.raise_signal(signal.SIGTERM)
        except BaseException as error:
            raise ExportFailed(Path("o.csv"), "broken") from error
        return 0

    monkeypatch.setattr(batch, "classify", misread)
    assert cli.main(["classify", "x", "--csv", "o.csv"]) == cli.TERMINATED
    assert "broken" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["/no/such/folder"], "/no/such/folder: no such file or folder"),
        (["no/such"], "no/such: no such file or folder"),
        (["reveiw"], "reveiw: no such file or folder, and no such command; did you mean review?"),
        (["Clasify", "x"], "Clasify: no such file or folder, and no such command; did you mean "),
        (["zzz"], "zzz: no such file or folder, and no such command"),
        ([str(Path(__file__).parent), "/no/such"], "/no/such: no such file or folder"),
        ([__file__, "reveiw"], "reveiw: no such file or folder"),
        ([__file__, "--csv", "x"], "only a command takes options"),
        ([""], "'': no such file or folder"),
        (["a\nb"], r"a\nb: no such file or folder"),
    ],
)
def test_words_that_are_no_command_are_told_apart(
    given: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(given) == cli.WRONG_USAGE
    told = capsys.readouterr().err
    assert f"Error: {said}" in told or said in told
    assert ("did you mean" in told) is ("did you mean" in said)


def paths_of(command: click.Command) -> list[click.Parameter]:
    return [one for one in command.params if isinstance(one.type, click.Path)]


def found(line: list[str]) -> click.Command:
    command: click.Command = cli.commands
    for word in line:
        assert isinstance(command, click.Group)
        command = command.commands[word]
    return command


@pytest.mark.parametrize("line", [one for one in words(cli.commands) if one], ids=" ".join)
def test_an_empty_name_is_no_path(line: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """As of a variable in a script that was never set; it would mean the folder one is in."""
    for one in paths_of(found(line)):
        given = [*line, one.opts[0], ""] if isinstance(one, click.Option) else [*line, ""]
        assert cli.main(given) == cli.WRONG_USAGE, given
        told = capsys.readouterr().err
        assert "is empty: name a file or folder" in told, given


@pytest.mark.parametrize("line", [one for one in words(cli.commands) if one], ids=" ".join)
def test_a_name_that_windows_does_not_take_is_refused_there(
    line: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It would be a device, another file than the one named, or a part of one that is hidden."""
    monkeypatch.setattr(sys, "platform", "win32")
    for one in paths_of(found(line)):
        given = [*line, one.opts[0], "nul"] if isinstance(one, click.Option) else [*line, "nul"]
        assert cli.main(given) == cli.WRONG_USAGE, given
        assert "nul is the name of a device in Windows" in capsys.readouterr().err, given


def test_every_option_for_a_file_or_folder_refuses_an_empty_name() -> None:
    lines = [one for one in words(cli.commands) if one]
    assert all(isinstance(one.type, Named) for line in lines for one in paths_of(found(line)))
    assert cli.main(["report", "x", "--out", "x.pdf", "--template", ""]) == cli.WRONG_USAGE


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["cl"], "plain,classify"),
        (["pho"], "file,pho"),
        (["report", "ver"], "plain,verify"),
        (["report", "pho"], "file,pho"),
        (["report", "photos", "--li"], "plain,--limit"),
        (["classify", "--csv", "t"], "file,t"),
        (["review", "--explain", "d"], "plain,doubtful"),
    ],
)
def test_a_shell_is_told_what_could_stand_there(
    typed: list[str],
    offered: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COMP_WORDS", " ".join(["tagproof", *typed]))
    monkeypatch.setenv("COMP_CWORD", str(len(typed)))
    monkeypatch.setenv("_TAGPROOF_COMPLETE", "bash_complete")
    with pytest.raises(SystemExit) as ended:
        cli.main([])
    assert not ended.value.code
    assert offered in capsys.readouterr().out.splitlines()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_an_answer_that_cannot_be_written_is_a_sentence() -> None:
    code = "import sys; from core.cli.main import main; sys.exit(main(['classify', '--help']))"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", code],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == cli.SOME_FAILED
    assert (
        done.stderr == "tagproof: what is to be told cannot be written: no space left on device\n"
    )


@pytest.mark.parametrize("name", ["photos/a.jpg", b"photos/a.jpg"])
def test_a_file_that_a_drive_refuses_where_nobody_expects_it_is_named(
    name: str | bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> int:
        raise OSError(errno.EIO, "Input/output error", name)

    monkeypatch.setattr(batch, "classify", fail)
    assert cli.main(["classify", "x", "--csv", "o.csv"]) == cli.SOME_FAILED
    assert capsys.readouterr().err == "tagproof: photos/a.jpg: input/output error\n"


def test_a_bug_that_is_an_error_of_the_system_keeps_its_trace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> int:
        raise FileNotFoundError(2, "No such file", "x")

    monkeypatch.setattr(batch, "classify", fail)
    with pytest.raises(FileNotFoundError):
        cli.main(["classify", "x", "--csv", "o.csv"])
