"""A small network of known response, so that the right explanation is known in advance."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from numpy.typing import NDArray

from core.entities import (
    ClassScore,
    EngineFacts,
    ExplainSettings,
    Explanation,
    Photo,
    Pixels,
    Prediction,
)
from core.explain.lime import explain
from core.imaging.framing import Placement
from core.inference.class_choice import EVERY_CLASS, ClassChoice
from core.inference.engine import Writer
from core.vocabulary import Fill, Status

SIZE = 64


@dataclass
class FakeCard:
    temperature: float = 1.0


@dataclass
class FakePack:
    name: str = "fake"
    labels: tuple[str, ...] = ("red", "green", "blue", "dark", "flat", "other")
    card: FakeCard = field(default_factory=FakeCard)
    class_weights: NDArray[np.float32] | None = None
    choice: ClassChoice = EVERY_CLASS


class FakeEngine:
    """Answers from mean colours of one square: rows and columns 16 to 32 of 64."""

    size = SIZE
    batch_size = 16
    stem = None
    facts = EngineFacts("Fake", "1", "built-in")
    square: ClassVar = np.s_[:, 16:32, 16:32]

    def __init__(self) -> None:
        self.batches: list[int] = []
        self.seen: list[NDArray[np.float64]] = []
        self.keep = False
        self.broken_after: int | None = None

    def run_written(self, count: int, write: Writer) -> NDArray[np.float32]:
        self.batches.append(count)
        written = np.zeros((count, SIZE, SIZE, 3), dtype=np.uint8)
        write(slice(0, count), written)
        pictures = written.astype(np.float64)
        if self.keep:
            self.seen.append(pictures)
        logits = self.respond(pictures)
        if self.broken_after is not None and len(self.batches) > self.broken_after:
            logits[0, 0] = np.nan
        return logits

    def respond(self, pictures: NDArray[np.float64]) -> NDArray[np.float32]:
        colours = pictures[self.square].mean(axis=(1, 2)) / 255
        whole = pictures.mean(axis=(1, 2)) / 255
        rest = np.stack(
            [1 - whole.mean(axis=1), np.zeros(len(pictures)), whole[:, 1] * 0.5], axis=1
        )
        return np.concatenate([6 * colours, rest], axis=1).astype(np.float32)


@dataclass
class FakeClassifier:
    engine: FakeEngine = field(default_factory=FakeEngine)
    pack: FakePack = field(default_factory=FakePack)

    def predict(self, pixels: Pixels) -> Prediction:
        from core.imaging.preprocessing import prepare

        logits = self.engine.respond(prepare(pixels, SIZE)[None].astype(np.float64))[0]
        probabilities = np.exp(logits / self.pack.card.temperature)
        probabilities /= probabilities.sum()
        order = np.argsort(-probabilities, kind="stable")[:5]
        top = tuple(ClassScore(self.pack.labels[i], float(probabilities[i])) for i in order)
        return Prediction(top, Status.KNOWN, probabilities, logits)


def picture(height: int = 64, width: int = 64) -> Pixels:
    """Draw a mottled square product on white, red in the part that the fake network looks at."""
    drawn = np.full((height, width, 3), 255, dtype=np.uint8)
    noise = np.random.default_rng(7).integers(0, 25, (height, width, 3))
    inner = np.s_[height // 8 : height * 15 // 16, width // 8 : width * 15 // 16]
    drawn[inner] = (80 + noise[inner]).astype(np.uint8)
    red = np.s_[height // 4 : height // 2, width // 4 : width // 2]
    drawn[red] = (230, 30, 30)
    return drawn


@pytest.fixture
def classifier() -> FakeClassifier:
    return FakeClassifier()


@pytest.fixture
def pixels() -> Pixels:
    return picture()


@pytest.fixture
def photo(pixels: Pixels) -> Photo:
    return Photo(Path("drawn.png"), pixels, pixels.shape[:2], "0" * 64)


@pytest.fixture
def prediction(classifier: FakeClassifier, pixels: Pixels) -> Prediction:
    return classifier.predict(pixels)


@pytest.fixture
def explanation(classifier: Any, photo: Photo, prediction: Prediction) -> Explanation:
    return explain(
        classifier, photo, prediction, ExplainSettings(superpixels=20, fill=Fill.BACKGROUND)
    )


@pytest.fixture
def wide() -> Photo:
    """A wide white photo of which the network sees a part; the product is a tenth of it."""
    sheet = np.full((240, 400, 3), 255, dtype=np.uint8)
    sheet[130:230, 270:370] = picture(100, 100)
    return Photo(Path("wide.png"), sheet, sheet.shape[:2], "0" * 64)


@pytest.fixture
def unseen(wide: Photo) -> NDArray[np.bool_]:
    """Mark what the network does not see of it, (H, W) bool."""
    outside = np.ones(wide.pixels.shape[:2], dtype=bool)
    outside[Placement.of(wide.pixels).seen] = False
    return outside


@pytest.fixture
def wide_explanation(classifier: Any, wide: Photo) -> Explanation:
    return explain(
        classifier, wide, classifier.predict(wide.pixels), ExplainSettings(fill=Fill.BACKGROUND)
    )


@pytest.fixture
def draw_picture() -> Callable[..., Pixels]:
    return picture


@pytest.fixture
def byte_engine() -> FakeEngine:
    return FakeEngine()
