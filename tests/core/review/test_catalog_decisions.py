from pathlib import Path

import pytest

from core.catalog.term_map import TermMap, learn
from core.errors import ReviewError
from core.review.catalog_decisions import AUTOMATIC, basis_of
from core.review.catalog_tags import assign, import_tags
from core.review.store import Review
from core.vocabulary import Grouping, Verdict
from tests.core.catalog import shop
from tests.core.review.desk import add_photos, classify, predict


@pytest.fixture
def stocked(review: Review) -> tuple[Review, dict[str, int]]:
    ids = add_photos(review, list(shop.PHOTOS))
    classify(review, ids, [predict("Tshirts")] * len(ids))
    return review, dict(zip(shop.PHOTOS, ids, strict=True))


Stocked = tuple[Review, dict[str, int]]


def test_every_photo_says_what_stands_by_whom_and_why(stocked: Stocked) -> None:
    review, ids = stocked
    review.decisions.correct([ids["10_1.jpg"]], "Handbags", reason="a bag")
    review.decisions.accept([ids["10_2.jpg"]], automatic=True)
    review.decisions.flag([ids["20_1.jpg"]], "two products")
    review.reviewer = "eve"
    review.decisions.accept([ids["20_2.jpg"]])
    said = basis_of(review).decisions
    assert list(said) == sorted(shop.PHOTOS)
    corrected, automatic, flagged, accepted, waiting = (
        said[name] for name in ("10_1.jpg", "10_2.jpg", "20_1.jpg", "20_2.jpg", "300_1.jpg")
    )
    assert (corrected.label, corrected.by, corrected.why) == ("Handbags", "ana", "a bag")
    assert (automatic.by, automatic.why, automatic.tagged) == (AUTOMATIC, "accepted", True)
    assert (flagged.verdict, flagged.tagged) == (Verdict.FLAGGED, False)
    assert (accepted.label, accepted.by) == ("Tshirts", "eve")
    assert (waiting.verdict, waiting.by) == (Verdict.TODO, "")


def test_who_decided_a_product_decided_all_its_photos(stocked: Stocked) -> None:
    review, ids = stocked
    views = [(name, "10", "") for name in shop.views("10")]
    review.products.group(views, Grouping.CATALOG)
    review.reviewer = "eve"
    review.decisions.correct([ids["10_3.jpg"]], "Dresses")
    said = basis_of(review).decisions
    assert {said[name].by for name in shop.views("10")} == {"eve"}
    review.reviewer = "ben"
    review.products.group([], Grouping.NONE)  # whoever parts them decides nothing
    said = basis_of(review).decisions
    assert {(said[name].by, said[name].label) for name in shop.views("10")} == {("eve", "Dresses")}


def test_terms_and_file_are_those_that_the_review_knows(stocked: Stocked, tmp_path: Path) -> None:
    review, _ = stocked
    assert basis_of(review).kept is None
    file = tmp_path / "t.csv"
    file.write_text("sku,category\n10,Knitwear\n20,Glitter\n300,Sacks\n")
    import_tags(review, file)
    assign(review, {"Knitwear": "Tshirts"})
    learn(TermMap({"Glitter": "Lip Gloss"}))
    basis = basis_of(review, TermMap({"Sacks": "Handbags"}))
    assert basis.kept is not None and basis.kept.path == str(file)
    found = [basis.classes.find(term) for term in ("Knitwear", "Glitter", "Sacks")]
    assert found == ["Tshirts", "Lip Gloss", "Handbags"]
    assert basis.terms.way_back("Handbags") == "Sacks"
    assert list(basis.index.paths) == sorted(shop.PHOTOS)


def test_a_review_without_a_network_is_told(tmp_path: Path) -> None:
    with (
        Review(tmp_path / "b.tagproof", folder=tmp_path) as review,
        pytest.raises(ReviewError, match="have not been tagged yet"),
    ):
        basis_of(review)
