"""The settings of an explanation on the command line, the same for every command that explains."""

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import click

from core.cli.options import choice, gathered
from core.errors import ExplanationFailed
from core.vocabulary import Fill, PresetName, Sampling, Segmenter, Target

if TYPE_CHECKING:
    from core.explain.presets import Preset

_COUNT: Final = click.IntRange(min=1)
_OPTIONS: Final = {
    "preset": click.option(
        "--preset", type=choice(PresetName), default=PresetName.OURS.value, show_default=True,
        help="Settings to start from; the options below change them one by one.",
    ),
    "samples": click.option(
        "--samples", type=_COUNT, metavar="N", help="Take exactly N samples."
    ),
    "until_stable": click.option(
        "--until-stable", is_flag=True,
        help="Stop as soon as the ranking is stable, and after 1,024 samples (or --samples) at the "
        "latest. This is the default without --samples.",
    ),
    "seed": click.option(
        "--seed", type=click.IntRange(0, 2**32 - 1), metavar="S",
        help="The same seed gives the same explanation; 0 if not given.",
    ),
    "target": click.option(
        "--target", type=choice(Target), help="What the simple model is fitted to."
    ),
    "sampling": click.option("--sampling", type=choice(Sampling), help="How samples are drawn."),
    "segmenter": click.option(
        "--segmenter", type=choice(Segmenter), help="How the photo is cut into regions."
    ),
    "superpixels": click.option(
        "--superpixels", type=_COUNT, metavar="N", help="Approximate number of regions."
    ),
    "fill": click.option(
        "--fill", type=choice(Fill), help="What hidden regions are filled with."
    ),
    "fill_colour": click.option(
        "--fill-colour", metavar="#RRGGBB", help="Colour of hidden regions, with --fill colour."
    ),
    "kernel_width": click.option(
        "--kernel-width", type=float, metavar="W",
        help="How fast a sample counts less, the more it differs from the photo; at least 0.01.",
    ),
    "classes": click.option(
        "--classes", type=_COUNT, metavar="N", help="Explain the N most probable classes."
    ),
    "paint_background": click.option(
        "--paint-background", is_flag=True,
        help="Colour a plain background that counts for or against the class, not only outline it.",
    ),
    "against": click.option(
        "--against", metavar="NAME",
        help="Also say why each photo has the explained class and not this one.",
    ),
}  # fmt: skip
_SETS: Final[dict[str, type[StrEnum]]] = {
    "target": Target, "sampling": Sampling, "segmenter": Segmenter, "fill": Fill,
}  # fmt: skip


def _preset(
    *,
    preset: str,
    until_stable: bool,
    paint_background: bool,
    **given: Any,  # noqa: ANN401
) -> "Preset":
    from core.explain.lime import check_settings
    from core.explain.presets import PRESETS

    start = PRESETS[PresetName(preset)]
    chosen: dict[str, Any] = {
        name: _SETS[name](value) if name in _SETS else value
        for name, value in given.items()
        if value is not None
    }
    if "fill_colour" in chosen and chosen.setdefault("fill", Fill.COLOUR) is not Fill.COLOUR:
        raise click.UsageError("--fill-colour works with --fill colour only")
    settings = replace(start.settings, **chosen)
    if until_stable or "samples" in chosen:
        settings = replace(settings, until_stable=until_stable)
    try:
        check_settings(settings)
    except ExplanationFailed as error:
        raise click.UsageError(str(error)) from error
    style = replace(start.style, background=paint_background)
    return replace(start, settings=settings, style=style)


EXPLAIN_OPTIONS: Final = tuple(_OPTIONS)
"""What they are called where the command line has parsed them."""

explaining: Final = gathered("preset", _OPTIONS, _preset)
"""Gives a command the options above; it is called with `preset`, a Preset made of them."""
