"""Names for the files of many photos that go into one folder."""

import os
from collections.abc import Iterable
from itertools import chain, count
from pathlib import Path
from typing import Final

from core.file_names import safe

LONGEST_STEM: Final = 230
"""Bytes; a number and ".explanation.json" fit behind it where names end at 255."""


class FreeStems:
    """Gives each photo a stem of its own: of equal ones the second becomes `<stem>-2`.

    Upper and lower case count as equal, as they are on some disks, a stem too long to be written
    with an ending is cut, and signs that Windows refuses are replaced. The answers depend on the
    photos and their order alone, so the same call writes the same names again.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, photo: Path) -> str:
        """Give the next photo's stem, and to no other the same."""
        stem = _cut(safe(photo.stem))
        names = chain([stem], (f"{stem}-{n}" for n in count(2)))
        free = next(name for name in names if name.casefold() not in self._taken)
        self._taken.add(free.casefold())
        return free


def why_other(photo: Path, stem: str) -> str:
    """Say why a photo's files are called otherwise; empty where they are not."""
    if stem == photo.stem:
        return ""
    if safe(photo.stem) != photo.stem:
        return "not taken by every system"
    return "taken" if len(stem) >= len(photo.stem) else "too long"


def unique_stems(photos: Iterable[Path]) -> dict[Path, str]:
    """Give all of these photos a stem of their own."""
    stems = FreeStems()
    return {photo: stems.take(photo) for photo in photos}


def _cut(stem: str) -> str:
    while len(os.fsencode(stem)) > LONGEST_STEM:
        stem = stem[:-1]
    return stem
