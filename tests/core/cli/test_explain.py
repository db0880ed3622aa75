from itertools import product

import pytest

from core import batch
from core.cli import main as cli
from core.report.template import NetworkPages


@pytest.mark.parametrize(("png", "pdf", "json"), list(product([False, True], repeat=3)))
def test_only_what_is_asked_for_is_wanted(
    png: bool, pdf: bool, json: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []
    monkeypatch.setattr(batch, "explain", lambda *given, **_: seen.append(given[3]) or 0)
    asked = {"--png": png, "--pdf": pdf, "--json": json}
    flags = [flag for flag, wanted in asked.items() if wanted]
    assert cli.main(["explain", "x", "--out", "o", *flags]) == cli.ALL_GOOD
    assert seen == [batch.Wanted(png=png, pdf=pdf, json=json)]


def test_a_class_other_than_the_tag_may_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    monkeypatch.setattr(batch, "explain", lambda *_, label, **__: seen.append(label) or 0)
    cli.main(["explain", "x", "--out", "o"])
    cli.main(["explain", "x", "--out", "o", "--label", "Belts"])
    assert seen == [None, "Belts"]


def test_a_report_has_the_pages_that_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[batch.Wanted] = []
    monkeypatch.setattr(batch, "explain", lambda *given, **_: seen.append(given[3]) or 0)
    chosen = ["--pdf", "--network", "always", "--title", "Autumn"]
    assert cli.main(["explain", "x", "--out", "o", *chosen]) == cli.ALL_GOOD
    assert (seen[0].template.network, seen[0].template.title) == (NetworkPages.ALWAYS, "Autumn")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--network", "always", "--png"), "--network: for the report: --pdf"),
        (("--language", "de"), "--language: for what has words: --png, --pdf or --json"),
    ],
)
def test_an_option_that_would_be_ignored_is_refused(
    options: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["explain", "x", "--out", "o", *options]) == cli.WRONG_USAGE
    assert said in capsys.readouterr().err
