"""The list of photos as Qt sees it."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from core.vocabulary import Doubt, Status, Verdict
from desktop.panels.browser.photo_model import (
    MANY,
    MARK_ROLE,
    PATH_ROLE,
    TAG_ROLE,
    PhotoModel,
    describe,
)
from desktop.ui.photo_state import UNDECIDED, Listing, Mark, Product, Tag

PHOTOS = [Path(f"/shop/bags/{n}.jpg") for n in range(40)]


def test_model_keeps_qt_s_rules(qapp) -> None:  # noqa: ANN001
    model = PhotoModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.append(PHOTOS[:10])
    model.append(PHOTOS[10:])
    model.set_tags({PHOTOS[3]: Tag(Status.KNOWN, "Handbags", 0.71)})
    model.replace(PHOTOS[5:9])
    model.clear()
    assert model.rowCount() == 0


def test_model_tells_only_the_row_that_changed(qapp) -> None:  # noqa: ANN001
    model, changed = PhotoModel(), []
    model.append(PHOTOS)
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    tag = Tag(Status.UNCERTAIN, "Clutches", 0.4)
    model.set_tags({PHOTOS[7]: tag, Path("/elsewhere.jpg"): tag})
    assert changed == [(7, 7)]
    assert model.index(7).data(TAG_ROLE) == tag
    assert model.index(7).data(PATH_ROLE) == PHOTOS[7]


def test_late_thumbnail_of_a_photo_that_is_gone_changes_nothing(qapp) -> None:  # noqa: ANN001
    model, changed = PhotoModel(), []
    model.append(PHOTOS)
    model.replace(PHOTOS[:3])
    model.dataChanged.connect(lambda *_: changed.append(1))
    model.repaint(PHOTOS[30])
    assert changed == []


def test_names_are_shown_on_one_line_and_described_in_words(qapp) -> None:  # noqa: ANN001
    model = PhotoModel()
    model.append([Path("/x/a\nb.jpg")])
    assert model.index(0).data(Qt.ItemDataRole.DisplayRole) == "a\\nb.jpg"
    said = describe(Path("/x/bag.jpg"), Tag(Status.UNCERTAIN, "Clutches", 0.4))
    assert said == "bag.jpg\nClutches, 40 %: Not sure"


@given(
    st.lists(st.booleans(), min_size=1, max_size=12),
    st.sets(st.integers(0, 11), min_size=1),
    st.booleans(),
)
def test_the_next_photo_to_do_lies_behind_or_comes_round(
    pending: list[bool], behind: set[int], from_top: bool
) -> None:
    model, paths = PhotoModel(), [Path(f"{row}.jpg") for row in range(len(pending))]
    model.append(paths)
    done = [path for path, to_do in zip(paths, pending, strict=True) if not to_do]
    model.set_marks(dict.fromkeys(done, Mark(Verdict.ACCEPTED)))
    shown = sorted(row for row in behind if row < len(paths))
    found = model.next_pending(model.rows(Path(f"{row}.jpg") for row in behind), from_top=from_top)
    left = [row for row, to_do in enumerate(pending) if to_do and row not in shown]
    if not shown or not left:
        assert found is None
        return
    start = 0 if from_top else shown[-1] + 1
    assert found == paths[min(left, key=lambda row: (row < start, row))]


def test_what_was_skipped_and_stands_in_front_comes_last(qapp) -> None:  # noqa: ANN001
    model = PhotoModel()
    model.set_marks({PHOTOS[0]: Mark(Verdict.SKIPPED)})
    model.adopt(Listing.of(PHOTOS[1:4], PHOTOS[:1], skipped=PHOTOS[:1]))
    assert model.next_pending(model.rows(PHOTOS[3:4])) == PHOTOS[1]
    assert model.next_pending(model.rows(PHOTOS[3:4]), from_top=True) == PHOTOS[1]
    assert model.next_pending(model.rows(PHOTOS[1:4])) == PHOTOS[0]
    assert model.next_pending(model.rows(PHOTOS[:1])) == PHOTOS[1]


def test_unreadable_photos_are_passed_over_on_the_way(qapp) -> None:  # noqa: ANN001
    model = PhotoModel()
    model.append(PHOTOS[:4])
    model.set_tags(dict.fromkeys(PHOTOS[1:3], Tag(Status.ERROR, error="torn")))
    assert model.next_pending(model.rows(PHOTOS[:1])) == PHOTOS[3]
    assert model.next_pending(model.rows(PHOTOS[1:2])) == PHOTOS[2]  # from one to the next


def test_many_changes_are_told_at_once(qapp) -> None:  # noqa: ANN001
    model, changed = PhotoModel(), []
    model.append(PHOTOS)
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    model.set_marks(dict.fromkeys(PHOTOS[: MANY + 1], Mark(Verdict.SKIPPED)))
    assert changed == [(0, len(PHOTOS) - 1)]


def test_what_is_known_of_a_photo_outlives_the_list(qapp) -> None:  # noqa: ANN001
    model, mark = PhotoModel(), Mark(Verdict.FLAGGED, reason="two products")
    model.set_marks({PHOTOS[0]: mark})
    model.append(PHOTOS[:3])
    model.append(PHOTOS[:5])
    assert model.rowCount() == 5
    assert model.index(0).data(MARK_ROLE) == mark
    model.replace(PHOTOS[1:3])
    assert (model.row(PHOTOS[0]), model.row(PHOTOS[2])) == (None, 1)
    assert model.mark(PHOTOS[0]) == mark
    model.clear()
    assert model.mark(PHOTOS[0]) == UNDECIDED


def test_a_decision_and_an_error_are_described(qapp) -> None:  # noqa: ANN001
    tag = Tag(Status.KNOWN, "Clutches", 0.97)
    said = describe(PHOTOS[0], tag, Mark(Verdict.CORRECTED, "Handbags"))
    assert said == "0.jpg\nClutches, 97 %: Sure\nCorrected to Handbags"
    assert describe(PHOTOS[0], Tag(Status.ERROR, error="0.jpg: empty file")) == "0.jpg: empty file"


def test_a_product_has_the_tag_of_all_its_photos_whatever_its_lead_says() -> None:
    model, lead, other = PhotoModel(), Path("bag_1.jpg"), Path("bag_2.jpg")
    model.append([lead])
    own, shared = Tag(Status.KNOWN, "Belts", 0.6), Tag(Status.KNOWN, "Handbags", 0.9)
    assert model.set_products({lead: Product(shared, 4, 1, other)})
    model.set_tags({lead: own})
    assert model.tag(lead) == shared
    said = model.data(model.index(0), Qt.ItemDataRole.ToolTipRole).splitlines()
    assert said[1] == "4 photos, 1 contradicts"
    assert not model.set_products({lead: Product(shared, 4, 0, other)})  # led as before
    model.update_products({lead: Product(shared, 5, 0, other)})  # tagged meanwhile
    assert model.set_products({lead: Product(shared, 5, 0, other)})  # a photo alone has joined
    assert model.set_products({})
    assert model.tag(lead) == own


def test_photos_wait_again_and_what_cannot_be_read_stays_so(qapp) -> None:  # noqa: ANN001
    model, changed = PhotoModel(), []
    model.append(PHOTOS)
    broken = Tag(Status.ERROR, error="no photo")
    model.set_tags({PHOTOS[0]: broken, PHOTOS[1]: Tag(Status.KNOWN, "Handbags", 0.9)})
    model.set_marks({PHOTOS[1]: Mark(Verdict.ACCEPTED, "Handbags")})
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    model.forget_tags()
    assert changed == [(0, len(PHOTOS) - 1)]
    assert (model.tag(PHOTOS[0]), model.tag(PHOTOS[1])) == (broken, Tag())
    assert model.mark(PHOTOS[1]).verdict is Verdict.ACCEPTED


def test_products_are_counted_and_brought_up_one_by_one(qapp) -> None:  # noqa: ANN001
    model, told, changed = PhotoModel(), [], []
    model.append(PHOTOS)
    model.products_changed.connect(told.append)
    lead, other = PHOTOS[:2]
    products = {path: Product(Tag(), 3, 0, path) for path in (lead, other)}
    model.set_products(dict(products))
    assert told == [2]
    assert model.counted(PHOTOS[:2]) == "2 products"
    assert model.counted(PHOTOS[1:4]) == "1 product and 2 photos"
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    tag = Tag(Status.KNOWN, "Handbags", 0.9)
    model.update_products({other: Product(tag, 3, 0, other)})
    assert (changed, model.tag(other), model.tag(lead)) == ([(1, 1)], tag, Tag())


def test_the_hint_says_why_a_tag_is_not_sure(qapp) -> None:  # noqa: ANN001
    told = describe(PHOTOS[0], Tag(Status.UNCERTAIN, "Bags", 0.99, doubt=Doubt.STRANGE))
    assert told.endswith("Bags, 99 %: Not sure: unlike what it knows")
    assert describe(PHOTOS[0], Tag(Status.UNKNOWN, "Bags", 0.99, doubt=Doubt.STRANGE)).endswith(
        "Bags, 99 %: Unfamiliar"
    )
    model = PhotoModel()
    model.replace(PHOTOS)
    model.set_tags({PHOTOS[0]: Tag(Status.UNCERTAIN, "Bags", 0.99)})
    hint = Qt.ItemDataRole.ToolTipRole
    assert model.index(0).data(hint).endswith("Not sure")
    model.use_doubts(lambda status, confidence: Doubt.STRANGE if confidence > 0.9 else None)
    assert model.index(0).data(hint).endswith("Not sure: unlike what it knows")
