import errno
import os
import stat
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from core import outputs, windows
from core.errors import Cancelled, ExportFailed
from tests import unix


def test_writing_replaces_at_the_end_only(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    target.write_text("old")
    with outputs.writing(target) as temporary:
        assert temporary.suffix == ".pdf"
        assert temporary.parent == tmp_path
        temporary.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("error", [ValueError, Cancelled, KeyboardInterrupt])
def test_an_exception_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, error: type[BaseException]
) -> None:
    target = tmp_path / "report.pdf"
    target.write_text("old")
    with pytest.raises(error), outputs.writing(target) as temporary:
        temporary.write_text("half of")
        raise error
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


@unix.limits
def test_full_disk(tmp_path: Path) -> None:
    target = tmp_path / "outcomes.csv"
    with unix.largest_file(4096), pytest.raises(ExportFailed) as caught:
        outputs.write_bytes(target, bytes(8192))
    assert caught.value.path == target
    assert caught.value.cause
    assert list(tmp_path.iterdir()) == []


def test_folder_without_permission(unprivileged: Path) -> None:
    unprivileged.chmod(0o500)
    with pytest.raises(ExportFailed, match="permission denied"):
        outputs.write_text(unprivileged / "report.csv", "text")
    assert list(unprivileged.iterdir()) == []


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs a file of somebody else's"
)
def test_a_file_that_is_held_is_told_and_stays(unprivileged: Path) -> None:
    """In a folder of all, nobody but its owner replaces a file, though all may write it."""
    target, nobody = unprivileged / "all" / "report.csv", os.geteuid()
    os.seteuid(0)
    target.parent.mkdir()
    target.write_text("old")
    target.chmod(0o666)
    target.parent.chmod(0o1777)
    os.seteuid(nobody)
    with pytest.raises(ExportFailed, match="it may be open in another program"):
        outputs.write_text(target, "new")
    assert [one.name for one in target.parent.iterdir()] == ["report.csv"]
    assert target.read_text() == "old"


class Held(PermissionError):
    """As Windows refuses to replace a file that somebody has open; Python has the number there."""

    winerror = windows.SHARING_VIOLATION


@pytest.fixture
def holding(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[Path]]:
    """`holding(times)` has so many attempts to replace a file refused, and notes all of them."""

    def hold(times: int) -> list[Path]:
        asked: list[Path] = []
        real = Path.replace

        def replace(draft: Path, target: Path) -> Path:
            asked.append(target)
            if len(asked) <= times:
                raise Held(13, "Der Prozess kann nicht zugreifen", str(draft), 32, str(target))
            return real(draft, target)

        monkeypatch.setattr(Path, "replace", replace)
        monkeypatch.setattr(time, "sleep", lambda _: None)
        return asked

    return hold


def test_a_file_that_is_held_for_a_moment_is_replaced_after_it(
    tmp_path: Path, holding: Callable[[int], list[Path]]
) -> None:
    asked = holding(3)
    outputs.write_text(tmp_path / "tags.csv", "new")
    assert (tmp_path / "tags.csv").read_text() == "new"
    assert len(asked) == 4


def test_a_draft_that_is_held_for_a_moment_goes_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused, real = [True, True], Path.unlink

    def unlink(draft: Path) -> None:
        if refused:
            refused.pop()
            raise Held(13, "Der Prozess kann nicht zugreifen", str(draft), 32)
        real(draft)

    monkeypatch.setattr(Path, "unlink", unlink)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    with pytest.raises(Cancelled), outputs.writing(tmp_path / "tags.csv"):
        raise Cancelled
    assert not refused and list(tmp_path.iterdir()) == []


