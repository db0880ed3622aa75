"""What a page says beyond the tag itself: the decision, the runner-up, the test against chance."""

from core.entities import Surrogate
from core.report.content import PhotoReport, shown, utc

Row = tuple[str, str]


def decision_rows(report: PhotoReport) -> list[Row]:
    """Give what catalog, network and reviewer say, by name; empty outside a review."""
    note = report.decision
    if note is None:
        return []
    rows = [
        ("Catalog said", note.existing or "nothing"),
        ("Network says", report.prediction.label),
        ("Decision", f"{note.word}: {note.label}" if note.label else note.word),
    ]
    if note.decided is not None:
        rows += [("By", note.reviewer or "nobody named"), ("At", utc(note.decided))]
    return rows


def reviewer_rows(report: PhotoReport) -> list[Row]:
    """Say who decided, by name; empty where nobody did."""
    note = report.decision
    return [("Decided by", note.reviewer)] if note and note.decided and note.reviewer else []


def audit_rows(report: PhotoReport) -> list[Row]:
    """Give the hash by which the audit log is pinned, by name; empty without a decision."""
    note = report.decision
    return [("Audit entry SHA-256", note.entry)] if note and note.entry else []


def runner_up(report: PhotoReport) -> Surrogate | None:
    """Give the linear model of the tag over the next class; None where there is no next one."""
    from core.explain.contrast import contrast

    explanation = shown(report)
    others = (c.label for c in report.prediction.top if c.label != explanation.label)
    other = next((label for label in others if label in explanation.surrogates), None)
    return contrast(explanation, explanation.label, other).surrogate if other else None


def agreement(report: PhotoReport) -> str:
    """Say whether catalog and network agree; empty where the catalog says nothing."""
    note = report.decision
    if note is None or not note.existing:
        return ""
    return "agree" if note.agrees else "differ"


def against_chance(report: PhotoReport) -> list[Row]:
    """Say deletion and insertion beside random order, by name; empty where not measured."""
    areas = report.faithfulness
    if areas is None:
        return []
    return [
        ("Deletion (low)", f"{areas.deletion:.3f}, random {areas.random_deletion:.3f}"),
        ("Insertion (high)", f"{areas.insertion:.3f}, random {areas.random_insertion:.3f}"),
    ]
