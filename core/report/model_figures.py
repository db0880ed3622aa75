"""The measured parts of the model page; the keys of `card.metrics` stand in `model_card`."""

from collections.abc import Iterable
from typing import Any, Final

from core.inference.card import Card, UnknownRule
from core.language.catalog import Language
from core.language.figures import points_between
from core.report.figures import Rate, at, named, number, rows_of, titled
from core.report.section import Cells, Curve, HeatMap, Plot, Section, Table
from core.vocabulary import Status

WEAKEST: Final = 10
"""Classes listed by how seldom their photos are tagged right."""

FEWEST: Final = 5
"""Photos that a class needs, to be listed there."""

FEWEST_OF_SHOP: Final = 10
"""Photos that a shop needs, to count for the range over shops."""

MIX_UPS: Final = 10
"""Pairs of classes listed by how often one is taken for the other."""


def figures(card: Card, language: Language) -> Section:
    """Say how often the network is right, or that nobody knows."""
    test, validation = at(card.metrics, "test"), at(card.metrics, "validation")
    say = language.say
    rows = _rates(
        language,
        (say("model.right.at_once"), at(test, "top1")),
        (say("model.right.among_five"), at(test, "top5")),
        (say("model.right.family"), at(test, "top1_family")),
        (say("model.right.no_twin"), at(test, "top1_without_twins")),
    )
    macro = number(at(test, "macro_f1"))
    if macro is not None:
        rows = (*rows, (say("model.right.macro"), language.percent(macro), "", ""))
    accuracy, photos = number(at(validation, "accuracy")), at(validation, "photos")
    if accuracy is not None:
        rate = Rate(accuracy, photos=int(number(photos) or 0))
        rows = (*rows, (say("model.right.validation"), *rate.cells(language)))
    heading = say("model.right.heading")
    if rows:
        return Section(
            heading, table=Table(_columns(language, "share_of_photos", "measured"), rows)
        )
    return Section(heading, (say("model.right.unmeasured"),))


def _columns(language: Language, *names: str) -> Cells:
    """Name a table's columns by their keys; interval and photos are its last ones."""
    return tuple(language.say(f"model.column.{name}") for name in (*names, "interval", "photos"))


def sizes(card: Card, language: Language) -> Section | None:
    """Say how often it is right by size of the photo."""
    rows = _rates(language, *_groups("", at(card.metrics, "test", "top1_by_size"), language))
    columns = _columns(language, "pixels", "right")
    return _listed(language.say("model.by_size"), columns, rows)


def calibration(card: Card, language: Language) -> Section:
    """Say how far its confidence can be believed."""
    test, validation = at(card.metrics, "test"), at(card.metrics, "validation")
    error = number(at(test, "calibration_error"))
    if error is None:
        error = number(at(validation, "expected_calibration_error"))
    say = language.say
    said = say("model.calibration.unmeasured")
    if error is not None:
        said = say("model.calibration.said", points=100 * error)
    bins = rows_of(at(test, "reliability"), 3)
    plots: tuple[Plot, ...] = ()
    if bins:
        most = max(photos for _, _, photos in bins) or 1.0
        points = tuple((confidence, right) for confidence, right, _ in bins)
        sizes = tuple(photos / most for _, _, photos in bins)
        plots = (
            Curve(
                say("model.calibration.plot"),
                say("model.calibration.confidence"),
                say("model.calibration.right"),
                points,
                1.0,
                sizes,
                diagonal=True,
            ),
        )
    temperature = language.number(card.temperature, ".3g")
    told = ((say("model.calibration.temperature"), temperature),)
    return Section(say("model.calibration.heading"), (said,), told, plots=plots)


