"""The plain words, shapes and colours in which the window says how far a tag can be relied on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


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
    "known": StatusWord("Sure", "circle-check", "known", "The network is sure of this tag."),
    "uncertain": StatusWord(
        "Not sure",
        "triangle-alert",
        "uncertain",
        "The network is not sure of this tag: look at it yourself.",
    ),
    "unknown": StatusWord(
        "Never seen",
        "circle-question-mark",
        "unknown",
        "The network has never seen anything like it: decide yourself.",
    ),
    "error": StatusWord("Unreadable", "octagon-x", "error", "This file could not be read."),
    WAITING: StatusWord("Waiting", "circle-dashed", "waiting", "Not tagged yet."),
}


TRUST_WORDS: Final = {
    "trust": StatusWord("Can be trusted", "circle-check", "known", "The explanation holds."),
    "care": StatusWord("Take care", "triangle-alert", "uncertain", "The explanation holds partly."),
    "weak": StatusWord("Weak", "circle-question-mark", "error", "The explanation does not hold."),
}
"""Of `core.explain.quality.Trust`."""

TO_DO: Final = "to do"
SKIPPED: Final = "skipped"
PENDING: Final = (TO_DO, SKIPPED)

VERDICT_WORDS: Final = {
    SKIPPED: StatusWord("Skipped", "skip-forward", "waiting", "Left for later."),
    "accepted": StatusWord("Accepted", "check", "known", "The tag stands."),
    "corrected": StatusWord("Corrected", "pencil", "accent", "The tag was changed."),
    "flagged": StatusWord("Flagged", "flag", "error", "Set aside for somebody else."),
}
"""Of `core.review.records.Verdict`, all but what is still to do."""


def decided(verdict: str, tag: str, reason: str, *, automatic: bool = False) -> str:
    """Say what was decided: Corrected to Clutches; Flagged: two products."""
    word = VERDICT_WORDS[verdict].word
    if verdict == "accepted":
        return f"{word} by itself as {tag}" if automatic else f"{word} as {tag}"
    if verdict == "corrected":
        return f"{word} to {tag}"
    return f"{word}: {reason}" if reason else word


def percent(probability: float) -> str:
    """Write a probability in whole per cent, without rounding up to certainty or down to none."""
    if 0.995 <= probability < 1:
        return "> 99 %"
    if 0 < probability < 0.005:
        return "< 1 %"
    return f"{probability * 100:.0f} %"


def count(number: int, one: str, many: str | None = None) -> str:
    """Write a count with its noun: 1 photo, 2,014 photos."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def duration(seconds: float) -> str:
    """Write a time to wait: 21 s, 3 min, 2 h 10 min."""
    whole = max(round(seconds), 1)
    if whole < 90:
        return f"{whole} s"
    minutes = round(whole / 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"
