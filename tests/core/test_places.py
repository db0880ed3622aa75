import ctypes
import ntpath
import os
import sys
from pathlib import Path

import pytest

from core import places, windows
from core.places import as_spelled, followed, key, mount_type, on_disk, on_network, same
from tests import unix

MOUNTS = r"""
22 28 0:20 / /proc rw,nosuid shared:12 - proc proc rw
28 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
60 28 0:50 / /mnt rw - autofs systemd-1 rw
61 60 0:51 / /mnt/shop\040photos rw,relatime shared:2 - cifs //server/share rw,vers=3.1.1
62 28 0:52 / /home rw,relatime - nfs4 nas:/home rw
63 62 8:1 / /home/ana/disk rw - ext4 /dev/sdb1 rw
64 28 0:53 / /srv/far rw - fuse.sshfs kim@far:/srv rw
65 28 0:54 / /srv/boot rw - xfs /dev/sdc rw
66 28 0:55 / /srv/boot rw - nfs nas:/boot rw
broken line
""".lstrip()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "ext4"), ("/var/lib/x", "ext4"), ("/proc/self", "proc"), ("/mnt", "autofs"),
        ("/mnt/shop photos", "cifs"), ("/mnt/shop photos/a/b.tagproof", "cifs"),
        ("/mnt/shop photos 2", "autofs"), ("/home/ana", "nfs4"), ("/home/ana/disk/a", "ext4"),
        ("/homestead", "ext4"), ("/srv/far", "fuse.sshfs"), ("/srv/boot/a", "nfs"),
    ],
)  # fmt: skip
def test_the_nearest_and_the_last_mount_counts(path: str, kind: str) -> None:
    assert mount_type(path, MOUNTS) == kind


@pytest.mark.skipif(sys.platform != "linux", reason="by Linux's table")
@pytest.mark.parametrize(
    ("kind", "far"),
    [
        ("ext4", False), ("btrfs", False), ("overlay", False), ("fuseblk", False),
        ("fuse.gocryptfs", False), ("fuse.mergerfs", False), ("nfs", True), ("nfs4", True),
        ("cifs", True), ("smb3", True), ("9p", True), ("virtiofs", True), ("fuse.sshfs", True),
        ("fuse.gvfsd-fuse", True), ("fuse.rclone", True), ("fuse.glusterfs", True),
    ],
)  # fmt: skip
@unix.links
def test_network_drives_are_told_by_their_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, far: bool
) -> None:
    (tmp_path / "there").mkdir()
    mounts = f"1 0 0:1 / / rw - ext4 a rw\n2 1 0:2 / {tmp_path}/there rw - {kind} b rw\n"
    monkeypatch.setattr(Path, "read_text", lambda *_: mounts)
    assert on_network(tmp_path / "there" / "not yet" / "a.tagproof") is far
    assert not on_network(tmp_path / "a.tagproof")
    (tmp_path / "link").symlink_to(tmp_path / "there")
    assert on_network(tmp_path / "link" / "a.tagproof") is far


def test_where_nothing_tells_a_place_is_here(tmp_path: Path) -> None:
    assert not on_network(tmp_path / "a.tagproof")
    assert mount_type("/a", "") == ""


@pytest.mark.parametrize(
    ("path", "type_of_c", "far"),
    [
        (r"\\server\share\a.tagproof", 3, True),
        (r"\\?\UNC\server\share\a.tagproof", 3, True),
        (r"\\localhost\c$\a.tagproof", 3, True),
        (r"C:\photos\a.tagproof", 3, False),
        (r"C:\photos\a.tagproof", 4, True),
        (r"\\?\C:\photos\a.tagproof", 4, True),
        (r"\\?\Volume{0f-1}\a.tagproof", 4, False),
    ],
)
def test_windows_tells_by_the_drive(
    monkeypatch: pytest.MonkeyPatch, path: str, type_of_c: int, far: bool
) -> None:
    monkeypatch.setattr(windows, "drive_type", {"C:\\": type_of_c}.__getitem__)
    monkeypatch.setattr(places.sys, "platform", "win32")
    monkeypatch.setattr(places, "followed", str)
    monkeypatch.setattr(os.path, "abspath", lambda path: path)
    assert on_network(path) is far  # type: ignore[arg-type]


def test_a_letter_that_stands_for_a_share_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "drive_type", {"S:\\": 0}.__getitem__)
    monkeypatch.setattr(places.sys, "platform", "win32")
    monkeypatch.setattr(places, "followed", lambda _: r"\\server\share\a.tagproof")
    monkeypatch.setattr(os.path, "abspath", lambda path: path)
    assert on_network(r"S:\a.tagproof")  # type: ignore[arg-type]


