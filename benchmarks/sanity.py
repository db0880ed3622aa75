"""Checks on the method itself, of which the right answer is known.

MPRT: an explanation that survives random weights explains the photo and not the network
(Adebayo et al. 2018, https://doi.org/10.48550/arXiv.1810.03292).
"""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.entities import ClassScore, EngineFacts, ExplainSettings, Photo, Pixels, Prediction
from core.explain.agreement import rank_correlation, top_jaccard
from core.explain.lime import explain
from core.explain.narrative import sentences
from core.explain.quality import badge
from core.inference.class_choice import EVERY_CLASS, ClassChoice
from core.inference.classifier import Classifier
from core.inference.engine import Writer
from core.language.catalog import english
from core.vocabulary import Segmenter, Status, Trust
from model.measuring.page import table

MPRT_PHOTOS: Final = 20
CUES: Final = 100
SIDE: Final = 64
CUE: Final = 16
"""Sides of the fake network's input and of the coloured patch that it keys on, px."""


def sanity(classifier: Classifier, photos: list[Photo]) -> str:
    """Run all three checks; gives a table."""
    ranks, shared, by_chance = _randomised(classifier, photos[:MPRT_PHOTOS])
    found = sum(_finds_the_cue(seed) for seed in range(CUES))
    weak = [_says_nothing_matters(colour) for colour in range(0, 256, 51)]
    lines = [
        [
            f"shuffled weights ({min(len(photos), MPRT_PHOTOS)} photos): rank correlation with the "
            "true network's explanation",
            f"{ranks:.2f}",
            "near 0",
        ],
        ["the same: top-five overlap", f"{shared:.2f}", f"by chance {by_chance:.2f}"],
        ["planted cue found as the strongest region", f"{found} of {CUES}", f"{CUES} of {CUES}"],
        ['a photo of one colour: "no region matters"', f"{sum(weak)} of {len(weak)}", "all"],
    ]
    return table(["check", "result", "right is"], lines)


def _randomised(classifier: Classifier, photos: list[Photo]) -> tuple[float, float, float]:
    """Compare explanations with those of the same network with its weights shuffled."""
    from benchmarks.stock import KerasReference  # noqa: PLC0415 - Keras, for this check alone

    pack: Any = classifier.pack
    shuffled = KerasReference.of_pack(pack.folder, pack.card.input.scaling)
    random = np.random.default_rng(0)
    for weights in shuffled.network.weights:
        values = weights.numpy().ravel()
        weights.assign(random.permutation(values).reshape(weights.shape))
    other_network: Any = Classifier(pack, shuffled)  # type: ignore[arg-type]  # explaining needs no `run`
    figures = []
    for photo in photos:
        prediction = classifier.classify(photo)
        found = explain(classifier, photo, prediction, ExplainSettings())
        # Cut and filled as for the true network, or the regions would not be the same.
        true, other = (
            one.surrogate.weights
            for one in (found, explain(other_network, photo, prediction, found.used))
        )
        chance = np.mean([top_jaccard(true, random.permutation(true)) for _ in range(50)])
        figures.append((rank_correlation(true, other), top_jaccard(true, other), chance))
    ranks, shared, by_chance = np.nanmean(figures, axis=0)
    return float(ranks), float(shared), float(by_chance)


@dataclass
class _Card:
    temperature: float = 1.0


@dataclass
class _Pack:
    name: str = "patch"
    labels: tuple[str, ...] = ("patch", "no patch")
    card: _Card = field(default_factory=_Card)
    choice: ClassChoice = EVERY_CLASS


class _PatchEngine:
    """A small fake network: how much red one patch of its input holds."""

    size = SIDE
    batch_size = 32
    stem = None
    facts = EngineFacts("Patch", "1", "built-in")

    def __init__(self, top: int, left: int) -> None:
        self._patch = np.s_[:, top : top + CUE, left : left + CUE]

    def run_written(self, count: int, write: Writer) -> NDArray[np.float32]:
        pictures = np.empty((count, SIDE, SIDE, 3), np.uint8)
        write(slice(0, count), pictures)
        return self.respond(pictures)

    def respond(self, pictures: Pixels) -> NDArray[np.float32]:
        colour = pictures[self._patch].astype(np.float64).mean(axis=(1, 2)) / 255
        redness = colour[:, 0] - colour[:, 1:].mean(axis=1)
        return np.stack([6 * redness, np.ones(len(pictures))], axis=1).astype(np.float32)


@dataclass
class _Fake:
    engine: _PatchEngine
    pack: _Pack = field(default_factory=_Pack)

    def predict(self, pixels: Pixels) -> Prediction:
        logits = self.engine.respond(pixels[None])[0]
        probabilities = np.exp(logits) / np.exp(logits).sum()
        order = np.argsort(-probabilities, kind="stable")
        top = tuple(ClassScore(self.pack.labels[i], float(probabilities[i])) for i in order)
        return Prediction(top, Status.KNOWN, probabilities, logits)


def _explained(pixels: Pixels, top: int, left: int) -> Any:  # noqa: ANN401 - prediction, explanation
    fake: Any = _Fake(_PatchEngine(top, left))
    photo = Photo(Path("drawn.png"), pixels, pixels.shape[:2], "")
    settings = ExplainSettings(segmenter=Segmenter.GRID, superpixels=16, labels=("patch",))
    prediction = fake.predict(pixels)
    return prediction, explain(fake, photo, prediction, replace(settings, samples=256))


def _finds_the_cue(seed: int) -> bool:
    random = np.random.default_rng(seed)
    top, left = random.integers(0, SIDE // CUE, 2) * CUE
    pixels = random.integers(60, 140, (SIDE, SIDE, 3), dtype=np.uint8)
    pixels[top : top + CUE, left : left + CUE] = (240, 20, 20)
    _, found = _explained(pixels, int(top), int(left))
    strongest = int(np.argmax(found.surrogate.weights))
    return bool(found.segments[top + CUE // 2, left + CUE // 2] == strongest)


def _says_nothing_matters(colour: int) -> bool:
    pixels = np.full((SIDE, SIDE, 3), colour, dtype=np.uint8)
    prediction, found = _explained(pixels, 0, 0)
    said = " ".join(map(english().word, sentences(prediction, found)))
    return badge(found).trust is Trust.WEAK and "no region matters" in said
