"""The keys in one line, until the first decision shows that they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from desktop.ui.language import tr

if TYPE_CHECKING:
    from desktop.services.review.review_desk import ReviewDesk
    from desktop.system.settings import Settings
    from desktop.window.notice_bar import NoticeBar

HINT: Final = tr(
    "Enter accepts the tag, Shift+1 to 5 chooses another of the five, C corrects "
    "it, F flags it, S leaves it for later; F1 shows all keyboard shortcuts."
)


class FirstHint(QObject):
    """Ties the notice to the desk and to what the settings remember."""

    def __init__(self, notice: NoticeBar, settings: Settings, desk: ReviewDesk) -> None:
        super().__init__(notice)
        self._notice, self._settings, self._desk = notice, settings, desk
        desk.opened.connect(self._on_review_opened)
        desk.decided.connect(self._on_keys_known)
        notice.put_away.connect(self._on_keys_known)

    def _on_review_opened(self) -> None:
        if self._desk.writable and not self._settings.knows_keys:
            self._notice.hint(HINT)

    def _on_keys_known(self) -> None:
        if not self._settings.knows_keys:
            self._settings.knows_keys = True
            self._notice.hint("")