def sure(card: Card, language: Language) -> Section:
    """Say when a tag is called sure, and how right these are."""
    known = at(card.metrics, "test", "known")
    say = language.say
    rows = _rates(
        language,
        (say("model.sure.called"), at(known, "coverage")),
        (say("model.sure.right"), at(known, "right")),
    )
    table = Table(_columns(language, "share_of_photos", "measured"), rows) if rows else None
    told = (_rule(card.thresholds.known, card.unknown, language),)
    return Section(say("model.sure.heading"), told, table=table, plots=_risk(card, language))


def _rule(known: float, rule: UnknownRule, language: Language) -> str:
    """Say from when a tag is called sure, and what makes the network doubt a photo as a whole."""
    if rule == UnknownRule():
        return language.say("model.sure.never_doubts", known=known)
    return language.say(
        "model.sure.doubts",
        known=known,
        method=rule.method,
        doubt=rule.doubt,
        threshold=rule.threshold,
    )


def _risk(card: Card, language: Language) -> tuple[Plot, ...]:
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
    say = language.say
    return (
        Curve(
            say("model.risk.plot"),
            say("model.risk.accepted"),
            say("model.risk.wrong"),
            points,
            top,
            marked=marked,
            word=say("model.risk.sure"),
        ),
    )


def strangers(card: Card, language: Language) -> Section | None:
    """Say how well it notices what it never learnt."""
    say = language.say
    rows, auroc = [], number(at(card.metrics, "unknown", "auroc_of_max_probability"))
    for key in ("unknown", "nonproducts"):
        found = at(card.metrics, key)
        share = number(at(found, "auroc"))
        if share is not None:
            photos = int(number(at(found, "photos")) or 0)
            known = number(at(found, "status", Status.KNOWN.value))
            called = "" if known is None else language.percent(known)
            name, auc = say(f"model.strangers.{key}"), language.number(share, ".3f")
            rows.append((name, auc, called, language.number(photos)))
    if not rows:
        return None
    told = [say("model.strangers.said")]
    told += [say("model.strangers.confidence", auroc=auroc)] if auroc is not None else []
    names = ("photos_of", "auroc", "sure", "photos")
    table = Table(tuple(say(f"model.column.{name}") for name in names), tuple(rows))
    return Section(say("model.strangers.heading"), (" ".join(told),), table=table)


def sellers(card: Card, language: Language) -> Section | None:
    """Say how often a tag fits clothes that were photographed at home."""
    say, partial = language.say, at(card.metrics, "partial")
    groups = named(at(partial, "by_accepted")).items()
    grouped = ((name.replace(";", ", "), share) for name, share in groups)
    rows = _rates(language, (say("model.home.all"), at(partial, "accepted")), *grouped)
    wrong = number(at(partial, "wrong_called_known"))
    told = [say("model.home.said")]
    told += [say("model.home.wrong", share=wrong)] if wrong is not None else []
    columns = _columns(language, "fits", "right")
    return _listed(say("model.home.heading"), columns, rows, " ".join(told))


def other_shops(card: Card, language: Language) -> Section | None:
    """Say what to expect in a shop that the network has never seen."""
    say, shops = language.say, at(card.metrics, "shops")
    sources = named(at(shops, "by_source")).values()
    rates = [rate for raw in sources if (rate := Rate.read(at(raw, "top1")))]
    counted = [rate.value for rate in rates if rate.photos >= FEWEST_OF_SHOP]
    rows = _rates(
        language,
        (say("model.shops.mean"), at(shops, "mean")),
        (say("model.shops.mean_of_own"), at(shops, "mean_of_own")),
        (say("model.sure.called"), at(shops, "known", "coverage")),
        (say("model.sure.right"), at(shops, "known", "right")),
        (say("model.shops.others"), at(shops, "others_known")),
        *_groups(say("model.shops.ground"), at(shops, "by_ground"), language),
        *_groups(say("model.shops.view"), at(shops, "by_view"), language),
    )
    told = [say("model.shops.said")]
    told += [say("model.shops.range", worst=min(counted), best=max(counted))] if counted else []
    columns = _columns(language, "share_of", "measured")
    return _listed(say("model.shops.heading"), columns, rows, " ".join(told))


