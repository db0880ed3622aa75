import numpy as np
import pytest

from core.inference.engine import EngineOutput
from core.inference.model_pack import Pack
from core.inference.opening import open_engine
from model.measuring.answers import Answers, ask, in_batches
from tests.packs import LABELS, SIZE_PX, draw_product


def test_answers_are_the_engines_whatever_the_batches(tiny_pack: Pack) -> None:
    pictures = np.stack([draw_product(label, seed=seed) for label in LABELS for seed in range(3)])
    engine = open_engine(tiny_pack)
    wanted = engine.run(pictures)
    answers = ask(engine, [pictures[:4], pictures[4:]])
    np.testing.assert_array_equal(answers.logits, wanted.logits)
    assert wanted.features is not None
    np.testing.assert_allclose(answers.pooled, wanted.features.mean(axis=(1, 2)), rtol=1e-5)
    some = answers[np.array([2, 0])]
    np.testing.assert_array_equal(some.logits, wanted.logits[[2, 0]])
    assert isinstance(some, Answers)


def test_a_network_without_features_is_refused() -> None:
    class Blind:
        def run(self, pictures: np.ndarray) -> EngineOutput:
            return EngineOutput(np.zeros((len(pictures), 2), np.float32), None)

    with pytest.raises(ValueError, match="no feature map"):
        ask(Blind(), [np.zeros((1, SIZE_PX, SIZE_PX, 3), np.uint8)])  # type: ignore[arg-type]


def test_rows_are_taken_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.measuring.answers.BATCH", 2)
    pixels = np.arange(5, dtype=np.uint8)
    parts = [part.tolist() for part in in_batches(pixels, np.array([4, 0, 2]))]
    assert parts == [[4, 0], [2]]
