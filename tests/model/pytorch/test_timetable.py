import pytest

from model.pytorch.timetable import rate_factor, read_timetable


def test_timetable_is_read() -> None:
    timetable = read_timetable("262s: 35% at 160 px, 65% at 224 px")
    assert timetable.seconds == 262
    assert [timetable.size(gone) for gone in (0, 0.34, 0.36, 0.99, 1)] == [160, 160, 224, 224, 224]
    assert timetable.last == 224


@pytest.mark.parametrize(
    "text", ["", "10s", "10: 100% at 64 px", "10s: 64 px", "10s: 1% at 64 px,"]
)
def test_broken_timetable_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="is no course"):
        read_timetable(text)


def test_rate_rises_and_falls() -> None:
    rates = [rate_factor(gone, 0.04) for gone in (-1, 0, 0.02, 0.04, 0.5, 1)]
    assert rates[:2] == [0, 0]
    assert rates[2] < rates[3] > rates[4] > rates[5] == pytest.approx(0.01)
