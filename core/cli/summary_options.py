"""What a review has come to, on the command line: its summary, and what that assumes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from core.cli.options import Amount, gathered, only_with, output
from core.money import CURRENCIES
from core.review.assumptions import Assumptions

MOST: Final = 1_000_000_000
"""What one photo may cost, in any currency."""

_OPTIONS: Final = {
    "summary": click.option(
        "--summary", type=output(".csv", ".json"),
        help="File for speed, agreement and hours saved: .csv or .json."
    ),
    "seconds_by_hand": click.option(
        "--seconds-by-hand", type=Amount(1, 86_400),
        default=Assumptions().seconds_per_photo, show_default=True, metavar="S",
        help="Seconds that tagging a photo by hand takes, for the hours saved.",
    ),
    "cost_per_photo": click.option(
        "--cost-per-photo", type=Amount(0, MOST, min_open=True), metavar="AMOUNT",
        help="What tagging a photo by hand costs; the summary then shows the money saved as well.",
    ),
    "currency": click.option(
        "--currency", type=click.Choice(list(CURRENCIES), case_sensitive=False), metavar="CODE",
        help="Currency of that cost: EUR, USD, JPY and others of ISO 4217.",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SummaryAsked:
    """Where a summary goes, None for nowhere, and what it assumes."""

    file: Path | None
    assumptions: Assumptions


def _asked(
    *,
    summary: Path | None,
    seconds_by_hand: float,
    cost_per_photo: float | None,
    currency: str | None,
) -> SummaryAsked:
    if (cost_per_photo is None) != (currency is None):
        raise click.UsageError("--cost-per-photo and --currency belong together")
    only_with(
        summary,
        "for the summary: name it by --summary FILE",
        "cost_per_photo",
        "seconds_by_hand",
    )
    assumed = Assumptions(seconds_by_hand, cost_per_photo, currency or Assumptions().currency)
    return SummaryAsked(summary, assumed)


summarised: Final = gathered("summed", _OPTIONS, _asked)
"""Gives a command the options above; it is called with `summed`, a SummaryAsked."""
