import pytest

from core.review.search_text import add_words, refresh_words
from core.review.store import Review
from tests.core.review.desk import add_photos


def words(review: Review) -> dict[int, str]:
    rows = review.database.rows("SELECT photo, CAST(text AS BLOB) FROM words")
    return {photo: text.decode("utf-8", "surrogateescape") for photo, text in rows}


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Schuhe/GRÖSSE 42.JPG", "schuhe/grösse 42.jpg"),
        ("Straße.jpg", "strasse.jpg"),
        ("手袋.jpg", "手袋.jpg"),
        ("A\udcff.jpg", "a\udcff.jpg"),
    ],
)
def test_paths_are_searched_without_case(review: Review, name: str, folded: str) -> None:
    (photo,) = add_photos(review, [name])
    assert words(review) == {photo: folded}


def test_known_photos_keep_their_words(review: Review) -> None:
    ids = add_photos(review, ["a.jpg", "b.jpg"])
    with review.database.transaction() as connection:
        add_words(connection, [(photo, b"OTHER") for photo in ids])
        add_words(connection, [(ids[-1] + 1, b"NEW")])
    assert words(review) == {ids[0]: "a.jpg", ids[1]: "b.jpg", ids[-1] + 1: "new"}


def test_what_changed_is_written_again_and_nothing_else(review: Review) -> None:
    ids = add_photos(review, ["a.jpg", "b.jpg"])
    with review.database.transaction() as connection:
        connection.execute("UPDATE photos SET product_name = 'Red GOWN', catalog_tag = 'Dress'")
        refresh_words(connection, ids[:1])
    assert words(review) == {ids[0]: "a.jpg\nred gown\ndress", ids[1]: "b.jpg"}
