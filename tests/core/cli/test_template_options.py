from pathlib import Path

import pytest

from core import batch
from core.cli import main as cli
from core.report import template
from core.report.template import BUILT_IN, NetworkPages, Paper, Template


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Template]:
    found: list[Template] = []
    monkeypatch.setattr(batch, "report", lambda *_, template, **__: found.append(template) or 0)
    return found


def run(*options: str) -> int:
    return cli.main(["report", "x", "--out", "o.pdf", *options])


def test_without_options_a_report_is_full(made: list[Template]) -> None:
    assert run() == cli.ALL_GOOD
    assert made == [BUILT_IN["full"]]


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_template_that_is_built_in_has_its_name(name: str, made: list[Template]) -> None:
    assert run("--template", name) == cli.ALL_GOOD
    assert made == [BUILT_IN[name]]


@pytest.mark.parametrize("paper", Paper)
def test_every_paper_can_be_chosen(paper: Paper, made: list[Template]) -> None:
    assert run("--paper", paper.value.upper()) == cli.ALL_GOOD
    assert made[0].paper is paper


@pytest.mark.parametrize("pages", NetworkPages)
def test_the_network_s_pages_can_be_asked_for(pages: NetworkPages, made: list[Template]) -> None:
    assert run("--network", pages.value) == cli.ALL_GOOD
    assert made[0].network is pages


def test_what_is_told_wins_over_a_template_s_file(made: list[Template], tmp_path: Path) -> None:
    file = tmp_path / "t.json"
    template.write(Template("Autumn", "Example Ltd"), file)
    assert run("--template", str(file), "--title", "Winter") == cli.ALL_GOOD
    assert (made[0].title, made[0].company) == ("Winter", "Example Ltd")


def test_a_file_that_is_no_template_gives_2(
    made: list[Template], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--template", "none.json") == cli.WRONG_USAGE
    assert "none.json" in capsys.readouterr().err
    assert made == []


@pytest.mark.parametrize(
    "command",
    [
        "explain PHOTOS --out OUT --pdf",
        "report PHOTOS --out OUT/r.pdf",
        "review PHOTOS --review OUT/a.tagproof --pdf OUT/r.pdf",
    ],
)
def test_a_logo_that_cannot_be_read_is_told_before_any_work(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "photos").mkdir()
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"no picture")
    words = command.replace("PHOTOS", str(tmp_path / "photos"))
    arguments = words.replace("OUT", str(tmp_path / "out")).split()
    assert cli.main([*arguments, "--logo", str(logo)]) == cli.SOME_FAILED
    assert capsys.readouterr().err.startswith(f"tagproof: {logo}: not an image")
    assert not (tmp_path / "out").exists()
