import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.inference.combining import STRANGE_WEIGHT, combine, means
from core.vocabulary import Status

KNOWN, UNCERTAIN, UNKNOWN = Status.KNOWN, Status.UNCERTAIN, Status.UNKNOWN
CLASSES = 5
"""Shares of sixty-fourths then add up exactly, in any order."""


def sure(index: int, confidence: float) -> np.ndarray:
    row = np.full(CLASSES, (1 - confidence) / (CLASSES - 1), dtype=np.float32)
    row[index] = confidence
    return row


ROWS = st.lists(
    st.tuples(
        st.sampled_from([KNOWN, UNCERTAIN, UNKNOWN]),
        st.integers(0, CLASSES - 1),
        st.integers(20, 64).map(lambda part: part / 64),
    ),
    min_size=1,
    max_size=6,
)


@given(rows=ROWS, order=st.randoms())
def test_neither_the_order_nor_repeats_of_all_photos_change_the_tag(rows, order) -> None:  # noqa: ANN001
    def told(chosen: list) -> tuple:
        answers = np.stack([sure(index, share) for _, index, share in chosen])
        said = combine([status for status, _, _ in chosen], answers)
        return said.status, said.probabilities

    shuffled = list(rows)
    order.shuffle(shuffled)
    status, probabilities = told(rows)
    for others in (shuffled, *([rows * 2] if len(rows) > 1 else [])):
        assert told(others)[0] is status
        np.testing.assert_allclose(told(others)[1], probabilities, atol=1e-6)
    assert probabilities.sum() == pytest.approx(1, abs=1e-5)


@given(rows=ROWS)
def test_one_photo_says_what_it_says(rows) -> None:  # noqa: ANN001
    status, index, share = rows[0]
    said = combine([status], sure(index, share)[None])
    assert (said.status, said.carrier, said.contradicts) == (status, 0, (False,))
    np.testing.assert_array_equal(said.probabilities, sure(index, share))


@given(products=st.lists(ROWS, min_size=1, max_size=4))
def test_many_products_at_once_are_what_each_is(products) -> None:  # noqa: ANN001
    rows = [row for product in products for row in product]
    starts = np.cumsum([0, *map(len, products[:-1])])
    together = means(
        np.array([status is UNKNOWN for status, _, _ in rows]),
        np.stack([sure(index, share) for _, index, share in rows]),
        starts,
    )
    for product, mean in zip(products, together, strict=True):
        answers = np.stack([sure(index, share) for _, index, share in product])
        said = combine([status for status, _, _ in product], answers)
        np.testing.assert_allclose(said.probabilities, mean, atol=1e-6)


def test_a_strange_view_counts_a_quarter_and_does_not_carry() -> None:
    said = combine([UNKNOWN, UNCERTAIN], np.stack([sure(1, 1.0), sure(0, 0.7)]))
    weight = 1 + STRANGE_WEIGHT
    assert (said.index, said.carrier) == (0, 1)
    assert said.confidence == pytest.approx(0.7 / weight)
    assert said.contradicts == (False, False)


@pytest.mark.parametrize(
    ("statuses", "answers", "wanted"),
    [
        ([KNOWN, UNCERTAIN], [(0, 0.99), (0, 0.75)], KNOWN),
        ([KNOWN, UNCERTAIN], [(0, 0.99), (0, 0.5)], UNCERTAIN),
        ([UNCERTAIN, UNCERTAIN], [(0, 0.99), (0, 0.99)], UNCERTAIN),
        ([*[KNOWN] * 9, KNOWN], [*[(0, 0.99)] * 9, (1, 0.99)], UNCERTAIN),
        ([*[KNOWN] * 9, UNCERTAIN], [*[(0, 0.99)] * 9, (1, 0.9)], KNOWN),
        ([UNKNOWN, UNCERTAIN], [(0, 0.9), (0, 0.9)], UNKNOWN),
        ([UNKNOWN, KNOWN], [(0, 0.9), (0, 0.95)], KNOWN),
        ([UNKNOWN, UNCERTAIN, UNCERTAIN], [(0, 0.9)] * 3, UNCERTAIN),
    ],
)
def test_how_far_a_products_tag_can_be_relied_on(statuses, answers, wanted) -> None:  # noqa: ANN001
    said = combine(statuses, np.stack([sure(*answer) for answer in answers]))
    assert said.status is wanted


def test_a_photo_clearly_of_another_class_contradicts() -> None:
    answers = np.stack([sure(0, 0.9), sure(0, 0.9), sure(1, 0.85), sure(2, 0.75), sure(3, 0.95)])
    said = combine([KNOWN, KNOWN, UNCERTAIN, UNCERTAIN, UNKNOWN], answers)
    assert said.contradicts == (False, False, True, False, False)
    assert said.margin == pytest.approx(said.confidence - np.sort(said.probabilities)[-2])