def test_a_file_that_is_open_in_another_program_is_told_and_stays(
    tmp_path: Path, holding: Callable[[int], list[Path]]
) -> None:
    (tmp_path / "tags.csv").write_text("old")
    asked = holding(99)
    with pytest.raises(ExportFailed, match=r"tags\.csv: open in another program; close it there"):
        outputs.write_text(tmp_path / "tags.csv", "new")
    assert [one.name for one in tmp_path.iterdir()] == ["tags.csv"]
    assert len(asked) == 1 + len(outputs.PAUSES_S)


def test_one_of_several_that_is_open_elsewhere_is_named(
    tmp_path: Path, holding: Callable[[int], list[Path]]
) -> None:
    (tmp_path / "draft").touch()
    holding(99)
    with pytest.raises(ExportFailed, match=r"card\.png: open in another program"):
        outputs.put(tmp_path / "draft", tmp_path / "card.png")


def test_protected_file_is_not_replaced(unprivileged: Path) -> None:
    target = unprivileged / "report.csv"
    target.write_text("old")
    target.chmod(0o400)
    with pytest.raises(ExportFailed, match="permission denied"):
        outputs.write_text(target, "new")
    assert target.read_text() == "old"


def test_what_the_system_says_that_could_be_written_is_tried(
    unprivileged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows says of every folder that it may be written to."""
    monkeypatch.setattr(os, "access", lambda *_, **__: True)
    target = unprivileged / "report.csv"
    target.write_text("old")
    target.chmod(0o400)
    with pytest.raises(ExportFailed, match=r"report\.csv: permission denied"):
        outputs.make_way(target)
    unprivileged.chmod(0o500)
    with pytest.raises(ExportFailed, match="permission denied"):
        outputs.make_folder(unprivileged)
    assert target.read_text() == "old"


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="no such file"):
        outputs.write_text(tmp_path / "missing" / "report.csv", "text")


@pytest.mark.parametrize("name", ["con.csv", "NUL", "a?.csv", "tags.csv.", "out /tags.csv", "a:b"])
def test_a_name_that_windows_does_not_take_is_refused_there_before_the_work(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if (tmp_path / name).parent != tmp_path / Path(name).parent:
        pytest.skip("names a drive here")
    monkeypatch.setattr(sys, "platform", "win32")
    for refuse in (partial(outputs.write_text, text="x"), outputs.make_way, outputs.make_folder):
        with pytest.raises(ExportFailed, match=r"Windows.*; choose another"):
            refuse(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "gone", [errno.ENOTCONN, errno.ESTALE, errno.EHOSTDOWN, errno.ENETUNREACH, errno.ETIMEDOUT]
)
def test_a_share_that_disconnects_meanwhile_is_told_and_nothing_half_is_there(
    gone: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(gone, os.strerror(gone))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ExportFailed, match=r"tags\.csv: the network drive does not answer"):
        outputs.write_text(tmp_path / "tags.csv", "new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", [53, 59, 64, 67, 121, 1231])
def test_a_share_that_windows_loses_meanwhile_is_told(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To writing, Python knows "invalid argument" alone; the C library knows the number."""
    monkeypatch.setattr(windows, "_code_of_last", lambda number: code if number == 22 else 0)
    told = pytest.raises(ExportFailed, match=r"tags\.csv: the network drive does not answer")
    with told, outputs.writing(tmp_path / "tags.csv"):
        raise OSError(errno.EINVAL, "Invalid argument")
    assert list(tmp_path.iterdir()) == []


def test_folder_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="is a folder"):
        outputs.write_text(tmp_path, "text")


