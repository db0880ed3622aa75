from dataclasses import replace

import pytest

from core import batch
from core.cli import main as cli
from core.entities import ExplainSettings
from core.explain.presets import AS_PUBLISHED, PRESETS, Preset
from core.vocabulary import Fill, PresetName, Sampling, Segmenter, Target


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
        (["--fill", "mean", "--fill-colour", "#ffcc00"], "--fill colour only"),
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
    assert seen[0] == PRESETS[PresetName.AS_PUBLISHED]
    assert seen[1].settings == replace(AS_PUBLISHED, seed=3)


@pytest.mark.parametrize("name", PresetName)
def test_every_preset_is_offered(name: PresetName, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Preset] = []
    monkeypatch.setattr(batch, "explain", lambda *given, **_: seen.append(given[2]) or 0)
    assert cli.main(["explain", "x", "--out", "o", "--preset", name.value]) == cli.ALL_GOOD
    assert seen == [PRESETS[name]]
