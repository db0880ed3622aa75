from pathlib import Path

import pytest

from core.catalog import term_map
from core.catalog.matching import Reason
from core.catalog.roles import Chosen
from core.catalog.term_map import TermMap
from core.entities import Progress
from core.errors import CatalogError
from core.review import catalog_tags
from core.review.catalog_tags import import_tags
from core.review.records import PackRecord
from core.review.store import Review
from core.review.views import VIEWS
from core.vocabulary import ViewKey
from tests.core.catalog import shop, systems
from tests.core.review.desk import add_photos

Tagged = tuple[Review, list[int]]
KAGGLE = (
    "id,gender,masterCategory,subCategory,articleType,baseColour,season,year,usage,"
    "productDisplayName\n"
    "1163,Men,Apparel,Topwear,Tshirts,Blue,Summer,2011,Sports,Nike Sahara Jersey\n"
    "1164,Women,Accessories,Bags,Handbags,Black,Fall,2012,Casual,Bag, black, large\n"
)


def test_kaggles_table_is_known_by_itself(review: Review, tmp_path: Path) -> None:
    ids = add_photos(review, ["images/1163.jpg", "images/1164.jpg", "images/7.jpg"])
    path = tmp_path / "styles.csv"
    path.write_text(KAGGLE)
    report = import_tags(review, path)
    assert (report.rows, report.photos, report.mended) == (2, 2, 1)
    rows = review.photos.get_many(ids)
    assert [row.catalog_label for row in rows] == ["Tshirts", "Handbags", None]
    assert rows[1].product_name == "Bag, black, large"


def test_rows_find_photos_by_path_name_or_id(review: Review, tmp_path: Path) -> None:
    ids = add_photos(review, ["a/one.jpg", "b/two.jpg", "c/three.jpg", "d/three.jpg"])
    path = tmp_path / "t.csv"
    path.write_text(
        "photo;class\na\\one.jpg;Hats\ntwo.jpg;Gloves\nthree.jpg;Caps\n"
        "https://shop/x/nine.jpg;Caps\n;Caps\n"
    )
    report = import_tags(review, path)
    tags = [row.catalog_tag for row in review.photos.get_many(ids)]
    assert tags == ["Hats", "Gloves", None, None]
    assert (report.strangers, report.ambiguous) == (1, {Reason.SEVERAL: 1})
    assert report.unknown_classes == {"Hats": 1, "Gloves": 1}


def test_bare_numbers_of_googles_column_mean_the_same_later(tagged: Tagged, tmp_path: Path) -> None:
    review, ids = tagged
    path = tmp_path / "t.csv"
    path.write_text("path,google_product_category\nphoto 0.jpg,2271\nphoto 1.jpg,12\n")
    import_tags(review, path)
    catalog_tags.remap(review)
    rows = review.photos.get_many(ids[:2])
    assert [row.catalog_label for row in rows] == ["Dresses", None]
    path_of_it = "Apparel & Accessories > Clothing > Dresses"
    assert [row.catalog_tag for row in rows] == [path_of_it, "12"]


def test_categories_are_kept_by_the_names_that_a_feed_lists(review: Review, tmp_path: Path) -> None:
    ids = add_photos(review, list(shop.PHOTOS))
    path = tmp_path / "f.xml"
    path.write_bytes(systems.yml())
    import_tags(review, path)
    catalog_tags.assign(review, {"Одежда > Футболки": "Dresses"})
    rows = review.photos.get_many(ids)
    assert [row.catalog_label for row in rows] == ["Dresses"] * 3 + ["Handbags"] * 2 + ["Dresses"]


def test_rows_that_contradict_each_other_about_a_photo_are_told(
    tagged: Tagged, tmp_path: Path
) -> None:
    review, ids = tagged
    path = tmp_path / "t.csv"
    path.write_text("path,tag\nphoto 0.jpg,Tshirts\nphoto 0.jpg,Dresses\nphoto 1.jpg,Handbags\n")
    assert import_tags(review, path).ambiguous == {Reason.TWO_CLASSES: 1}
    labels = [row.catalog_label for row in review.photos.get_many(ids[:2])]
    assert labels == [None, "Handbags"]


