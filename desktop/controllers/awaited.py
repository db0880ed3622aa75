"""What was asked for too early: said at the foot, and done once there is what it needs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from desktop.panels.browser.photo_list import PhotoList
    from desktop.window.status_bar import StatusBar


class Awaited(QObject):
    """One wish about the photo looked at; whoever goes on to another photo drops it.

    Parameters
    ----------
    photos : PhotoList
    status : StatusBar
    words : str
        What is said while it waits.
    lacks : callable
        Tells whether something that it needs is still being prepared.
    act : callable
        Does what is wished for.
    """

    def __init__(
        self,
        photos: PhotoList,
        status: StatusBar,
        words: str,
        lacks: Callable[[], bool],
        act: Callable[[], None],
    ) -> None:
        super().__init__(photos)
        self._photos, self._status, self._words = photos, status, words
        self._lacks, self._act = lacks, act
        self._about: Path | None = None
        photos.chosen.connect(self._on_photo_chosen)

    def ask(self) -> None:
        """Do it now, or as soon as it can be done."""
        if self._lacks():
            self._about = self._photos.current_path()
            self._status.show_tip(self._words)
        else:
            self.drop()
            self._act()

    def look_again(self) -> None:
        """Do what waits, if there is what it needs by now."""
        if self._about is not None and not self._lacks():
            self.ask()

    def drop(self) -> None:
        """Wait no more."""
        if self._about is not None:
            self._about = None
            self._status.show_tip("")

    def _on_photo_chosen(self, path: Path | None) -> None:
        if path != self._about:
            self.drop()
