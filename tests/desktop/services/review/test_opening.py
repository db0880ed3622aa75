"""Which review belongs to what is opened."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from core.errors import ReviewError
from core.given_files import sha256_of
from core.review.records import FoundFile
from core.review.store import Review, path_for
from desktop.services.review.opening import (
    LOCKED,
    ON_NETWORK,
    mended,
    open_loose,
    open_review,
    place_of_loose,
    shelf,
    what_is_meant,
)


def test_file_that_only_is_called_so_is_named(tmp_path: Path) -> None:
    fake = tmp_path / "x.tagproof"
    fake.write_bytes(b"no database")
    with pytest.raises(ReviewError, match=r"x\.tagproof"):
        what_is_meant([fake])


def test_anything_else_is_opened_as_it_is(products: Path) -> None:
    assert what_is_meant([products]) == ([products], None)
    assert what_is_meant([products, products]) == ([products, products], None)


def test_single_photos_share_a_review_in_which_only_those_given_are_there(products: Path) -> None:
    blue, green, red = (products / name for name in ("a/blue.png", "a/green.png", "b/red.png"))
    with open_loose([blue, green], "ana")[0] as review:
        assert review.path == place_of_loose()
        assert {row.path for row in review.photos.present()} == {blue.as_posix(), green.as_posix()}
        review.decisions.flag([review.photos.find(blue)], "two things")
    with open_loose([red], "ana")[0] as review:
        assert [row.path for row in review.photos.present()] == [red.as_posix()]
    with open_loose([blue, red, products / "gone.png"], "ana")[0] as review:
        assert {row.path: row.state.reason for row in review.photos.present()} == {
            blue.as_posix(): "two things", red.as_posix(): "",
        }  # fmt: skip


def test_the_review_of_single_photos_opens_those_that_are_there(products: Path) -> None:
    blue, green = products / "a" / "blue.png", products / "a" / "green.png"
    open_loose([blue, green], "ana")[0].close()
    blue.unlink()
    assert what_is_meant([place_of_loose()]) == ([green], None)
    green.unlink()
    with pytest.raises(ReviewError, match="or open the photos where they lie now"):
        what_is_meant([place_of_loose()])


def test_where_a_folder_that_is_gone_may_lie_now_is_asked_of_its_own_review_alone(
    products: Path, tmp_path: Path
) -> None:
    for place in (path_for(products, shelf()), tmp_path / "sent.tagproof"):
        Review(place, folder=products).close()
    products.rename(moved := products.with_name("moved"))
    with pytest.raises(ReviewError, match="or open the folder where it lies now"):
        what_is_meant([path_for(products, shelf())])
    with pytest.raises(ReviewError, match="or put the folder there"):
        what_is_meant([tmp_path / "sent.tagproof"])
    assert moved.is_dir()


def test_a_copy_of_single_photos_that_cannot_be_written_is_looked_at(
    products: Path, tmp_path: Path
) -> None:
    blue, copy = products / "a" / "blue.png", tmp_path / "copy.tagproof"
    with open_loose([blue], "ana")[0] as review:
        review.save_copy(copy)
    with open_loose([blue], "ana", copy)[0], open_loose([blue], "bo", copy)[0] as looked_at:
        assert looked_at.read_only
        assert [row.path for row in looked_at.photos.present()] == [blue.as_posix()]
    review, why = open_loose([blue], "ana", copy)
    assert (review.read_only, why) == (False, "")
    review.close()


def test_a_review_on_a_network_drive_is_told_once(
    products: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.places.on_network", lambda _: True)
    for said in (ON_NETWORK, ""):
        review, why = open_review(products, "ana")
        with review:
            assert (mended(review), why) == (said, "")


@pytest.fixture
def case_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    """Places are compared as on Windows."""
    monkeypatch.setattr("core.places.key", lambda path: str(path).casefold())
    monkeypatch.setattr("core.places.SPELLS_FREELY", True)


def old_review(folder: Path, decisions: int) -> Path:
    """A review as earlier versions named it: by the folder's spelling."""
    mark = hashlib.sha256(os.fsencode(folder)).hexdigest()[:10]
    path = shelf() / f"{folder.name}-{mark}.tagproof"
    with Review(path, folder=folder, reviewer="ana") as review:
        number = review.photos.begin_scan()
        (photo,) = review.photos.add([FoundFile(folder / "a.jpg", 1, 1)], number)
        for at in range(decisions):
            review.decisions.flag([photo], f"torn {at}")
    return path


@pytest.mark.usefixtures("case_ignored")
def test_two_spellings_of_a_folder_have_one_review(tmp_path: Path) -> None:
    for folder in (tmp_path / "Photos", tmp_path / "photos"):
        folder.mkdir(exist_ok=True)  # one folder, where case does not count
    review, _ = open_review(tmp_path / "Photos", "ana")
    review.close()
    again, _ = open_review(tmp_path / "photos", "ana")
    again.close()
    assert again.path.name.casefold() == review.path.name.casefold()


@pytest.mark.usefixtures("case_ignored")
def test_a_review_under_an_earlier_name_is_found_and_keeps_the_new_one(tmp_path: Path) -> None:
    lower, upper = tmp_path / "photos", tmp_path / "PHOTOS"
    for folder in (lower, upper):
        folder.mkdir(exist_ok=True)
    less, more = old_review(lower, 1), old_review(upper, 2)
    shutil.copy(more, shelf() / f"{more.stem}.before-20260101-000000.tagproof")
    with Review(more) as review:
        review.save_copy(shelf() / "PHOTOS-0123456789.tagproof")
    for _ in range(2):
        review, why = open_review(lower, "ana")
        with review:
            assert why == ""
            assert review.photos.folder == lower
            assert review.path == path_for(lower, shelf())
            assert len(list(review.decisions.history())) == 2
    assert less.exists()
    assert not more.exists()


@pytest.mark.usefixtures("case_ignored")
def test_a_review_that_cannot_be_renamed_is_used_under_its_name(tmp_path: Path) -> None:
    """Another program has it open, or one that copies files: it is looked at, and found again."""
    folder = tmp_path / "PHOTOS"
    folder.mkdir()
    old = old_review(folder, 1)
    with Review(old):
        review, why = open_review(folder, "ben")
        with review:
            assert (review.path, why) == (old, LOCKED)
    review, why = open_review(folder, "ben")
    with review:
        assert (review.path, why) == (path_for(folder, shelf()), "")


def test_a_moved_folders_review_that_cannot_be_renamed_is_used_all_the_same(
    products: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    review, _ = open_review(products, "ana")
    with review:
        files = [FoundFile.of(path) for path in sorted(products.rglob("*.png"))]
        ids = review.photos.add(files, review.photos.begin_scan())
        review.photos.set_contents(
            [(photo, sha256_of(file.path)) for photo, file in zip(ids, files, strict=True)]
        )
        review.decisions.flag(ids[:1], "torn")
    moved = products.rename(products.with_name("elsewhere"))

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(self), None, str(target))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refuse)
        for _ in range(2):
            again, why = open_review(moved, "ana")
            with again:
                assert (again.path, why) == (review.path, "")
                assert again.photos.folder == moved
                assert len(list(again.decisions.history())) == 1
    again, _ = open_review(moved, "ana")
    with again:
        assert again.path == path_for(moved, shelf())
        assert len(list(again.decisions.history())) == 1
