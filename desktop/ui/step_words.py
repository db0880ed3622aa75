"""The words for what was done: last, which undo would take back, and at any time before."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from core.errors import printable
from core.vocabulary import TAGGED, Action
from desktop.ui.language import moment, tr
from desktop.ui.words import VERDICT_SIGNS, decided, entries

if TYPE_CHECKING:
    from core.review.last_step import LastStep
    from core.review.records import State


def done(step: LastStep | None) -> str:
    """Say what was done: Accepted as Shirts; 3 photos: Accepted; empty where nothing was."""
    words = outcome(step) if step is not None else ""
    if step is None or not words or step.products + step.photos == 1:
        return words
    return f"{entries(step.products, step.photos)}: {words}"


def brief(step: LastStep | None) -> str:
    """Say of it what matters most where there is little room: a tag, else the verdict."""
    if step is None:
        return ""
    if step.state.tag and step.action in (Action.ACCEPT, Action.CORRECT, Action.RENAME):
        return step.state.tag
    if step.action is Action.FLAG:
        return VERDICT_SIGNS[step.state.verdict].word
    return outcome(step)


def subject(step: LastStep) -> str:
    """Say what a step was about: the name of a photo, or how many."""
    if step.products + step.photos == 1:
        return printable(Path(step.name))
    return entries(step.products, step.photos)


def outcome(step: LastStep) -> str:
    """Say what a step has made of its photos; empty for what is none to take back."""
    match step.action:
        case Action.MOVE:
            return tr("Moved to another product")
        case Action.BOX | Action.UNBOX:
            return tr("Box drawn") if step.action is Action.BOX else tr("Box removed")
        case Action.RENAME:
            return tr("Tag renamed to {}").format(step.state.tag)
        case Action.WITHDRAW:
            return tr("Put back to do")
        case Action.ACCEPT | Action.CORRECT | Action.FLAG | Action.SKIP:
            return _came_to(step.state)
        case Action.UNDO | Action.REDO | Action.REPLACED | Action.GROUP | Action.UNGROUP:
            return ""  # no step to take back
        case _:
            assert_never(step.action)


def when(at: str, now: datetime | None = None) -> str:
    """Say when something was done: the time alone where that was today.

    Parameters
    ----------
    at : str
        UTC, ISO 8601, as the log has it.
    now : datetime, optional
        With its zone.
    """
    then = datetime.fromisoformat(at).astimezone()
    today = (now or datetime.now().astimezone()).date()
    return f"{then:%H:%M}" if then.date() == today else moment(then)


def _came_to(state: State) -> str:
    """Say what was decided; of tags that differ none is named."""
    if state.verdict in TAGGED and not state.tag:
        return VERDICT_SIGNS[state.verdict].word
    return decided(state.verdict, state.tag, state.reason, automatic=state.automatic)
