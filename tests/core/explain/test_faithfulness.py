from typing import Any

import numpy as np
import pytest

from core.entities import Explanation, Photo, Prediction
from core.errors import Cancelled
from core.explain.faithfulness import faithfulness
from core.jobs import CancelToken


def test_explanation_beats_random_orders(
    classifier: Any, photo: Photo, explanation: Explanation
) -> None:
    measured = faithfulness(classifier, photo, explanation)
    assert measured.deletion < measured.random_deletion - 0.05
    assert measured.insertion > measured.random_insertion + 0.05


def test_curves_are_kept_from_the_whole_photo_to_nothing_and_back(
    classifier: Any, photo: Photo, prediction: Prediction, explanation: Explanation
) -> None:
    measured = faithfulness(classifier, photo, explanation)
    curves = measured.curves
    assert curves is not None
    share = np.array(curves.share)
    assert (share[0], share[-1]) == pytest.approx((0, 1))
    assert (np.diff(share) > 0).all()
    confidence = prediction.probabilities[0]
    for start, end in (
        (curves.deletion[0], curves.insertion[-1]),
        (curves.random_deletion[0], curves.random_insertion[-1]),
    ):
        assert (start, end) == pytest.approx((confidence, confidence), abs=1e-5)
    assert np.trapezoid(curves.deletion, share) == pytest.approx(measured.deletion)
    assert np.trapezoid(curves.insertion, share) == pytest.approx(measured.insertion)
    random = np.trapezoid(curves.random_insertion, share)
    assert random == pytest.approx(measured.random_insertion, abs=0.05)


def test_faithfulness_can_be_cancelled(
    classifier: Any, photo: Photo, explanation: Explanation
) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        faithfulness(classifier, photo, explanation, token=token)


def test_what_the_network_does_not_see_is_no_part_of_the_curves(
    classifier: Any, wide: Photo, wide_explanation: Explanation
) -> None:
    measured = faithfulness(classifier, wide, wide_explanation)
    assert measured.deletion < measured.random_deletion
    assert 0 <= measured.deletion <= 1
