"""What the Windows program links: Microsoft's C++ runtime goes along, and nothing may be missing.

A building machine has the runtime, so a program without it works there; hence `missing` looks into
the finished folder itself.
"""

from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path, PurePath
from typing import Final

Entry = tuple[str, str, str]
"""PyInstaller's (place in the program, file on this machine, kind)."""

RUNTIME_PACKAGE: Final = "msvc-runtime"
RUNTIME: Final = ("msvcp140", "vcruntime140")
"""How the names of its DLLs begin; wheels that bring one under a name of their own keep it."""
BINARIES: Final = (".dll", ".exe", ".pyd")
SETS: Final = ("api-ms-win-", "ext-ms-win-")
"""How the names of Windows' sets of functions begin, which stand for DLLs of its own."""
_OWN: Final = """
advapi32 authz bcrypt comctl32 comdlg32 d3d11 d3d12 d3d9 dbghelp dwmapi dwrite dxgi gdi32 icuuc
imm32 iphlpapi kernel32 mpr msvcrt netapi32 ntdll ole32 oleaut32 psapi rpcrt4 setupapi shell32
shlwapi ucrtbase uiautomationcore user32 userenv uxtheme version winmm ws2_32 wtsapi32
"""
WINDOWS_OWN: Final = frozenset(f"{name}.dll" for name in _OWN.split())
"""On every Windows from 10 on."""


def with_runtime(entries: list[Entry]) -> list[Entry]:
    """Give the libraries with one runtime, the package's, at the top where all find it.

    Parameters
    ----------
    entries : list of Entry
        Libraries that are to be bundled; those of the runtime in them are left out.

    Raises
    ------
    PackageNotFoundError
    """
    files = metadata.files(RUNTIME_PACKAGE) or []
    places = {file.name.lower(): str(file.locate()) for file in files if _is_runtime(file)}
    others = [entry for entry in entries if PurePath(entry[0]).name.lower() not in places]
    return [*others, *((name, source, "BINARY") for name, source in sorted(places.items()))]


def without_orphans(entries: list[Entry]) -> list[Entry]:
    """Leave out libraries of wheels that only left-out modules link, such as SciPy's OpenBLAS.

    Parameters
    ----------
    entries : list of Entry
        Those that are to be bundled.
    """
    linked = {name.lower() for _, source, _ in entries for name in _links(Path(source))}
    return [
        entry
        for entry in entries
        if not PurePath(entry[0]).parts[0].endswith(".libs")
        or PurePath(entry[0]).name.lower() in linked
    ]


def takes_long_paths(program: Path) -> bool:
    """Whether a program's manifest asks Windows for paths of more than 260 signs.

    PyInstaller's own does; Windows gives them where its LongPathsEnabled is set as well.
    """
    return b"longPathAware" in program.read_bytes()


def missing(folder: Path) -> list[str]:
    """Name what the finished program links and neither brings nor finds in every Windows.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    list of str
        "a.pyd: b.dll", for each that is missing.
    """
    files = [file for file in folder.rglob("*") if file.suffix.lower() in BINARIES]
    return unresolved({str(file.relative_to(folder)): _links(file) for file in files})


def unresolved(links: Mapping[str, Iterable[str]]) -> list[str]:
    """Name what is linked and neither among the binaries nor Windows' own.

    Parameters
    ----------
    links : mapping of str to iterable of str
        For each binary of the program, by its place there, the names of the DLLs that it links.
    """
    there = {PurePath(binary).name.lower() for binary in links}
    return [
        f"{binary}: {name}"
        for binary, linked in sorted(links.items())
        for name in sorted(set(linked))
        if name.lower() not in there | WINDOWS_OWN and not name.lower().startswith(SETS)
    ]


def _is_runtime(file: PurePath) -> bool:
    return file.suffix.lower() == ".dll" and file.name.lower().startswith(RUNTIME)


def _links(binary: Path) -> list[str]:
    from PyInstaller.depend.bindepend import get_imports  # noqa: PLC0415 - the builder has it

    return [name for name, _ in get_imports(str(binary))]
