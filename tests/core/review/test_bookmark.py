"""A review knows the photo that was looked at last."""

from dataclasses import fields
from pathlib import Path

import pytest

from core.errors import ReviewError
from core.review.audit import verify
from core.review.bookmark import KINDS
from core.review.store import Review
from core.review.views import Filter, Listed
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
    asked = Filter(
        ("Red",), ("", "known"), ("flagged",), confidence=(0.25, 1.0), text="“ü", automatic=True
    )
    for listed in (
        Listed(ViewKey.DONE, Order.LABEL),
        Listed(ViewKey.DONE, None, asked, by_class=True),
        Listed(ViewKey.TO_DO),
    ):
        review.bookmark.keep_list(listed)
        assert review.bookmark.listed == listed
    review.close()
    with Review(review.path, read_only=True) as again:
        assert again.bookmark.listed == Listed(ViewKey.TO_DO)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "[]",
        '{"view": "of tomorrow", "order": null}',
        '{"view"',
        *(
            f'{{"view": "done", "order": null, "filter": {part}}}'
            for part in (
                '{"verdicts": [""]}',
                '{"statuses": ["of tomorrow"]}',
                '{"classes": "Red"}',
                '{"classes": [[]]}',
                '{"confidence": [1]}',
                '{"modified_ns": ["a", "b"]}',
                '{"text": null}',
                '{"smell": "new"}',
                "null",
                "3",
            )
        ),
    ],
)
def test_a_list_that_is_none_of_ours_is_the_usual_one(review: Review, said: str) -> None:
    with review.database.transaction() as connection:
        connection.execute("INSERT INTO meta VALUES ('listed', ?)", (said,))
    assert review.bookmark.listed == Listed()


def test_a_photo_that_has_become_another_is_none(review: Review) -> None:
    (photo,) = add_photos(review, ["a.jpg"])
    review.bookmark.keep(photo + 1)
    assert review.bookmark.photo is None


def test_every_part_of_a_filter_has_its_kind() -> None:
    assert set(KINDS) == {field.name for field in fields(Filter)}
    assert all(fits(getattr(Filter(), name)) for name, fits in KINDS.items())


def test_a_list_noted_before_filters_were_is_still_known(review: Review) -> None:
    with review.database.transaction() as connection:
        connection.execute(
            "INSERT INTO meta VALUES ('listed', ?)", ('{"view": "done", "order": null}',)
        )
    assert review.bookmark.listed == Listed(ViewKey.DONE)
