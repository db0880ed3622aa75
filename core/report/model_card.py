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
from core.inference.engine import engine_at_hand, engine_spec
from core.language.catalog import Language
from core.report import model_figures as measured
from core.report.figures import Rate, at, facts, number
from core.report.section import Section, Table

__all__ = ["Headline", "Section", "Table", "headlines", "sections"]


@dataclass(frozen=True, slots=True)
class Headline:
    """One of the few figures to see first."""

    figure: str
    name: str
    interval: str = ""


def sections(card: Card, language: Language) -> tuple[Section, ...]:
    """Say everything that a card knows; parts of which it knows nothing are left out.

    Parameters
    ----------
    card : Card
        What people wrote there is said as they wrote it, where the language has no phrase for it.
    language : Language

    Returns
    -------
    tuple of Section
        Never empty: use, figures (or that there are none), limits, and files are always there.
    """
    parts = (
        _purpose(card, language),
        measured.figures(card, language),
        measured.other_shops(card, language),
        measured.sizes(card, language),
        measured.calibration(card, language),
        measured.sure(card, language),
        measured.strangers(card, language),
        measured.sellers(card, language),
        measured.robustness(card, language),
        _families(card, language),
        measured.mix_ups(card, language),
        measured.weakest(card, language),
        _limits(card, language),
        _data(card, language),
        _network(card, language),
        _training(card, language),
        _files(card, language),
    )
    return tuple(part for part in parts if part is not None)


def headlines(card: Card, language: Language) -> tuple[Headline, ...]:
    """Give the figures of the test photos that matter most; empty where nobody measured them."""
    test = at(card.metrics, "test")
    shares = (
        ("right", at(test, "top1")),
        ("among_five", at(test, "top5")),
        ("sure", at(test, "known", "coverage")),
        ("sure_right", at(test, "known", "right")),
    )
    found = [(name, Rate.read(raw)) for name, raw in shares]
    return tuple(
        Headline(
            language.percent(rate.value),
            language.say(f"model.headline.{name}"),
            rate.interval(language),
        )
        for name, rate in found
        if rate
    )


def _purpose(card: Card, language: Language) -> Section:
    said = language.phrase(card.intended_use) or language.say("model.purpose.unwritten")
    return Section(language.say("model.purpose.heading"), (said,))


def _families(card: Card, language: Language) -> Section | None:
    told = "; ".join(language.joined(family) for family in card.families if family)
    if not told:
        return None
    said = language.say("model.families.said", families=told)
    return Section(language.say("model.families.heading"), (said,))


def _limits(card: Card, language: Language) -> Section:
    unwritten = (language.say("model.limits.unwritten"),)
    told = tuple(f"• {language.phrase(limit)}" for limit in card.limits)
    return Section(language.say("model.limits.heading"), told or unwritten)


def _data(card: Card, language: Language) -> Section | None:
    licence = (
        ((language.say("model.data.licence"), language.phrase(card.licence)),)
        if card.licence
        else ()
    )
    told = (*facts(card.data, language), *licence)
    return Section(language.say("model.data.heading"), facts=told) if told else None


def _network(card: Card, language: Language) -> Section:
    say = language.say
    weights, flops = (number(at(card.metrics, key)) for key in ("weights", "gigaflops"))
    told = [
        (say("model.network.classes"), language.number(len(card.labels))),
        (
            say("model.network.input"),
            say(
                "model.network.values",
                side=card.input.size,
                scaling=language.caption(card.input.scaling),
            ),
        ),
        (say("model.network.answers"), engine_spec(engine_at_hand(card.engine, card.files)).title),
    ]
    if weights is not None:
        told.append((say("model.network.weights"), language.number(int(weights))))
    if flops is not None:
        told.append((say("model.network.cost"), say("model.network.flops", flops=flops)))
    form = _form(at(card.metrics, "eight_bit"), language)
    return Section(say("model.network.heading"), form, tuple(told))


def _form(verdict: object, language: Language) -> tuple[str, ...]:
    """Say which form ships and why: 8-bit or float."""
    ships, lost = at(verdict, "eight_bit_ships"), number(at(verdict, "accuracy_lost"))
    agreement = number(at(verdict, "agreement"))
    if not isinstance(ships, bool) or lost is None or agreement is None:
        return ()
    ranks = number(at(verdict, "lime_rank_correlation"))
    say = language.say
    also = "" if ranks is None else say("model.form.ranks", ranks=ranks)
    change = say("model.form.loses", points=100 * lost) if lost > 0 else say("model.form.same")
    form = "model.form.eight_bit" if ships else "model.form.float"
    return (say(form, change=change, share=agreement, also=also),)


def _training(card: Card, language: Language) -> Section | None:
    told = facts(card.training, language)
    return Section(language.say("model.training"), facts=told) if told else None


def _files(card: Card, language: Language) -> Section:
    made = (
        (language.say("model.files.pack"), f"{card.name} {card.version}"),
        (language.say("made.made"), _moment(card.created, language)),
    )
    return Section(language.say("model.files.heading"), facts=(*made, *card.files.items()))


def _moment(created: str, language: Language) -> str:
    try:
        return language.moment(datetime.fromisoformat(created))
    except ValueError:  # another program's card may say it in words
        return created
