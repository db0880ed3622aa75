"""Packs the finished folder into one archive; symbolic links stay links.

Called as `python packaging/archive.py dist/tagproof`; writes beside the folder.
"""

import platform
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Final

import product

XZ_PRESET: Final = 6
"""Level 9 takes three times as long and four times the memory for 1 % less."""


def archive(folder: Path, version: str) -> Path:
    """Pack a folder; gives the archive.

    Parameters
    ----------
    folder : Path
        What PyInstaller made: a folder, or an .app bundle.
    version : str
        Goes into the archive's name.
    """
    machine = f"{platform.system()}-{platform.machine()}".lower()
    stem = folder.parent / f"{product.NAME}-{version}-{machine}"
    if sys.platform == "win32":
        return _zipped(folder, stem.with_name(stem.name + ".zip"))
    if sys.platform == "darwin":  # ditto keeps links and the signature's attributes
        target = stem.with_name(stem.name + ".zip")
        subprocess.run(["ditto", "-c", "-k", "--keepParent", folder, target], check=True)
        return target
    target = stem.with_name(stem.name + ".tar.xz")
    with tarfile.open(target, "w:xz", preset=XZ_PRESET) as packed:
        packed.add(folder, arcname=folder.name, filter=_owned_by_nobody_in_particular)
    return target


def _zipped(folder: Path, target: Path) -> Path:
    """Pack by the one method that Windows' own Explorer unpacks, as tightly as it goes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(folder.rglob("*")):
            packed.write(path, path.relative_to(folder.parent))
    return target


def _owned_by_nobody_in_particular(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


if __name__ == "__main__":
    made = archive(Path(sys.argv[1]), product.version(Path(__file__).resolve().parent.parent))
    sys.stdout.write(f"{made}: {made.stat().st_size / 1e6:.0f} MB\n")
