import math

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("keras")

from model.general.judging import Standing  # noqa: E402
from model.general.lessons import Lessons  # noqa: E402
from model.general.network import First, Tuned  # noqa: E402
from model.pytorch.lite0 import Lite0  # noqa: E402


def test_photos_held_out_judge_by_where_they_are_from(
    lessons: Lessons, network: Lite0, tuned: Tuned
) -> None:
    with torch.no_grad():
        tuned.layers["logits"].weight.zero_()
        tuned.layers["logits"].bias.zero_()
        tuned.layers["logits"].bias[1] = 5  # always the second class: every other photo
    standing = Standing(lessons, First(network), tuned, 32)
    loss, accuracy = standing.loss_and_accuracy("train")
    assert accuracy == 0.5
    assert loss == pytest.approx(2.5 + math.log(1 + 53 * math.exp(-5)), abs=0.05)
    assert standing.shops() == {"quiet": 0.5}
    assert all(math.isnan(value) for value in standing.loss_and_accuracy("partial"))
