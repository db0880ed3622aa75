"""The plain words, shapes and colours in which the window says how far a tag can be relied on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from desktop.ui.language import tr


@dataclass(frozen=True, slots=True)
class StatusWord:
    """How one status is shown: never by colour alone.

    Attributes
    ----------
    word : str
        One or two plain words.
    icon : str
        The shape, a name in resources/icons.
    colour : str
        A colour name of the scheme.
    hint : str
        The sentence behind the word, shown on hover.
    """

    word: str
    icon: str
    colour: str
    hint: str


WAITING: Final = "waiting"

STATUS_WORDS: Final = {
    "known": StatusWord(
        tr("Sure"), "circle-check", "known", tr("The network is sure of this tag.")
    ),
    "uncertain": StatusWord(
        tr("Not sure"),
        "triangle-alert",
        "uncertain",
        tr("The network is not sure of this tag: look at it yourself."),
    ),
    "unknown": StatusWord(
        tr("Never seen"),
        "circle-question-mark",
        "unknown",
        tr("The network has never seen anything like it: decide yourself."),
    ),
    "error": StatusWord(tr("Unreadable"), "octagon-x", "error", tr("This file could not be read.")),
    WAITING: StatusWord(tr("Waiting"), "circle-dashed", "waiting", tr("Not tagged yet.")),
}


TRUST_WORDS: Final = {
    "trust": StatusWord(
        tr("Can be trusted"), "circle-check", "known", tr("The explanation holds.")
    ),
    "care": StatusWord(
        tr("Take care"), "triangle-alert", "uncertain", tr("The explanation holds partly.")
    ),
    "weak": StatusWord(
        tr("Weak"), "circle-question-mark", "error", tr("The explanation does not hold.")
    ),
}
"""Of `core.explain.quality.Trust`."""

TO_DO: Final = "to do"
SKIPPED: Final = "skipped"
PENDING: Final = (TO_DO, SKIPPED)

VERDICT_WORDS: Final = {
    SKIPPED: StatusWord(tr("Skipped"), "skip-forward", "waiting", tr("Left for later.")),
    "accepted": StatusWord(tr("Accepted"), "check", "known", tr("The tag stands.")),
    "corrected": StatusWord(tr("Corrected"), "pencil", "accent", tr("The tag was changed.")),
    "flagged": StatusWord(tr("Flagged"), "flag", "error", tr("Set aside for somebody else.")),
}
"""Of `core.review.records.Verdict`, all but what is still to do."""


def decided(verdict: str, tag: str, reason: str, *, automatic: bool = False) -> str:
    """Say what was decided: Corrected to Clutches; Flagged: two products."""
    word = VERDICT_WORDS[verdict].word
    if verdict == "accepted":
        return (
            tr("{} by itself as {}").format(word, tag)
            if automatic
            else tr("{} as {}").format(word, tag)
        )
    if verdict == "corrected":
        return tr("{} to {}").format(word, tag)
    return f"{word}: {reason}" if reason else word


def percent(probability: float) -> str:
    """Write a probability in whole per cent, without rounding up to certainty or down to none."""
    if 0.995 <= probability < 1:
        return "> 99 %"
    if 0 < probability < 0.005:
        return "< 1 %"
    return f"{probability * 100:.0f} %"


NOUNS: Final = {
    "photo": (tr("photo"), tr("photos")),
    "folder": (tr("folder"), tr("folders")),
    "row": (tr("row"), tr("rows")),
    "class": (tr("class"), tr("classes")),
}
"""What is counted, one of it and several."""


def count(number: int, noun: str) -> str:
    """Write a count with one of the `NOUNS`: 1 photo, 2,014 photos."""
    one, many = NOUNS[noun]
    return f"{number:,} {one if number == 1 else many}"


def duration(seconds: float) -> str:
    """Write a time to wait: 21 s, 3 min, 2 h 10 min."""
    whole = max(round(seconds), 1)
    if whole < 90:
        return f"{whole} s"
    minutes = round(whole / 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"
