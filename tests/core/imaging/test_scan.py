import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.errors import Cancelled, FolderUnreadable, ImageUnreadable
from core.imaging.images import load_full
from core.imaging.kinds import HIDDEN
from core.imaging.scan import _real, _Walk, scan
from core.jobs import CancelToken
from core.natural import path_key
from tests import unix


def make(folder: Path, *names: str) -> list[Path]:
    """Files and their folders; the scan asks for no content."""
    made = []
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        made.append(path)
    return made


def test_files_sorted_by_name_then_subfolders(tmp_path: Path) -> None:
    expected = make(
        tmp_path,
        "2.jpg",
        "10.jpg",
        "m.PNG",
        "Z.webp",
        "b/1.jpg",
        "b/9.jpg",
        "b/10.jpg",
        "b/c/3.jpg",
        "d/4.tiff",
    )
    assert list(scan([tmp_path])) == expected


class _Plain(_Walk):
    def _is_new(self, entry: "os.DirEntry[str]", real_folder: str) -> bool:
        return self._first_time(_real(entry, real_folder))

    def _led_to(self, real: str) -> bool:
        return self._first_time(real)


PLACES = st.tuples(
    st.sampled_from(["", "b/", "b/c/", "d/", ".h/"]),
    st.sampled_from(["1.jpg", "2.jpg", "3.jpg", ".4.jpg", "thumbs.db", "photo", "text"]),
).map("".join)