@pytest.mark.parametrize(("flags", "far"), [(0x1000 | 0x800000, False), (0x800000, True)])
def test_macos_tells_by_a_mounts_flags(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flags: int, far: bool
) -> None:
    asked: list[bytes] = []

    def statfs(path: bytes, mount: ctypes.Structure) -> int:
        asked.append(path)
        ctypes.memmove(ctypes.addressof(mount) + 64, ctypes.byref(ctypes.c_uint32(flags)), 4)
        return 0

    monkeypatch.setattr(places, "_statfs", statfs)
    monkeypatch.setattr(places.sys, "platform", "darwin")
    assert on_network(tmp_path / "not yet" / "a.tagproof") is far
    assert asked == [os.fsencode(os.path.realpath(tmp_path))]


@pytest.mark.parametrize(
    "spelling",
    [
        r"C:\Shop\Photos", r"c:\shop\photos", "C:/Shop/Photos/", r"C:\Shop\x\..\Photos",
        r"\\?\C:\SHOP\photos", r"C:\SHOP~1\Photos",
    ],
)  # fmt: skip
def test_on_windows_all_spellings_are_one_place(
    monkeypatch: pytest.MonkeyPatch, spelling: str
) -> None:
    monkeypatch.setattr(places.sys, "platform", "win32")
    monkeypatch.setattr(os.path, "abspath", ntpath.normpath)
    monkeypatch.setattr(windows, "long_name", lambda path: path.replace("SHOP~1", "Shop"))
    assert key(spelling) == key(r"C:\Shop\Photos")
    assert same(r"\\Server\Share\a", r"\\?\UNC\server\share\A")
    assert not same(spelling, r"D:\Shop\Photos")
    assert not same(spelling, r"C:\Shop\Photos2")


@pytest.mark.parametrize(("counts", "equal"), [(0, True), (1, False)])
def test_on_macos_case_counts_where_the_volume_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counts: int, equal: bool
) -> None:
    asked: list[tuple[Path, int]] = []

    def pathconf(path: Path, question: int) -> int:
        asked.append((path, question))
        return counts

    monkeypatch.setattr(os, "pathconf", pathconf, raising=False)
    monkeypatch.setattr(places.sys, "platform", "darwin")
    assert same(tmp_path / "Photos", tmp_path / "photos") is equal
    assert same(tmp_path / "Kleider für", tmp_path / "Kleider fu\u0308r")
    assert set(asked) == {(tmp_path, 11)}  # of the folder that is there


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there case does not count")
@unix.links
def test_elsewhere_a_name_is_a_name(tmp_path: Path) -> None:
    assert key(tmp_path / "a" / ".." / "B") == str(tmp_path / "B")
    assert not same(tmp_path / "Photos", tmp_path / "photos")
    assert not same("f\u00fcr", "fu\u0308r")
    (tmp_path / "link").symlink_to(tmp_path)
    assert as_spelled(tmp_path / "link") == tmp_path / "link"
    assert on_disk(str(tmp_path / "link")) == str(tmp_path)


def test_a_photo_has_the_name_that_its_disk_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "key", lambda path: str(path).casefold())
    known = os.path.abspath("/Photos/Shirt.jpg")  # noqa: PTH100
    monkeypatch.setattr(places, "on_disk", lambda _: known)
    assert str(as_spelled(Path("/photos/SHIRT.JPG"))) == known
    assert as_spelled(Path("/photos/link.jpg")) == Path("/photos/link.jpg").absolute()


def test_macos_is_asked_how_it_spells_a_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "_path_of", lambda _: "/Photos/Shirt.jpg")
    monkeypatch.setattr(places.sys, "platform", "darwin")
    assert on_disk(str(tmp_path)) == "/Photos/Shirt.jpg"

    def gone(path: str) -> str:
        raise FileNotFoundError(path)

    monkeypatch.setattr(places, "_path_of", gone)
    assert on_disk(str(tmp_path)) == os.path.realpath(tmp_path)


@unix.links
def test_where_a_system_does_not_say_where_links_lead_a_path_is_as_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "link").symlink_to("there")
    assert followed(tmp_path / "link") == str(tmp_path / "there")

    def refuse(_: Path) -> str:
        raise OSError(None, "More data available")

    monkeypatch.setattr(os.path, "realpath", refuse)
    assert followed(tmp_path / "x" / ".." / "link") == str(tmp_path / "link")


def test_what_nobody_can_tell_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert places.is_there(tmp_path) and places.is_folder(tmp_path)
    assert places.is_file(tmp_path / "file") and not places.is_folder(tmp_path / "file")
    assert places.same_file(tmp_path / "file", tmp_path / "." / "file")
    assert not places.same_file(tmp_path / "file", tmp_path)
    for name in ("none", "x" * 300, "a\0b"):
        odd = tmp_path / name
        asked = (places.is_there, places.is_folder, places.is_file, places.is_link)
        assert not any(question(odd) for question in asked)
        assert not places.same_file(tmp_path, odd)


def test_a_folder_that_we_may_not_look_into_is_no_trace(unprivileged: Path) -> None:
    closed = unprivileged / "closed"
    closed.mkdir(mode=0)
    assert not places.is_there(closed / "photo.jpg")
    assert not places.is_folder(closed / "photos")
    assert not places.is_file(closed / "photo.jpg")
    assert places.is_folder(closed)
