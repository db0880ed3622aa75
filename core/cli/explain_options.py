"""The choices of an explanation on the command line, the same for every command that explains."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from functools import wraps
from typing import Any, Final

import click

from core.errors import ExplanationFailed
from core.vocabulary import Fill, Sampling, Segmenter, Target

PRESETS: Final = ("ours", "as-published")
"""Names of `core.explain.presets.PRESETS`, which brings more than `--help` should wait for."""

_COUNT: Final = click.IntRange(min=1)


def _choice(kind: type[StrEnum]) -> click.Choice[str]:
    return click.Choice([one.value for one in kind])


_OPTIONS: Final = (
    click.option(
        "--preset", type=click.Choice(PRESETS), default=PRESETS[0], show_default=True,
        help="Choices to start from; the options below change them one by one.",
    ),
    click.option("--samples", type=_COUNT, metavar="N", help="Draw exactly N samples."),
    click.option(
        "--until-stable", is_flag=True,
        help="Stop once the ranking is stable, at the latest after 1,024 samples or those of "
        "--samples; the default without --samples.",
    ),
    click.option("--seed", type=click.IntRange(0, 2**32 - 1), help="0 where not given."),
    click.option("--target", type=_choice(Target), help="What the linear model is fitted to."),
    click.option("--sampling", type=_choice(Sampling), help="How samples are drawn."),
    click.option("--segmenter", type=_choice(Segmenter), help="How superpixels are cut."),
    click.option("--superpixels", type=_COUNT, metavar="N", help="About so many."),
    click.option("--fill", type=_choice(Fill), help="What replaces a superpixel that is off."),
    click.option("--fill-colour", metavar="#RRGGBB", help="Paint superpixels that are off so."),
    click.option(
        "--kernel-width", type=float, metavar="W",
        help="How fast a sample's weight falls with its distance from the photo, at least 0.01.",
    ),
    click.option("--classes", type=_COUNT, metavar="N", help="Explain the N most probable."),
    click.option(
        "--against", metavar="NAME",
        help="Also say why the class explained and not this one, for every photo.",
    ),
)  # fmt: skip
_KINDS: Final = {"target": Target, "sampling": Sampling, "segmenter": Segmenter, "fill": Fill}


def explaining(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options above; it is called with `preset`, a Preset made of them."""

    @wraps(command)
    def called(**given: Any) -> Any:  # noqa: ANN401 - what click parsed
        own = {name: given.pop(name) for name in _NAMES}
        return command(preset=_preset(own), **given)

    for option in reversed(_OPTIONS):
        called = option(called)
    return called


_NAMES: Final = (
    "preset", "samples", "until_stable", "seed", "target", "sampling", "segmenter", "superpixels",
    "fill", "fill_colour", "kernel_width", "classes", "against",
)  # fmt: skip


def _preset(given: dict[str, Any]) -> Any:  # noqa: ANN401 - a Preset, imported when asked for
    from core.explain.lime import check_settings
    from core.explain.presets import PRESETS as PRESETS_BY_NAME

    preset = PRESETS_BY_NAME[given.pop("preset")]
    until_stable = given.pop("until_stable")
    chosen: dict[str, Any] = {
        name: _KINDS[name](value) if name in _KINDS else value
        for name, value in given.items()
        if value is not None
    }
    if "fill_colour" in chosen and chosen.setdefault("fill", Fill.COLOUR) is not Fill.COLOUR:
        raise click.UsageError("--fill-colour is for --fill colour alone")
    settings = replace(preset.settings, **chosen)
    if until_stable or "samples" in chosen:
        settings = replace(settings, until_stable=until_stable)
    try:
        check_settings(settings)
    except ExplanationFailed as error:
        raise click.UsageError(str(error)) from error
    return replace(preset, settings=settings)
