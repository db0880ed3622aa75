from pathlib import Path

import pytest

from core import batch
from core.cli import main as cli


@pytest.mark.parametrize("words", [["report"], ["report", "write"]])
def test_the_word_write_may_be_left_out(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[object, ...]] = []
    monkeypatch.setattr(
        batch, "report", lambda *given, limit, **_: seen.append((*given[:2], limit)) or 0
    )
    assert cli.main([*words, "x", "--out", "o.pdf", "--limit", "3"]) == cli.ALL_GOOD
    assert seen == [((Path("x"),), Path("o.pdf"), 3)]


def test_a_folder_may_be_called_as_a_command_is(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    monkeypatch.setattr(batch, "report", lambda *given, **_: seen.append(given[0]) or 0)
    assert cli.main(["report", "./verify", "--out", "o.pdf"]) == cli.ALL_GOOD
    assert seen == [(Path("verify"),)]


def test_what_is_no_report_gives_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "o.pdf"
    file.write_bytes(b"no report")
    code = cli.main(["report", "verify", str(file), "--photos", str(tmp_path)])
    assert code == cli.WRONG_USAGE
    assert capsys.readouterr().err.startswith(f"tagproof: {file}: ")
