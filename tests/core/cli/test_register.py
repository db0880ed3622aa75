"""The command `register`."""

import pytest

from core import registration
from core.cli import main as cli
from core.errors import RegistrationFailed


@pytest.mark.parametrize(("options", "remove"), [([], False), (["--remove"], True)])
def test_what_was_done_is_told(
    options: list[str],
    remove: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(registration, "register", lambda *, remove: f"removed: {remove}")
    assert cli.main(["register", *options]) == cli.ALL_GOOD
    assert capsys.readouterr().out == f"removed: {remove}\n"


def test_what_cannot_be_done_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*, remove: bool) -> str:
        raise RegistrationFailed("no menu")

    monkeypatch.setattr(registration, "register", fail)
    assert cli.main(["register"]) == cli.SOME_FAILED
    assert capsys.readouterr().err == "tagproof: no menu\n"
