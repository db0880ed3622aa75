"""The parts of a workbook name each other, and each is XML."""

from xml.etree import ElementTree

import pytest

from core.report.tables import xlsx_parts as parts


@pytest.mark.parametrize("drawn", [True, False])
def test_every_fixed_part_is_xml(drawn: bool) -> None:
    for text in parts.fixed(drawn=drawn).values():
        ElementTree.fromstring(text)


def test_a_part_that_is_not_there_has_no_type() -> None:
    assert parts.DRAWING_FILE in parts.fixed(drawn=True)["[Content_Types].xml"]
    assert parts.DRAWING_FILE not in parts.fixed(drawn=False)["[Content_Types].xml"]


def test_relations_are_numbered_as_they_come() -> None:
    found = ElementTree.fromstring(parts.relations(("image", "a.jpeg"), ("image", "b.jpeg")))
    assert [(one.get("Id"), one.get("Target")) for one in found] == [
        ("rId1", "a.jpeg"), ("rId2", "b.jpeg"),
    ]  # fmt: skip
