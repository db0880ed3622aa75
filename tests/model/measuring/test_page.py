from pathlib import Path

import pytest

from model.measuring.page import PageError, fill, percent_cell, table


def test_a_page_without_the_block_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text("words")
    with pytest.raises(PageError, match="has no block 'comparison'"):
        fill(page, "comparison", "new")
    assert page.read_text() == "words"


def test_a_block_is_replaced_as_often_as_wanted(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text("<!-- a: written by a command --><!-- end of a -->")
    fill(page, "a", r"one \1")
    once = page.read_text()
    fill(page, "a", r"one \1")
    assert page.read_text() == once
    assert r"one \1" in once


def test_tables_and_shares_are_laid_out() -> None:
    assert table(("a", "b"), [("x", 1)]) == "| a | b |\n| --- | ---: |\n| x | 1 |"
    assert percent_cell(0.8666) == "86.7 %"
    assert percent_cell(None) == "–"
