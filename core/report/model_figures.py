"""The measured parts of the model page; the keys of `card.metrics` stand in `model_card`."""

from collections.abc import Iterable
from typing import Any, Final

from core.inference.card import Card, UnknownRule
from core.report.content import MINUS
from core.report.figures import Rate, at, named, number, rows_of, titled
from core.report.section import Cells, Curve, HeatMap, Plot, Section, Table
from core.vocabulary import Status
from core.wording import percent

WEAKEST: Final = 10
"""Classes listed by how seldom their photos are tagged right."""

FEWEST: Final = 5
"""Photos that a class needs, to be listed there."""

FEWEST_OF_SHOP: Final = 10
"""Photos that a shop needs, to count for the range over shops."""

MIX_UPS: Final = 10
"""Pairs of classes listed by how often one is taken for the other."""


def figures(card: Card) -> Section:
    """Say how often the network is right, or that nobody knows."""
    test, validation = at(card.metrics, "test"), at(card.metrics, "validation")
    rows = _rates(
        ("Right at once", at(test, "top1")),
        ("Right among five", at(test, "top5")),
        ("Right within the family", at(test, "top1_family")),
        ("Right, no twin in training", at(test, "top1_without_twins")),
    )
    macro = number(at(test, "macro_f1"))
    if macro is not None:
        rows = (*rows, ("F1, each class alike", percent(macro), "", ""))
    accuracy, photos = number(at(validation, "accuracy")), at(validation, "photos")
    if accuracy is not None:
        counted = Rate(accuracy, photos=int(number(photos) or 0)).counted
        rows = (*rows, ("On validation photos", percent(accuracy), "", counted))
    if rows:
        columns = ("Share of photos", "Measured", "95 % interval", "Photos")
        return Section("How often it is right", table=Table(columns, rows))
    said = "Nobody has measured this network: how often it is right is not known."
    return Section("How often it is right", (said,))


def sizes(card: Card) -> Section | None:
    """Say how often it is right by size of the photo."""
    rows = _rates(*named(at(card.metrics, "test", "top1_by_size")).items())
    return _listed("By size of the photo", ("Pixels", "Right", "95 % interval", "Photos"), rows)


def calibration(card: Card) -> Section:
    """Say how far its confidence can be believed."""
    test, validation = at(card.metrics, "test"), at(card.metrics, "validation")
    error = number(at(test, "calibration_error"))
    if error is None:
        error = number(at(validation, "expected_calibration_error"))
    said = "How far its confidence can be believed has not been measured."
    if error is not None:
        said = (
            f"Confidence and the share that is right lie {100 * error:.1f} points apart on "
            "average: where the line follows the diagonal, 80 % of the tags at 80 % are right."
        )
    bins = rows_of(at(test, "reliability"), 3)
    plots: tuple[Plot, ...] = ()
    if bins:
        most = max(photos for _, _, photos in bins) or 1.0
        points = tuple((confidence, right) for confidence, right, _ in bins)
        sizes = tuple(photos / most for _, _, photos in bins)
        plots = (
            Curve("Reliability", "confidence", "share right", points, 1.0, sizes, diagonal=True),
        )
    temperature = (("Temperature", f"{card.temperature:.3g}"),)
    return Section("Calibration", (said,), temperature, plots=plots)


def sure(card: Card) -> Section:
    """Say when a tag is called sure, and how right these are."""
    known = at(card.metrics, "test", "known")
    rows = _rates(
        ("Called sure", at(known, "coverage")),
        ("Right among these", at(known, "right")),
    )
    said = f"A tag is called sure from a confidence of {percent(card.thresholds.known)}"
    table = Table(("Share of photos", "Measured", "95 % interval", "Photos"), rows)
    told = (said + _doubts(card.unknown),)
    return Section("When it is sure", told, table=table if rows else None, plots=_risk(card))


def _doubts(rule: UnknownRule) -> str:
    """End the sentence on being sure with what makes the network doubt a photo as a whole."""
    if rule == UnknownRule():
        return ". It never says that a photo is like nothing it has seen: nobody has fitted that."
    return (
        f", unless the photo looks unlike those of training: its score ({rule.method}) is above "
        f"{rule.doubt:.3g}. Above {rule.threshold:.3g}, it is like nothing the network has seen."
    )


