from pathlib import Path

import pytest

from core import batch, folder_review
from core.cli import main as cli

Classes = tuple[str, ...] | None
COMMANDS = (
    ("classify", "x", "--csv", "t.csv"),
    ("explain", "x", "--out", "o"),
    ("report", "x", "--out", "r.pdf"),
    ("review", "x", "--review", "r.tagproof"),
)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Classes]:
    """What the work behind the commands was told."""
    told: list[Classes] = []
    monkeypatch.setattr(batch, "classify", lambda *given: told.append(given[-1]) or 0)
    for name in ("explain", "report"):
        monkeypatch.setattr(batch, name, lambda *_, classes, **__: told.append(classes) or 0)
    monkeypatch.setattr(folder_review, "run", lambda plan: told.append(plan.classes) or 0)
    return told


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_classes(
    command: tuple[str, ...], seen: list[Classes], tmp_path: Path
) -> None:
    names = tmp_path / "classes.txt"
    names.write_text("\ufeffBelts\r\n\n  Free Gifts \nTies, silk", encoding="utf-8")
    for said in ([], ["--only-classes", " Belts,Free Gifts,"], ["--only-classes", "all"]):
        assert cli.main([*command, *said]) == cli.ALL_GOOD
    assert cli.main([*command, "--classes-from", str(names)]) == cli.ALL_GOOD
    assert seen == [None, ("Belts", "Free Gifts"), (), ("Belts", "Free Gifts", "Ties, silk")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\n \n", "names no class"),
        (b"Blue\xff\xfe", "is not text in UTF-8"),
        (b"Blue\n" * 300_000, "too long: at most 1,000,000 bytes"),
        (None, "no such file"),
    ],
)
def test_files_that_are_no_list_of_classes(
    content: bytes | None,
    words: str,
    seen: list[Classes],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    names = tmp_path / "classes.txt"
    if content is not None:
        names.write_bytes(content)
    assert cli.main([*COMMANDS[0], "--classes-from", str(names)]) == cli.WRONG_USAGE
    assert words in capsys.readouterr().err
    assert seen == []


def test_classes_are_said_once_and_not_empty(
    seen: list[Classes], capsys: pytest.CaptureFixture[str]
) -> None:
    both = ("--only-classes", "Belts,Ties", "--classes-from", "classes.txt")
    assert cli.main([*COMMANDS[0], *both]) == cli.WRONG_USAGE
    assert "either" in capsys.readouterr().err
    assert cli.main([*COMMANDS[0], "--only-classes", " , "]) == cli.WRONG_USAGE
    assert "names no class" in capsys.readouterr().err
    assert seen == []
