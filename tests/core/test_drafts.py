"""Drafts of killed programs go, and nothing else does."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core import drafts, outputs, windows
from tests import unix

ROOT = Path(drafts.__file__).parent.parent
OTHER_MACHINE = "0" * 8
HEX = "0123456789abcdef"

DIES = """
import os, sys
from pathlib import Path
from core import drafts, outputs, paths

folder = Path(sys.argv[1])
with outputs.writing(folder / "tags.csv") as temporary, drafts.folder(folder) as beside:
    temporary.write_text("half")
    (beside / "half").touch()
    os._exit(9)
"""


@pytest.fixture
def gone() -> int:
    """The number of a process that is no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def left(folder: Path, name: str, *, days: float = 0) -> Path:
    file = folder / name
    file.touch()
    then = time.time() - days * 24 * 3600
    os.utime(file, (then, then))
    return file


def own(process: int, rest: str = ".csv") -> str:
    return f"{drafts.PREFIX}{drafts._machine()}-{process}-{HEX}{rest}"


def test_names_differ_and_are_known_again() -> None:
    names = {drafts.name(".pdf") for _ in range(100)}
    assert len(names) == 100
    assert all(drafts._NAME.fullmatch(one) for one in (*names, drafts.name(), f"{names.pop()}-wal"))
    assert len(drafts.name("." + "x" * 40)) == len(drafts.name())


