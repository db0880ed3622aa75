"""The figures of a pack: of photos whose class it knows, of strangers, of what is no product."""

from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.inference.calibration import expected_calibration_error
from core.inference.classifier import Classifier
from core.vocabulary import Status
from model.data.nonproducts import GROUPS, write_nonproducts
from model.measuring.measures import (
    Share,
    auroc,
    confusion,
    family_hits,
    macro_f1,
    reliability,
    risk_steps,
    top_k_hits,
)
from model.measuring.tagged import TaggedPhotos

SIZES: Final = {"60x80": 80, "120x160": 160, "about 224": 10**6}
"""Largest longer side of each group of pictures, px."""


def figures(tagged: TaggedPhotos, twins: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Compute the figures of photos with one true class each.

    Parameters
    ----------
    tagged : TaggedPhotos
    twins : frozenset of str
        Pixel hashes of training photos; test photos among them are left out in one figure.
    """
    right, truth = tagged.accepted, tagged.truth
    alone = np.array([h not in twins for h in tagged.hashes])
    sides = np.array(tagged.sides)
    known = tagged.status == Status.KNOWN
    lower, by_size = 0, {}
    for name, upper in SIZES.items():
        by_size[name] = _share(right[(sides > lower) & (sides <= upper)])
        lower = upper
    return {
        "photos": len(right),
        "top1": _share(right),
        "top5": _share(top_k_hits(tagged.probabilities, truth, 5)),
        "top1_family": _share(right | _in_family(tagged)),
        "macro_f1": macro_f1(tagged.predicted, truth),
        "top1_without_twins": _share(right[alone]),
        "top1_by_size": by_size,
        "calibration_error": expected_calibration_error(tagged.confidence, right),
        "reliability": reliability(tagged.confidence, right),
        "risk_coverage": risk_steps(tagged.confidence, right),
        "known": {"coverage": _share(known), "right": _share(right[known])},
        "status": {s: float(np.mean(tagged.status == s)) for s in Status if s != Status.ERROR},
        "by_class": {label: _share(right[truth == c]) for c, label in enumerate(tagged.labels)},
        "confusion": confusion(tagged.predicted, truth, len(tagged.labels)).tolist(),
    }


def _in_family(tagged: TaggedPhotos) -> NDArray[np.bool_]:
    index = tagged.labels.index
    groups = [[index(label) for label in family] for family in tagged.families]
    return family_hits(tagged.predicted, tagged.truth, groups)


def unknown_figures(inside: TaggedPhotos, outside: TaggedPhotos) -> dict[str, Any]:
    """Compute how well photos of no known class are told apart."""
    return {
        "photos": len(outside.predictions),
        "auroc": auroc(inside.scores, outside.scores),
        "auroc_of_max_probability": auroc(-inside.confidence, -outside.confidence),
        "status": {s: float(np.mean(outside.status == s)) for s in Status if s != Status.ERROR},
    }


def partial_figures(tagged: TaggedPhotos) -> dict[str, Any]:
    """Compute the figures of photos with several accepted classes."""
    right = tagged.accepted
    known = tagged.status == Status.KNOWN
    groups = np.array([";".join(e.accepted) for e in tagged.examples])
    return {
        "photos": len(right),
        "accepted": _share(right),
        "wrong_called_known": float(np.mean(known & ~right)),
        "by_accepted": {group: _share(right[groups == group]) for group in np.unique(groups)},
    }


def nonproduct_figures(classifier: Classifier, inside: TaggedPhotos) -> dict[str, Any]:
    """Compute how well pictures that are no products at all are told apart."""
    with TemporaryDirectory() as folder:
        outside = TaggedPhotos(classifier, write_nonproducts(Path(folder)))
    groups = np.array([e.accepted[0] for e in outside.examples])
    known = outside.status == Status.KNOWN
    return {
        **unknown_figures(inside, outside),
        "by_group": {
            group: {
                "auroc": auroc(inside.scores, outside.scores[groups == group]),
                "called_known": float(known[groups == group].mean()),
            }
            for group in GROUPS
        },
    }


def _share(hits: NDArray[np.bool_]) -> dict[str, float] | None:
    share = Share.of(hits)
    return asdict(share) if share else None
