"""Usage, exit codes and what counts as a command; the work itself is tested end to end."""

import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from core import batch
from core.cli import explain_options
from core.cli import main as cli
from core.entities import ExplainSettings
from core.errors import ExportFailed, PackError, UnknownClass
from core.explain.presets import AS_PUBLISHED, PRESETS, Preset
from core.review.store import Review
from core.version import __version__
from core.vocabulary import Fill, Sampling, Segmenter, Target


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == cli.ALL_GOOD
    assert capsys.readouterr().out == f"tagproof {__version__}\n"


@pytest.mark.parametrize("command", [[], ["classify"], ["explain"], ["report"]])
def test_help_names_every_option(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*command, "--help"]) == cli.ALL_GOOD
    assert "Usage: tagproof" in capsys.readouterr().out


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
        (UnknownClass("the network has no class 'x'"), cli.WRONG_USAGE),
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


@pytest.mark.parametrize(
    ("arguments", "samples", "until_stable"),
    [
        ([], 1024, True),
        (["--samples", "300"], 300, False),
        (["--until-stable"], 1024, True),
        (["--samples", "300", "--until-stable"], 300, True),
    ],
)
def test_sampling_options(
    arguments: list[str], samples: int, until_stable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[ExplainSettings] = []

    def explain(*given: object, **_: object) -> int:
        seen.extend(item.settings for item in given if isinstance(item, Preset))
        return 0

    monkeypatch.setattr(batch, "explain", explain)
    assert cli.main(["explain", "x", "--out", "o", "--seed", "5", *arguments]) == cli.ALL_GOOD
    assert seen == [ExplainSettings(samples=samples, until_stable=until_stable, seed=5)]


EVERY_CHOICE = {
    "--target": "probability", "--sampling": "independent", "--segmenter": "watershed",
    "--superpixels": "25", "--fill": "colour", "--fill-colour": "#ffcc00",
    "--kernel-width": "0.5", "--classes": "7",
}  # fmt: skip


@pytest.mark.parametrize(
    "command", [["explain", "x", "--out", "o"], ["report", "x", "--out", "o.pdf"]]
)
def test_every_choice_can_be_made_on_the_command_line(
    command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Preset] = []
    for name in ("explain", "report"):
        monkeypatch.setattr(batch, name, lambda *given, **_: seen.append(given[2]) or 0)
    chosen = [word for pair in EVERY_CHOICE.items() for word in pair]
    assert cli.main([*command, *chosen]) == cli.ALL_GOOD
    assert seen[0].settings == ExplainSettings(
        Target.PROBABILITY, Sampling.INDEPENDENT, Segmenter.WATERSHED, Fill.COLOUR, 25,
        kernel_width=0.5, fill_colour="#ffcc00", classes=7,
    )  # fmt: skip


def test_a_colour_is_enough_to_fill_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Preset] = []
    monkeypatch.setattr(batch, "explain", lambda *given, **_: seen.append(given[2]) or 0)
    assert cli.main(["explain", "x", "--out", "o", "--fill-colour", "#ffcc00"]) == cli.ALL_GOOD
    assert seen[0].settings == ExplainSettings(fill=Fill.COLOUR, fill_colour="#ffcc00")


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (["--fill-colour", "red"], "no colour"),
        (["--fill", "mean", "--fill-colour", "#ffcc00"], "--fill colour alone"),
        (["--kernel-width", "0"], "kernel width"),
        (["--kernel-width", "nan"], "kernel width"),
        (["--kernel-width", "inf"], "kernel width"),
    ],
)
def test_choices_that_cannot_be(
    choice: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["explain", "x", "--out", "o", *choice]) == cli.WRONG_USAGE
    assert said in capsys.readouterr().err


def test_a_preset_is_where_choices_start(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Preset] = []
    monkeypatch.setattr(batch, "explain", lambda *given, **_: seen.append(given[2]) or 0)
    assert cli.main(["explain", "x", "--out", "o", "--preset", "as-published"]) == cli.ALL_GOOD
    assert cli.main(["explain", "x", "--out", "o", "--preset", "as-published", "--seed", "3"]) == 0
    assert seen[0] == PRESETS["as-published"]
    assert seen[1].settings == replace(AS_PUBLISHED, seed=3)


def test_presets_are_offered_by_their_names() -> None:
    assert tuple(PRESETS) == explain_options.PRESETS


WRITES_FOREVER = """
import signal, sys, time
from core import batch, paths
from core.cli import main as cli

signal.signal(signal.SIGINT, signal.default_int_handler)  # shells let background jobs ignore it

def classify(roots, csv_file, *_):
    with paths.writing(csv_file) as temporary:
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


@pytest.mark.parametrize("command", [["audit", "verify"], ["audit", "export"], ["export-training"]])
def test_the_review_commands_are_there(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*command, "--help"]) == cli.ALL_GOOD
    assert f"Usage: tagproof {' '.join(command)}" in capsys.readouterr().out


def test_a_broken_log_gives_1_and_a_sound_one_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.tagproof"
    Review(file, folder=tmp_path).close()
    assert cli.main(["audit", "verify", str(file)]) == cli.ALL_GOOD
    assert "sound, 0 entries" in capsys.readouterr().out
    file.write_bytes(b"no review")
    assert cli.main(["audit", "verify", str(file)]) == cli.SOME_FAILED
    assert "not a review" in capsys.readouterr().err
