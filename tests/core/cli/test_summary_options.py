from pathlib import Path

import pytest

from core import folder_review
from core.cli import main as cli
from core.folder_plan import Plan
from core.review.assumptions import Assumptions


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> list[Plan]:
    found: list[Plan] = []
    monkeypatch.setattr(folder_review, "run", lambda plan: found.append(plan) or 0)
    return found


def run(*options: str) -> int:
    return cli.main(["review", "photos", "--review", "r.tagproof", *options])


def test_money_is_not_spoken_of_unless_asked_for(planned: list[Plan]) -> None:
    assert run("--summary", "s.csv", "--seconds-by-hand", "30") == cli.ALL_GOOD
    assert (planned[0].summary, planned[0].assumptions) == (Path("s.csv"), Assumptions(30))


def test_cost_and_currency_are_asked_together(planned: list[Plan]) -> None:
    cost = ("--cost-per-photo", "0.4", "--currency", "gbp")
    assert run("--summary", "s.csv", *cost) == cli.ALL_GOOD
    assert planned[0].assumptions == Assumptions(180, 0.4, "GBP")
    for wrong in (cost[:2], cost[2:], cost):
        assert run(*wrong) == cli.WRONG_USAGE


@pytest.mark.parametrize("wrong", [("--currency", "XXX"), ("--cost-per-photo", "0")])
def test_nonsense_is_refused(
    planned: list[Plan], wrong: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--summary", "s.csv", *wrong) == cli.WRONG_USAGE
    assert wrong[0] in capsys.readouterr().err
    assert planned == []


def test_a_summary_is_not_written_over_the_review(planned: list[Plan]) -> None:
    assert run("--summary", "r.tagproof") == cli.WRONG_USAGE
    assert planned == []


@pytest.mark.parametrize("amount", ["nan", "inf", "1e308", "0", "-1"])
def test_what_cannot_be_counted_with_is_refused(planned: list[Plan], amount: str) -> None:
    cost = ("--cost-per-photo", amount, "--currency", "EUR")
    assert run("--summary", "s.json", *cost) == cli.WRONG_USAGE
    assert run("--summary", "s.json", "--seconds-by-hand", amount) == cli.WRONG_USAGE
    assert planned == []