def test_what_a_killed_program_left_goes_with_the_next_output(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", DIES, str(tmp_path)], cwd=ROOT, check=False)
    assert killed.returncode == 9
    assert sum(one.name.startswith(drafts.PREFIX) for one in tmp_path.iterdir()) == 2
    outputs.write_text(tmp_path / "other.csv", "whole")
    assert [one.name for one in tmp_path.iterdir()] == ["other.csv"]


@pytest.mark.skipif(os.name == "nt", reason="Windows tells when a process began")
def test_drafts_of_a_process_that_runs_stay_however_old(tmp_path: Path) -> None:
    held = [left(tmp_path, own(os.getpid()), days=300), left(tmp_path, own(1), days=300)]
    drafts.sweep(tmp_path)
    assert all(file.exists() for file in held)


@pytest.mark.parametrize("rest", ["", ".csv", ".tagproof-journal", ".tagproof-wal"])
def test_drafts_of_a_process_that_is_gone_go_at_once(tmp_path: Path, gone: int, rest: str) -> None:
    left(tmp_path, own(gone, rest))
    drafts.sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("began_days_ago", "stays"), [(None, False), (10, True), (float("inf"), True), (1, False)]
)
def test_windows_is_asked_whether_the_process_runs_and_is_the_same(
    began_days_ago: float | None, stays: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its numbers of processes are given again soon: one that began later has made no draft."""
    began_s = None if began_days_ago is None else time.time() - began_days_ago * 24 * 3600
    draft = left(tmp_path, own(4711), days=3)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", "win32")
        patch.setattr(windows, "began_s", {4711: began_s}.__getitem__)
        drafts.sweep(tmp_path)
    assert draft.exists() is stays


@pytest.mark.parametrize("machine", [f"{OTHER_MACHINE}-1-", ""], ids=["other", "unnamed"])
def test_drafts_of_another_machine_go_after_a_week(tmp_path: Path, machine: str, gone: int) -> None:
    old = left(tmp_path, f"{drafts.PREFIX}{machine}{HEX}.pdf", days=8)
    young = left(tmp_path, f"{drafts.PREFIX}{machine}{HEX[::-1]}.pdf", days=6)
    ahead = left(tmp_path, f"{drafts.PREFIX}{machine}{HEX[1:]}0.pdf", days=-400)
    drafts.sweep(tmp_path)
    assert not old.exists()
    assert young.exists() and ahead.exists()  # a clock that was ahead makes nothing old


def test_nothing_of_another_name_goes(tmp_path: Path, gone: int) -> None:
    names = [
        ".Tagproof-notes.txt",
        f".Tagproof-{HEX}x.csv",
        f"Tagproof-{HEX}.csv",
        f".Tagproof-{drafts._machine()}-{gone}-{HEX[1:]}.csv",
        f"{own(gone)}.a-long-ending-of-somebody",
        ".tagproof-check",
    ]
    for name in names:
        left(tmp_path, name, days=900)
    drafts.sweep(tmp_path)
    assert {one.name for one in tmp_path.iterdir()} == set(names)


@unix.links
def test_no_link_goes(tmp_path: Path, gone: int) -> None:
    target = tmp_path / "kept"
    target.mkdir()
    (tmp_path / own(gone, "")).symlink_to(target)
    drafts.sweep(tmp_path)
    assert {one.name for one in tmp_path.iterdir()} == {"kept", own(gone, "")}


def test_a_folder_is_listed_once(tmp_path: Path, gone: int) -> None:
    drafts.sweep(tmp_path)
    later = left(tmp_path, own(gone))
    drafts.sweep(tmp_path)
    assert later.exists()  # or a hundred thousand sidecars would list their folder as often


def test_a_folder_that_is_not_there_or_not_ours_is_no_trouble(unprivileged: Path) -> None:
    drafts.sweep(unprivileged / "missing")
    kept = left(unprivileged, own(2**30))
    unprivileged.chmod(0o500)
    drafts.sweep(unprivileged)
    unprivileged.chmod(0o700)
    assert kept.exists()


def test_a_folder_for_drafts_goes_with_all_in_it(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), drafts.folder(tmp_path) as beside:
        (beside / "half").write_text("half")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []
    with drafts.folder() as temporary:
        assert os.name == "nt" or temporary.stat().st_mode & 0o777 == 0o700
    assert not temporary.exists()


REPLACES = """
import os, sys
from pathlib import Path
from core import drafts, outputs, paths

target, left = Path(sys.argv[1]), [int(sys.argv[2])]

def dying(rename):
    def dies(self, to):
        if left[0] == 0:
            os._exit(9)
        left[0] -= 1
        return rename(self, to)
    return dies

Path.rename, Path.replace = dying(Path.rename), dying(Path.replace)
with drafts.folder(target.parent) as workshop:
    fresh = workshop / "fresh"
    fresh.mkdir()
    (fresh / "new").touch()
    outputs.replace_folder(fresh, target, workshop)
"""


def replaced(target: Path, renamings: int) -> int:
    """Replace a folder in a process that is killed after so many renamings."""
    command = [sys.executable, "-c", REPLACES, str(target), str(renamings)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def folder_of(target: Path, name: str) -> Path:
    target.mkdir()
    (target / name).touch()
    return target


@pytest.mark.parametrize(("renamings", "kept"), [(0, "old"), (1, "old"), (2, "new"), (3, "new")])
@pytest.mark.parametrize("looked_for", [True, False])
def test_a_folder_that_was_being_replaced_is_the_old_or_the_new(
    tmp_path: Path, renamings: int, kept: str, looked_for: bool
) -> None:
    target = folder_of(tmp_path / "model", "old")
    assert replaced(target, renamings) == (0 if renamings == 3 else 9)
    if looked_for:
        drafts.put_back(target)
        assert (target / kept).exists()
    drafts.sweep(tmp_path)  # as whoever writes there next
    assert [one.name for one in tmp_path.iterdir()] == ["model"]
    assert [one.name for one in target.iterdir()] == [kept]


def test_what_was_left_of_one_replacement_is_not_put_back_after_the_next(tmp_path: Path) -> None:
    target = folder_of(tmp_path / "model", "first")
    assert replaced(target, 2) == 9
    assert replaced(target, 1) == 9
    drafts.put_back(target)
    assert [one.name for one in target.iterdir()] == ["new"]


def test_a_replacement_that_fails_puts_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, fresh = folder_of(tmp_path / "model", "old"), folder_of(tmp_path / "fresh", "new")
    rename = Path.replace

    def refuse(self: Path, to: Path) -> Path:
        if self == fresh:
            raise PermissionError(13, "Permission denied")
        return rename(self, to)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        outputs.replace_folder(fresh, target, tmp_path)
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["fresh", "model", "new", "old"]


def test_what_only_looks_like_a_replaced_folder_stays(tmp_path: Path) -> None:
    file = tmp_path / f"{drafts.ASIDE}model"
    file.touch()
    drafts.sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [file]
    drafts.put_back(tmp_path / "a\0name")
