import linecache
import subprocess
import sys

import pytest

from desktop.system import plain_imports

IMPORTING = """
import linecache
import PySide6.QtCore
from desktop.system import plain_imports
{}
import colorsys
print([name for name in linecache.cache if "colorsys" in name])
"""


@pytest.mark.parametrize(("line", "read"), [("", True), ("plain_imports.restore()", False)])
def test_the_source_of_what_is_imported_is_not_read(line: str, read: bool) -> None:
    command = [sys.executable, "-c", IMPORTING.format(line)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert ("colorsys" in said) is read


def test_what_was_read_before_is_not_kept() -> None:
    assert linecache.getlines(__file__)
    plain_imports.restore()
    assert __file__ not in linecache.cache
