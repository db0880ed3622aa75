import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from core.catalog.inspection import inspect
from core.catalog.term_map import TermMap, learn
from core.errors import ExportFailed, ReviewError
from core.review.catalog_export import CHANGE_LISTS, plan_export, write_changes, write_export
from core.review.catalog_tags import import_tags
from core.review.store import Review
from tests.core.catalog import shop
from tests.core.catalog.systems import SYSTEMS
from tests.core.review.desk import add_photos, classify, predict


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "shop.csv"
    path.write_bytes(shop.woocommerce().encode())
    return path


@pytest.fixture
def imported(review: Review, source: Path) -> tuple[Review, dict[str, int]]:
    ids = add_photos(review, list(shop.PHOTOS))
    classify(review, ids, [predict("Tshirts")] * len(ids))
    import_tags(review, source)
    return review, dict(zip(shop.PHOTOS, ids, strict=True))


Imported = tuple[Review, dict[str, int]]


def test_decisions_change_their_products_cells(
    imported: Imported, source: Path, tmp_path: Path
) -> None:
    review, ids = imported
    review.decisions.correct([ids["10_1.jpg"]], "Handbags", reason="a bag")
    review.decisions.accept([ids["10_3.jpg"]])
    review.decisions.correct([ids["20_1.jpg"]], "Handbags")
    review.decisions.flag([ids["300_1.jpg"]], "blurred")
    export = plan_export(review, source)
    assert export.disputed == ["10"] and not export.changes
    review.decisions.withdraw([ids["10_3.jpg"]])
    export = plan_export(review, source)
    write_export(export, tmp_path / "out.csv")
    wanted = shop.woocommerce().replace("Clothing > Tshirts", "Clothing > Handbags")
    assert (tmp_path / "out.csv").read_bytes() == wanted.encode()
    write_changes(export, tmp_path / "changes.csv")
    with (tmp_path / "changes.csv").open(newline="") as stream:
        assert list(csv.DictReader(stream)) == [
            {"product": "10", "before": "Clothing > Tshirts, New",
             "after": "Clothing > Handbags, New", "by": "ana", "photo": "10_1.jpg",
             "why": "a bag"}
        ]  # fmt: skip


@pytest.mark.parametrize("system", ["bmecat", "yml", "parents_by_long_ids", "in_json"])
def test_other_systems_files_are_imported_and_written(
    review: Review, tmp_path: Path, system: str
) -> None:
    source, out = tmp_path / "export", tmp_path / "out"
    source.write_bytes(SYSTEMS[system]())
    ids = add_photos(review, list(shop.PHOTOS))
    classify(review, ids, [predict("Tshirts")] * len(ids))
    import_tags(review, source)
    review.decisions.correct(ids[:3], "Handbags")
    export = plan_export(review, source)
    assert (export.decided, len(export.changes), export.disputed) == (1, 1, [])
    write_export(export, out)
    found = inspect(out, shop.index(), shop.classes())
    assert shop.labels(found) == {**shop.TRUTH, **dict.fromkeys(shop.PHOTOS[:3], "Handbags")}


def test_accepting_what_the_file_says_changes_nothing(
    imported: Imported, source: Path, tmp_path: Path
) -> None:
    review, ids = imported
    review.decisions.accept([ids["10_1.jpg"]])
    export = plan_export(review, source)
    assert (export.decided, export.changes, export.edits.cells) == (1, [], {})
    write_export(export, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == source.read_bytes()


def test_lists_of_changes_are_written_as_their_names_end(
    imported: Imported, source: Path, tmp_path: Path
) -> None:
    review, ids = imported
    review.decisions.correct([ids["10_1.jpg"]], "Handbags", reason="a bag")
    export = plan_export(review, source)
    for ending in CHANGE_LISTS:
        write_changes(export, tmp_path / f"changes{ending.upper()}")
    assert (tmp_path / "changes.CSV").read_text().startswith("product,before,after,by,photo,why")
    (page,) = PdfReader(tmp_path / "changes.PDF").pages
    assert "Clothing > Handbags, New" in page.extract_text()
    with pytest.raises(ExportFailed, match=r"changes\.xlsx: .* ends in \.csv or \.pdf"):
        write_changes(export, tmp_path / "changes.xlsx")
    assert not (tmp_path / "changes.xlsx").exists()


def test_terms_learnt_elsewhere_are_written(imported: Imported, source: Path) -> None:
    review, ids = imported
    learn(TermMap({"Kosmetik > Gloss": "Lip Gloss"}))
    review.decisions.correct([ids["300_1.jpg"]], "Lip Gloss")
    assert plan_export(review, source).changes[0].after == "Kosmetik > Gloss, New"
    assert plan_export(review, source, as_class=True).changes[0].after == "Lip Gloss, New"


def test_reviews_that_never_met_a_file_propose_its_columns(review: Review, source: Path) -> None:
    ids = add_photos(review, list(shop.PHOTOS))
    review.decisions.correct([ids[0]], "Dresses")
    assert [change.product for change in plan_export(review, source).changes] == ["10"]


def test_a_review_without_a_network_is_told(tmp_path: Path, source: Path) -> None:
    review = Review(tmp_path / "b.tagproof", folder=tmp_path)
    with review, pytest.raises(ReviewError, match="no network"):
        plan_export(review, source)


def test_exports_need_no_writable_review(
    imported: Imported, source: Path, make_review: Callable[..., Review]
) -> None:
    review, ids = imported
    review.decisions.correct([ids["10_1.jpg"]], "Dresses")
    with Review(review.path, read_only=True) as opened:
        assert len(plan_export(opened, source).changes) == 1
