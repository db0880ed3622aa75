from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from core.entities import TOP_K, EngineFacts, Photo
from core.imaging.preprocessing import prepare
from core.inference.calibration import calibrate
from core.inference.classifier import Classifier
from core.inference.engine import EngineOutput, Writer
from core.inference.model_pack import Pack
from core.vocabulary import Status
from tests.packs import LABELS, draw_product


def photo(label: str, seed: int = 500, size: tuple[int, int] = (120, 90)) -> Photo:
    pixels = draw_product(label, size, seed)
    return Photo(Path(f"{label}.png"), pixels, size, "0" * 64)


@pytest.fixture(scope="module")
def classifier(tiny_pack: Pack) -> Classifier:
    return Classifier.open(tiny_pack.folder)


def test_photos_are_tagged(classifier: Classifier) -> None:
    photos = [photo(label, seed) for label in LABELS for seed in range(600, 608)]
    predictions = classifier.classify_many(photos)
    right = [p.label == shown.path.stem for p, shown in zip(predictions, photos, strict=True)]
    assert np.mean(right) >= 0.9


def test_a_prediction_is_whole(classifier: Classifier) -> None:
    prediction = classifier.classify(photo("Red"))
    assert prediction.label == "Red"
    assert prediction.status is Status.KNOWN
    assert len(prediction.top) == 5
    chances = [score.probability for score in prediction.top]
    assert chances == sorted(chances, reverse=True)
    assert prediction.probabilities.dtype == prediction.logits.dtype == np.float32
    assert chances == sorted(prediction.probabilities.tolist(), reverse=True)[:TOP_K]
    assert prediction.probabilities.sum() == pytest.approx(1, abs=1e-6)
    assert prediction.features is not None
    assert prediction.features.shape == (8, 8, 16)
    assert prediction.rival is None


def test_a_tag_of_a_family_names_its_rival(classifier: Classifier) -> None:
    assert classifier.classify(photo("Green")).rival == "Yellow"
    assert classifier.classify(photo("Yellow")).rival == "Green"


@pytest.mark.parametrize("name", ["tiny_pack", "quantised_pack"])
def test_numbers_are_the_same_alone_and_in_any_company(
    name: str, request: pytest.FixtureRequest
) -> None:
    classifier = Classifier.open(request.getfixturevalue(name).folder)
    photos = [photo(LABELS[seed % 5], seed, (60 + seed, 80)) for seed in range(41)]
    together = classifier.classify_many(photos)
    backwards = classifier.classify_many(photos[::-1])[::-1]
    alone = [classifier.classify(one) for one in photos]
    for others in (backwards, alone):
        for one, other in zip(together, others, strict=True):
            assert one.top == other.top
            np.testing.assert_array_equal(one.logits, other.logits)
            np.testing.assert_array_equal(one.probabilities, other.probabilities)
            np.testing.assert_array_equal(one.features, other.features)


def test_feature_maps_can_be_left_out(classifier: Classifier) -> None:
    with_maps, without = (
        classifier.classify_many([photo("Blue")], keep_features=keep)[0] for keep in (True, False)
    )
    assert without.features is None
    assert without.top == with_maps.top


def test_nothing_to_tag(classifier: Classifier) -> None:
    assert classifier.classify_many([]) == []


def test_logits_of_pictures_give_the_predictions_probabilities(classifier: Classifier) -> None:
    shown = photo("Grey")
    square = prepare(shown.pixels, classifier.size)
    logits = classifier.predict_logits(square[None])
    prediction = classifier.classify(shown)
    np.testing.assert_array_equal(logits[0], prediction.logits)
    probabilities = classifier.probabilities(logits)[0]
    np.testing.assert_array_equal(probabilities.astype(np.float32), prediction.probabilities)
    np.testing.assert_array_equal(probabilities, calibrate(logits[0], 1.0))


class FixedEngine:
    """Answers the same logits for every picture."""

    size = 32
    batch_size = 4
    stem = None
    facts = EngineFacts("Fixed", "1", "built-in")

    def __init__(self, logits: list[float]) -> None:
        self.logits = np.array([logits], dtype=np.float32)

    def run_written(self, count: int, _: Writer) -> NDArray[np.float32]:
        return self.logits.repeat(count, axis=0)

    def run(self, pictures: NDArray[np.uint8]) -> EngineOutput:
        return EngineOutput(self.logits.repeat(len(pictures), axis=0), None)


def test_a_network_without_features_gives_no_map(tiny_pack: Pack) -> None:
    prediction = Classifier(tiny_pack, FixedEngine([0, 0, 1, 0, 0])).classify(photo("Red"))
    assert prediction.label == "Grey"
    assert prediction.features is None
    assert prediction.status is Status.UNCERTAIN


def test_ties_keep_the_order_of_the_classes(tiny_pack: Pack) -> None:
    prediction = Classifier(tiny_pack, FixedEngine([0, 0, 0, 0, 0])).classify(photo("Red"))
    assert tuple(score.label for score in prediction.top) == LABELS
    assert prediction.status is Status.UNKNOWN
