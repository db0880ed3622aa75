"""Which review belongs to what is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import ReviewError
from desktop.services.review.opening import what_is_meant


def test_file_that_only_is_called_so_is_named(tmp_path: Path) -> None:
    fake = tmp_path / "x.tagproof"
    fake.write_bytes(b"no database")
    with pytest.raises(ReviewError, match=r"x\.tagproof"):
        what_is_meant([fake])


def test_anything_else_is_opened_as_it_is(products: Path) -> None:
    assert what_is_meant([products]) == ([products], None)
    assert what_is_meant([products, products]) == ([products, products], None)
