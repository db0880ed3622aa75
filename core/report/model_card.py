"""What is known about a network, in words: the model page of the window and of every long report.

Everything comes from the pack's card. These keys of `card.metrics` are read, each may be missing;
a Share is {"value", "low", "high", "photos"}, its bounds being the 95 % interval:

    validation      {"photos", "accuracy", "expected_calibration_error",
                     "risk_coverage": [[threshold, coverage, risk], ...]}
    eight_bit       {"accuracy_lost", "agreement", "eight_bit_ships", "lime_rank_correlation"}
    weights         count;  gigaflops: number
    test            `model.measuring.figures.figures`: {"photos", "top1": Share, "top5": Share,
                     "macro_f1", "top1_without_twins": Share, "top1_family": Share, "top1_by_size":
                     {name: Share}, "calibration_error", "reliability": [[confidence, right,
                     photos], ...], "risk_coverage", "known": {"coverage": Share, "right": Share},
                     "status": {status: share}, "by_class": {label: Share}, "confusion": counts,
                     rows are the truth}
    unknown         `model.measuring.figures.unknown_figures`: {"photos", "auroc",
                     "auroc_of_max_probability", "status"}; nonproducts: the same for pictures
                     that are no products at all
    partial         `model.measuring.figures.partial_figures`: {"photos", "accepted": Share,
                     "wrong_called_known", "by_accepted": {"a;b": Share}}
    shops           `model.measuring.shops.shop_figures`: {"mean": Share, "mean_of_own": Share,
                     "known": {"coverage": Share, "right": Share}, "others_known": Share,
                     "by_source", "by_view", "by_ground": {name: {"top1": Share}}}
    robustness      `model.robustness.measure`: {change: {"top1": Share, "top1_as_it_is": Share,
                     "known": Share}}, or {change: Share}
"""

from dataclasses import dataclass
from datetime import datetime

from core.inference.card import Card
from core.inference.engine import engine_spec
from core.report import model_figures as measured
from core.report.content import utc
from core.report.figures import Rate, at, facts, number
from core.report.section import Section, Table
from core.wording import percent

__all__ = ["Headline", "Section", "Table", "headlines", "sections"]


@dataclass(frozen=True, slots=True)
class Headline:
    """One of the few figures to see first."""

    figure: str
    name: str
    interval: str = ""


def sections(card: Card) -> tuple[Section, ...]:
    """Say everything that a card knows; parts of which it knows nothing are left out.

    Parameters
    ----------
    card : Card

    Returns
    -------
    tuple of Section
        Never empty: use, figures (or that there are none), limits, and files are always there.
    """
    parts = (
        _purpose(card),
        measured.figures(card),
        measured.other_shops(card),
        measured.sizes(card),
        measured.calibration(card),
        measured.sure(card),
        measured.strangers(card),
        measured.sellers(card),
        measured.robustness(card),
        _families(card),
        measured.mix_ups(card),
        measured.weakest(card),
        _limits(card),
        _data(card),
        _network(card),
        _training(card),
        _files(card),
    )
    return tuple(part for part in parts if part is not None)


def headlines(card: Card) -> tuple[Headline, ...]:
    """Give the figures of the test photos that matter most; empty where nobody measured them."""
    test = at(card.metrics, "test")
    shares = (
        ("right at once", at(test, "top1")),
        ("right among five", at(test, "top5")),
        ("called sure", at(test, "known", "coverage")),
        ("of these right", at(test, "known", "right")),
    )
    found = [(name, Rate.read(raw)) for name, raw in shares]
    return tuple(Headline(rate.said, name, rate.interval) for name, rate in found if rate)


def _purpose(card: Card) -> Section:
    said = card.intended_use or "Nobody has written down what this network is for."
    return Section("What it is for", (said,))


def _families(card: Card) -> Section | None:
    told = "; ".join(_joined(family) for family in card.families if family)
    if not told:
        return None
    said = (
        f"These are taken for one another, in both directions: {told}. "
        "A tag among them is shown with its rival."
    )
    return Section("Classes that look alike", (said,))


def _joined(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _limits(card: Card) -> Section:
    unwritten = ("Nobody has written down what this network cannot do.",)
    return Section("Limits", tuple(f"• {limit}" for limit in card.limits) or unwritten)


def _data(card: Card) -> Section | None:
    told = (*facts(card.data), *((("Licence", card.licence),) if card.licence else ()))
    return Section("Photos it learnt from, and licence", facts=told) if told else None


def _network(card: Card) -> Section:
    weights, flops = (number(at(card.metrics, key)) for key in ("weights", "gigaflops"))
    told = [
        ("Classes", f"{len(card.labels):,}"),
        ("Input", f"{card.input.size} × {card.input.size} px, values {card.input.scaling.value}"),
        ("Answers", engine_spec(card.engine).title),
    ]
    told += [("Weights", f"{int(weights):,}")] if weights is not None else []
    told += [("Cost of a photo", f"{flops:g} GFLOP")] if flops is not None else []
    return Section("The network", _form(at(card.metrics, "eight_bit")), tuple(told))


def _form(verdict: object) -> tuple[str, ...]:
    """Say which form ships and why: 8-bit or float."""
    ships, lost = at(verdict, "eight_bit_ships"), number(at(verdict, "accuracy_lost"))
    agreement = number(at(verdict, "agreement"))
    if not isinstance(ships, bool) or lost is None or agreement is None:
        return ()
    ranks = number(at(verdict, "lime_rank_correlation"))
    also = "" if ranks is None else f", and its LIME weights rank as the float ones' ({ranks:.3f})"
    change = f"loses {100 * lost:.2f} points" if lost > 0 else "loses nothing"
    form = "8-bit form ships: it" if ships else "float form ships: the 8-bit one"
    return (f"The {form} {change}, gives the same tag for {percent(agreement)} of photos{also}.",)


def _training(card: Card) -> Section | None:
    told = facts(card.training)
    return Section("How it was trained", facts=told) if told else None


def _files(card: Card) -> Section:
    made = (("Pack", f"{card.name} {card.version}"), ("Made", _moment(card.created)))
    return Section("Files and their SHA-256", facts=(*made, *card.files.items()))


def _moment(created: str) -> str:
    try:
        return utc(datetime.fromisoformat(created))
    except ValueError:  # another program's card may say it in words
        return created
