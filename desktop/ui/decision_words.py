"""The words for what a decision has left as it was, and for what was undone or done again."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Final

from core.errors import printable
from core.vocabulary import PassedOver
from desktop.ui.language import caption_of, tr

MOST_NAMED: Final = 3


def not_decided(passed_over: Mapping[Path, PassedOver]) -> str:
    """Say what could not be decided, and why; empty where that is nothing.

    What somebody has decided before is asked about instead.
    """
    left = {path: why for path, why in passed_over.items() if why is not PassedOver.DECIDED}
    if not left:
        return ""
    named = ", ".join(
        tr("{} ({})").format(printable(Path(path.name)), caption_of(why))
        for path, why in islice(left.items(), MOST_NAMED)
    )
    if (more := len(left) - MOST_NAMED) > 0:
        named += tr(" and {:,} more").format(more)
    return tr("Not decided: {}").format(named)


def walked(said: str, seen: int, changed: int) -> str:
    """Say that many photos were changed by undoing or doing again, and how many are in sight."""
    if seen == changed:
        return tr("{} changed").format(said)
    return tr("{} changed, {:,} of them in this view").format(said, seen)
