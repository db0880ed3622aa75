import pytest

torch = pytest.importorskip("torch")
keras = pytest.importorskip("keras")

from model.gpu.__main__ import read_course  # noqa: E402


def test_course_is_read() -> None:
    course = read_course("262s: 35% at 160 px, 65% at 224 px", 2e-3, strength=0.5)
    assert (course.timetable.seconds, course.timetable.last, course.rate) == (262, 224, 2e-3)
    assert course.strength.zoom_in == 0.15
