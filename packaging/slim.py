"""Makes the Linux libraries smaller: no orphans, no twins, no symbol tables, no ICU data."""

import shutil
import subprocess
from pathlib import Path, PurePath
from typing import Final

from PyInstaller.depend import bindepend

Entry = tuple[str, str, str]
"""PyInstaller's (place in the program, file on this machine, kind)."""

ICU_DATA: Final = "libicudata.so."
ICU_STUB: Final = Path(__file__).resolve().parent / "linux_icu" / "stub.c"
SYSTEM_TWINS: Final = ("libXau", "libxcb")
"""Wheels' own copies of libraries that Qt's X11 plugin needs from the system anyway."""
UNTOUCHED: Final = ("PySide6", "shiboken6")
"""Folders of the LGPL libraries, given on as they came; ICU there has terms of its own."""
ICU: Final = "libicu"


def slimmed(entries: list[Entry], work: Path) -> list[Entry]:
    """Give the same program with fewer and smaller files.

    Parameters
    ----------
    entries : list of Entry
        Libraries and links that are to be bundled.
    work : Path
        Folder for the smaller copies.
    """
    work.mkdir(parents=True, exist_ok=True)
    kept = _without_twins(_without_orphans(entries))
    return [_smaller(entry, work) for entry in kept]


def _without_twins(entries: list[Entry]) -> list[Entry]:
    """Make links of libraries that are there twice: in two wheels, or in a wheel and the system."""
    first: dict[str, str] = {}
    for target, _, kind in entries:
        if kind == "BINARY" and "/" not in target and ".so" in target:
            first.setdefault(target.partition(".")[0], target)
    return [_linked_to_twin(entry, first) for entry in entries]


def _linked_to_twin(entry: Entry, first: dict[str, str]) -> Entry:
    target, _, kind = entry
    path = PurePath(target)
    if kind == "SYMLINK" or not path.parts[0].endswith(".libs"):
        return entry
    plain = path.name.partition("-")[0]
    known = plain if plain in SYSTEM_TWINS else path.name
    twin = first.setdefault(known, target)
    return entry if twin == target else (target, f"../{twin}", "SYMLINK")


def _without_orphans(entries: list[Entry]) -> list[Entry]:
    """Leave out system libraries that only left-out plugins asked for.

    Python modules and plugins lie in folders and are loaded by name; libraries of the system lie
    at the top, and stay only while a kept file links to them.
    """
    by_name = {PurePath(target).name: source for target, source, _ in entries}
    waiting = [source for target, source, kind in entries if _is_root(target, kind)]
    needed: set[str] = set()
    while waiting:
        for name in _linked(waiting.pop()):
            if name in by_name and name not in needed:
                needed.add(name)
                waiting.append(by_name[name])
    return [
        entry
        for entry in entries
        if _is_root(entry[0], entry[2]) or PurePath(entry[0]).name in needed
    ]


def _is_root(target: str, kind: str) -> bool:
    path = PurePath(target)
    named = len(path.parts) > 1 and ".libs" not in path.parts[0] and path.parts[-2] != "lib"
    return named or path.name.startswith("libpython")


def _linked(source: str) -> list[str]:
    return [name for name, _ in bindepend.get_imports(source)]


def _smaller(entry: Entry, work: Path) -> Entry:
    target, source, kind = entry
    path = PurePath(target)
    if kind == "SYMLINK":
        return entry
    if path.name.startswith(ICU_DATA):
        return target, str(_icu_stub(path.name, work)), kind
    # Stripping breaks the layout of wheels' own *.libs, which were edited after linking.
    given_on = path.parts[0] in UNTOUCHED and not path.name.startswith(ICU)
    if given_on or any(part.endswith(".libs") for part in path.parts):
        return entry
    copy = work / target
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, copy)
    subprocess.run(["strip", "--strip-unneeded", copy], check=True)
    return target, str(copy), kind


def _icu_stub(name: str, work: Path) -> Path:
    """Compile ICU's data (32 MB: names and sort orders of all languages) anew, empty.

    Qt falls back on its own tables; the window uses neither collation nor old encodings.
    """
    major = name.removeprefix(ICU_DATA).partition(".")[0]
    stub = work / name
    command = ["cc", "-shared", "-fPIC", "-O1", "-nostdlib", f"-DICU_DATA=icudt{major}_dat"]
    subprocess.run([*command, f"-Wl,-soname,{name}", ICU_STUB, "-o", stub], check=True)
    return stub
