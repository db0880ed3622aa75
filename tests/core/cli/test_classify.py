from pathlib import Path

import pytest

from core import batch
from core.cli import main as cli


def test_paths_tables_and_network_are_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[object, ...]] = []
    monkeypatch.setattr(batch, "classify", lambda *given: seen.append(given) or 0)
    arguments = [
        "classify",
        "b",
        "a",
        "--csv",
        "t.csv",
        "--json",
        "t.json",
        "--pack",
        "p",
        "--only-classes",
        "Belts,Ties",
    ]
    assert cli.main(arguments) == cli.ALL_GOOD
    assert seen == [
        ((Path("b"), Path("a")), Path("t.csv"), Path("t.json"), Path("p"), ("Belts", "Ties"))
    ]
