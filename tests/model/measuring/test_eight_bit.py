import pytest

from model.measuring.eight_bit import LARGEST_LOSS, LEAST_AGREEMENT, is_as_good


@pytest.mark.parametrize(
    ("lost", "agreement", "as_good"),
    [
        (LARGEST_LOSS, LEAST_AGREEMENT, True),
        (-0.01, 1.0, True),
        (LARGEST_LOSS + 1e-6, 1.0, False),
        (0.0, LEAST_AGREEMENT - 1e-6, False),
    ],
)
def test_little_may_be_lost_and_few_tags_may_differ(
    lost: float, agreement: float, as_good: bool
) -> None:
    assert is_as_good(lost, agreement) is as_good
