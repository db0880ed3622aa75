"""The list of photos: model, order, wishes for thumbnails, caches, folders."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester

from core.errors import FolderUnreadable
from core.vocabulary import Status, Verdict
from desktop.panels.browser.folder_panel import FolderPanel
from desktop.panels.browser.photo_model import PATH_ROLE, TAG_ROLE, PhotoModel, describe
from desktop.services.folder_index import FolderIndex
from desktop.services.folder_scan import FIRST_HANDFUL, handfuls
from desktop.services.thumbnail_loader import ImageCache, Wishes
from desktop.ui.photo_state import Mark, Tag

PHOTOS = [Path(f"/shop/bags/{n}.jpg") for n in range(40)]


def image(side: int = 8) -> QImage:
    return QImage(side, side, QImage.Format.Format_RGB32)


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


def test_library_gives_photos_below_a_folder_in_order() -> None:
    folder_index = FolderIndex()
    photos = [Path("/s/1.jpg"), Path("/s/a/2.jpg"), Path("/s/a/b/3.jpg"), Path("/s/ab/4.jpg")]
    folder_index.add(photos)
    assert folder_index.below(None) == photos
    assert folder_index.below(Path("/s/a")) == photos[1:3]
    assert len(folder_index) == 4


def test_folder_tree_counts_up_to_the_roots(qapp) -> None:  # noqa: ANN001
    panel = FolderPanel()
    panel.reset_to([Path("/s"), Path("/t")])
    panel.add([Path("/s/1.jpg"), Path("/s/a/b/3.jpg"), Path("/lone/4.jpg")])
    panel.tree.note_trouble(Path("/t"), str(FolderUnreadable(Path("/t"), "vanished")))
    rows = [
        (panel.tree.item(row, 0).text(), panel.tree.item(row, 1).text())
        for row in range(panel.tree.rowCount())
    ]
    assert rows == [("All photos", "3"), ("s", "2"), ("t", ""), ("lone", "1")]
    a = panel.tree.item(1, 0).child(0, 0)
    assert (a.text(), a.child(0, 0).text()) == ("a", "b")
    assert panel.tree.item(2, 0).toolTip() == "/t: vanished"
    panel.deleteLater()


@given(st.lists(st.sampled_from(PHOTOS)), st.integers(1, 10))
def test_latest_wish_comes_first_and_the_oldest_are_dropped(asked: list[Path], most: int) -> None:
    wishes = Wishes(most)
    for path in asked:
        wishes.add(path)
    expected = list(dict.fromkeys(reversed(asked)))[:most]
    assert [wishes.take() for _ in expected] == expected
    assert wishes.take() is None


def test_image_cache_keeps_to_its_bound_and_what_was_used_last() -> None:
    cache = ImageCache(3 * image().sizeInBytes())
    for path in PHOTOS[:3]:
        cache.put(path, image())
    cache.get(PHOTOS[0])
    cache.put(PHOTOS[3], image())
    assert cache.get(PHOTOS[1]) is None
    assert cache.get(PHOTOS[0]) is not None


def test_scan_hands_over_a_few_first_and_everything_once() -> None:
    trouble = FolderUnreadable(Path("/t"), "vanished")
    found = [*PHOTOS, trouble, *PHOTOS]
    handed = list(handfuls(iter(found)))
    assert len(handed[0][0]) == FIRST_HANDFUL
    assert [path for photos, _ in handed for path in photos] == PHOTOS * 2
    assert [error for _, errors in handed for error in errors] == [trouble]


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
    found = model.next_pending([Path(f"{row}.jpg") for row in behind], from_top=from_top)
    left = [row for row, to_do in enumerate(pending) if to_do and row not in shown]
    if not shown or not left:
        assert found is None
        return
    start = 0 if from_top else shown[-1] + 1
    assert found == paths[min(left, key=lambda row: (row < start, row))]
