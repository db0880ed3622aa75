"""The words for what was done last, which undo would take back."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from core.vocabulary import TAGGED, Action
from desktop.ui.language import tr
from desktop.ui.words import VERDICT_SIGNS, decided, entries

if TYPE_CHECKING:
    from core.review.last_step import LastStep
    from core.review.records import State


def done(step: LastStep | None) -> str:
    """Say what was done: Accepted as Shirts; 3 photos: Accepted; empty where nothing was."""
    if step is None:
        return ""
    match step.action:
        case Action.MOVE:
            return tr("Moved to another product")
        case Action.BOX:
            said = tr("Box drawn")
        case Action.UNBOX:
            said = tr("Box taken away")
        case Action.RENAME:
            said = tr("Tag renamed to {}").format(step.state.tag)
        case Action.WITHDRAW:
            said = tr("Put back to be done")
        case Action.ACCEPT | Action.CORRECT | Action.FLAG | Action.SKIP:
            said = _came_to(step.state)
        case Action.UNDO | Action.REDO | Action.REPLACED | Action.GROUP | Action.UNGROUP:
            return ""  # no step to take back
        case _:
            assert_never(step.action)
    if step.products + step.photos == 1:
        return said
    return f"{entries(step.products, step.photos)}: {said}"


def _came_to(state: State) -> str:
    """Say what was decided; of tags that differ none is named."""
    if state.verdict in TAGGED and not state.tag:
        return VERDICT_SIGNS[state.verdict].word
    return decided(state.verdict, state.tag, state.reason, automatic=state.automatic)
