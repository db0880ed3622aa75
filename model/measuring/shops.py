"""The figures of a network in shops that it has never seen.

A shop with many photos must not speak for all: the first figures are means over sources.
"""

from dataclasses import asdict
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.entities import Pixels
from core.explain.foreground import foreground
from core.imaging.framing import border_colour
from core.inference.classifier import Classifier
from core.inference.risk import risk_coverage
from core.vocabulary import Status
from model.data.dataset import Example, targets
from model.data.photos import load_batches
from model.data.shops import is_other
from model.measuring.measures import Share
from model.measuring.tagged import TaggedPhotos

FEWEST_PHOTOS: Final = 10
"""A source with fewer photos inside the classes is in no mean."""

DRAWS: Final = 2000
"""Of photos with replacement, inside each source, for the interval of a mean over sources."""

WHITE: Final = 232
"""Least value of a white ground's colour, of 255."""


def shop_figures(classifier: Classifier, examples: list[Example]) -> dict[str, Any]:
    """Measure a classifier on photos of foreign shops.

    Parameters
    ----------
    classifier : Classifier
    examples : list of Example
        From `read_shops`; things outside the classes are counted by themselves.

    Returns
    -------
    dict
        `mean` and `mean_of_own` over sources: top-1 accepted with all classes, and with those that
        the source's photos may be; `top1`, `known`, `area` (under risk against coverage) over all
        photos inside the classes; `others_known`; `by_source`, `by_view`, `by_ground`.
    """
    inside = TaggedPhotos(classifier, [e for e in examples if not is_other(e)])
    outside = [e for e in examples if is_other(e)]
    right, known = inside.accepted, inside.status == Status.KNOWN
    own = _with_own_classes(inside)
    sources = np.array([e.source for e in inside.examples])
    counted = [s for s in np.unique(sources) if np.sum(sources == s) >= FEWEST_PHOTOS]
    return {
        "photos": len(right),
        "sources": len(counted),
        "mean": _mean_of([right[sources == s] for s in counted]),
        "mean_of_own": _mean_of([own[sources == s] for s in counted]),
        "top1": _share(right),
        "known": {"coverage": _share(known), "right": _share(right[known])},
        "area": risk_coverage(inside.confidence, right).area,
        "others_known": _others_known(classifier, outside),
        "by_source": {
            s: _row(right, known, sources == s) | {"own": _share(own[sources == s])}
            for s in np.unique(sources)
        },
        "by_view": _by(right, known, np.array([e.view or "not said" for e in inside.examples])),
        "by_ground": _by(right, known, _grounds(inside.examples)),
    }


def _with_own_classes(tagged: TaggedPhotos) -> NDArray[np.bool_]:
    """Whether each tag is accepted where only the classes of the photo's own source can occur."""
    accepted = targets(tagged.examples, tuple(tagged.labels)).astype(bool)
    sources = np.array([e.source for e in tagged.examples])
    right = np.zeros(len(sources), dtype=bool)
    for source in np.unique(sources):
        mine = np.flatnonzero(sources == source)
        possible = accepted[mine].any(axis=0)
        best = np.where(possible, tagged.probabilities[mine], -1).argmax(axis=1)
        right[mine] = accepted[mine, best]
    return right


def _mean_of(groups: list[NDArray[np.bool_]]) -> dict[str, float] | None:
    """Average the groups' shares, each counting alike, with a bootstrapped 95 % interval."""
    if not groups:
        return None
    chance = np.random.default_rng(0)
    drawn = [chance.choice(g, (DRAWS, len(g))).mean(axis=1) for g in groups]
    low, high = np.quantile(np.mean(drawn, axis=0), (0.025, 0.975))
    value = float(np.mean([g.mean() for g in groups]))
    return {"value": value, "low": float(low), "high": float(high)}


def _others_known(classifier: Classifier, examples: list[Example]) -> dict[str, float] | None:
    if not examples:
        return None
    return _share(TaggedPhotos(classifier, examples).status == Status.KNOWN)


def _by(
    right: NDArray[np.bool_], known: NDArray[np.bool_], groups: NDArray[np.str_]
) -> dict[str, Any]:
    return {str(g): _row(right, known, groups == g) for g in np.unique(groups)}


def _row(
    right: NDArray[np.bool_], known: NDArray[np.bool_], mine: NDArray[np.bool_]
) -> dict[str, Any]:
    return {
        "top1": _share(right[mine]),
        "known": _share(known[mine]),
        "right_among_known": _share(right[mine & known]),
    }


def _grounds(examples: list[Example]) -> NDArray[np.str_]:
    found = [ground_of(photo.pixels) for _, photos in load_batches(examples) for photo in photos]
    return np.array(found)


def ground_of(pixels: Pixels) -> str:
    """Say what a product stands before: `white`, `coloured` or `busy`."""
    if foreground(pixels).all():
        return "busy"
    return "white" if border_colour(pixels).min() >= WHITE else "coloured"


def _share(hits: NDArray[np.bool_]) -> dict[str, float] | None:
    share = Share.of(hits)
    return asdict(share) if share else None
