"""What somebody is called at this computer."""

import getpass
import os
from collections.abc import Callable
from typing import Final

NOBODY: Final = "reviewer"


def login_name() -> str:
    """Give the account's name; `NOBODY` where it has none, as in some containers.

    On Windows the name is a variable of the environment that may lack, and the system knows it;
    elsewhere the variables come first too, then the list of users.
    """
    return _answer(getpass.getuser) or _answer(os.getlogin) or NOBODY


def _answer(ask: Callable[[], str]) -> str:
    try:
        return ask()
    except (OSError, KeyError, ImportError):  # Windows has no list of users to import
        return ""
