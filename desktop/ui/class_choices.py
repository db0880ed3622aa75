"""Tags as choices: a network's classes, the most probable first, and those that reviewers added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from desktop.ui.choice import Choice
from desktop.ui.language import whole_percent
from desktop.ui.words import count

if TYPE_CHECKING:
    from core.entities import Prediction
    from core.inference.model_pack import Pack


def class_choices(
    pack: Pack | None,
    prediction: Prediction | None,
    *,
    every: bool = False,
    leaving: str = "",
    figures: bool = True,
) -> list[Choice]:
    """List the classes that can occur, or every one, in the pack's order or the photo's.

    The class that is to be left stands last: whoever asks for another one wants the runner-up
    first. Without `figures` the order alone is the photo's: several have no probability in common.
    """
    if pack is None:
        return []
    names = pack.labels if every else pack.classes
    others = [name for name in names if name != leaving]
    left = [name for name in names if name == leaving]
    if prediction is None:
        return [Choice(name) for name in (*others, *left)]
    values = dict(zip(pack.labels, prediction.probabilities.tolist(), strict=True))
    ranked = sorted(others, key=lambda name: -values[name])
    return [
        Choice(name, whole_percent(values[name]) if figures else "")
        for name in (*by_families(ranked, pack.card.families), *left)
    ]


def added_choices(added: Mapping[str, int]) -> list[Choice]:
    """List added tags by name, with how many photos carry each."""
    return [Choice(tag, count(added[tag], "photo")) for tag in sorted(added, key=str.casefold)]


def by_families(ranked: Sequence[str], families: Sequence[Sequence[str]]) -> list[str]:
    """Move the members of a family up behind the first of them, in their own order."""
    family_of = {name: number for number, family in enumerate(families) for name in family}
    together: dict[int | str, list[str]] = {}
    for name in ranked:
        together.setdefault(family_of.get(name, name), []).append(name)
    return list(chain.from_iterable(together.values()))