def _groups(what: str, groups: object, language: Language) -> list[tuple[str, Any]]:
    """Name each group in the language; what it is a share of stands in it, or is it itself."""
    lead = f"{what}: " if what else ""
    return [
        (f"{lead}{language.phrase(name)}", at(raw, "top1") or raw)
        for name, raw in named(groups).items()
    ]


def robustness(card: Card, language: Language) -> Section | None:
    """Say how often it is right when photos are worse."""
    whole = Rate.read(at(card.metrics, "test", "top1"))
    rows = []
    for name, raw in named(at(card.metrics, "robustness")).items():
        rate = Rate.read(raw) or Rate.read(at(raw, "top1"))
        known = Rate.read(at(raw, "known"))
        if rate:
            before = Rate.read(at(raw, "top1_as_it_is")) or whole
            change = points(before.value, rate.value, language) if before else ""
            called = language.percent(known.value) if known else ""
            rows.append(
                (titled(language.phrase(name)), language.percent(rate.value), change, called)
            )
    names = ("made", "right", "change", "sure")
    columns = tuple(language.say(f"model.column.{name}") for name in names)
    return _listed(language.say("model.worse"), columns, tuple(rows))


def points(before: float, after: float, language: Language) -> str:
    """Say how far a share has moved in percentage points, with its sign."""
    rounded = points_between(before, after)
    return language.number(rounded, "+.1f") if rounded else language.number(0.0, ".1f")


def mix_ups(card: Card, language: Language) -> Section | None:
    """Show which classes are taken for which."""
    counts = rows_of(at(card.metrics, "test", "confusion"), len(card.labels))
    if len(counts) != len(card.labels):
        return None
    totals = [max(sum(row), 1.0) for row in counts]
    shares = tuple(
        tuple(count / total for count in row) for row, total in zip(counts, totals, strict=True)
    )
    say = language.say
    title, across, up = (say(f"model.mixed.{name}") for name in ("plot", "given", "true"))
    plot = HeatMap(title, across, up, shares)
    pairs = [
        (count, card.labels[truth], card.labels[given], count / totals[truth])
        for truth, row in enumerate(counts)
        for given, count in enumerate(row)
        if truth != given and count
    ]
    worst = sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2]))[:MIX_UPS]
    rows = tuple(
        (
            say("model.mixed.pair", truth=a, given=b),
            language.number(int(n)),
            language.percent(share),
        )
        for n, a, b, share in worst
    )
    names = ("pair", "photos", "of_the_class")
    table = Table(tuple(say(f"model.column.{name}") for name in names), rows)
    return Section(say("model.mixed.heading"), table=table if rows else None, plots=(plot,))


def weakest(card: Card, language: Language) -> Section | None:
    """List the classes whose photos are seldom tagged right."""
    classes = named(at(card.metrics, "test", "by_class")).items()
    rated = [(name, rate) for name, raw in classes if (rate := Rate.read(raw))]
    enough = [(name, rate) for name, rate in rated if rate.photos >= FEWEST]
    worst = sorted(enough, key=lambda pair: (pair[1].value, pair[0]))[:WEAKEST]
    rows = tuple((name, *rate.cells(language)) for name, rate in worst)
    return _listed(language.say("model.weakest"), _columns(language, "class", "right"), rows)


def _rates(language: Language, *pairs: tuple[str, Any]) -> tuple[Cells, ...]:
    found = ((name, Rate.read(raw)) for name, raw in pairs)
    return tuple((name, *rate.cells(language)) for name, rate in found if rate)


def _listed(heading: str, columns: Cells, rows: Iterable[Cells], said: str = "") -> Section | None:
    """Make a section of a table; None where the table would be empty."""
    table = Table(columns, tuple(rows))
    return Section(heading, (said,) if said else (), table=table) if table.rows else None
