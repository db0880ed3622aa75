"""An explanation in two or three plain sentences, computed from its numbers.

Nothing is said that was not measured: places are positions in the product's box, never parts of
a garment.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.entities import UNSEEN, Explanation, Prediction
from core.explain.contrast import contrast
from core.explain.quality import Badge, badge
from core.explain.surrogate import told_from_zero
from core.wording import whole_percent

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

ROWS: Final = ("upper", "", "lower")
COLUMNS: Final = ("left", "middle", "right")


def sentences(
    prediction: Prediction, explanation: Explanation, verdict: Badge | None = None
) -> tuple[str, ...]:
    """Say what decided a tag, what speaks against it, and how sure that is.

    Parameters
    ----------
    prediction : Prediction
        Of the same photo.
    explanation : Explanation
    verdict : Badge, optional
        Its badge, where the caller has it already.

    Returns
    -------
    tuple of str
        Two or three sentences in plain English; the last says how sure the explanation is.
    """
    sure = (verdict or badge(explanation)).reason
    if not told_from_zero(explanation.surrogate).any():
        return f"No single region decides {_name(prediction, explanation)}.", sure
    said = [_deciding(prediction, explanation), _rival(prediction, explanation), sure]
    return tuple(sentence for sentence in said if sentence)


def _name(prediction: Prediction, explanation: Explanation) -> str:
    scores = {score.label: score.probability for score in prediction.top}
    label = explanation.label
    return f"{label} ({whole_percent(scores[label])})" if label in scores else label


def _deciding(prediction: Prediction, explanation: Explanation) -> str:
    """Where the evidence lies, how much it is, and what speaks against."""
    weights = _measured(explanation)
    name = _name(prediction, explanation)
    evidence = np.maximum(weights, 0)
    if not evidence.any():
        places = _places(explanation, _strongest(-weights))
        return f"No region speaks for {name}; {places} {_verb(places, 'speak')} against it."
    ids = _strongest(evidence)
    held, against = evidence[ids].sum() / evidence.sum(), -np.minimum(weights, 0).sum()
    sentence = (
        f"{name} rests most strongly on {_regions(len(ids))} at {_places(explanation, ids)}"
        f"{_cover(explanation, ids)}, with {whole_percent(held)} of the evidence for it"
    )
    share = against / np.abs(weights).sum()
    if share < NOTABLE_AGAINST:
        return f"{sentence}; little speaks against it."
    places = _places(explanation, _strongest(-weights))
    return (
        f"{sentence}; {places} {_verb(places, 'speak')} against it ({whole_percent(share)} of all)."
    )


def _rival(prediction: Prediction, explanation: Explanation) -> str:
    """Where the next most probable class differs."""
    others = [s.label for s in prediction.top if s.label != explanation.label]
    rivals = [name for name in others if name in explanation.surrogates]
    if not rivals or explanation.label not in {s.label for s in prediction.top}:
        return ""
    compared = contrast(explanation, explanation.label, rivals[0])
    weights = _measured(compared)
    own, other = np.maximum(weights, 0), np.maximum(-weights, 0)
    if not own.any():
        return ""
    places = _places(explanation, _strongest(own))
    sentence = f"Against {rivals[0]} it is set apart by {places}"
    if not other.any():
        return f"{sentence}."
    rest = _places(explanation, _strongest(other))
    if rest == places:
        return f"{sentence}."
    return f"{sentence}; {rest} would rather be {rivals[0]}."


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


def _cover(explanation: Explanation, ids: Ids) -> str:
    """How much of the product (of the photo, without a plain background) they cover."""
    sizes = explanation.sizes
    if explanation.background is not None:
        sizes[explanation.background] = 0
    whole = "photo" if explanation.background is None else "product"
    if not sizes[ids].any():
        return ""
    return f", {whole_percent(sizes[ids].sum() / sizes.sum())} of the {whole}"


def _places(explanation: Explanation, ids: Ids) -> str:
    """Name where superpixels lie, strongest place first, at most `MOST_PLACES`."""
    weights = np.abs(explanation.surrogate.weights)
    box = _product_box(explanation)
    strength: dict[str, float] = {}
    for superpixel in ids:
        place = _place(explanation, int(superpixel), box)
        strength[place] = strength.get(place, 0.0) + float(weights[superpixel])
    named = sorted(strength, key=lambda place: -strength[place])
    return " and ".join(named[:MOST_PLACES])


def place_of(explanation: Explanation, superpixel: int) -> str:
    """Say where a superpixel lies: "the upper left", or "the background"."""
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
        return "the background"
    inside = explanation.segments == superpixel
    thirds = []
    for axis, (start, length) in enumerate(box):
        counts = inside.sum(axis=1 - axis)
        centre = counts @ (np.arange(len(counts)) + 0.5) / counts.sum()
        thirds.append(int(np.clip(3 * (centre - start) / length, 0, 2)))
    row, column = ROWS[thirds[0]], COLUMNS[thirds[1]]
    return f"the {row} {column}" if row else f"the {column}"


def _regions(count: int) -> str:
    numbers = ("one", "two", "three", "four", "five")
    return f"{numbers[count - 1]} region" + ("s" if count > 1 else "")


def _verb(subject: str, verb: str) -> str:
    return verb if " and " in subject else f"{verb}s"
