"""A name for decisions, whatever the account lacks."""

import getpass
import os
import sys
from typing import NoReturn

import pytest

from desktop.system.login_name import NOBODY, login_name

VARIABLES = ("LOGNAME", "USER", "LNAME", "USERNAME")


def no_terminal() -> NoReturn:
    raise OSError(25, "Inappropriate ioctl for device")


@pytest.fixture(autouse=True)
def _no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def test_a_variable_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USERNAME", "Grace")
    assert login_name() == "Grace"


def test_without_a_variable_the_system_is_asked_where_there_is_no_list_of_users(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As on Windows, where importing the list fails."""
    monkeypatch.setitem(sys.modules, "pwd", None)
    monkeypatch.setattr(os, "getlogin", lambda: "Ada")
    assert login_name() == "Ada"


@pytest.mark.parametrize("error", [KeyError("uid not found"), OSError("No username set")])
def test_a_user_whom_nobody_knows_is_the_reviewer(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown() -> NoReturn:
        raise error

    monkeypatch.setattr(getpass, "getuser", unknown)
    monkeypatch.setattr(os, "getlogin", no_terminal)
    assert login_name() == NOBODY


@pytest.mark.skipif(sys.platform != "win32", reason="asks Windows")
def test_windows_knows_the_name_without_its_variable() -> None:
    assert login_name() not in ("", NOBODY)