@unix.links
@settings(max_examples=100, deadline=None)
@example({"2.jpg"}, {"1.jpg": "2.jpg"}, [""])  # the link comes first
@example({"1.jpg"}, {"2.jpg": "1.jpg"}, [""])
@example({"b/photo", ".4.jpg", "text"}, {"d/1.jpg": "b/photo", "d/2.jpg": ".4.jpg"}, [""])
@given(
    st.sets(PLACES),
    st.dictionaries(PLACES, PLACES, max_size=6),
    st.lists(st.one_of(st.sampled_from(["", "b", "d"]), PLACES), min_size=1, max_size=3),
)
def test_what_several_ways_lead_to_comes_once_and_by_the_first_of_them(
    files: set[str], links: dict[str, str], ways: list[str]
) -> None:
    """Held against the plain rule, for which every photo's real path is kept."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place).resolve()
        for name in files:
            (one,) = make(root, name)
            if one.name == "photo":
                one.write_bytes(b"\xff\xd8\xff\xe0 and more")
        for name, target in links.items():
            if name not in files:
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).symlink_to(root / target)
        roots = [root / way for way in ways]
        plain = _Plain(True, CancelToken(), Counter())
        expected = [str(one) for way in roots for one in plain.root(way)]
        assert [str(one) for one in scan(roots)] == expected


NAMES = st.text(alphabet="aAÄß19²0 -_.", min_size=1, max_size=6).filter(lambda n: n[0] != ".")


@settings(max_examples=40, deadline=None)
@given(st.sets(st.lists(NAMES, min_size=1, max_size=3).map(tuple), max_size=12))
def test_folders_are_walked_in_the_order_of_paths_everywhere(names: set[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        for *folders, name in names:
            make(root, "/".join([*(f"{folder}d" for folder in folders), f"{name}.jpg"]))
        found = [one.relative_to(root).as_posix() for one in scan([root]) if isinstance(one, Path)]
    assert len(found) == len(names)
    assert found == sorted(found, key=path_key)


def test_without_subfolders(tmp_path: Path) -> None:
    make(tmp_path, "a.jpg", "b/1.jpg")
    assert list(scan([tmp_path], subfolders=False)) == [tmp_path / "a.jpg"]


def test_other_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b", "jpg", ".jpg", "._a.jpg", ".trash/b.jpg", "c.jpg.part")
    assert list(scan([tmp_path])) == []


def test_named_file_comes_whatever_it_is_called(tmp_path: Path) -> None:
    named = make(tmp_path, "photo", "photo.dat", ".hidden.jpg")
    assert list(scan(named)) == named


def test_hidden_folder_comes_when_named(tmp_path: Path) -> None:
    files = make(tmp_path, ".hidden/a.jpg")
    assert list(scan([tmp_path / ".hidden"])) == files


def test_each_file_once_over_all_roots(tmp_path: Path) -> None:
    files = make(tmp_path, "a.jpg", "b/c.jpg")
    roots = [files[1], tmp_path, tmp_path / "b", tmp_path / "b" / "..", files[0]]
    assert list(scan(roots)) == [files[1], files[0]]


@unix.links
def test_links_lead_to_each_file_once(tmp_path: Path) -> None:
    files = make(tmp_path, "a.jpg", "b/c.jpg")
    (tmp_path / "z.jpg").symlink_to(files[0])
    (tmp_path / "y").symlink_to(tmp_path / "b")
    assert list(scan([tmp_path])) == files


@unix.links
def test_link_to_a_folder_elsewhere_is_followed(tmp_path: Path) -> None:
    make(tmp_path, "elsewhere/a.jpg")
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "link").symlink_to(tmp_path / "elsewhere")
    assert list(scan([tmp_path / "root"])) == [tmp_path / "root" / "link" / "a.jpg"]


@unix.links
def test_loops_end(tmp_path: Path) -> None:
    files = make(tmp_path, "a.jpg", "b/c.jpg")
    (tmp_path / "b" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "ping").symlink_to(tmp_path / "pong")
    (tmp_path / "pong").symlink_to(tmp_path / "ping")
    assert list(scan([tmp_path])) == files


@unix.pipes
@unix.links
def test_what_only_looks_like_a_photo_is_told(tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").symlink_to(tmp_path / "gone")
    (tmp_path / "loop.jpg").symlink_to(tmp_path / "loop.jpg")
    os.mkfifo(tmp_path / "pipe.jpg")
    (tmp_path / "device.jpg").symlink_to("/dev/zero")
    told = list(scan([tmp_path]))
    links = [item.name for item in told if isinstance(item, Path)]
    assert links == ["broken.jpg", "loop.jpg"]  # which the decoder tells
    found = {item.path.name: item.cause for item in told if isinstance(item, ImageUnreadable)}
    assert found == {
        "pipe.jpg": "not a regular file",
        "device.jpg": "not a regular file",
    }


def test_folder_named_like_a_photo(tmp_path: Path) -> None:
    files = make(tmp_path, "folder.jpg/a.jpg")
    assert list(scan([tmp_path])) == files


def test_missing_root_is_told_and_the_rest_still_comes(tmp_path: Path) -> None:
    files = make(tmp_path, "a.jpg")
    gone, *rest = scan([tmp_path / "gone", tmp_path])
    assert isinstance(gone, FolderUnreadable)
    assert gone.path == tmp_path / "gone"
    assert rest == files


@unix.links
def test_named_broken_link_is_left_to_the_decoder(tmp_path: Path) -> None:
    link = tmp_path / "link.jpg"
    link.symlink_to(tmp_path / "gone")
    assert list(scan([link])) == [link]


def test_root_that_no_system_takes() -> None:
    (item,) = scan([Path("a\0b")])
    assert isinstance(item, FolderUnreadable)


def test_folder_without_permission_is_told_and_the_rest_still_comes(unprivileged: Path) -> None:
    files = make(unprivileged, "a.jpg", "locked/b.jpg", "open/c.jpg")
    (unprivileged / "locked").chmod(0)
    first, locked, last = scan([unprivileged])
    assert [first, last] == [files[0], files[2]]
    assert isinstance(locked, FolderUnreadable)
    assert locked.cause == "permission denied"


def test_folder_that_vanishes_meanwhile(tmp_path: Path) -> None:
    files = make(tmp_path, "a.jpg", "b/c.jpg", "d/e.jpg")
    walk = scan([tmp_path])
    assert next(walk) == files[0]
    files[1].unlink()
    files[1].parent.rmdir()
    vanished, last = walk
    assert isinstance(vanished, FolderUnreadable)
    assert vanished.path == tmp_path / "b"
    assert last == files[2]


@pytest.mark.parametrize("name", unix.taken("衬衫.jpg", "قميص.jpg", "a\nb.jpg", "\udcff\udcfe.jpg"))
def test_any_name(tmp_path: Path, name: str) -> None:
    files = make(tmp_path, f"{name}/{name}")
    assert list(scan([tmp_path])) == files


@pytest.fixture
def deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with more below it than a path may name."""
    if os.name == "nt":
        pytest.skip("Windows makes none so deep")
    monkeypatch.chdir(tmp_path)
    below = Path("d" * 250)
    for _ in range(20):
        below.mkdir()
        os.chdir(below)
    yield tmp_path
    for _ in range(20):
        os.chdir("..")
        below.rmdir()


