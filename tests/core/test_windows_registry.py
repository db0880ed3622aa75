"""The user's own branch of the registry, below a key for tests."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import registration

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="Windows' own")
ROOT = r"Software\Tagproof-tests\Classes"

if sys.platform == "win32":
    from core.windows_registry import UserClasses

    @pytest.fixture
    def classes() -> Iterator[UserClasses]:
        classes = UserClasses(ROOT)
        yield classes
        UserClasses("Software").drop_tree("Tagproof-tests")

    def test_values_and_keys_come_and_go(classes: UserClasses) -> None:
        assert classes.read("a", "") is None
        classes.write(r"a\b", "name", "größe 裙")
        assert classes.read(r"a\b", "name") == "größe 裙"
        classes.drop_empty(r"a\b")
        assert classes.read(r"a\b", "name") == "größe 裙"
        classes.drop_value(r"a\b", "name")
        classes.drop_value(r"a\b", "name")
        classes.drop_empty("a")
        classes.drop_empty(r"a\b")
        classes.write("c", "", "kept")
        classes.drop_tree("a")
        classes.drop_tree("a")
        assert classes.read("c", "") == "kept"

    def test_the_registration_leaves_nothing(classes: UserClasses) -> None:
        program = Path("C:\\x\\tagproof.exe")
        registration.enter(classes, program)
        command = classes.read(rf"{registration.KIND}\shell\open\command", "")
        assert command == f'"{program}" "%1"'
        registration.forget(classes, program)
        regedit = ["reg", "query", rf"HKCU\{ROOT}\.tagproof"]
        assert subprocess.run(regedit, capture_output=True, check=False).returncode != 0
        assert classes.read(registration.SUFFIX, "") is None
