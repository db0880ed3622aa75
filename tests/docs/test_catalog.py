"""What the page on the catalog file shows of a command is what the command says."""

import re
from pathlib import Path

import pytest

from core.cli import main as cli

PAGE = Path(__file__).resolve().parents[2] / "docs" / "catalog.md"
SHOPIFY = re.compile(r"## Shopify\n.*?```\n(.*?)```.*?```\n\$ tagproof (.*?)\n(.*?)```", re.DOTALL)


def test_shopifys_file_is_read_as_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    example = SHOPIFY.search(PAGE.read_text("utf-8"))
    assert example
    table, command, shown = example.groups()
    monkeypatch.chdir(tmp_path)
    Path("photos").mkdir()
    for name in re.findall(r"\w+\.jpg", table):
        Path("photos", name).write_bytes(b"a photo, but nobody looks into it")
    Path("products_export.csv").write_text(table, "utf-8")
    assert cli.main(command.split()) == cli.ALL_GOOD
    assert capsys.readouterr().out == shown
