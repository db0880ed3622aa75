"""An explanation in two or three sentences, computed from its numbers, for others to word.

Nothing is said that was not measured: places are positions in the product's box, never parts of
a garment.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.entities import UNSEEN, Explanation, Prediction
from core.explain.contrast import compared, contrast
from core.explain.quality import Badge, badge
from core.explain.surrogate import told_from_zero
from core.language.sentence import Sentence, sentence
from core.vocabulary import Fill

Ids = NDArray[np.intp]
Box = tuple[tuple[int, int], ...]
"""Start and length along each axis, px."""

DECIDING_SHARE: Final = 0.5
"""Share of the evidence for a class that the deciding regions hold together."""

MOST_REGIONS: Final = 5
"""Most regions called deciding, however little they hold."""

MOST_PLACES: Final = 2
"""Most places named in one sentence."""

NOTABLE_AGAINST: Final = 0.1
"""Share of all evidence below which what speaks against is not worth a sentence."""

PLACES: Final = (
    ("upper_left", "upper_middle", "upper_right"),
    ("left", "middle", "right"),
    ("lower_left", "lower_middle", "lower_right"),
)
BACKGROUND: Final = "background"
"""Where a superpixel can lie: thirds of the product by rows, or beside it."""


def sentences(
    prediction: Prediction,
    explanation: Explanation,
    verdict: Badge | None = None,
    *,
    boxed: bool = False,
) -> tuple[Sentence, ...]:
    """Say what decided a tag, what speaks against it, and how sure that is.

    Parameters
    ----------
    prediction : Prediction
        Of the same photo.
    explanation : Explanation
    verdict : Badge, optional
        Its badge, where the caller has it already.
    boxed : bool
        What was explained is the inside of a box, not a whole photo.

    Returns
    -------
    tuple of Sentence
        Two to six; the last says how sure the explanation is.
    """
    how, sure = otherwise(explanation), (verdict or badge(explanation)).reason
    if not told_from_zero(explanation.surrogate).any():
        return sentence("reason.none_alone", name=_name(prediction, explanation)), *how, sure
    told = [_deciding(prediction, explanation, boxed), _rival(prediction, explanation)]
    said = [one for one in told if one is not None]
    if not any(_names_background(one) for one in said[:1]):
        said += _background(explanation)
    return *said, *how, sure


def otherwise(explanation: Explanation) -> tuple[Sentence, ...]:
    """Say what was done otherwise than usual on this photo: how it was cut, what hid regions."""
    asked, used = explanation.settings, explanation.used
    told = []
    if used.segmenter is not asked.segmenter:
        cut, first = (sentence(f"computed.cut.{one.segmenter.value}") for one in (used, asked))
        told.append(sentence("reason.cut_instead", cut=cut, asked=first))
    if used.rim and not asked.rim:
        told.append(sentence("reason.rim"))
    if asked.fill is Fill.AUTO and used.fill is Fill.COLOUR:
        told.append(sentence("reason.filled_instead", colour=used.fill_colour))
    return tuple(told)


def _name(prediction: Prediction, explanation: Explanation) -> Sentence:
    scores = {score.label: score.probability for score in prediction.top}
    label = explanation.label
    if (pair := compared(explanation)) is not None:
        return sentence("reason.over", label=pair[0], other=pair[1])
    if label not in scores:
        return sentence("reason.class", label=label)
    return sentence("reason.class_and_share", label=label, share=float(scores[label]))


def _deciding(prediction: Prediction, explanation: Explanation, boxed: bool) -> Sentence:
    """Where the evidence lies, how much it is, and what speaks against."""
    weights = _measured(explanation)
    name = _name(prediction, explanation)
    evidence = np.maximum(weights, 0)
    against = _places(explanation, _strongest(-weights)) if (weights < 0).any() else ()
    if not evidence.any():
        return sentence("reason.none_for", name=name, places=against, n=len(against))
    ids = _strongest(evidence)
    told = {
        "name": name,
        "regions": sentence(f"reason.regions.{len(ids)}"),
        "places": _places(explanation, ids),
        "cover": _cover(explanation, ids, boxed),
        "held": float(evidence[ids].sum() / evidence.sum()),
    }
    share = float(-np.minimum(weights, 0).sum() / np.abs(weights).sum())
    if share < NOTABLE_AGAINST:
        return sentence("reason.rests", **told)
    return sentence("reason.contested", **told, against=against, share=share, n=len(against))


def _rival(prediction: Prediction, explanation: Explanation) -> Sentence | None:
    """Where the next most probable class differs."""
    others = [s.label for s in prediction.top if s.label != explanation.label]
    rivals = [name for name in others if name in explanation.surrogates]
    if not rivals or explanation.label not in {s.label for s in prediction.top}:
        return None
    weights = _measured(contrast(explanation, explanation.label, rivals[0]))
    own, other = np.maximum(weights, 0), np.maximum(-weights, 0)
    if not own.any():
        return None
    places = _places(explanation, _strongest(own))
    rest = _places(explanation, _strongest(other)) if other.any() else places
    if rest == places:
        return sentence("reason.set_apart", rival=rivals[0], places=places)
    return sentence("reason.divided", rival=rivals[0], places=places, rest=rest)


def _background(explanation: Explanation) -> list[Sentence]:
    """What a plain background holds, where that is worth a sentence: it is not painted."""
    if explanation.background is None:
        return []
    weights = _measured(explanation)
    own = float(weights[explanation.background])
    share = abs(own) / max(float(np.abs(weights).sum()), np.finfo(np.float64).tiny)
    if share < NOTABLE_AGAINST:
        return []
    if own > 0:
        return [sentence("reason.background_for", share=share)]
    return [sentence("reason.background_against", share=share)]


def _names_background(said: Sentence) -> bool:
    named = (*said.values.get("places", ()), *said.values.get("against", ()))
    return sentence(f"place.{BACKGROUND}") in named


def _measured(explanation: Explanation) -> NDArray[np.float64]:
    """Weights, with those not told from zero set to zero."""
    surrogate = explanation.surrogate
    return np.where(told_from_zero(surrogate), surrogate.weights, 0.0)


def _strongest(evidence: NDArray[np.float64]) -> Ids:
    """Pick the fewest superpixels that hold `DECIDING_SHARE` of the positive evidence."""
    positive = np.maximum(evidence, 0)
    order: Ids = np.argsort(-positive, kind="stable")
    held = np.cumsum(positive[order])
    needed = int(np.searchsorted(held, DECIDING_SHARE * held[-1])) + 1
    return order[: min(needed, MOST_REGIONS, np.count_nonzero(positive))]


def _cover(explanation: Explanation, ids: Ids, boxed: bool) -> Sentence:
    """How much of the product (without a plain background, of the photo or box) they cover."""
    sizes = explanation.sizes
    if explanation.background is not None:
        sizes[explanation.background] = 0
    if not sizes[ids].any():
        return sentence("reason.cover.nothing")
    alone = "box" if boxed else "photo"
    whole = alone if explanation.background is None else "product"
    return sentence(f"reason.cover.{whole}", share=float(sizes[ids].sum() / sizes.sum()))


def _places(explanation: Explanation, ids: Ids) -> tuple[Sentence, ...]:
    """Name where superpixels lie, strongest place first, at most `MOST_PLACES`."""
    weights = np.abs(explanation.surrogate.weights)
    box = _product_box(explanation)
    strength: dict[str, float] = {}
    for superpixel in ids:
        place = _place(explanation, int(superpixel), box)
        strength[place] = strength.get(place, 0.0) + float(weights[superpixel])
    named = sorted(strength, key=lambda place: -strength[place])
    return tuple(sentence(f"place.{name}") for name in named[:MOST_PLACES])


def place_of(explanation: Explanation, superpixel: int) -> str:
    """Say where a superpixel lies: "upper_left", or "background"; keys of the catalog's places."""
    return _place(explanation, superpixel, _product_box(explanation))


def _product_box(explanation: Explanation) -> Box:
    """First row and height, first column and width, of the product; of all seen without one."""
    product = explanation.segments != UNSEEN
    if explanation.background is not None:
        product &= explanation.segments != explanation.background
    filled = [np.flatnonzero(product.any(axis=1 - axis)) for axis in (0, 1)]
    return tuple((int(along[0]), int(along[-1] + 1 - along[0])) for along in filled)


def _place(explanation: Explanation, superpixel: int, box: Box) -> str:
    """Position of a superpixel's centre in a 3x3 division of the product's box."""
    if superpixel == explanation.background:
        return BACKGROUND
    inside = explanation.segments == superpixel
    thirds = []
    for axis, (start, length) in enumerate(box):
        counts = inside.sum(axis=1 - axis)
        centre = counts @ (np.arange(len(counts)) + 0.5) / counts.sum()
        thirds.append(int(np.clip(3 * (centre - start) / length, 0, 2)))
    return PLACES[thirds[0]][thirds[1]]
