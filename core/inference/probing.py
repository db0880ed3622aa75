"""What a network answers to noise tells logits from probabilities, where its layers do not."""

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.errors import EngineError, PackError
from core.inference.engine import Engine

PROBES: Final = 4
SUM_TOLERANCE: Final = 1e-2
"""Half precision and 1,000 classes leave a sum of probabilities this close to 1."""


def answers_to_noise(path: Path, engine: Engine) -> NDArray[np.float32]:
    """Run a network for the first time.

    Parameters
    ----------
    path : Path
        Of the network, to be named.
    engine : Engine

    Returns
    -------
    (PROBES, n_classes) float32

    Raises
    ------
    PackError
        It cannot be run, or answers no numbers.
    """
    shape = (PROBES, engine.size, engine.size, 3)
    noise = np.random.default_rng(0).integers(0, 256, shape).astype(np.uint8)
    try:
        return engine.run(noise).logits
    except EngineError as error:
        raise PackError(path, error.args[0].removeprefix(f"{path.name} ")) from error


def are_probabilities(path: Path, answers: NDArray[np.float32], *, squashed: bool) -> bool:
    """Tell probabilities that sum to 1 from logits.

    Parameters
    ----------
    path : Path
        Of the network, to be named.
    answers : (N, n_classes) float32
        Of several pictures.
    squashed : bool
        Whether the last layer keeps each number between 0 and 1. Logits may lie there as well,
        of a network that is hardly trained, or whose last layer gives nothing below 0.

    Raises
    ------
    PackError
        They are probabilities of several tags at once.
    """
    within = answers.min() >= 0 and answers.max() <= 1 + SUM_TOLERANCE
    if within and np.allclose(answers.sum(axis=1), 1, atol=SUM_TOLERANCE):
        return True
    if within and squashed:
        raise PackError(path, "answers probabilities that do not sum to 1 (several tags?)")
    return False