def test_chosen_columns_are_used_and_missing_ones_told(tagged: Tagged, tmp_path: Path) -> None:
    review, ids = tagged
    path = tmp_path / "t.csv"
    path.write_text("Was,Wie,Wozu\nphoto 1.jpg,Handbags,Dresses\n")
    with pytest.raises(CatalogError, match="has no column 'Sorte'"):
        import_tags(review, path, Chosen("Was", category="Sorte"))
    assert import_tags(review, path, Chosen("Was", category="Wozu")).photos == 1
    assert review.photos.get(ids[1]).catalog_label == "Dresses"


@pytest.mark.parametrize(
    ("text", "why"),
    [("sku,tag\n77,Hats\n", "ids look like '77', the photos like 'photo 0.jpg'"),
     ("path,tag\nx.jpg,Hats\n", "no photo of this name"),
     ("path,tag\nphoto 1.jpg,\n", "names no category"),
     ("path,tag\n", "no rows")],
)  # fmt: skip
def test_importing_nothing_is_told_and_changes_nothing(
    tagged: Tagged, tmp_path: Path, text: str, why: str
) -> None:
    review, ids = tagged
    (tmp_path / "before.csv").write_text("path,tag\nphoto 0.jpg,Dresses\n")
    import_tags(review, tmp_path / "before.csv")
    (tmp_path / "t.csv").write_text(text)
    with pytest.raises(CatalogError, match=why):
        import_tags(review, tmp_path / "t.csv")
    assert review.photos.get(ids[0]).catalog_label == "Dresses"


def test_names_assigned_later_are_mapped_for_good(tagged: Tagged, tmp_path: Path) -> None:
    review, ids = tagged
    path = tmp_path / "t.csv"
    path.write_text("path,tag\nphoto 0.jpg,Frocks\nphoto 1.jpg,Frocks\n")
    import_tags(review, path)
    assert review.queue.ids(VIEWS[ViewKey.DISAGREEMENTS]).size == 0
    catalog_tags.assign(review, {"frock": "Dresses"})
    assert set(review.queue.ids(VIEWS[ViewKey.DISAGREEMENTS]).tolist()) == set(ids[:2])
    review.predictions.use(PackRecord("ef" * 32, "other", "1", ("Frocks", "Hats")))
    catalog_tags.remap(review)
    assert review.photos.get(ids[0]).catalog_label == "Frocks"


def test_terms_tell_which_classes_can_occur(tagged: Tagged, tmp_path: Path) -> None:
    """A term that fits two classes leaves out neither; one without a class is counted."""
    review, _ = tagged
    assert catalog_tags.classes_meant(review) == ((), 0)
    path = tmp_path / "t.csv"
    path.write_text(
        "path,tag\nphoto 0.jpg,tshirt\nphoto 1.jpg,Handbags;Dresses\nphoto 2.jpg,Frocks\n"
    )
    import_tags(review, path)
    assert catalog_tags.classes_meant(review) == (("Tshirts", "Handbags", "Dresses"), 1)
    term_map.learn(TermMap({"Frocks": "Lip Gloss"}))  # by another review
    assert catalog_tags.classes_meant(review) == (
        ("Tshirts", "Handbags", "Dresses", "Lip Gloss"), 0,
    )  # fmt: skip


def test_a_stopped_import_changes_nothing(tagged: Tagged, tmp_path: Path) -> None:
    review, ids = tagged
    path = tmp_path / "t.csv"
    path.write_text("path,tag\n" + "photo 0.jpg,Hats\n" * 25_000)

    def stop(progress: Progress) -> None:
        raise InterruptedError(progress.done)

    with pytest.raises(InterruptedError, match="2000"):
        import_tags(review, path, on_progress=stop)
    assert review.photos.get(ids[0]).catalog_tag is None


def test_a_products_photos_stand_as_the_file_shows_them(review: Review, tmp_path: Path) -> None:
    ids = add_photos(review, ["back.jpg", "front.jpg", "side.jpg"])
    path = tmp_path / "t.csv"
    path.write_text('sku,images,category\nA-1,"front.jpg, side.jpg, back.jpg",Dresses\n')
    import_tags(review, path, grouped=True)
    product = review.products.of(ids[0])
    assert product is not None
    assert [one.path for one in product.members] == ["front.jpg", "side.jpg", "back.jpg"]
    assert product.lead == ids[1]
