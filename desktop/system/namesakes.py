"""Whether the program's own packages answer to their names; asked before any of them is imported.

`core` is a common name. Where another program's comes first on Python's path, or was installed over
ours, nothing of ours can run. `model` and `resources` are found as folders beside `core`, never by
name: whatever else is called so does no harm. Nothing here imports anything of ours.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
OURS: Final = "Tagproof"
"""What the first line of our `core/__init__.py` names."""


def trouble(root: Path = ROOT) -> str:
    """Say in one sentence which other `core` answers; empty where it is ours.

    Parameters
    ----------
    root : Path
        The folder that our packages lie in.
    """
    if getattr(sys, "frozen", False):  # the standalone program brings its path along
        return ""
    spec = find_spec("core")
    if spec is None or spec.origin is None:
        return ""  # there is none: the import says so
    found = Path(spec.origin).resolve()
    if found == root / "core" / "__init__.py" and _is_ours(found):
        return ""
    return (
        f'another program\'s "core" answers, {found}: install Tagproof by itself '
        "(pipx, or an environment of its own), or take that folder off PYTHONPATH"
    )


def _is_ours(file: Path) -> bool:
    try:
        with file.open(encoding="utf-8") as lines:
            return OURS in lines.readline()
    except (OSError, ValueError):
        return False