def test_deeper_than_a_path_can_name(deep: Path) -> None:
    files = make(deep, "a.jpg", "z/b.jpg")
    first, too_long, last = scan([deep])
    assert [first, last] == files
    assert isinstance(too_long, FolderUnreadable)
    assert too_long.cause == "file name too long"


def test_lazy(tmp_path: Path) -> None:
    files = make(tmp_path, "a.jpg")

    def roots() -> Iterator[Path]:
        yield tmp_path
        raise AssertionError("asked for more than was wanted")

    assert next(scan(roots())) == files[0]


def test_cancel(tmp_path: Path) -> None:
    make(tmp_path, "a.jpg", "b.jpg")
    token = CancelToken()
    walk = scan([tmp_path], token=token)
    next(walk)
    token.cancel()
    with pytest.raises(Cancelled):
        next(walk)


def test_what_servers_keep_for_themselves_is_passed_over(tmp_path: Path) -> None:
    expected = make(tmp_path, "a.jpg")
    make(
        tmp_path, "@eaDir/a.jpg/SYNOPHOTO_THUMB_M.jpg", "#recycle/b.jpg", "$RECYCLE.BIN/c.jpg",
        "__MACOSX/d.jpg", ".thumbnails/e.png", "lost+found/f.jpg", "Thumbs.db",
    )  # fmt: skip
    assert list(scan([tmp_path])) == expected
    assert list(scan([tmp_path / "#recycle"])) == [tmp_path / "#recycle" / "b.jpg"]


def test_content_decides_where_the_name_does_not(tmp_path: Path) -> None:
    (tmp_path / "photo").write_bytes(b"\xff\xd8\xff\xe0rest")
    (tmp_path / "drawing.old").write_bytes(b"8BPS\0\1")
    (tmp_path / "raw.NEF").write_bytes(b"MM\0*\0\0\0\x08")
    (tmp_path / "table.csv").write_text("name,tag\n")
    (tmp_path / "IMG_1.HEIC").write_bytes(b"\xff\xd8\xff\xe0rest")
    (tmp_path / "note.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    left_out: Counter[str] = Counter()
    found = [one.name for one in scan([tmp_path], left_out=left_out) if isinstance(one, Path)]
    assert found == ["IMG_1.HEIC", "note.txt", "photo"]
    assert left_out == {"PSD": 1, "NEF": 1}


def test_hidden_pictures_are_counted_and_not_looked_for(tmp_path: Path) -> None:
    (tmp_path / ".hidden.jpg").write_bytes(b"\xff\xd8\xff\xe0rest")
    (tmp_path / "._a.jpg").write_bytes(b"\0\5\x16\7\0\2\0\0Mac OS X")
    (tmp_path / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    make(tmp_path, ".empty.jpg", ".thumbnails/b.jpg")
    expected = make(tmp_path, "a.jpg", "empty.jpg")
    left_out: Counter[str] = Counter()
    assert list(scan([tmp_path], left_out=left_out)) == expected
    assert left_out == {HIDDEN: 2}


def test_a_photo_that_vanishes_meanwhile_is_left_to_the_decoder(tmp_path: Path) -> None:
    expected = make(tmp_path, "a.jpg", "b.jpg", "noname")
    (tmp_path / "noname").write_bytes(b"\xff\xd8\xff\xe0rest")
    walk = scan([tmp_path])
    found = [next(walk)]
    for file in expected[1:]:
        file.unlink()
    assert [*found, *walk] == expected[:2]
    with pytest.raises(ImageUnreadable, match="no such file"):
        load_full(expected[1])


def test_two_spellings_of_a_place_come_once(
    photo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As macOS, and Windows, spell them: by what the disk says."""
    photo = next(photo_folder.glob("*.jpg"))
    other = photo.with_name(photo.name.upper())
    other.write_bytes(photo.read_bytes())
    monkeypatch.setattr("core.places.on_disk", lambda path: path.casefold())
    assert list(scan([photo, other])) == [photo]


def test_a_name_that_is_too_long_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").touch()
    long, found = list(scan([tmp_path / ("x" * 300 + ".jpg"), tmp_path / "a.jpg"]))
    assert isinstance(long, FolderUnreadable) and "file name too long" in str(long)
    assert found == tmp_path / "a.jpg"
