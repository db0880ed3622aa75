"""Looks for photos behind the window and hands them over by the handful."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import AppError, FolderUnreadable, ImageUnreadable
from core.imaging import scan
from core.jobs import CancelToken, JobRunner
from core.vocabulary import Status
from desktop.services.folder_index import FolderIndex
from desktop.services.job_bridge import JobBridge, Latest
from desktop.ui.language import tr
from desktop.ui.path_table import PathList, PathTable
from desktop.ui.photo_state import Tag

if TYPE_CHECKING:
    from core.review.photos import Lost
    from core.review.records import PackRecord

LOOKING: Final = tr("Looking for photos …")
"""What is said meanwhile."""
FIRST_HANDFUL: Final = 32
LARGEST_HANDFUL: Final = 200
"""Few enough that the window takes them in within a frame."""
HAND_OVER_S: Final = 0.1
"""Seconds after which what was found is handed over."""
HANDFULS_AHEAD: Final = 2
"""Handfuls that may wait for the window: a scan is faster than a list grows."""
LISTEN_S: Final = 0.1
"""Seconds between looks at the token while the window is busy."""

Handful = tuple[list[Path], list[AppError]]


class Registered(Protocol):
    """Photos as a register knows them."""

    @property
    def photos(self) -> PathList:
        """All of them."""
        ...

    @property
    def known(self) -> dict[Path, Tag]:
        """Answered before, and unchanged since."""
        ...

    @property
    def pack(self) -> PackRecord | None:
        """Whose answers these are."""
        ...


class Register(Protocol):
    """Where photos are noted as they are found; asked on the scan's thread."""

    def register(self, paths: Sequence[Path]) -> Registered:
        """Take in photos."""
        ...

    def end_scan(self, left_out: Mapping[str, int]) -> Lost | None:
        """Take note that all photos have been told, and what was left out, by kind.

        Gives what was found where most are gone.
        """
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """A handful of what a scan finds.

    Attributes
    ----------
    photos : PathList
        Files that are unreadable as well.
    known : dict of Path to Tag
        Answered before, and unchanged since.
    broken : dict of Path to Tag
        Files that are unreadable, and why.
    folders : dict of Path to str
        Folders that could not be looked at, and why.
    pack : PackRecord or None
        The network whose answers are known, with the classes that could occur then.
    """

    photos: PathList
    known: dict[Path, Tag]
    broken: dict[Path, Tag]
    folders: dict[Path, str]
    pack: PackRecord | None = None

    @classmethod
    def of(
        cls,
        photos: Iterable[Path],
        troubles: list[AppError],
        known: dict[Path, Tag],
        pack: PackRecord | None = None,
    ) -> Found:
        """Sort what was found."""
        broken = {
            trouble.path: Tag(Status.ERROR, error=str(trouble))
            for trouble in troubles
            if isinstance(trouble, ImageUnreadable)
        }
        folders = {
            trouble.path: str(trouble)
            for trouble in troubles
            if isinstance(trouble, FolderUnreadable)
        }
        return cls(PathList.of(photos) + broken, known, broken, folders, pack)


class _Ended(NamedTuple):
    """How a scan ended."""

    left_out: Counter[str]
    lost: Lost | None


class FolderScan(QObject):
    """One scan at a time, and all photos that it has found."""

    found = Signal(object)
    """Found; the photos are in the index already."""
    finished = Signal()

    def __init__(self, bridge: JobBridge, runner: JobRunner) -> None:
        super().__init__(bridge)
        self._latest = Latest(bridge, runner)
        self.index = FolderIndex()
        self.left_out: Counter[str] = Counter()
        """Pictures of kinds that are not read, of the last scan that has finished."""
        self.lost: Lost | None = None
        """What the last scan found, where most photos that were known are gone."""

    @property
    def running(self) -> bool:
        """Whether photos are still being looked for."""
        return self._latest.running

    def open(
        self, roots: list[Path], *, subfolders: bool, register: Register | None = None
    ) -> None:
        """Look for photos in folders and take files as they are, each noted in a register."""
        room = threading.Semaphore(HANDFULS_AHEAD)

        def hand_over(found: Found) -> None:
            self.index.add(found.photos)
            self.found.emit(found)
            QTimer.singleShot(0, room.release)  # behind what the user does meanwhile

        def work(token: CancelToken, tell: Callable[[Any], None]) -> _Ended:
            sound, left_out, table = subfolders, Counter[str](), PathTable()
            walk = scan.scan(roots, subfolders=subfolders, token=token, left_out=left_out)
            for photos, troubles in handfuls(walk):
                noted = register.register(photos) if register else None
                sound = sound and not troubles
                while not room.acquire(timeout=LISTEN_S):
                    token.check()
                tell(
                    Found.of(noted.photos, troubles, noted.known, noted.pack)
                    if noted
                    else Found.of(PathList.of(photos, table), troubles, {})
                )
            # Else photos that were not looked for would count as gone.
            lost = register.end_scan(left_out) if register and sound else None
            return _Ended(left_out, lost)

        self._latest.start(work, done=self._on_done, progress=hand_over)

    def _on_done(self, ended: _Ended) -> None:
        self.left_out, self.lost = ended
        self.finished.emit()

    def clear(self) -> None:
        """Stop, and forget what was found: other folders are opened."""
        self._latest.cancel()
        self.index.clear()
        self.left_out, self.lost = Counter(), None


def handfuls(found: Iterator[Path | AppError]) -> Iterator[Handful]:
    """Group what a scan finds: a few at first, then by time and number."""
    photos: list[Path] = []
    troubles: list[AppError] = []
    limit, since = FIRST_HANDFUL, time.monotonic()
    for item in found:
        (photos if isinstance(item, Path) else troubles).append(item)  # type: ignore[arg-type]
        late = time.monotonic() - since > HAND_OVER_S
        if len(photos) + len(troubles) >= limit or late:
            yield photos, troubles
            photos, troubles = [], []
            limit, since = LARGEST_HANDFUL, time.monotonic()
    yield photos, troubles
