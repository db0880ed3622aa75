"""The explanation of one tag: LIME, sampled in batches, refined until it is stable."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

import numpy as np

from core.entities import ExplainSettings, Explanation, Photo, Prediction
from core.errors import ExplanationFailed
from core.explain import hiding
from core.explain.designs import Rows
from core.explain.perturbation import draw
from core.explain.samples import Samples
from core.explain.stopping import FIRST_LOOK, rule

if TYPE_CHECKING:
    from core.inference.classifier import Classifier
    from core.jobs import CancelToken

Listener = Callable[[Explanation], None]

USUAL: Final = 256
"""Samples after which most explanations are stable."""

MOST_SUPERPIXELS: Final = 10_000
"""Wanted number from which on each is a few pixels of the network's input."""

MOST_SWITCHES: Final = 50_000_000
"""Samples times superpixels that the fit may take: 0.4 GB as numbers, held a few times over."""

LEAST_KERNEL_WIDTH: Final = 0.01
"""A sample with half of its superpixels off then weighs e**-430: nothing is left of any."""

COLOUR: Final = re.compile("#[0-9a-fA-F]{6}")


def explain(
    classifier: Classifier,
    photo: Photo,
    prediction: Prediction,
    settings: ExplainSettings,
    *,
    token: CancelToken | None = None,
    on_progress: Listener | None = None,
    on_batch: Callable[[int], None] | None = None,
) -> Explanation:
    """Explain which superpixels drove a tag.

    Parameters
    ----------
    classifier : Classifier
        The network whose tag is shown; its engine is used by nobody else meanwhile.
    photo : Photo
    prediction : Prediction
        Of this photo; its most probable classes are explained, and those that `settings` name.
    settings : ExplainSettings
    token : CancelToken, optional
        Looked at before each batch.
    on_progress : callable, optional
        Gets an unfinished explanation after `FIRST_LOOK` samples and after each refit.
    on_batch : callable, optional
        Gets the number of samples drawn, after each batch.

    Returns
    -------
    Explanation
        The same bits for the same photo, pack and settings.

    Raises
    ------
    UnknownClass
        `settings` name a class that the pack lacks, or that cannot occur in this catalog.
    ExplanationFailed
        A setting is out of its range.
    EngineError
        The network answered NaN or infinity.
    Cancelled
        The token was cancelled.

    References
    ----------
    Ribeiro, Singh, Guestrin: "Why should I trust you?", https://doi.org/10.1145/2939672.2939778
    """
    started = time.perf_counter()
    check_settings(settings)
    labels = _labels(classifier, prediction, settings)
    if token is not None:
        token.check()
    probe = hiding.probe(classifier, photo, settings, labels[0])
    superpixels = probe.segmentation.count
    _check_size(settings.samples, superpixels)
    ends = rule(settings.sampling, superpixels)
    expected = min(settings.samples, USUAL) if settings.until_stable else settings.samples
    probe.expect(expected, token)
    samples = Samples(probe, labels, settings, ends, started)
    look = FIRST_LOOK
    size = probe.at_once if ends.whole > 1 else classifier.engine.batch_size
    batches = _batches(settings, superpixels, size, whole=ends.whole > 1)
    exactly = not settings.until_stable
    answers = probe.answers(batches, labels, settings.target, token, all_wanted=exactly)
    for rows, values in answers:
        samples.add(rows, values)
        if on_batch is not None:
            on_batch(samples.count)
        if samples.count < look or samples.count >= settings.samples:
            continue
        look = ends.next_look(samples.count)
        if settings.until_stable and ends.may_end(samples.count) and samples.stop_if_stable():
            break
        if on_progress is not None:
            on_progress(samples.preview())
    return samples.result()


def check_settings(settings: ExplainSettings) -> None:
    """Refuse what no photo can be explained with; ExplanationFailed says which setting."""
    if settings.samples < 1:
        raise ExplanationFailed("an explanation needs at least 1 sample")
    if not 1 <= settings.superpixels <= MOST_SUPERPIXELS:
        raise ExplanationFailed(f"the superpixels must be 1 to {MOST_SUPERPIXELS:,}")
    if not LEAST_KERNEL_WIDTH <= settings.kernel_width < math.inf:
        raise ExplanationFailed(f"the kernel width must be at least {LEAST_KERNEL_WIDTH}")
    if not 0 <= settings.seed < 2**32:
        raise ExplanationFailed("the seed must lie between 0 and 4294967295")
    if not COLOUR.fullmatch(settings.fill_colour):
        raise ExplanationFailed(f"{settings.fill_colour!r} is no colour; one looks like #ffcc00")
    if settings.classes < 1:
        raise ExplanationFailed("an explanation needs at least 1 class")


def _check_size(samples: int, superpixels: int) -> None:
    if samples * superpixels > MOST_SWITCHES:
        raise ExplanationFailed(
            f"{samples:,} samples of {superpixels:,} superpixels do not fit into memory; "
            "ask for fewer of either"
        )


def _labels(classifier: Classifier, prediction: Prediction, settings: ExplainSettings) -> list[str]:
    """Classes to explain, each once: those asked for, the most probable, their rivals."""
    pack = classifier.pack
    for label in filter(None, (*settings.labels, settings.against)):
        pack.choice.check(label, pack.labels)
    wanted = [*settings.labels, *(score.label for score in prediction.top[: settings.classes])]
    if settings.classes > len(prediction.top):
        ranked = pack.choice.ranked(prediction.probabilities)[: settings.classes]
        wanted += [pack.labels[k] for k in ranked]
    wanted += filter(None, (prediction.rival, settings.against))
    return list(dict.fromkeys(wanted))


def _batches(
    settings: ExplainSettings, superpixels: int, size: int, *, whole: bool
) -> Iterator[Rows]:
    """Cut the stream of perturbations into batches of at most `size`.

    Whole designs are cut one by one, so that there is a look behind each of them.
    """
    chunks = draw(settings.sampling, superpixels, settings.samples, settings.seed)
    if whole:
        for chunk in chunks:
            yield from (chunk[start : start + size] for start in range(0, len(chunk), size))
        return
    waiting = np.empty((0, superpixels), dtype=bool)
    for chunk in chunks:
        waiting = np.concatenate([waiting, chunk])
        while len(waiting) >= size:
            yield waiting[:size]
            waiting = waiting[size:]
    if len(waiting):
        yield waiting
