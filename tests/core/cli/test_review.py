import pytest

from core.cli import main as cli
from core.folder_plan import Plan
from core.report.tables.formats import Csv
from core.spreadsheets import CsvFor
from core.vocabulary import ToExplain

REVIEW = ["review", "folder", "--review", "file.tagproof"]


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> list[Plan]:
    made: list[Plan] = []
    monkeypatch.setattr("core.folder_review.run", lambda plan: made.append(plan) or 0)
    return made


@pytest.mark.parametrize("which", ToExplain)
def test_every_choice_of_photos_is_offered(which: ToExplain, plans: list[Plan]) -> None:
    assert cli.main([*REVIEW, "--explain", which.value]) == cli.ALL_GOOD
    assert plans[0].explain is which


def test_explanations_and_pages_are_as_chosen(plans: list[Plan]) -> None:
    chosen = ["--seed", "7", "--paper", "letter", "--company", "Example Ltd", "--pdf", "o.pdf"]
    assert cli.main([*REVIEW, *chosen]) == cli.ALL_GOOD
    (plan,) = plans
    assert plan.settings.seed == 7
    assert plan.template is not None
    assert (plan.template.paper, plan.template.company) == ("Letter", "Example Ltd")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--explain", "none", "--pdf", "o.pdf"], "not with --explain none"),
        (["--workers", "2", "--scheduler", "tcp://x:1"], "either --workers or --scheduler"),
        (["--workers", "0"], "--workers"),
        (["--csv", "file.tagproof"], "file.tagproof: its name must end in .csv"),
        (["--pdf", "o.txt"], "o.txt: its name must end in .pdf"),
        (["--summary", "s.txt"], "s.txt: its name must end in .csv or .json"),
        (["--template", "short", "--title", "x"], "--template, --title: for the PDF: name it by"),
        (["--language", "de", "--csv", "t.csv"], "--language: for the PDF"),
        (["--photo-column", "a"], "--photo-column: for the shop's file: name it by --existing"),
        (["--seconds-by-hand", "9"], "--seconds-by-hand: for the summary: name it by --summary"),
        (["--samples", "9", "--explain", "none"], "--samples: for explanations: not with"),
        (["--csv-for", "excel", "--summary", "s.json"], "--csv-for: for CSV, and none is written"),
        (["--existing", "shop.csv", "--csv", "shop.csv"], "shop.csv would be written over"),
        (["--explain", "some"], "--explain"),
    ],
)
def test_what_cannot_be_is_refused(
    arguments: list[str], said: str, plans: list[Plan], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*REVIEW, *arguments]) == cli.WRONG_USAGE
    assert said in capsys.readouterr().err
    assert plans == []


def test_csv_is_for_whom_it_is_said_to_be(plans: list[Plan]) -> None:
    chosen = ["--csv", "t.csv", "--json", "t.json", "--csv-for", "excel-semicolon"]
    assert cli.main([*REVIEW, *chosen]) == cli.ALL_GOOD
    assert cli.main([*REVIEW, "--summary", "s.csv", "--csv-for", "excel"]) == cli.ALL_GOOD
    table, summary = plans
    assert table.outputs[Csv(CsvFor.EXCEL_SEMICOLON)].name == "t.csv" and len(table.outputs) == 2
    assert summary.csv_for is CsvFor.EXCEL
