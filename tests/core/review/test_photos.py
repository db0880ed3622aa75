from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import FolderUnreadable, ReviewError
from core.review.audit import verify
from core.review.records import FoundFile, State
from core.review.store import Review
from core.review.views import VIEWS, Filter, View
from core.vocabulary import Order, Verdict, ViewKey
from tests.core.review.desk import LABELS, add_photos, classify, predict, sha

Tagged = tuple[Review, list[int]]
MISSING = View(Filter(missing=True))


def rescan(review: Review, *files: tuple[str, int, int]) -> list[int]:
    scan = review.photos.begin_scan()
    found = [FoundFile(review.photos.folder / name, size, time) for name, size, time in files]
    ids = review.photos.add(found, scan)
    review.photos.end_scan(scan)
    return ids


def test_every_photo_that_is_there_is_given_once(tagged: Tagged) -> None:
    review, ids = tagged
    scan = review.photos.begin_scan()
    there = [
        FoundFile(review.photos.folder / "shoes" / f"photo {i}.jpg", 10 + i, i) for i in (1, 3)
    ]
    review.photos.add(there, scan)
    review.photos.end_scan(scan)
    rows = list(review.photos.present())
    assert rows == review.photos.get_many([ids[1], ids[3]])


def test_a_photo_is_known_by_its_path_in_the_folder(tagged: Tagged) -> None:
    review, ids = tagged
    folder = review.photos.folder
    assert review.photos.find(folder / "shoes" / "photo 3.jpg") == ids[3]
    assert review.photos.find(folder / "shoes" / ".." / "shoes" / "photo 3.jpg") == ids[3]
    assert review.photos.find(folder / "photo 3.jpg") is None
    assert review.photos.file_of(ids[3]) == folder / "shoes" / "photo 3.jpg"
    assert review.photos.get(ids[3]).path == "shoes/photo 3.jpg"


def test_a_photo_outside_the_folder_keeps_its_whole_path(review: Review, tmp_path: Path) -> None:
    (photo,) = rescan(review, ("../elsewhere/a.jpg", 1, 1))
    assert review.photos.file_of(photo) == tmp_path / "elsewhere" / "a.jpg"


def test_the_same_scan_again_changes_nothing(tagged: Tagged) -> None:
    review, ids = tagged
    files = [(f"shoes/photo {i}.jpg", 10 + i, i) for i in range(5)]
    assert rescan(review, *files) == ids
    assert review.photos.unread() == []
    assert review.photos.count() == 5


def test_what_a_scan_misses_leaves_the_lists_and_comes_back(tagged: Tagged) -> None:
    review, ids = tagged
    rescan(review, ("shoes/photo 0.jpg", 10, 0))
    assert review.queue.ids(VIEWS[ViewKey.TO_DO]).tolist() == ids[:1]
    assert sorted(review.queue.ids(MISSING).tolist()) == ids[1:]
    rescan(review, *[(f"shoes/photo {i}.jpg", 10 + i, i) for i in range(5)])
    assert review.queue.ids(VIEWS[ViewKey.TO_DO]).tolist() == ids


def test_a_moved_photo_keeps_its_id_and_its_decision(tagged: Tagged) -> None:
    review, ids = tagged
    review.decisions.accept(ids[:1])
    (arrived,) = rescan(review, ("bags/moved.jpg", 10, 0))
    assert review.photos.set_contents([(arrived, sha(0))]) == {arrived: ids[0]}
    row = review.photos.get(ids[0])
    assert (row.path, row.missing) == ("bags/moved.jpg", False)
    assert row.state == State(Verdict.ACCEPTED, LABELS[0])
    assert review.queue.ids(View(Filter(text="moved"))).tolist() == ids[:1]
    assert review.queue.ids(View(Filter(folders=("bags",)), Order.PATH)).tolist() == ids[:1]
    with pytest.raises(ReviewError, match="no longer"):
        review.photos.get(arrived)
    assert verify(review.path).sound


def test_a_copy_of_a_photo_that_is_still_there_is_a_photo_of_its_own(tagged: Tagged) -> None:
    review, ids = tagged
    original = review.photos.file_of(ids[0])
    original.parent.mkdir(parents=True)
    original.write_bytes(b"photo")
    (copy,) = rescan(review, ("copy.jpg", 10, 0))
    assert review.photos.set_contents([(copy, sha(0))]) == {}
    assert copy not in ids