def _risk(card: Card) -> tuple[Plot, ...]:
    curve = rows_of(at(card.metrics, "test", "risk_coverage"), 3) or rows_of(
        at(card.metrics, "validation", "risk_coverage"), 3
    )
    points = tuple((coverage, risk) for _, coverage, risk in curve)
    if not points:
        return ()
    top = min(1.0, max(0.05, -(-max(risk for _, risk in points) // 0.05) * 0.05))
    coverage = Rate.read(at(card.metrics, "test", "known", "coverage"))
    right = Rate.read(at(card.metrics, "test", "known", "right"))
    marked = (coverage.value, 1 - right.value) if coverage and right else None
    return (
        Curve("Risk and coverage", "share accepted", "share wrong", points, top,
              marked=marked, word="sure"),
    )  # fmt: skip


def strangers(card: Card) -> Section | None:
    """Say how well it notices what it never learnt."""
    kinds = (("Products of other classes", "unknown"), ("No products at all", "nonproducts"))
    rows, auroc = [], number(at(card.metrics, "unknown", "auroc_of_max_probability"))
    for name, key in kinds:
        found = at(card.metrics, key)
        share = number(at(found, "auroc"))
        if share is not None:
            photos = int(number(at(found, "photos")) or 0)
            known = number(at(found, "status", Status.KNOWN.value))
            called = "" if known is None else percent(known)
            rows.append((name, f"{share:.3f}", called, f"{photos:,}"))
    if not rows:
        return None
    said = (
        "How well photos of things that it never learnt are told from those it did: "
        "AUROC is 1 where all are and 0.5 by chance."
    )
    if auroc is not None:
        said += f" Low confidence alone would give {auroc:.3f}."
    table = Table(("Photos of", "AUROC", "Called sure", "Photos"), tuple(rows))
    return Section("What it has never seen", (said,), table=table)


def sellers(card: Card) -> Section | None:
    """Say how often a tag fits clothes that were photographed at home."""
    partial = at(card.metrics, "partial")
    groups = named(at(partial, "by_accepted")).items()
    grouped = _rates(*((name.replace(";", ", "), share) for name, share in groups))
    rows = (*_rates(("All", at(partial, "accepted"))), *grouped)
    wrong = number(at(partial, "wrong_called_known"))
    said = "Clothes on beds, floors and hangers: the share tagged with a class that fits."
    if wrong is not None:
        said += f" Wrong tags that were called sure: {percent(wrong)} of all."
    return _listed("Photos taken at home", ("Fits", "Right", "95 % interval", "Photos"), rows, said)


def other_shops(card: Card) -> Section | None:
    """Say what to expect in a shop that the network has never seen."""
    shops = at(card.metrics, "shops")
    sources = named(at(shops, "by_source")).values()
    rates = [rate for raw in sources if (rate := Rate.read(at(raw, "top1")))]
    counted = [rate.value for rate in rates if rate.photos >= FEWEST_OF_SHOP]
    rows = _rates(
        ("Mean of shops", at(shops, "mean")),
        ("With each shop's classes alone", at(shops, "mean_of_own")),
        ("Called sure", at(shops, "known", "coverage")),
        ("Right among these", at(shops, "known", "right")),
        ("Other things called sure", at(shops, "others_known")),
        *_groups("Ground", at(shops, "by_ground")),
        *_groups("View", at(shops, "by_view")),
    )
    said = "Photos of shops that it never learnt from: the share tagged with a class that fits."
    if counted:
        worst, best = percent(min(counted)), percent(max(counted))
        said += f" From shop to shop that goes from {worst} to {best}."
    return _listed(
        "In other shops", ("Share of", "Measured", "95 % interval", "Photos"), rows, said
    )


def _groups(what: str, groups: object) -> list[tuple[str, Any]]:
    return [(f"{what}: {name}", at(raw, "top1")) for name, raw in named(groups).items()]


def robustness(card: Card) -> Section | None:
    """Say how often it is right when photos are worse."""
    whole = Rate.read(at(card.metrics, "test", "top1"))
    rows = []
    for name, raw in named(at(card.metrics, "robustness")).items():
        rate = Rate.read(raw) or Rate.read(at(raw, "top1"))
        known = Rate.read(at(raw, "known"))
        if rate:
            before = Rate.read(at(raw, "top1_as_it_is")) or whole
            change = points(rate.value - before.value) if before else ""
            rows.append((titled(name), rate.said, change, known.said if known else ""))
    columns = ("Test photos made", "Right", "Change", "Called sure")
    return _listed("When photos are worse", columns, tuple(rows))


def points(difference: float) -> str:
    """Say a difference of shares in percentage points, with its sign."""
    rounded = round(100 * difference, 1)
    return f"{rounded:+.1f}".replace("-", MINUS) if rounded else "0.0"


def mix_ups(card: Card) -> Section | None:
    """Show which classes are taken for which."""
    counts = rows_of(at(card.metrics, "test", "confusion"), len(card.labels))
    if len(counts) != len(card.labels):
        return None
    totals = [max(sum(row), 1.0) for row in counts]
    shares = tuple(
        tuple(count / total for count in row) for row, total in zip(counts, totals, strict=True)
    )
    plot = HeatMap("Confusion", "tag given", "true class, row by row", shares)
    pairs = [
        (count, card.labels[truth], card.labels[given], count / totals[truth])
        for truth, row in enumerate(counts)
        for given, count in enumerate(row)
        if truth != given and count
    ]
    worst = sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2]))[:MIX_UPS]
    rows = tuple((f"{a} as {b}", f"{int(n):,}", percent(share)) for n, a, b, share in worst)
    table = Table(("Class, and tag given instead", "Photos", "Of the class"), rows)
    return Section("What it mixes up", table=table if rows else None, plots=(plot,))


def weakest(card: Card) -> Section | None:
    """List the classes whose photos are seldom tagged right."""
    classes = named(at(card.metrics, "test", "by_class")).items()
    rated = [(name, rate) for name, raw in classes if (rate := Rate.read(raw))]
    enough = [(name, rate) for name, rate in rated if rate.photos >= FEWEST]
    worst = sorted(enough, key=lambda pair: (pair[1].value, pair[0]))[:WEAKEST]
    rows = tuple((name, *rate.cells) for name, rate in worst)
    return _listed("Where it is weakest", ("Class", "Right", "95 % interval", "Photos"), rows)


def _rates(*pairs: tuple[str, Any]) -> tuple[Cells, ...]:
    found = ((name, Rate.read(raw)) for name, raw in pairs)
    return tuple((name, *rate.cells) for name, rate in found if rate)


def _listed(heading: str, columns: Cells, rows: Iterable[Cells], said: str = "") -> Section | None:
    """Make a section of a table; None where the table would be empty."""
    table = Table(columns, tuple(rows))
    return Section(heading, (said,) if said else (), table=table) if table.rows else None
