from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from core.errors import EngineError, PackError
from core.inference.engine import EngineOutput
from core.inference.probing import PROBES, answers_to_noise, are_probabilities

FILE = Path("network.onnx")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([[0.2, 0.8]], True),
        ([[0.5, 0.504]], True),
        ([[-0.1, 1.1]], False),
        ([[0.4, 3.0]], False),
        ([[0.0, 0.0]], False),
        ([[0.9, 0.8]], False),
    ],
)
def test_probabilities_are_told_by_their_range_and_sum(
    rows: list[list[float]], found: bool
) -> None:
    assert are_probabilities(FILE, np.array(rows, np.float32), squashed=False) is found


def test_probabilities_of_several_tags_are_refused() -> None:
    with pytest.raises(PackError, match="several tags"):
        are_probabilities(FILE, np.array([[0.9, 0.8]], np.float32), squashed=True)


def test_noise_is_shown_and_what_fails_is_told_once_by_name() -> None:
    def run(pictures: np.ndarray) -> EngineOutput:
        assert pictures.shape == (PROBES, 8, 8, 3)
        if pictures.std() > 50:
            raise EngineError("network.onnx answered a number that is not finite")
        return EngineOutput(np.zeros((PROBES, 2), np.float32), None)

    engine: Any = SimpleNamespace(size=8, run=run)
    with pytest.raises(PackError) as told:
        answers_to_noise(FILE, engine)
    assert str(told.value) == "network.onnx: answered a number that is not finite"
