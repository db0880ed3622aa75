from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.class_map import ClassMap
from core.entities import Progress
from core.errors import ReviewError
from core.review import catalog_tags
from core.review.catalog_tags import Columns, guess_columns, import_tags
from core.review.csv_rows import open_table
from core.review.label_issues import find_label_issues
from core.review.records import PackRecord
from core.review.store import Review
from core.review.views import DISAGREEMENTS
from tests.core.review.desk import LABELS, add_photos

Tagged = tuple[Review, list[int]]
KAGGLE = (
    "id,gender,masterCategory,subCategory,articleType,baseColour,season,year,usage,"
    "productDisplayName\n"
    "1163,Men,Apparel,Topwear,Tshirts,Blue,Summer,2011,Sports,Nike Sahara Jersey\n"
    "1164,Women,Accessories,Bags,Handbags,Black,Fall,2012,Casual,Bag, black, large\n"
)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("Tshirts", "Tshirts"), (" tshirts ", "Tshirts"), ("T-Shirt", "Tshirts"),
     ("T SHIRTS", "Tshirts"), ("casual_shoe", "Casual Shoes"), ("DRESS", "Dresses"),
     ("lip glosses", "Lip Gloss"), ("handbag", "Handbags"), ("Hats", None), ("", None)],
)  # fmt: skip
def test_foreign_names_find_their_class(name: str, wanted: str | None) -> None:
    assert ClassMap(LABELS).find(name) == wanted


def test_what_was_assigned_by_hand_comes_first() -> None:
    classes = ClassMap(LABELS, {"Clutch": "Handbags", "tshirt": "Dresses", "x": "No such class"})
    assert [classes.find(name) for name in ("CLUTCHES", "T-shirt", "x")] == [
        "Handbags", "Dresses", None,
    ]  # fmt: skip


def test_classes_that_differ_only_in_form_are_told_apart_exactly() -> None:
    classes = ClassMap(("Top", "Tops"))
    assert [classes.find(name) for name in ("Top", "Tops", "top")] == ["Top", "Tops", None]


@given(st.text(max_size=20))
def test_any_name_finds_a_class_or_none(name: str) -> None:
    assert ClassMap(LABELS).find(name) in (*LABELS, None)


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
        "photo;class\na\\one.jpg;Hats\ntwo.jpg;Bags\nthree;Caps\nhttps://shop/x/nine.jpg;Caps\n"
        ";Caps\none.jpg;\n"
    )
    report = import_tags(review, path)
    tags = [row.catalog_tag for row in review.photos.get_many(ids)]
    assert tags == ["Hats", "Bags", "Caps", "Caps"]
    assert (report.strangers, report.untagged) == (1, 2)
    assert report.unknown_classes == {"Caps": 2, "Hats": 1, "Bags": 1}


def test_the_last_row_about_a_photo_counts(tagged: Tagged, tmp_path: Path) -> None:
    review, ids = tagged
    path = tmp_path / "t.csv"
    path.write_text("path,tag\nphoto 0.jpg,Hats\nphoto 0.jpg,Hats\nphoto 0.jpg,Dresses\n")
    assert import_tags(review, path).repeated == 1
    assert review.photos.get(ids[0]).catalog_label == "Dresses"


def test_chosen_columns_are_used_and_missing_ones_told(tagged: Tagged, tmp_path: Path) -> None:
    review, ids = tagged
    path = tmp_path / "t.csv"
    path.write_text("Bild,Art\nphoto 1.jpg,Handbags\n")
    assert guess_columns(open_table(path)) is None
    with pytest.raises(ReviewError, match="call them path and tag"):
        import_tags(review, path)
    with pytest.raises(ReviewError, match="lacks a chosen column"):
        import_tags(review, path, Columns("Bild", "Sorte"))
    assert import_tags(review, path, Columns("Bild", "Art")).photos == 1
    assert review.photos.get(ids[1]).catalog_label == "Handbags"


def test_names_assigned_later_are_mapped_for_good(tagged: Tagged, tmp_path: Path) -> None:
    review, ids = tagged
    path = tmp_path / "t.csv"
    path.write_text("path,tag\nphoto 0.jpg,Gowns\nphoto 1.jpg,Gowns\n")
    import_tags(review, path)
    assert review.queue.ids(DISAGREEMENTS).size == 0
    catalog_tags.assign(review, {"gown": "Dresses"})
    assert set(review.queue.ids(DISAGREEMENTS).tolist()) == set(ids[:2])
    review.predictions.use(PackRecord("ef" * 32, "other", "1", ("Gowns", "Hats")))
    catalog_tags.remap(review)
    assert review.photos.get(ids[0]).catalog_label == "Gowns"


def test_a_stopped_import_changes_nothing(tagged: Tagged, tmp_path: Path) -> None:
    review, ids = tagged
    path = tmp_path / "t.csv"
    path.write_text("path,tag\n" + "photo 0.jpg,Hats\n" * 25_000)

    def stop(progress: Progress) -> None:
        raise InterruptedError(progress.done)

    with pytest.raises(InterruptedError, match="20000"):
        import_tags(review, path, on_progress=stop)
    assert review.photos.get(ids[0]).catalog_tag is None


def test_planted_errors_are_ranked_first() -> None:
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 10, 2000)
    logits = rng.normal(size=(2000, 10))
    logits[np.arange(2000), truth] += 4
    probabilities = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    tags = truth.copy()
    wrong = rng.choice(2000, 100, replace=False)
    tags[wrong] = (tags[wrong] + rng.integers(1, 10, 100)) % 10
    issues = find_label_issues(tags, probabilities)
    first = np.argsort(-issues.doubt)[:100]
    assert np.isin(first, wrong).mean() > 0.9
    assert wrong.size == 100 and np.isin(np.flatnonzero(issues.suspected), wrong).mean() > 0.9
    assert issues.suspected[wrong].mean() > 0.5


def test_confident_learning_by_hand() -> None:
    tags = np.array([0, 0, 1, 1])
    probabilities = np.array([[0.9, 0.1], [0.2, 0.8], [0.3, 0.7], [0.4, 0.6]])
    issues = find_label_issues(tags, probabilities)
    np.testing.assert_allclose(issues.thresholds, [0.55, 0.65])
    assert issues.suspected.tolist() == [False, True, False, False]
    np.testing.assert_allclose(issues.doubt, [0.1, 1.8, 0.3, 0.4])


def test_no_tags_give_no_issues() -> None:
    issues = find_label_issues(np.empty(0, dtype=int), np.empty((0, 3)))
    assert issues.doubt.size == issues.suspected.size == 0
