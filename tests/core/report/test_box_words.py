"""What a page says of a box, in every language."""

from core.entities import Box
from core.language.catalog import english, spoken
from core.report.box_words import box_rows, box_size, said_size, seen_part

BOX = Box(1200, 20, 300, 480)


def test_a_box_is_told_with_its_size_and_place() -> None:
    assert box_size(BOX, english()) == "300 × 480 px"
    ((name, where),) = box_rows(BOX, english())
    assert name == "Box around the item"
    assert where == "300 × 480 px, 1,200 px from the left, 20 px from the top"
    assert box_rows(BOX, spoken("de"))[0][0] == "Rahmen um den Artikel"
    assert box_rows(None, english()) == []


def test_what_was_seen_is_the_box_or_the_outlined_part_or_all() -> None:
    for framed in (False, True):
        assert seen_part(BOX, english(), framed=framed) == ["tagged from the box of 300 × 480 px"]
    assert seen_part(None, english(), framed=True) == ["tagged from the outlined part"]
    assert seen_part(None, english(), framed=False) == []


def test_a_size_is_written_as_its_language_writes_numbers() -> None:
    assert said_size((1280, 960), spoken("de")) == "960 × 1.280 px"
    assert said_size((1280, 960), english()) == "960 × 1,280 px"
