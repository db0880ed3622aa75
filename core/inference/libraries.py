"""Libraries that not every installation has: asked for before they are imported."""

import sys
from importlib.util import find_spec
from pathlib import Path

from core.errors import PackError


def need(path: Path, extra: str, *modules: str) -> None:
    """Refuse a file that needs libraries which are not there, saying how they are got.

    Parameters
    ----------
    path : Path
        What needs them.
    extra : str
        Of our package, which brings them.
    modules : str

    Raises
    ------
    PackError
    """
    missing = [name for name in modules if find_spec(name) is None]
    if not missing:
        return
    names = " and ".join(missing)
    if getattr(sys, "frozen", False):
        cause = f"needs {names}, which this program lacks: install Tagproof by pip, with [{extra}]"
    else:
        cause = f"needs {names}, not installed here: pip install 'tagproof[{extra}]'"
    raise PackError(path, cause)
