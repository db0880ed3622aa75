"""A prediction, as the small pack would give it."""

from __future__ import annotations

import numpy as np
import pytest

from core.entities import ClassScore, Prediction
from core.vocabulary import Status
from tests.packs import LABELS

SHARES = (0.05, 0.62, 0.03, 0.0, 0.3)


@pytest.fixture
def prediction() -> Prediction:
    """Green at 62 %, then Yellow, with which it is mixed up, Blue, Grey and Red."""
    shares = np.array(SHARES, np.float32)
    ranked = sorted(zip(LABELS, SHARES, strict=True), key=lambda pair: -pair[1])
    top = tuple(ClassScore(name, share) for name, share in ranked)
    return Prediction(top, Status.UNCERTAIN, shares, np.log(shares + 1e-6), rival="Yellow")
