from pathlib import Path

import pytest

from core.errors import ReviewError
from core.review import products_asked
from core.review.catalog_tags import import_tags
from core.review.store import Review
from core.vocabulary import Grouping, ToGroup
from tests.core.review.desk import NAMES, add_photos

STOCK = [*NAMES, "K10/1.jpg", "K10/2.jpg", "K11/1.jpg", "K11/2.jpg"]
FILE = "sku,image,category\nK1,a_1.jpg,Dresses\nK1,b_1.jpg,\nK1,late.jpg,\n"


@pytest.fixture
def stocked(review: Review) -> Review:
    add_photos(review, STOCK)
    return review


def keys(review: Review) -> set[str]:
    return {one.key for one in review.products.listed()}


@pytest.mark.parametrize(
    ("asked", "found", "said"),
    [
        (ToGroup.FOLDERS, {"K10", "K11"}, ["2 products, 6 photos left alone"]),
        (ToGroup.NAMES, set(), ["0 products, 10 photos left alone"]),  # `a_1` has no key's digit
        (ToGroup.FOLDER, {"K10", "K11"}, ["2 products, 6 photos left alone"]),
        (ToGroup.NONE, set(), []),
        (ToGroup.KEEP, set(), []),
    ],
)
def test_photos_are_grouped_as_asked(
    stocked: Review, asked: ToGroup, found: set[str], said: list[str]
) -> None:
    assert products_asked.group(stocked, asked, file_given=False) == said
    assert keys(stocked) == found


def test_a_kept_file_groups_new_photos_and_again_when_asked(
    stocked: Review, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text(FILE)
    import_tags(stocked, tmp_path / "t.csv")
    products_asked.check(stocked, ToGroup.CATALOG, file_given=False)
    said = products_asked.group(stocked, ToGroup.CATALOG, file_given=False)
    assert (keys(stocked), said) == ({"K1"}, ["1 product, 8 photos left alone"])
    late = add_photos(stocked, [*STOCK, "late.jpg"])[-1]
    said = products_asked.group(stocked, ToGroup.KEEP, file_given=False)
    assert said == ["1 product, 8 photos left alone"]
    assert stocked.photos.get(late).catalog_label == "Dresses"
    assert products_asked.group(stocked, ToGroup.CATALOG, file_given=True) == []  # later, by it
    products_asked.group(stocked, ToGroup.NONE, file_given=False)
    assert stocked.products.grouping is Grouping.NONE


def test_what_is_neither_given_nor_kept_is_refused_or_told(stocked: Review) -> None:
    products_asked.check(stocked, ToGroup.CATALOG, file_given=True)
    with pytest.raises(ReviewError, match="import the file again"):
        products_asked.check(stocked, ToGroup.CATALOG, file_given=False)
    stocked.products.group([("a_1.jpg", "K1", ""), ("a_2.jpg", "K1", "")], Grouping.CATALOG)
    told = products_asked.group(stocked, ToGroup.KEEP, file_given=False)
    assert told[0].endswith("import the file again")
    assert told[1] == "1 product, 8 photos left alone"