@unix.pipes
def test_pipe_and_device_are_spared(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    for special in (pipe, Path(os.devnull)):
        with pytest.raises(ExportFailed, match="not a regular file"):
            outputs.write_text(special, "text")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@unix.links
def test_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "real.csv", tmp_path / "link.csv"
    link.symlink_to(target)
    outputs.write_text(link, "text")
    assert link.is_symlink()
    assert target.read_text() == "text"


@unix.links
def test_link_to_itself_is_told(tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(link)
    with pytest.raises(ExportFailed):
        outputs.write_text(link, "text")


@pytest.mark.parametrize(
    "name",
    unix.taken(
        "x" * 251 + ".csv", "x." + "y" * 240, "सूची列表.csv", "सूची\n列表.csv", "\udcff\udcfe.csv"
    ),
)
def test_any_name_the_system_takes(tmp_path: Path, name: str) -> None:
    outputs.write_text(tmp_path / name, "text")
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_name_that_no_system_takes(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed):
        outputs.write_text(tmp_path / "a\0b", "text")


def test_new_file_has_the_usual_rights(tmp_path: Path) -> None:
    usual, written = tmp_path / "usual", tmp_path / "written"
    usual.touch()
    outputs.write_bytes(written, b"")
    assert written.stat().st_mode == usual.stat().st_mode


def test_text_is_utf8_with_line_ends_as_given_and_escapes_for_stray_bytes(tmp_path: Path) -> None:
    path = tmp_path / "text"
    outputs.write_text(path, "é\r\n" + "\udcff")
    assert path.read_bytes() == "é\r\n\\udcff".encode()


@pytest.mark.parametrize(
    "make", [outputs.make_folder, lambda below: outputs.make_way(below / "o.csv")]
)
def test_a_file_in_a_folders_place_is_told_before_the_work(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportFailed, match="file"):
        make(tmp_path / "file" / "below")


def test_a_folder_in_a_files_place_is_told_before_the_work(tmp_path: Path) -> None:
    outputs.make_way(tmp_path / "new" / "o.csv")
    assert list((tmp_path / "new").iterdir()) == []
    with pytest.raises(ExportFailed, match="is a folder"):
        outputs.make_way(tmp_path / "new")


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the disk was asked to keep, by the name that it had then."""
    if sys.platform != "linux":
        pytest.skip("only Linux tells which file a descriptor is of")
    noted: list[Path] = []

    def note(descriptor: int) -> None:
        noted.append(Path(f"/proc/self/fd/{descriptor}").readlink())

    monkeypatch.setattr(os, "fsync", note)
    return noted


def test_a_power_cut_leaves_a_new_name_with_its_bytes(tmp_path: Path, flushed: list[Path]) -> None:
    with outputs.writing(tmp_path / "a.csv") as draft:
        draft.write_text("whole")
    assert flushed == [draft, tmp_path]
    with outputs.writing(tmp_path / "b.csv", durable=False):
        pass
    assert len(flushed) == 2


def test_a_power_cut_leaves_folders_that_were_made(tmp_path: Path, flushed: list[Path]) -> None:
    outputs.make_lasting(tmp_path / "a" / "b")
    assert flushed == [tmp_path, tmp_path / "a"]
    outputs.make_lasting(tmp_path / "a" / "b")
    assert len(flushed) == 2


def test_a_power_cut_leaves_a_whole_folder(tmp_path: Path, flushed: list[Path]) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a", "in/b"):
        (tmp_path / name).touch()
    outputs.flush_tree(tmp_path)
    assert sorted(flushed) == [tmp_path, tmp_path / "a", tmp_path / "in", tmp_path / "in" / "b"]


def test_a_drive_that_cannot_flush_names_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr(os, "fsync", refuse)
    outputs.flush_folder(tmp_path)


def test_outputs_that_cannot_be_written_keep_none_of_the_others_back(tmp_path: Path) -> None:
    names = ("a", "gone/b", "c", "lost/d")
    with pytest.raises(ExportFailed) as caught:
        outputs.write_each(partial(outputs.write_text, tmp_path / name, name) for name in names)
    assert caught.value.path == tmp_path / "gone/b"
    assert f"; {tmp_path / 'lost/d'}: " in str(caught.value)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a", "c"]


def test_who_asks_to_stop_gets_none_of_the_others(tmp_path: Path) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        outputs.write_each((stop, partial(outputs.write_text, tmp_path / "a", "a")))
    assert list(tmp_path.iterdir()) == []
