"""Photos drawn here, explanations made by hand: what a report shows is known in advance."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from core.entities import (
    ClassScore,
    EngineFacts,
    ExplainSettings,
    Explanation,
    Prediction,
    Surrogate,
)
from core.explain.overlay import OverlayStyle
from core.given_files import sha256_of
from core.imaging import images
from core.inference.card import Card
from core.inference.class_choice import EVERY_CLASS, ClassChoice
from core.report.content import PhotoReport
from core.report.product_note import PhotoNote, ProductNote
from core.vocabulary import Status
from tests.packs import make_card

LABELS = ("Handbags", "Clutches", "Wallets", "Backpacks", "Casual Shoes", "Watches")
MADE = datetime(2026, 5, 3, 10, 0, 0, tzinfo=UTC)
VERSIONS = {"Tagproof": "0.1.0", "Python": "3.11.7", "NumPy": "2.4.6"}

ENGINE = EngineFacts("LiteRT", "2.3.0", "XNNPACK")

MakeReport = Callable[..., PhotoReport]


@dataclass(frozen=True)
class SmallPack:
    """What a report asks of a pack."""

    name: str = "catalog-cnn"
    version: str = "1.0"
    sha256: str = hashlib.sha256(b"network").hexdigest()
    labels: tuple[str, ...] = LABELS
    card: Card | None = None
    class_weights: NDArray[np.float32] | None = field(
        default_factory=lambda: np.linspace(-1, 1, 4 * 6, dtype=np.float32).reshape(4, 6)
    )
    choice: ClassChoice = EVERY_CLASS


def draw_photo(path: Path, size: tuple[int, int], seed: int = 0) -> Path:
    """Draw a product of noisy cloth on white, (width, height) px."""
    width, height = size
    noise = np.random.default_rng(seed).integers(0, 60, (height, width, 3), dtype=np.uint8)
    photo = Image.new("RGB", size, "white")
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).ellipse(
        (width // 4, height // 4, width * 3 // 4, height * 3 // 4), fill=255
    )
    photo.paste(Image.fromarray(noise + 90), mask=mask)
    photo.save(path, "JPEG", quality=90)
    return path


@pytest.fixture
def make_report(tmp_path: Path) -> MakeReport:
    """Make the report of a photo named and sized as told."""

    def make(
        name: str = "bag.jpg",
        size: tuple[int, int] = (300, 400),
        *,
        against: str | None = None,
        label: str = "Handbags",
        confidence: float = 0.713,
        status: Status = Status.UNCERTAIN,
        created: datetime = MADE,
        pack: SmallPack | None = None,
        **others: object,
    ) -> PhotoReport:
        folder = tmp_path / "photos"
        folder.mkdir(exist_ok=True)
        path = folder / name
        photo = images.load_photo(path if path.exists() else draw_photo(path, size))
        names = [label, *(n for n in LABELS if n != label)]
        shares = [confidence, *((1 - confidence) * np.array([0.6, 0.2, 0.1, 0.07, 0.03]))]
        scores = np.array(shares, dtype=np.float32)
        prediction = Prediction(
            top=tuple(ClassScore(n, float(s)) for n, s in zip(names[:5], shares[:5], strict=True)),
            status=status,
            probabilities=scores,
            logits=np.log(np.maximum(scores, 1e-9)),
            features=np.random.default_rng(1).random((7, 7, 4), dtype=np.float32),
            engine=ENGINE,
        )
        return PhotoReport(
            photo, prediction, explain(photo.pixels, label, against), pack or SmallPack(),
            OverlayStyle(), created, VERSIONS, **others,
        )  # fmt: skip

    return make


@pytest.fixture
def make_product(make_report: MakeReport) -> MakeReport:
    """Make the report of a product of so many photos, of which number 1 is explained.

    `odd` names by number the classes that photos look like, `troubles` why they were not tagged.
    """

    def make(
        count: int,
        key: str = "SKU-1",
        title: str = "A bag",
        *,
        label: str = "Handbags",
        confidence: float = 0.88,
        odd: dict[int, str] | None = None,
        troubles: dict[int, str] | None = None,
        **others: Any,
    ) -> PhotoReport:
        report = make_report(f"{key}_1.jpg", **others)
        folder = report.photo.path.parent
        notes = [
            PhotoNote(report.photo.path, report.photo.sha256, Status.UNCERTAIN, "Handbags", 0.713)
        ]
        for number in range(2, count + 1):
            path = folder / f"{key}_{number}.jpg"
            cause = (troubles or {}).get(number, "")
            if cause:
                notes.append(PhotoNote(path, trouble=cause))
                continue
            sha256 = sha256_of(draw_photo(path, (60, 80), number))
            looks = (odd or {}).get(number, "")
            own = looks or "Handbags"
            notes.append(PhotoNote(path, sha256, Status.KNOWN, own, 0.9, looks))
        names = [label, *(n for n in LABELS if n != label)]
        shares = [confidence, *((1 - confidence) * np.array([0.6, 0.2, 0.15, 0.05]))]
        top = tuple(ClassScore(n, float(s)) for n, s in zip(names, shares, strict=False))
        return replace(report, product=ProductNote(key, title, Status.KNOWN, top, tuple(notes), 1))

    return make


def explain(pixels: NDArray[np.uint8], label: str, against: str | None) -> Explanation:
    """Cut a photo into a 4 by 4 grid, the first half of it for the class and the rest against.

    The class that it is set against is explained the other way round.
    """
    rows = np.arange(pixels.shape[0]) * 4 // pixels.shape[0]
    columns = np.arange(pixels.shape[1]) * 4 // pixels.shape[1]
    segments = (rows[:, None] * 4 + columns[None]).astype(np.int32)
    weights = np.linspace(1.2, -0.9, 16)
    surrogate = Surrogate(label, weights, -0.21, 0.81, 1.2, 1.31, held_out_r2=0.77)
    surrogate = replace(surrogate, halves=np.stack([weights, weights + 0.01]))
    surrogates = {label: surrogate}
    if against not in (None, label):
        surrogates[against] = replace(surrogate, label=against, weights=weights[::-1])
    return Explanation(
        label,
        segments,
        surrogates,
        512,
        ExplainSettings(seed=7, against=against),
        0.41,
        engine=ENGINE,
    )


def share(value: float, photos: int = 1000) -> dict[str, float]:
    return {"value": value, "low": value - 0.02, "high": value + 0.02, "photos": photos}


def measured() -> dict[str, Any]:
    confusion = (np.eye(5, dtype=int) * 90).tolist()
    confusion[1][4] = 10
    return {
        "validation": {"photos": 500, "accuracy": 0.91},
        "eight_bit": {"accuracy_lost": 0.0003, "agreement": 0.995, "eight_bit_ships": True},
        "weights": 1_234_567,
        "gigaflops": 0.412,
        "test": {
            "photos": 1000,
            "top1": share(0.925),
            "top5": share(0.99),
            "macro_f1": 0.831,
            "top1_family": share(0.961),
            "top1_without_twins": share(0.919),
            "top1_by_size": {"60x80": share(0.9), "about 224": None},
            "calibration_error": 0.013,
            "reliability": [[0.5, 0.55, 40], [0.95, 0.96, 960]],
            "risk_coverage": [[0.99, 0.4, 0.0], [0.7, 0.8, 0.02], [0.1, 1.0, 0.08]],
            "known": {"coverage": share(0.806), "right": share(0.984, 806)},
            "by_class": {"Blue": share(0.99), "Green": share(0.64), "Red": share(0.1, 2)},
            "confusion": confusion,
        },
        "unknown": {
            "photos": 300,
            "auroc": 0.883,
            "auroc_of_max_probability": 0.79,
            "status": {"known": 0.12},
        },
        "partial": {
            "photos": 819,
            "accepted": share(0.755, 819),
            "wrong_called_known": 0.031,
            "by_accepted": {"Green;Yellow": share(0.7, 100)},
        },
        "shops": {
            "mean": {"value": 0.67, "low": 0.63, "high": 0.71},
            "known": {"coverage": share(0.221), "right": share(0.995, 206)},
            "others_known": share(0.069, 320),
            "by_source": {
                "north": {"top1": share(0.975, 200)},
                "south": {"top1": share(0.096, 52)},
                "tiny": {"top1": share(0.0, 2)},
            },
            "by_view": {"scene": {"top1": share(0.236, 72)}},
            "by_ground": {"busy": {"top1": share(0.444, 117)}, "white": {"top1": None}},
        },
        "robustness": {
            "jpeg_20": share(0.92),
            "rotated 10 degrees": {
                "top1": share(0.875),
                "top1_as_it_is": share(0.915),
                "known": share(0.61),
            },
        },
    }


@pytest.fixture
def card() -> Card:
    return make_card(
        metrics=measured(),
        data={"source": "drawn by the tests", "photos": 36465},
        training={"seed": 42, "versions": {"keras": "3.15.1"}},
        licence="CC0",
        intended_use="Tagging colours.",
        limits=("Cannot tell teal.",),
        files={"network.tflite": "ab" * 32},
    )
