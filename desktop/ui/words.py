"""The plain words, shapes and colours in which the window says what it knows of a photo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, assert_never

from core.captioned import Captioned
from core.vocabulary import Doubt, Status, Trust, Verdict
from desktop.ui.language import caption_of, hint_of, speech, tr


@dataclass(frozen=True, slots=True)
class Sign:
    """How something is shown: never by colour alone.

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

    @classmethod
    def of(cls, member: Captioned, icon: str, colour: str) -> Sign:
        """Show a member of the vocabulary in this shape and colour."""
        return cls(caption_of(member), icon, colour, hint_of(member))


STATUS_SIGNS: Final[Mapping[Status | None, Sign]] = {
    Status.KNOWN: Sign.of(Status.KNOWN, "circle-check", "known"),
    Status.UNCERTAIN: Sign.of(Status.UNCERTAIN, "triangle-alert", "uncertain"),
    Status.UNKNOWN: Sign.of(Status.UNKNOWN, "circle-question-mark", "unknown"),
    Status.ERROR: Sign.of(Status.ERROR, "octagon-x", "error"),
    None: Sign(tr("Waiting"), "circle-dashed", "waiting", tr("Not tagged yet.")),
}
"""None while a photo waits for its tag."""

TRUST_SIGNS: Final[Mapping[Trust, Sign]] = {
    Trust.TRUST: Sign.of(Trust.TRUST, "circle-check", "known"),
    Trust.CARE: Sign.of(Trust.CARE, "triangle-alert", "uncertain"),
    Trust.WEAK: Sign.of(Trust.WEAK, "circle-question-mark", "error"),
}

VERDICT_SIGNS: Final[Mapping[Verdict, Sign]] = {
    Verdict.TODO: Sign.of(Verdict.TODO, "circle-dashed", "waiting"),
    Verdict.SKIPPED: Sign.of(Verdict.SKIPPED, "skip-forward", "waiting"),
    Verdict.ACCEPTED: Sign.of(Verdict.ACCEPTED, "check", "known"),
    Verdict.CORRECTED: Sign.of(Verdict.CORRECTED, "pencil", "accent"),
    Verdict.FLAGGED: Sign.of(Verdict.FLAGGED, "flag", "error"),
}


def told(sign: Sign, doubt: Doubt | None) -> Sign:
    """Say beside a status why it is no better: Not sure: unlike what it knows."""
    if doubt is None or (doubt is Doubt.STRANGE and sign is STATUS_SIGNS[Status.UNKNOWN]):
        return sign  # never seen says it already
    why = caption_of(doubt)
    return replace(sign, word=f"{sign.word}: {why[:1].lower()}{why[1:]}")


SPOKEN: Final[Mapping[Status | Verdict, tuple[str, ...]]] = {
    member: (member.value, member.caption, caption_of(member)) for member in (*Status, *Verdict)
}
"""What somebody who searches may call them: as the window does, and as files do."""


def decided(verdict: Verdict, tag: str, reason: str, *, automatic: bool = False) -> str:
    """Say what was decided: Corrected to Clutches; Flagged: two products; empty for nothing yet."""
    word = VERDICT_SIGNS[verdict].word
    match verdict:
        case Verdict.TODO:
            return ""
        case Verdict.ACCEPTED:
            if automatic:
                return tr("Auto-accepted as {}").format(tag)
            return tr("{} as {}").format(word, tag)
        case Verdict.CORRECTED:
            return tr("{} to {}").format(word, tag)
        case Verdict.FLAGGED | Verdict.SKIPPED:
            return f"{word}: {reason}" if reason else word
        case _:
            assert_never(verdict)


def count(number: int, noun: str) -> str:
    """Write a count with one of the catalog's nouns: 1 photo, 2,014 photos."""
    return speech().count(number, noun)


def can_occur(chosen: int, classes: int) -> str:
    """Say how many of a network's classes can occur."""
    if chosen == classes:
        return tr("All {:,} classes can occur").format(classes)
    return tr("{:,} of {:,} classes can occur").format(chosen, classes)


def entries(products: int, photos: int) -> str:
    """Say what a list holds: 19 products, 21 photos, 19 products and 2 photos."""
    if not products:
        return count(photos, "photo")
    said = count(products, "product")
    return tr("{} and {}").format(said, count(photos, "photo")) if photos else said


def together(photos: int, contradictions: int) -> str:
    """Say how many photos a product has, and how many of them look like something else."""
    said = count(photos, "photo")
    if not contradictions:
        return said
    odd = tr("{:,} contradicts") if contradictions == 1 else tr("{:,} contradict")
    return f"{said}, {odd.format(contradictions)}"


def duration(seconds: float) -> str:
    """Write a time to wait: 21 s, 3 min, 2 h 10 min."""
    whole = max(round(seconds), 1)
    if whole < 90:
        return f"{whole} s"
    minutes = round(whole / 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"
