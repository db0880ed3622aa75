"""Whether a copy is to take the place of the review that is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from core.errors import printable
from desktop.dialogs.two_ways import TwoWaysDialog
from desktop.ui.language import moment, speech, tr

if TYPE_CHECKING:
    from core.review.restoring import Standing


class RestoreDialog(TwoWaysDialog):
    """Says how far review and copy have come; accepted where the copy is to be put back."""

    def __init__(
        self, copy: Path, stands: Standing, comes: Standing, parent: QWidget | None = None
    ) -> None:
        lines = (
            (tr("The review now: {}.").format(_said(stands)), ""),
            (tr("{}: {}.").format(printable(Path(copy.name)), _said(comes)), ""),
            (
                tr("The copy takes its place. The review as it is now is kept beside it."),
                "muted",
            ),
        )
        title = tr("Restore the review from a copy")
        super().__init__(title, lines, tr("Leave it"), tr("Restore"), parent)


def _said(one: Standing) -> str:
    entries = speech().count(one.entries, "entry")
    return entries if one.last is None else tr("{}, last on {}").format(entries, moment(one.last))
