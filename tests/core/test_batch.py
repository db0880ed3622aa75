"""Names for many photos, and failures told while the others go on."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import batch
from core.entities import Outcome
from core.errors import EngineError, FolderUnreadable, ImageUnreadable

STEMS = st.sampled_from(["x", "X", "x-2", "X-2", "x-3", "shoe", "靴"])


def test_equal_stems_are_numbered_in_order() -> None:
    photos = [Path("a/x.jpg"), Path("b/X.png"), Path("y.jpg"), Path("c/x.jpg")]
    assert list(batch.unique_stems(photos).values()) == ["x", "X-2", "y", "x-3"]


@pytest.mark.parametrize("letter", ["a", "袋"])
def test_a_long_stem_leaves_room_for_an_ending(letter: str) -> None:
    photos = [Path(folder, f"{letter * (250 // len(letter.encode()))}.jpg") for folder in "ab"]
    names = batch.unique_stems(photos)
    assert len(set(names.values())) == 2
    assert all(letter * 60 in name for name in names.values())
    assert all(len(f"{name}.explanation.json".encode()) <= 255 for name in names.values())


@given(st.lists(STEMS, max_size=12))
def test_no_two_photos_ever_share_a_name(stems: list[str]) -> None:
    photos = [Path(str(number), f"{stem}.jpg") for number, stem in enumerate(stems)]
    names = batch.unique_stems(photos)
    assert set(names) == set(photos)
    assert len({name.casefold() for name in names.values()}) == len(photos)
    assert all(name.startswith(photo.stem) for photo, name in names.items())


def test_failures_are_named_counted_and_stop_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    def work(path: Path) -> str:
        if path.stem == "bad":
            raise ImageUnreadable(path, "not an image")
        if path.stem == "nan":
            raise EngineError("the network answered NaN")
        return path.stem

    found = [Path("a.jpg"), Path("bad.jpg"), FolderUnreadable(Path("gone"), "vanished")]
    found += [Path("nan.jpg"), Path("z.jpg")]
    each = batch._Each("Explaining")
    given_back = [item if isinstance(item, str) else item.error for item in each(found, work)]
    assert given_back == ["a", "not an image", "vanished", "the network answered NaN", "z"]
    assert each.failed == 3
    told = capsys.readouterr().err.splitlines()
    assert "bad.jpg: not an image" in told
    assert "gone: vanished" in told
    assert "nan.jpg: the network answered NaN" in told


def test_a_bug_is_not_taken_for_a_failure() -> None:
    def work(path: Path) -> None:
        raise ZeroDivisionError(path)

    with pytest.raises(ZeroDivisionError):
        list(batch._Each("Explaining")([Path("a.jpg")], work))


def test_a_failed_photo_is_reported_with_its_path(capsys: pytest.CaptureFixture[str]) -> None:
    error = ImageUnreadable(Path("bad.jpg"), "zero bytes")
    assert list(batch._Each("Explaining")([error], str)) == [
        Outcome(Path("bad.jpg"), error="zero bytes")
    ]
    assert "bad.jpg: zero bytes" in capsys.readouterr().err
