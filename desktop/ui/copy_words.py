"""How a copy of a review is told from the review itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import printable
from desktop.ui.language import moment, tr

if TYPE_CHECKING:
    from core.review.copies import Copy


def briefly(copy: Copy) -> str:
    """Say it in the title, behind what is open."""
    if copy.taken is None:
        return tr("copy of the review")
    return tr("copy of the review, {}").format(moment(copy.taken))


def at_length(copy: Copy, folder: Path) -> str:
    """Say of which review it is a copy, of when, and that its decisions stay in it."""
    original = printable(copy.original)
    name = printable(Path(folder.name or str(folder)))
    said = tr("This is a copy of the review of {} ({}).").format(name, original)
    if copy.taken is not None:
        said = tr("This is a copy of the review of {} ({}), taken on {}.").format(
            name, original, moment(copy.taken)
        )
    elif copy.last_decision is not None:
        said += " " + tr("Its last decision was made on {}.").format(moment(copy.last_decision))
    stays = tr("Decisions made here stay in the copy and do not reach the review itself.")
    return f"{said} {stays}"
