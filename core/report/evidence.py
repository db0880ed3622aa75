"""What a page says beyond the tag itself: the decision, other classes, the test against chance."""

from dataclasses import dataclass, replace

from core.entities import Explanation, Surrogate
from core.language.catalog import Language
from core.report.content import PhotoReport, overlay_caption, shown
from core.report.product_note import ProductNote
from core.vocabulary import Agreement, Verdict

Fact = tuple[str, str]
"""What something is called, and what it is."""


@dataclass(frozen=True, slots=True)
class OverlayCaption:
    """What stands below an overlay: the words, and those at both ends of its scale."""

    words: str
    against: str
    favour: str


def about_product(report: PhotoReport, product: ProductNote | None) -> PhotoReport:
    """Make a photo's report one about its product: it shows why the product's tag, if it can.

    The explanation of a photo holds its most probable classes; where the product's tag is none of
    them, the photo's own is shown.
    """
    if product is None:
        return report
    label, explanation, style = product.tag.label, report.explanation, report.style
    if style.label is None and label != explanation.label and label in explanation.surrogates:
        style = replace(style, label=label)
    return replace(report, product=product, style=style)


def decision_rows(report: PhotoReport) -> list[Fact]:
    """Give what catalog, network and reviewer say, by name; empty outside a review."""
    note = report.decision
    if note is None:
        return []
    say, verdict = report.language.say, verdict_word(note.word, report.language)
    told = say("decision.as", verdict=verdict, label=note.label) if note.label else verdict
    rows = [
        (say("decision.catalog"), note.existing or say("decision.nothing")),
        (say("decision.network"), report.tag.label),
        (say("decision.decision"), told),
    ]
    if note.decided is not None:
        rows += [
            (say("decision.by"), note.reviewer or say("decision.nobody")),
            (say("decision.at"), report.language.moment(note.decided)),
        ]
    return rows


def verdict_word(value: str, language: Language) -> str:
    """Say a verdict by its value, in the middle of a line; a word of somebody else as it is."""
    return language.inline(Verdict(value)) if value in set(Verdict) else value


def reviewer_rows(report: PhotoReport) -> list[Fact]:
    """Say who decided, by name; empty where nobody did."""
    note, name = report.decision, report.language.say("decision.decided_by")
    return [(name, note.reviewer)] if note and note.decided and note.reviewer else []


def audit_rows(report: PhotoReport) -> list[Fact]:
    """Give the hash by which the audit log is pinned, by name; empty without a decision."""
    note, name = report.decision, report.language.say("decision.audit_hash")
    return [(name, note.entry)] if note and note.entry else []


def contrasted(report: PhotoReport) -> Explanation | None:
    """Explain why the class shown and not the one that it is set against.

    None where it is set against none, or is that class itself.
    """
    from core.explain.contrast import contrast

    explanation, other = shown(report), report.explanation.settings.against
    if other is None or other == explanation.label:
        return None
    return contrast(explanation, explanation.label, other)


def against_itself(report: PhotoReport) -> str:
    """Say that the class shown is the very one it is set against; empty where it is not."""
    label = shown(report).label
    if report.explanation.settings.against != label:
        return ""
    return report.language.say("photo.against_itself", label=label)


def why(report: PhotoReport) -> tuple[str, ...]:
    """Say in sentences why a tag is not sure, what decided it, and how sure that is."""
    from core.explain import narrative

    said = narrative.sentences(report.prediction, shown(report), boxed=report.photo.box is not None)
    return *filter(None, [why_not_sure(report)]), *map(report.language.word, said)


def otherwise(report: PhotoReport) -> tuple[str, ...]:
    """Say what was done otherwise than usual on this photo: how it was cut, what hid regions."""
    from core.explain import narrative

    return tuple(map(report.language.word, narrative.otherwise(report.explanation)))


def why_not_sure(report: PhotoReport) -> str:
    """Say what keeps the tag shown from being sure; empty where nothing does.

    Of a product's tag a photo's own doubts say nothing.
    """
    from core.explain.doubts import why_not_sure as doubt

    said = doubt(report.prediction)
    own = report.tag.label == report.prediction.label == shown(report).label
    several = report.product is not None and report.product.several
    return report.language.word(said) if said and own and not several else ""


def why_not(report: PhotoReport) -> list[tuple[str, tuple[str, ...]]]:
    """Say why the class shown and not the one that it is set against.

    Returns
    -------
    list of (str, tuple of str)
        One heading with its sentences; none where it is set against no class.
    """
    from core.explain import narrative

    itself, found = against_itself(report), contrasted(report)
    if itself:
        against = report.language.say("photo.against", label=shown(report).label)
        return [(against, (f"{itself}.",))]
    if found is None:
        return []
    said = narrative.sentences(report.prediction, found, boxed=report.photo.box is not None)
    words = tuple(report.language.word(sentence) for sentence in said)
    return [(overlay_captions(report)[-1].words, words)]


def overlay_captions(report: PhotoReport) -> list[OverlayCaption]:
    """Give what stands below each overlay: one, or two where the class is set against another."""
    label, other = shown(report).label, report.explanation.settings.against
    say = report.language.say
    first = OverlayCaption(overlay_caption(report), say("photo.speaks_against"), say("photo.for"))
    if other is None or other == label:
        return [first]
    return [first, OverlayCaption(say("photo.why_not", label=label, other=other), other, label)]


def runner_up(report: PhotoReport) -> tuple[str, Surrogate] | None:
    """Give the linear model of the class shown over the one it is set against, or the next one.

    Returns
    -------
    (str, Surrogate) or None
        With the other class; None where there is none.
    """
    from core.explain.contrast import contrast

    asked = contrasted(report)
    if asked is not None:
        return str(report.explanation.settings.against), asked.surrogate
    explanation = shown(report)
    others = (c.label for c in report.prediction.top if c.label != explanation.label)
    other = next((label for label in others if label in explanation.surrogates), None)
    if other is None:
        return None
    return other, contrast(explanation, explanation.label, other).surrogate


def agreement(report: PhotoReport) -> Agreement | None:
    """Say whether catalog and network agree; None where the catalog says nothing."""
    note = report.decision
    if note is None or not note.existing:
        return None
    if note.agrees is None:
        return Agreement.NO_CLASS
    return Agreement.AGREE if note.agrees else Agreement.DIFFER


def against_chance(report: PhotoReport) -> list[Fact]:
    """Say deletion and insertion beside random order, by name; empty where not measured."""
    areas, say = report.faithfulness, report.language.say
    if areas is None:
        return []
    measured = {
        "deletion": (areas.deletion, areas.random_deletion),
        "insertion": (areas.insertion, areas.random_insertion),
    }
    return [
        (say(f"chance.{name}"), say("chance.areas", area=area, random=random))
        for name, (area, random) in measured.items()
    ]
