"""The choices of an explanation on the command line, the same for every command that explains."""

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
        help="Choices to start from; the options below change them one by one.",
    ),
    "samples": click.option(
        "--samples", type=_COUNT, metavar="N", help="Draw exactly N samples."
    ),
    "until_stable": click.option(
        "--until-stable", is_flag=True,
        help="Stop once the ranking is stable, at the latest after 1,024 samples or those of "
        "--samples; the default without --samples.",
    ),
    "seed": click.option("--seed", type=click.IntRange(0, 2**32 - 1), help="0 where not given."),
    "target": click.option(
        "--target", type=choice(Target), help="What the linear model is fitted to."
    ),
    "sampling": click.option("--sampling", type=choice(Sampling), help="How samples are drawn."),
    "segmenter": click.option(
        "--segmenter", type=choice(Segmenter), help="How superpixels are cut."
    ),
    "superpixels": click.option("--superpixels", type=_COUNT, metavar="N", help="About so many."),
    "fill": click.option(
        "--fill", type=choice(Fill), help="What replaces a superpixel that is off."
    ),
    "fill_colour": click.option(
        "--fill-colour", metavar="#RRGGBB", help="Paint superpixels that are off so."
    ),
    "kernel_width": click.option(
        "--kernel-width", type=float, metavar="W",
        help="How fast a sample's weight falls with its distance from the photo, at least 0.01.",
    ),
    "classes": click.option(
        "--classes", type=_COUNT, metavar="N", help="Explain the N most probable."
    ),
    "paint_background": click.option(
        "--paint-background", is_flag=True,
        help="Colour a plain background that speaks for or against; it is outlined otherwise.",
    ),
    "against": click.option(
        "--against", metavar="NAME",
        help="Also say why the class explained and not this one, for every photo.",
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
        raise click.UsageError("--fill-colour is for --fill colour alone")
    settings = replace(start.settings, **chosen)
    if until_stable or "samples" in chosen:
        settings = replace(settings, until_stable=until_stable)
    try:
        check_settings(settings)
    except ExplanationFailed as error:
        raise click.UsageError(str(error)) from error
    style = replace(start.style, background=paint_background)
    return replace(start, settings=settings, style=style)


explaining: Final = gathered("preset", _OPTIONS, _preset)
"""Gives a command the options above; it is called with `preset`, a Preset made of them."""
