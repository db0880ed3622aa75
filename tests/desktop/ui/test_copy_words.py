"""A copy of a review is told as one."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.review.copies import Copy
from desktop.ui import copy_words
from desktop.ui.language import moment

WHEN = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("when", [WHEN, None])
def test_it_says_of_which_review_and_that_decisions_stay(when: datetime | None) -> None:
    said = copy_words.at_length(Copy(Path("/r/bags-1.tagproof"), when, WHEN), Path("/shop/bags"))
    assert f"review of bags ({Path('/r/bags-1.tagproof')})" in said
    assert "stay in the copy" in said
    assert said.count(moment(WHEN)) == 1
    assert ("taken on" in said) == (when is not None)


def test_the_title_says_when_where_that_is_known() -> None:
    assert copy_words.briefly(Copy(Path("a"), None, None)) == "copy of the review"
    assert "1 March 2026" in copy_words.briefly(Copy(Path("a"), WHEN, None))
