"""Which review belongs to what is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import ReviewError
from desktop.services.review.opening import (
    ON_NETWORK,
    mended,
    open_loose,
    open_review,
    place_of_loose,
    what_is_meant,
)


def test_file_that_only_is_called_so_is_named(tmp_path: Path) -> None:
    fake = tmp_path / "x.tagproof"
    fake.write_bytes(b"no database")
    with pytest.raises(ReviewError, match=r"x\.tagproof"):
        what_is_meant([fake])


def test_anything_else_is_opened_as_it_is(products: Path) -> None:
    assert what_is_meant([products]) == ([products], None)
    assert what_is_meant([products, products]) == ([products, products], None)


def test_single_photos_share_a_review_in_which_only_those_given_are_there(products: Path) -> None:
    blue, green, red = (products / name for name in ("a/blue.png", "a/green.png", "b/red.png"))
    with open_loose([blue, green], "ana")[0] as review:
        assert review.path == place_of_loose()
        assert {row.path for row in review.photos.present()} == {str(blue), str(green)}
        review.decisions.flag([review.photos.find(blue)], "two things")
    with open_loose([red], "ana")[0] as review:
        assert [row.path for row in review.photos.present()] == [str(red)]
    with open_loose([blue, red, products / "gone.png"], "ana")[0] as review:
        assert {row.path: row.state.reason for row in review.photos.present()} == {
            str(blue): "two things", str(red): "",
        }  # fmt: skip


def test_the_review_of_single_photos_opens_those_that_are_there(products: Path) -> None:
    blue, green = products / "a" / "blue.png", products / "a" / "green.png"
    open_loose([blue, green], "ana")[0].close()
    blue.unlink()
    assert what_is_meant([place_of_loose()]) == ([green], None)
    green.unlink()
    with pytest.raises(ReviewError, match="none of them is there"):
        what_is_meant([place_of_loose()])


def test_a_copy_of_single_photos_that_cannot_be_written_is_looked_at(
    products: Path, tmp_path: Path
) -> None:
    blue, copy = products / "a" / "blue.png", tmp_path / "copy.tagproof"
    with open_loose([blue], "ana")[0] as review:
        review.save_copy(copy)
    with open_loose([blue], "ana", copy)[0], open_loose([blue], "bo", copy)[0] as looked_at:
        assert looked_at.read_only
        assert [row.path for row in looked_at.photos.present()] == [str(blue)]
    review, why = open_loose([blue], "ana", copy)
    assert (review.read_only, why) == (False, "")
    review.close()


def test_a_review_on_a_network_drive_is_told_once(
    products: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.places.on_network", lambda _: True)
    for said in (ON_NETWORK, ""):
        review, why = open_review(products, "ana")
        with review:
            assert (mended(review), why) == (said, "")
