"""The shop's terms against what stands."""

from pathlib import Path

import pytest

from core.review import catalog_tags
from core.review.confusion import cell, confusion
from core.review.store import Review
from core.review.views import VIEWS
from core.vocabulary import ViewKey
from tests.core.review.desk import BAG, DRESS, SHIRT, add_photos, classify, predict


@pytest.fixture
def desk(review: Review, tmp_path: Path) -> Review:
    ids = add_photos(review, [f"{n}.jpg" for n in range(6)])
    classify(review, ids[:5], [predict(label) for label in (BAG, BAG, DRESS, SHIRT, SHIRT)])
    table = tmp_path / "tags.csv"
    table.write_text(
        "path,tag\n0.jpg,Handbags\n1.jpg,Handbags\n2.jpg,Handbags\n3.jpg,Oddments\n"
        "5.jpg,Oddments\n",
        "utf-8",
    )
    catalog_tags.import_tags(review, table)
    review.decisions.correct([ids[1]], "Ponchos")
    return review


def test_photos_are_counted_by_term_and_by_what_stands(desk: Review) -> None:
    found = confusion(desk)
    assert found.photos == {
        ("Handbags", BAG): 1,
        ("Handbags", "Ponchos"): 1,
        ("Handbags", DRESS): 1,
        ("Oddments", SHIRT): 1,
    }
    assert found.terms == ("Handbags", "Oddments")
    assert found.classes[0] == BAG
    assert set(found.classes) == {BAG, DRESS, "Ponchos", SHIRT}
    assert found.agrees("Handbags", BAG)
    assert found.agrees("Handbags", DRESS) is False
    assert found.agrees("Oddments", SHIRT) is None


def test_a_cell_lists_exactly_its_photos(desk: Review) -> None:
    found = confusion(desk)
    for term in found.terms:
        for label in found.classes:
            listed = desk.queue.ids(VIEWS[ViewKey.ALL], cell(term, label))
            assert len(listed) == found.photos.get((term, label), 0)


def test_without_a_catalog_there_is_nothing_to_show(review: Review) -> None:
    add_photos(review, ["a.jpg"])
    assert confusion(review).terms == confusion(review).classes == ()
