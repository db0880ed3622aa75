from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from core.vocabulary import Status
from model.data.dataset import Example
from model.measuring.figures import figures, partial_figures, unknown_figures

LABELS = ("Caps", "Ties", "Belts")


def tagged(rows: list[tuple[str, str, float, Status, int]]) -> Any:
    """Make what TaggedPhotos would hold: tag, truth (a;b), confidence, status, longer side."""
    predicted = np.array([LABELS.index(row[0]) for row in rows])
    confidence = np.array([row[2] for row in rows])
    probabilities = np.repeat((1 - confidence)[:, None] / 2, 3, axis=1)
    probabilities[np.arange(len(rows)), predicted] = confidence
    accepted = [row[1].split(";") for row in rows]
    return SimpleNamespace(
        labels=LABELS,
        families=(("Caps", "Ties"),),
        examples=[Example(None, "test", tuple(names)) for names in accepted],  # type: ignore[arg-type]
        predictions=rows,
        hashes=[str(place) for place in range(len(rows))],
        sides=[row[4] for row in rows],
        scores=1 - confidence,
        probabilities=probabilities,
        confidence=confidence,
        predicted=predicted,
        status=np.array([row[3] for row in rows]),
        accepted=np.array([row[0] in names for row, names in zip(rows, accepted, strict=True)]),
        truth=np.array([LABELS.index(names[0]) for names in accepted]),
    )


PHOTOS = tagged(
    [
        ("Caps", "Caps", 0.95, Status.KNOWN, 80),
        ("Caps", "Ties", 0.9, Status.KNOWN, 100),
        ("Ties", "Ties", 0.6, Status.UNCERTAIN, 160),
        ("Caps", "Belts", 0.5, Status.UNKNOWN, 500),
    ]
)


def test_figures_can_be_counted_by_hand() -> None:
    found = figures(PHOTOS, twins=frozenset({"0"}))
    assert found["photos"] == 4
    assert found["top1"]["value"] == 0.5
    assert found["top1_family"]["value"] == 0.75
    assert found["top1_without_twins"]["value"] == pytest.approx(1 / 3)
    sizes = {name: share["photos"] for name, share in found["top1_by_size"].items()}
    assert sizes == {"60x80": 1, "120x160": 2, "about 224": 1}
    assert found["known"]["coverage"]["value"] == found["known"]["right"]["value"] == 0.5
    assert found["status"] == {"known": 0.5, "uncertain": 0.25, "unknown": 0.25}
    assert found["confusion"] == [[1, 0, 0], [1, 1, 0], [1, 0, 0]]


def test_strangers_are_told_apart_by_their_scores() -> None:
    strangers = tagged([("Caps", "Caps", 0.4, Status.UNKNOWN, 80)] * 3)
    found = unknown_figures(PHOTOS, strangers)
    assert (found["photos"], found["auroc"]) == (3, 1)
    assert found["status"]["unknown"] == 1


def test_any_accepted_class_is_right() -> None:
    sellers = tagged(
        [
            ("Ties", "Caps;Ties", 0.9, Status.KNOWN, 80),
            ("Belts", "Caps;Ties", 0.9, Status.KNOWN, 80),
            ("Belts", "Belts", 0.5, Status.UNCERTAIN, 80),
        ]
    )
    found = partial_figures(sellers)
    assert found["accepted"]["value"] == pytest.approx(2 / 3)
    assert found["wrong_called_known"] == pytest.approx(1 / 3)
    assert {name: share["value"] for name, share in found["by_accepted"].items()} == {
        "Belts": 1.0, "Caps;Ties": 0.5,
    }  # fmt: skip
