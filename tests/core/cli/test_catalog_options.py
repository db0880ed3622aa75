from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from core.catalog.roles import Chosen
from core.catalog.term_map import TermMap, learnt
from core.cli import main as cli
from core.cli.catalog_options import Asked, reading
from tests.core.catalog import shop


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "products.csv"
    path.write_bytes(shop.shopify().encode())
    return path


@pytest.mark.parametrize(
    ("more", "code", "why"),
    [
        (["--category-column", "nonsense"], cli.SOME_FAILED, "has no column 'nonsense'"),
        (["--encoding", "klingon"], cli.WRONG_USAGE, "no encoding is called klingon"),
        (["--map", "gone.csv"], cli.SOME_FAILED, "gone.csv"),
    ],
)
def test_wrong_choices_are_told(
    source: Path, capsys: pytest.CaptureFixture[str], more: list[str], code: int, why: str
) -> None:
    assert cli.main(["catalog", "inspect", str(source), *more]) == code
    assert why in capsys.readouterr().err


def test_a_map_is_remembered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "t.csv"
    file.write_text("sku,category\n300,Kleid\n")
    (tmp_path / "map.csv").write_text("term,class\nKleider,Dresses\nKleid,Dresses\n")
    command = ["catalog", "inspect", str(file)]
    for more in (["--map", str(tmp_path / "map.csv")], []):
        assert cli.main([*command, *more]) == cli.ALL_GOOD
        assert "'Kleid' (1 row): Dresses" in capsys.readouterr().out


def asked(*said: str) -> Asked:
    """What a command that reads a shop's file is told."""
    told: dict[str, Any] = {}

    @click.command()
    @click.option("--own")
    @reading
    def command(**given: object) -> None:
        told.update(given)

    result = CliRunner().invoke(command, ["--own", "x", *said], standalone_mode=False)
    if result.exception:
        raise result.exception
    assert set(told) == {"own", "asked"} and told["own"] == "x"
    found = told["asked"]
    assert isinstance(found, Asked)
    return found


def test_nothing_said_is_nothing_chosen() -> None:
    assert asked() == Asked(Chosen(), TermMap(), None, None)


def test_every_option_reaches_its_place(tmp_path: Path) -> None:
    file = tmp_path / "map.csv"
    file.write_text("term,class\nKleid,Dresses\n")
    found = asked("--photo-column", "p", "--product-column", "k", "--category-column", "c",
                  "--title-column", "t", "--encoding", "cp1250", "--map", str(file))  # fmt: skip
    assert found.chosen == Chosen(photo="p", product="k", category="c", title="t")
    assert (found.encoding, found.map_file) == ("cp1250", file)
    assert found.terms.classes == {"Kleid": "Dresses"} == learnt().classes


@pytest.mark.parametrize("name", ["klingon", "base64", "rot13"])
def test_what_is_no_encoding_of_text_is_wrong_usage_and_nothing_is_learnt(
    name: str, tmp_path: Path
) -> None:
    file = tmp_path / "map.csv"
    file.write_text("term,class\nKleid,Dresses\n")
    with pytest.raises(click.UsageError, match=f"no encoding is called {name}"):
        asked("--encoding", name, "--map", str(file))
    assert learnt() == TermMap()
