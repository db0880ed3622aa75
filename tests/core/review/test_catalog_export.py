import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from core.catalog.matching import Reason
from core.catalog.reading import inspect
from core.catalog.term_map import TermMap, learn
from core.entities import Progress
from core.errors import Cancelled, ExportFailed, ReviewError
from core.review.catalog_changes import LeftOut, Omission, write_changes
from core.review.catalog_decisions import basis_of
from core.review.catalog_export import plan, plan_export, read_source, write_export
from core.review.catalog_tags import import_tags
from core.review.store import Review
from tests import unix
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


@pytest.mark.parametrize("system", ["yml", "in_json"])
def test_a_class_without_a_category_of_the_file_is_told_and_the_rest_goes_on(
    review: Review, tmp_path: Path, system: str
) -> None:
    source = tmp_path / "export"
    source.write_bytes(SYSTEMS[system]())
    ids = add_photos(review, list(shop.PHOTOS))
    classify(review, ids, [predict("Tshirts")] * len(ids))
    import_tags(review, source)
    review.decisions.correct(ids[:3], "Lip Gloss")
    review.decisions.correct(ids[3:5], "Dresses")
    export = plan_export(review, source)
    assert [change.photo for change in export.changes] == ["20_1.jpg"]
    assert (export.left_out[0].photo, export.left_out[0].why) == ("10_1.jpg", Omission.UNSAID)


def test_accepting_what_the_file_says_changes_nothing(
    imported: Imported, source: Path, tmp_path: Path
) -> None:
    review, ids = imported
    review.decisions.accept([ids["10_1.jpg"]])
    export = plan_export(review, source)
    assert (export.decided, export.changes, export.edits.cells) == (1, [], {})
    write_export(export, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == source.read_bytes()


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
    with review, pytest.raises(ReviewError, match="have not been tagged yet"):
        plan_export(review, source)


def test_exports_need_no_writable_review(
    imported: Imported, source: Path, make_review: Callable[..., Review]
) -> None:
    review, ids = imported
    review.decisions.correct([ids["10_1.jpg"]], "Dresses")
    with Review(review.path, read_only=True) as opened:
        assert len(plan_export(opened, source).changes) == 1


def test_what_is_left_out_says_why(imported: Imported, source: Path) -> None:
    review, ids = imported
    assert [one.why for one in plan_export(review, source).left_out] == [Omission.UNDECIDED] * 3
    review.decisions.correct([ids["10_1.jpg"]], "Handbags")
    review.decisions.accept([ids["10_3.jpg"]])
    review.decisions.flag([ids["300_1.jpg"]], "blurred")
    export = plan_export(review, source)
    assert export.left_out == [
        LeftOut("10", "10_1.jpg", Omission.DISPUTED, "Nice"),
        LeftOut("300", "300_1.jpg", Omission.FLAGGED, "Nice"),
        LeftOut("20", "20_1.jpg", Omission.UNDECIDED, "Nice"),
    ]
    assert export.disputed == ["10"]


def test_photos_that_the_file_is_not_clear_about_are_named(review: Review, tmp_path: Path) -> None:
    ids = add_photos(review, [*shop.PHOTOS, "loose.jpg", "other.jpg"])
    file = tmp_path / "t.csv"
    file.write_text("image,sku,category\n10_1.jpg,a,Tshirts\n10_1.jpg,b,Shirts\n20_1.jpg,c,Bags\n")
    review.decisions.correct([ids[0], ids[6]], "Dresses")
    export = plan_export(review, file)
    assert [(one.photo, one.why) for one in export.left_out] == [
        ("10_1.jpg", Reason.TWO_PRODUCTS), ("loose.jpg", Reason.UNSPOKEN),
        ("20_1.jpg", Omission.UNDECIDED),
    ]  # fmt: skip


@unix.links
def test_the_shops_own_file_is_never_written_over(imported: Imported, source: Path) -> None:
    review, ids = imported
    review.decisions.correct([ids["10_1.jpg"]], "Handbags")
    before = source.read_bytes()
    export = plan_export(review, source)
    (source.parent / "link.csv").symlink_to(source)
    for out in (source, source.parent / "link.csv"):
        with pytest.raises(ExportFailed, match="the shop's own file"):
            write_export(export, out)
    assert source.read_bytes() == before


@pytest.fixture(params=["csv", "xml"])
def long_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The first product's rows among so many others that progress is told."""
    form = request.param
    path = tmp_path / f"long.{form}"
    others = [(f"x{row}", f"x{row}.jpg", f"Shirts {'x' * 150}") for row in range(22_000)]
    table = [("10", "10_1.jpg", "Tshirts"), *others]
    if form == "csv":
        path.write_text("sku,image,category\n" + "".join(",".join(one) + "\n" for one in table))
    else:
        items = "".join(
            f"<item><id>{a}</id><image>{b}</image><category>{c}</category></item>\n"
            for a, b, c in table
        )
        path.write_text(f"<feed>{items}</feed>")
    return path


def test_each_step_says_how_far_it_is_and_stops_where_asked(
    review: Review, long_file: Path, tmp_path: Path
) -> None:
    ids = add_photos(review, list(shop.PHOTOS))
    classify(review, ids, [predict("Tshirts")] * len(ids))
    import_tags(review, long_file)
    review.decisions.correct([ids[0]], "Dresses")
    basis, out = basis_of(review), tmp_path / "out" / f"out{long_file.suffix}"
    out.parent.mkdir()
    steps: list[Progress] = []
    found = read_source(basis, long_file, on_progress=steps.append)
    assert steps and all(0 < step.done < step.total for step in steps)
    steps.clear()
    export = plan(basis, found, on_progress=steps.append)
    assert steps and all(0 < step.done < step.total for step in steps)

    def stop(step: Progress) -> None:
        steps.append(step)
        if step.done:
            raise Cancelled

    steps.clear()
    with pytest.raises(Cancelled):
        write_export(export, out, on_progress=stop)
    assert 0 < steps[-1].done < steps[-1].total
    assert list(out.parent.iterdir()) == []
    write_export(export, out)
    assert out.exists()
