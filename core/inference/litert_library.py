"""Loads LiteRT and, on Windows, finds Microsoft's C++ runtime for it; nobody else imports it.

LiteRT links `msvcp140.dll` and `vcruntime140_threads.dll`, which neither Windows nor Python brings.
The standalone program has them beside it, an installation by pip from the package `msvc-runtime`.
"""

import os
import sys
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.errors import PackError

if TYPE_CHECKING:  # a tenth of a second of imports that the window need not wait for
    from ai_edge_litert.interpreter import Interpreter

RUNTIME_PACKAGE: Final = "msvc-runtime"
ONNX_FORM: Final = "network.onnx"
"""Beside a pack's own network, what answers where there is no LiteRT; a test holds the name."""
RAREST_DLL: Final = "vcruntime140_threads.dll"
"""Of the runtime, the one that machines lack most often."""


def interpreter_type(network: Path) -> "type[Interpreter]":
    """Import LiteRT's interpreter.

    Parameters
    ----------
    network : Path
        What it is to run; errors name it.

    Raises
    ------
    PackError
        LiteRT, or a library of the system that it needs, is missing.
    """
    find_runtime()
    try:
        from ai_edge_litert.interpreter import Interpreter
    except ImportError as error:
        raise PackError(network, _cause(network, error)) from error
    return Interpreter  # type: ignore[no-any-return]


def version() -> str:
    """Give LiteRT's version."""
    import ai_edge_litert

    return str(ai_edge_litert.__version__)


@cache
def find_runtime() -> None:
    """Have Windows look where pip put the runtime: at the top of the environment.

    Only an interpreter that lies there as well finds it by itself, and that of a virtual
    environment lies elsewhere.
    """
    if sys.platform == "win32" and (folder := _runtime_folder()):
        os.add_dll_directory(str(folder))


def _runtime_folder() -> Path | None:
    try:
        files = metadata.files(RUNTIME_PACKAGE) or []
    except metadata.PackageNotFoundError:  # the standalone program, or a Windows that has it
        return None
    places = [Path(str(file.locate())) for file in files if file.name == RAREST_DLL]
    return next((place.resolve().parent for place in places if place.is_file()), None)


def _cause(network: Path, error: ImportError) -> str:
    if isinstance(error, ModuleNotFoundError):
        if network.with_name(ONNX_FORM).is_file():
            return (
                "LiteRT, which runs it, is not installed, nor is ONNX Runtime, which would stand "
                "in: pip install 'tagproof[onnx]'"
            )
        return "LiteRT, which runs it, is not installed here"
    if sys.platform == "win32":
        return (
            f"LiteRT, which runs it, does not load ({_said(error)}); install Microsoft's Visual C++"
            " Redistributable from https://aka.ms/vs/17/release/vc_redist.x64.exe"
        )
    return f"LiteRT, which runs it, does not load ({_said(error)})"


def _said(error: ImportError) -> str:
    return str(error).rstrip(".")  # the system's own words end in one
