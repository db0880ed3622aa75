"""A review knows the photo that was looked at last."""

from pathlib import Path

import pytest

from core.errors import ReviewError
from core.review.audit import verify
from core.review.store import Review
from core.review.views import Listed
from core.vocabulary import Order, ViewKey
from tests.core.review.desk import add_photos


def test_the_last_photo_is_known_at_the_next_opening(review: Review, tmp_path: Path) -> None:
    ids = add_photos(review, ["a.jpg", "b.jpg"])
    assert review.bookmark.photo is None
    for photo in ids:
        review.bookmark.keep(photo)
    review.close()
    with Review(review.path, read_only=True) as again:
        assert again.bookmark.photo == ids[1]
        with pytest.raises(ReviewError, match="read-only"):
            again.bookmark.keep(ids[0])
    assert verify(review.path).sound


def test_the_list_is_known_at_the_next_opening(review: Review) -> None:
    assert review.bookmark.listed == Listed()
    for listed in (Listed(ViewKey.DONE, Order.LABEL), Listed(ViewKey.TO_DO)):
        review.bookmark.keep_list(listed)
        assert review.bookmark.listed == listed
    review.close()
    with Review(review.path, read_only=True) as again:
        assert again.bookmark.listed == Listed(ViewKey.TO_DO)


@pytest.mark.parametrize("said", ["", "[]", '{"view": "of tomorrow", "order": null}', '{"view"'])
def test_a_list_that_is_none_of_ours_is_the_usual_one(review: Review, said: str) -> None:
    with review.database.transaction() as connection:
        connection.execute("INSERT INTO meta VALUES ('listed', ?)", (said,))
    assert review.bookmark.listed == Listed()


def test_a_photo_that_has_become_another_is_none(review: Review) -> None:
    (photo,) = add_photos(review, ["a.jpg"])
    review.bookmark.keep(photo + 1)
    assert review.bookmark.photo is None
