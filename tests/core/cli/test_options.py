import sqlite3
from contextlib import closing
from enum import StrEnum
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from PIL import Image

from core.cli.options import (
    ALL_GOOD,
    SOME_FAILED,
    choice,
    exit_code,
    gathered,
    keep_apart,
    only_with,
    output,
)
from tests import unix


class Fruit(StrEnum):
    APPLE = "apple"
    PEAR = "pear"


def test_any_failure_is_one_code() -> None:
    assert [exit_code(failed) for failed in (0, 1, 256)] == [ALL_GOOD, SOME_FAILED, SOME_FAILED]


@unix.links
def test_no_output_takes_the_place_of_what_is_read_or_of_another(tmp_path: Path) -> None:
    read, other = tmp_path / "shop.csv", tmp_path / "new.csv"
    read.touch()
    link = tmp_path / "link.csv"
    link.symlink_to(read)
    keep_apart([read, None], [other, None])
    for written in ([read], [link], [tmp_path / "x" / ".." / "shop.csv"], [other, other]):
        with pytest.raises(click.UsageError, match="would be written over"):
            keep_apart([read], written)


def test_no_output_takes_the_place_of_a_photo_or_a_review(tmp_path: Path) -> None:
    photo, review, table = tmp_path / "a", tmp_path / "b.csv", tmp_path / "c.csv"
    Image.new("RGB", (4, 4)).save(photo, "PNG")
    with closing(sqlite3.connect(review)) as connection:
        connection.execute("CREATE TABLE photos (id)")
    table.write_text("path\n")
    for file, what in ((photo, "a photo"), (review, "a review")):
        with pytest.raises(click.BadParameter, match=f"would be written over: it is {what}"):
            output().convert(str(file), None, None)
    for file in (table, tmp_path / "new.csv"):
        assert output().convert(str(file), None, None) == file


def test_an_output_is_called_what_it_is(tmp_path: Path) -> None:
    assert output(".csv").convert("T.CSV", None, None) == Path("T.CSV")
    with pytest.raises(click.BadParameter, match=r"t: its name must end in \.csv or \.json"):
        output(".csv", ".json").convert("t", None, None)


@pytest.mark.parametrize(
    ("given", "said"), [([], ""), (["--colour", "red"], "--colour: for pears")]
)
def test_what_would_be_ignored_is_refused(given: list[str], said: str) -> None:
    @click.command()
    @click.option("--colour", default="green")
    @click.option("--pear", is_flag=True)
    def command(colour: str, pear: bool) -> None:
        only_with(pear, "for pears", "colour")

    assert said in CliRunner().invoke(command, given).output
    assert CliRunner().invoke(command, [*given, "--pear"]).exit_code == 0


@pytest.mark.parametrize("written", ["pear", "Pear"])
def test_a_set_is_offered_by_its_values(written: str) -> None:
    assert choice(Fruit)(written) == Fruit.PEAR
    with pytest.raises(click.BadParameter, match="'apple', 'pear'"):
        choice(Fruit)("plum")


def test_options_become_one_object_beside_the_command_s_own() -> None:
    options = {
        "fruit": click.option("--fruit", type=choice(Fruit), default="apple"),
        "pieces": click.option("--pieces", type=int, default=1),
    }

    @click.command()
    @click.option("--for", "guest", default="Ana")
    @gathered("order", options, lambda fruit, pieces: f"{pieces} {fruit}")
    def serve(guest: str, order: str) -> None:
        """Say what is served."""
        click.echo(f"{order} for {guest}")

    done = CliRunner().invoke(serve, ["--pieces", "3", "--for", "Bo", "--fruit", "pear"])
    assert done.output == "3 pear for Bo\n"
    lines = CliRunner().invoke(serve, ["--help"]).output.splitlines()
    named = [line.split()[0] for line in lines if line.strip().startswith("--")]
    assert named == ["--for", "--fruit", "--pieces", "--help"]
