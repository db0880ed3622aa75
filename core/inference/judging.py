"""From one photo's logits to its tag: the only way there is, for fresh answers and kept ones."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.entities import TOP_K, ClassScore, EngineFacts, Prediction
from core.inference.calibration import calibrate, decide, doubt, kept_doubt
from core.vocabulary import Doubt, Status

if TYPE_CHECKING:  # a pack is checked by running it, which brings what this module builds on
    from core.inference.model_pack import Pack


def judge(
    pack: "Pack",
    logits: NDArray[np.float32],
    strangeness: float,
    features: NDArray[np.float32] | None = None,
    engine: EngineFacts | None = None,
) -> Prediction:
    """Tag one photo by what the network answered.

    One photo by itself: sums over a batch could differ in the last bit.

    Parameters
    ----------
    pack : Pack
        Its card, and the classes that can occur.
    logits : (n_classes,) float32
        Of all classes; the prediction keeps this array.
    strangeness : float
        The photo's `unknown_score`, which does not depend on the classes chosen.
    features : (h, w, f) float32, optional
        To be kept with the prediction.
    engine : EngineFacts, optional
        What answered; to be kept as well.

    Returns
    -------
    Prediction
        The same bits whenever it is asked.
    """
    card, choice = pack.card, pack.choice
    probabilities = calibrate(choice.apply(logits), card.temperature)
    inside = choice.share(calibrate(logits, card.temperature)) if choice.names else 1.0
    kept = probabilities.astype(np.float32)  # as a review keeps them: later it says the same
    ranked = choice.ranked(kept)
    top = tuple(ClassScore(pack.labels[i], float(kept[i])) for i in ranked[:TOP_K])
    judged = card, float(probabilities.max()), strangeness, inside
    return Prediction(
        top=top,
        status=decide(*judged),
        probabilities=kept,
        logits=logits,
        features=features,
        rival=_rival(pack, top[0].label, ranked),
        strangeness=strangeness,
        doubt=_between(pack, top, doubt(*judged)),
        engine=engine,
    )


def doubts_kept(pack: "Pack") -> Callable[[Status | None, float], Doubt | None]:
    """Give what tells why a tag of an earlier run is not known, as far as its lists keep it."""
    return partial(kept_doubt, pack.card, every_class=not pack.choice.names)


def _between(pack: "Pack", top: tuple[ClassScore, ...], why: Doubt | None) -> Doubt | None:
    """Tell a tag that has nearly all but what its runner-up holds from one that nothing supports.

    Together the two would be sure, by the very threshold that the tag alone does not reach.
    """
    thresholds = pack.card.thresholds
    both = sum(score.probability for score in top[:2])
    if why is not Doubt.IMPROBABLE or both < max(thresholds.known, thresholds.uncertain):
        return why
    related = top[1].label in (pack.card.family(top[0].label) or ())
    return Doubt.FAMILY if related else Doubt.RIVAL


def _rival(pack: "Pack", label: str, ranked: NDArray[np.intp]) -> str | None:
    """Give the most probable other class of the tag's family."""
    family = pack.card.family(label)
    names = (pack.labels[i] for i in ranked[1:]) if family else ()
    return next((name for name in names if name in family), None)
