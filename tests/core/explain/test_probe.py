from typing import Any, cast

import numpy as np
import pytest
from numpy.typing import NDArray

from core.entities import ExplainSettings, Photo
from core.errors import Cancelled, EngineError
from core.explain import surrogate
from core.explain.designs import Rows
from core.explain.perturbation import MaskedPictures
from core.explain.probe import Probe
from core.explain.segmentation import Segmentation, segment
from core.explain.stem_table import StemTable
from core.inference.engine import Writer
from core.inference.stem import Answering
from core.jobs import CancelToken
from core.vocabulary import Fill, Segmenter, Target

SETTINGS = ExplainSettings(fill=Fill.COLOUR, fill_colour="#00ff00")
LABELS = ["blue", "red"]


@pytest.fixture
def cut(photo: Photo) -> Segmentation:
    return segment(photo.pixels, Segmenter.GRID, 9)


@pytest.fixture
def rows(cut: Segmentation) -> np.ndarray:
    """More than two batches and a rest."""
    return np.random.default_rng(0).random((40, cut.count)) < 0.5


@pytest.mark.parametrize("target", Target)
def test_answers_are_the_networks_own_for_the_pictures_shown(
    classifier: Any, photo: Photo, cut: Segmentation, rows: np.ndarray, target: Target
) -> None:
    classifier.pack.card.temperature = 2.0
    shown = np.empty((len(rows), *photo.pixels.shape), dtype=np.uint8)
    MaskedPictures(photo.pixels, cut, Fill.COLOUR, 64, "#00ff00").write(rows, shown)
    logits = classifier.engine.respond(shown.astype(np.float64))
    expected = surrogate.targets(logits, 2.0, [2, 0], target)
    found = Probe(classifier, photo, cut, SETTINGS).ask_all(rows, LABELS, target)
    np.testing.assert_allclose(found, expected, rtol=1e-6)
    assert np.ptp(found, axis=0).min() > 0.01


def test_many_are_asked_in_batches_as_large_as_the_engine_takes(
    classifier: Any, photo: Photo, cut: Segmentation, rows: np.ndarray
) -> None:
    Probe(classifier, photo, cut, SETTINGS).ask_all(rows, LABELS, Target.LOG_ODDS)
    assert classifier.engine.batches == [16, 16, 8]


def test_cancel_is_heard_between_batches(
    classifier: Any, photo: Photo, cut: Segmentation, rows: np.ndarray
) -> None:
    token, run = CancelToken(), classifier.engine.run_written

    def run_then_cancel(count: int, write: Writer) -> np.ndarray:
        token.cancel()
        return run(count, write)

    classifier.engine.run_written = run_then_cancel
    with pytest.raises(Cancelled):
        Probe(classifier, photo, cut, SETTINGS).ask_all(rows, LABELS, Target.LOG_ODDS, token)
    assert classifier.engine.batches == [16]


def test_nonsense_of_the_network_is_no_answer(
    classifier: Any, photo: Photo, cut: Segmentation, rows: np.ndarray
) -> None:
    classifier.engine.broken_after = 1
    probe = Probe(classifier, photo, cut, SETTINGS)
    assert np.isfinite(probe.ask(rows[:16], LABELS, Target.PROBABILITY)).all()
    with pytest.raises(EngineError, match="not finite"):
        probe.ask(rows[:16], LABELS, Target.PROBABILITY)


@pytest.mark.parametrize("all_wanted", [False, True])
def test_where_all_are_wanted_the_next_batch_is_begun_before_an_answer(
    all_wanted: bool, classifier: Any, photo: Photo, cut: Segmentation, rows: np.ndarray
) -> None:
    steps: list[str] = []

    class Table:
        def begin(self, begun: Rows) -> Answering:
            steps.append(f"begun {len(begun)}")

            def answers() -> NDArray[np.float32]:
                steps.append(f"answered {len(begun)}")
                return np.zeros((len(begun), len(classifier.pack.labels)), np.float32)

            return answers

    probe = Probe(classifier, photo, cut, SETTINGS)
    probe._table = cast("StemTable", Table())
    batches = rows[:20], rows[20:33], rows[33:]
    for asked, values in probe.answers(batches, LABELS, Target.LOG_ODDS, all_wanted=all_wanted):
        assert values.shape == (len(asked), len(LABELS))
        steps.append(f"taken {len(asked)}")
    one_by_one = [
        f"{step} {count}" for count in (20, 13, 7) for step in ("begun", "answered", "taken")
    ]
    ahead = [
        "begun 20", "begun 13", "answered 20", "taken 20", "begun 7", "answered 13", "taken 13",
        "answered 7", "taken 7",
    ]  # fmt: skip
    assert steps == (ahead if all_wanted else one_by_one)
