"""Scores by Quantus, an independent library (https://jmlr.org/papers/v24/22-0142.html).

It takes attributions pixel by pixel: superpixel weights are laid over the network's square. Its
`__call__` takes networks of TensorFlow and PyTorch alone, so what it calls in turn is called here:
the scores are of the network that ships. Fit are pixel flipping, sparseness and complexity; what
alters scattered single pixels, as faithfulness correlation does, asks about pictures that neither
network nor superpixels are made for. Needs the `scores` extra.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core.entities import ExplainSettings, Photo
from core.explain.lime import explain
from core.explain.presets import AS_PUBLISHED
from core.imaging.framing import Placement
from core.imaging.preprocessing import prepare
from core.inference.classifier import Classifier
from model.measuring.page import table

SCORED: Final = 20
STEPS: Final = 32
"""Steps in which pixel flipping takes a picture away."""
MISSING: Final = "Not measured: needs Quantus, `pip install 'tagproof[scores]'`."
HEAD: Final = (
    "attribution", "pixel flipping AUC (less is better)", "sparseness (Gini)",
    "complexity (entropy)",
)  # fmt: skip

Floats = NDArray[np.float64]


def scores(classifier: Classifier, photos: list[Photo]) -> str:
    """Score ours, stock lime's and shuffled weights; gives a table."""
    try:
        import quantus  # noqa: PLC0415 - an extra that few have
    except ImportError:
        return MISSING
    photos = photos[:SCORED]
    pictures = np.stack([prepare(photo.pixels, classifier.size) for photo in photos])
    tags = [classifier.classify(photo).label for photo in photos]
    given = {
        "model": _Network(classifier),
        "x_batch": np.moveaxis(pictures, -1, 1).astype(np.float64),
        "y_batch": np.array([classifier.pack.labels.index(tag) for tag in tags]),
    }
    quiet: dict[str, Any] = {"disable_warnings": True, "display_progressbar": False}
    flipping = quantus.PixelFlipping(
        features_in_step=classifier.size**2 * 3 // STEPS,
        perturb_baseline="white",
        **quiet,
    )
    shapes = quantus.Sparseness(**quiet), quantus.Complexity(**quiet)
    lines = []
    for name, signed in _attributions(classifier, photos).items():
        curves = np.array(flipping.evaluate_batch(a_batch=signed, **given))
        # Quantus 0.6 takes areas with `numpy.trapz`, which NumPy 2.4 has no more.
        found = [np.mean(np.trapezoid(curves, dx=1 / (curves.shape[1] - 1), axis=1))]
        found += [np.mean(one.evaluate_batch(a_batch=np.abs(signed), **given)) for one in shapes]
        lines.append([name, *(f"{value:.3f}" for value in found)])
    return f"Quantus {quantus.__version__}, {len(photos)} photos, means:\n\n{table(HEAD, lines)}"


def _attributions(classifier: Classifier, photos: list[Photo]) -> dict[str, Floats]:
    """Lay superpixel weights over the network's square: (n, 1, size, size) each."""
    random = np.random.default_rng(0)
    ours = [_laid(classifier, photo, ExplainSettings()) for photo in photos]
    return {
        "ours": np.stack(ours),
        "stock lime": np.stack([_laid(classifier, photo, AS_PUBLISHED) for photo in photos]),
        "ours, weights shuffled": np.stack([_shuffled(one, random) for one in ours]),
    }


def _laid(classifier: Classifier, photo: Photo, settings: ExplainSettings) -> Floats:
    found = explain(classifier, photo, classifier.classify(photo), settings)
    place = Placement.of(photo.pixels)
    ids = found.segments.astype(np.intp)
    grid = place.to_grid(ids, classifier.size, outside=found.superpixels)
    weights: Floats = np.append(found.surrogate.weights, 0.0)[grid]
    return weights[None]


def _shuffled(attribution: Floats, random: np.random.Generator) -> Floats:
    values, place = np.unique(attribution, return_inverse=True)
    return random.permutation(values)[place].reshape(attribution.shape)


class _Network:
    """The two methods by which Quantus's metrics ask a network."""

    def __init__(self, classifier: Classifier) -> None:
        self._classifier = classifier

    def shape_input(self, x: Floats, *_: object, **__: object) -> NDArray[np.uint8]:
        """Give pictures as the classifier takes them."""
        bytes_ = np.clip(np.rint(np.moveaxis(x, 1, -1)), 0, 255).astype(np.uint8)
        return np.ascontiguousarray(bytes_)

    def predict(self, pictures: NDArray[np.uint8]) -> Floats:
        """Give calibrated probabilities."""
        return self._classifier.probabilities(self._classifier.predict_logits(pictures))
