"""Collects the licences of everything that is bundled, from what is installed at build time."""

import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
RULE: Final = "-" * 78
NAMES: Final = ("licen", "copying", "notice", "authors")
"""Starts of file names in which packages keep their terms."""
DEBIAN_DOCUMENTS: Final = Path("/usr/share/doc")

HEADING: Final = """\
Tagproof is licensed under the Apache License 2.0, see LICENSE. The standalone program also holds
the work of others, listed here with their terms.
"""


def write(bundled: Iterable[Path], target: Path) -> None:
    """Write one text with the licences of what is bundled.

    Parameters
    ----------
    bundled : iterable of Path
        The files on the build machine that went into the program.
    target : Path
        Text file to write.
    """
    files = {path.resolve() for path in bundled}
    sections = [
        HEADING,
        _section("Qt and Qt for Python", (HERE / "licences" / "qt.txt").read_text("utf-8")),
        _section(f"Python {sys.version.split()[0]}", _python_licence()),
        *(_distribution(found) for found in distributions(files)),
        *_debian(files),
        *(_section(name, (HERE / "licences" / name).read_text("utf-8")) for name in _gnu()),
    ]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(sections), "utf-8")


def distributions(files: set[Path]) -> list[metadata.Distribution]:
    """Give the installed packages of which at least one of the files is a part, by name."""
    found = [
        distribution
        for distribution in metadata.distributions()
        if any(_located(distribution, file) in files for file in distribution.files or ())
    ]
    return sorted(found, key=lambda distribution: distribution.metadata["Name"].lower())


def _located(distribution: metadata.Distribution, file: metadata.PackagePath) -> Path:
    return Path(str(distribution.locate_file(file))).resolve()


def _distribution(found: metadata.Distribution) -> str:
    facts = found.metadata
    licence = facts.get("License-Expression") or _classified(facts) or facts.get("License") or ""
    home = facts.get("Home-page") or next(iter(facts.get_all("Project-URL") or ()), "")
    texts = [
        Path(str(found.locate_file(file))).read_text("utf-8", errors="replace").strip()
        for file in found.files or ()
        if ".dist-info" in str(file) and file.name.lower().startswith(NAMES)
    ]
    stated = [f"Licence: {licence.splitlines()[0]}"] if licence else []
    where = [f"Home: {home}"] if home else []
    return _section(f"{facts['Name']} {facts['Version']}", "\n\n".join([*stated, *where, *texts]))


def _classified(facts: metadata.PackageMetadata) -> str:
    kinds = [kind for kind in facts.get_all("Classifier") or () if kind.startswith("License ::")]
    return ", ".join(kind.rpartition(" :: ")[2] for kind in kinds)


def _python_licence() -> str:
    text = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if text.is_file():
        return text.read_text("utf-8")
    return "Python Software Foundation License Version 2, https://docs.python.org/3/license.html"


def _debian(files: set[Path]) -> Iterator[str]:
    """Give the terms of the system's libraries, where the build machine is a Debian."""
    outside = [file for file in files if file.is_relative_to("/usr/lib") or "/lib/" in str(file)]
    if shutil.which("dpkg") is None or not outside:
        return
    command = ["dpkg", "--search", *(f"*/{file.name}" for file in outside if ".so" in file.name)]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    owned = dict(reversed(line.split(": ", 1)) for line in listed.splitlines() if ": " in line)
    packages = {owner for name, owner in owned.items() if Path(name).resolve() in files}
    for package in sorted({owner.partition(":")[0] for owner in packages}):
        text = DEBIAN_DOCUMENTS / package / "copyright"
        if text.is_file():
            yield _section(f"Debian package {package}", text.read_text("utf-8", errors="replace"))


def _gnu() -> list[str]:
    return sorted(path.name for path in (HERE / "licences").glob("*GPL-*.txt"))


def _section(title: str, text: str) -> str:
    return f"{RULE}\n{title}\n{RULE}\n\n{text.strip()}\n"