def test_a_replaced_photo_goes_back_to_the_desk_and_the_log_says_so(tagged: Tagged) -> None:
    review, ids = tagged
    review.decisions.accept(ids[:2])
    rescan(review, ("shoes/photo 0.jpg", 99, 99), ("shoes/photo 1.jpg", 11, 77))
    assert review.photos.unread() == ids[:2]
    review.photos.set_contents([(ids[0], sha(50)), (ids[1], sha(1))])
    first, second = review.photos.get(ids[0]), review.photos.get(ids[1])
    assert (first.state, first.label, first.sha256) == (State(), None, sha(50))
    assert second.state == State(Verdict.ACCEPTED, LABELS[1])
    assert review.photos.unread() == ids[:1]
    *_, last = review.decisions.history()
    assert (last.action, last.photo, last.sha256) == ("replaced", ids[0], sha(0))
    assert verify(review.path).sound


def test_an_unreadable_photo_says_why_until_it_changes(tagged: Tagged) -> None:
    review, ids = tagged
    review.photos.fail(ids[2], "not an image")
    row = review.photos.get(ids[2])
    assert (row.status, row.error, row.label) == ("error", "not an image", None)
    assert review.photos.unread() == []
    assert review.photos.unhashed() == ids[2:3]  # a moment later it may be readable
    rescan(review, ("shoes/photo 2.jpg", 5000, 9))
    assert review.photos.unread() == ids[2:3]


def test_nothing_is_classified_twice(tagged: Tagged, make_review: Callable[..., Review]) -> None:
    review, ids = tagged
    review.close()
    again = make_review()
    assert again.photos.unread() == []
    twin, other = rescan(again, ("new/twin.jpg", 1, 1), ("new/other.jpg", 2, 2))
    for photo in ids:
        file = again.photos.file_of(photo)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    again.photos.set_contents([(twin, sha(4)), (other, sha(40))])
    assert again.predictions.reuse([sha(4), sha(40)]) == {sha(4)}
    assert again.photos.get(twin).label == LABELS[4]
    assert again.photos.unread() == [other]
    classify(again, [other], [predict("Dresses")])
    assert again.photos.unread() == []


def test_names_that_are_no_unicode_come_back_as_they_were(review: Review) -> None:
    name = "caf\udce9 \udcff.jpg"
    (photo,) = add_photos(review, [name])
    assert review.photos.file_of(photo).name == name
    assert review.photos.find(review.photos.folder / name) == photo
    assert review.queue.ids(View(Filter(text="CAF"))).tolist() == [photo]
    review.decisions.flag([photo], "odd name")
    assert verify(review.path).sound


def test_a_walk_that_finds_less_than_half_is_told(tmp_path: Path) -> None:
    with Review(tmp_path / "r.tagproof", folder=tmp_path) as review:
        files = [tmp_path / f"{number}.png" for number in range(5)]
        for file in files:
            file.touch()
        review.photos.add(map(FoundFile.of, files), review.photos.begin_scan())
        known = review.photos.count_present()
        scan = review.photos.begin_scan()
        review.photos.add(map(FoundFile.of, files[:2]), scan)
        assert review.photos.lost(scan, known) == (2, 5)
        review.photos.add([FoundFile.of(files[2])], scan)
        assert review.photos.lost(scan, known) is None


def test_a_folder_is_there_as_long_as_it_or_one_photo_is(tagged: Tagged, tmp_path: Path) -> None:
    review, _ = tagged
    elsewhere = tmp_path / "elsewhere.jpg"
    elsewhere.touch()
    review.photos.folder.mkdir(exist_ok=True)
    review.photos.require_folder()
    review.photos.move_folder(tmp_path / "gone")
    with pytest.raises(FolderUnreadable, match="gone: is not there"):
        review.photos.require_folder()
    review.photos.add([FoundFile.of(elsewhere)], review.photos.begin_scan())
    review.photos.require_folder()


def test_photos_of_a_folder_that_cannot_be_read_are_not_gone(
    review: Review, tmp_path: Path
) -> None:
    names = ["a/1.jpg", "a/b/2.jpg", "ab/3.jpg", "4.jpg"]
    ids = add_photos(review, names)
    for spared, left in ([], []), (["a"], ids[:2]), (["a/b", "ab"], ids[1:3]), ([""], ids):
        scan = review.photos.begin_scan()
        review.photos.add((FoundFile(review.photos.folder / one, 1, 1) for one in names), scan)
        scan = review.photos.begin_scan()
        review.photos.spare((review.photos.folder / folder for folder in spared), scan)
        review.photos.end_scan(scan)
        assert [photo for photo in ids if not review.photos.get(photo).missing] == left
