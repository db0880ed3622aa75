from pathlib import Path

import pytest

from core import folder_review
from core.cli import main as cli
from core.folder_plan import Plan


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> list[Plan]:
    found: list[Plan] = []
    monkeypatch.setattr(folder_review, "run", lambda plan: found.append(plan) or 0)
    return found


def run(*options: str) -> int:
    return cli.main(["review", "photos", "--review", "r.tagproof", *options])


def test_columns_are_named_or_come_from_a_file(plans: list[Plan], tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text("tag\npath\n")
    for options in (("--columns", "tag, path"), ("--columns-from", str(tmp_path / "c.txt")), ()):
        assert run("--csv", "t.csv", *options) == cli.ALL_GOOD
    assert [plan.table_columns for plan in plans] == [("tag", "path"), ("tag", "path"), None]


def test_unknown_columns_are_wrong_usage(
    plans: list[Plan], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--columns", "path,pfad") == cli.WRONG_USAGE
    assert 'no column "pfad"; there are path, product_name' in capsys.readouterr().err
    assert run("--columns", "path", "--columns-from", "c.txt") == cli.WRONG_USAGE
    assert plans == []


def test_columns_without_a_table_are_wrong_usage(
    plans: list[Plan], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--columns", "path", "--pdf", "r.pdf") == cli.WRONG_USAGE
    assert "--columns is for the tables" in capsys.readouterr().err
    assert plans == []
