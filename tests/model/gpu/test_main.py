import pytest

torch = pytest.importorskip("torch")
keras = pytest.importorskip("keras")

from model.gpu.__main__ import read_course  # noqa: E402


def test_course_is_read() -> None:
    course = read_course("262s: 35% at 160 px, 65% at 224 px", 2e-3)
    assert (course.seconds, course.rate) == (262, 2e-3)
    assert [course.size(gone) for gone in (0, 0.34, 0.36, 0.99, 1)] == [160, 160, 224, 224, 224]
    assert course.factor(0) < course.factor(0.04) > course.factor(0.5) > course.factor(1)


@pytest.mark.parametrize(
    "text", ["", "10s", "10: 100% at 64 px", "10s: 64 px", "10s: 1% at 64 px,"]
)
def test_broken_course_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="is no course"):
        read_course(text, 1e-3)
