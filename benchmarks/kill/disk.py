"""A folder on a disk that forgets what was never flushed.

`disk.c` is loaded before the C library and notes each file's bytes and each folder's names as they
were flushed last. Once the program is dead, `Disk.settle` leaves what a power cut would leave.
"""

import ctypes
import os
import random
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

BLOCK: Final = 4096
"""Bytes that a disk writes wholly or not at all."""
_SOURCE: Final = Path(__file__).with_name("disk.c")


def build(folder: Path) -> Path:
    """Compile what is loaded before the C library."""
    library = folder / "disk.so"
    command = ["cc", "-O1", "-w", "-shared", "-fPIC", "-o", str(library), str(_SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return library


def changes() -> int:
    """Count the changes that this process has made to the disk that is watched."""
    return int(ctypes.CDLL(None).disk_changes())


def begin(dies: int) -> None:
    """Count changes from here on, and die at one of them; 0: at none."""
    os.environ["TAGPROOF_DISK_DIES"] = str(dies)
    ctypes.CDLL(None).disk_begin()


class Disk:
    """A copy of a folder, all of it flushed, in which a program is let loose.

    Parameters
    ----------
    template : Path
        Copied to `root`; must stay as it is.
    root, kept : Path
        On one disk; both are made anew.
    """

    def __init__(self, template: Path, root: Path, kept: Path) -> None:
        for old in (root, kept):
            shutil.rmtree(old, ignore_errors=True)
        shutil.copytree(template, root, symlinks=True)
        kept.mkdir(parents=True)
        self.root, self._kept = root, kept
        self._names: dict[int, dict[str, int]] = {}
        self._bytes: dict[int, Path] = {}
        for folder in _folders(root):
            self._names[folder.stat().st_ino] = _listing(folder)
            for file in filter(Path.is_file, folder.iterdir()):
                number = file.stat().st_ino
                self._bytes[number] = template / file.relative_to(root)
                os.link(file, kept / f"pin-{number}")  # so that no other file gets its number

    def environment(self) -> dict[str, str]:
        """Give what the program is to be started with, beside the library itself."""
        return {"TAGPROOF_DISK_ROOT": str(self.root), "TAGPROOF_DISK_KEPT": str(self._kept)}

    def settle(self, chance: random.Random | None = None) -> None:
        """Leave what the disk has after a power cut.

        Parameters
        ----------
        chance : random.Random, optional
            Of what was not flushed, some is there: each block and each folder's names are old or
            new. Without it, nothing is.
        """
        self._chance = chance
        self._now = {file.stat().st_ino: file for file in _files(self.root)}
        self._folders = {folder.stat().st_ino: folder for folder in _folders(self.root)}
        after = self.root.with_name(f"{self.root.name}.after")
        self._lay(self.root.stat().st_ino, after)
        shutil.rmtree(self.root)
        after.rename(self.root)

    def _lay(self, number: int, target: Path) -> None:
        target.mkdir()
        for name, inside in self._names_of(number).items():
            if inside in self._names or inside in self._folders:
                self._lay(inside, target / name)
            else:
                self._lay_file(inside, target / name)

    def _names_of(self, folder: int) -> Mapping[str, int]:
        noted = self._kept / str(folder)
        flushed = _noted(noted) if noted.exists() else self._names.get(folder, {})
        if self._chance is None or folder not in self._folders:
            return flushed
        return self._chance.choice([flushed, _listing(self._folders[folder])])

    def _lay_file(self, number: int, target: Path) -> None:
        noted = self._kept / str(number)
        source = noted if noted.exists() else self._bytes.get(number)
        pinned = self._kept / f"pin-{number}"
        current = self._now.get(number, pinned if pinned.exists() else None)
        flushed = source.read_bytes() if source else b""
        written = current.read_bytes() if current else b""
        left = flushed if self._chance is None else self._torn(flushed, written, self._chance)
        if left == written and current is not None:
            os.link(current, target)  # with its times
        else:
            target.write_bytes(left)

    def _torn(self, flushed: bytes, written: bytes, chance: random.Random) -> bytes:
        """Mix two states of a file; what neither has is zeros, as in a hole."""
        kind = chance.randrange(3)
        if kind < 2 or flushed == written:
            return (flushed, written)[kind % 2]
        size = len(chance.choice([flushed, written]))
        sides = (flushed.ljust(size, b"\0"), written.ljust(size, b"\0"))
        blocks = (chance.choice(sides)[at : at + BLOCK] for at in range(0, size, BLOCK))
        return b"".join(blocks)[:size]


def _folders(root: Path) -> Iterator[Path]:
    for place, _, _ in os.walk(root):
        yield Path(place)


def _files(root: Path) -> Iterator[Path]:
    return (Path(place, name) for place, _, names in os.walk(root) for name in names)


def _listing(folder: Path) -> dict[str, int]:
    with os.scandir(folder) as entries:
        return {entry.name: entry.inode() for entry in entries}


def _noted(file: Path) -> dict[str, int]:
    lines = os.fsdecode(file.read_bytes()).split("\0")[:-1]
    return {name: int(number) for number, _, name in (line.partition(" ") for line in lines)}
