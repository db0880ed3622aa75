"""No test writes where the user's own reviews, settings and logs lie."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

import pytest
from platformdirs.macos import MacOS
from platformdirs.windows import Windows

from core import paths
from tests import own_home
from tests.own_home import APP_NAME, GUARD, RUN_HOME

ROOT = Path(__file__).parent.parent

FOLDERS = [paths.data_dir, paths.cache_dir, paths.log_dir, paths.config_dir]
KINDS = ["user_data_dir", "user_cache_dir", "user_log_dir", "user_config_dir"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: one.__name__)
def test_the_program_writes_into_the_home_of_the_test(
    folder: Callable[[], Path], home: Path
) -> None:
    assert folder().is_relative_to(home)
    assert folder() in own_home.program_folders()
    assert Path.home() == home


def test_so_does_one_that_a_test_starts(home: Path) -> None:
    code = "from core import paths; print(paths.data_dir(), paths.config_dir(), sep='\\n')"
    said = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert [Path(line).is_relative_to(home) for line in said.splitlines()] == [True, True]


@pytest.mark.parametrize("kind", KINDS)
def test_windows_is_not_asked_where_the_real_folders_are(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str) -> str:
        raise AssertionError(f"asked for {name}")

    monkeypatch.setattr("platformdirs.windows._RESOLVE_WIN_FOLDER", refuse)
    for name, value in own_home.variables(PureWindowsPath("T:/home")).items():
        monkeypatch.setenv(name, value)
    place = PureWindowsPath(getattr(Windows(APP_NAME, appauthor=False), kind))
    assert place.is_relative_to(PureWindowsPath("T:/home/local"))


@pytest.mark.parametrize("kind", KINDS)
def test_macos_follows_home(kind: str, home: Path) -> None:
    assert Path(getattr(MacOS(APP_NAME, appauthor=False), kind)).is_relative_to(home)


@pytest.mark.parametrize(
    "touch",
    [
        Path.mkdir,
        Path.touch,
        Path.read_bytes,
        os.listdir,
        lambda folder: (folder / "settings.ini").write_text(""),
        lambda folder: sqlite3.connect(folder / "a.tagproof"),
        lambda folder: folder.with_name("file").rename(folder / "file"),
    ],
    ids=["make", "touch", "read", "list", "write", "connect", "move"],
)
def test_who_touches_a_real_folder_is_refused_and_noted(
    touch: Callable[[Path], object], tmp_path: Path
) -> None:
    real = tmp_path / "real"
    (tmp_path / "file").touch()
    GUARD.folders.append(real)
    try:
        with pytest.raises(AssertionError, match="spared"):
            touch(real)
    finally:
        GUARD.folders.remove(real)
    assert len(GUARD.touched) == 1
    GUARD.touched.clear()
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_a_child_that_would_find_the_real_folders_is_not_started() -> None:
    bare = {name: value for name, value in os.environ.items() if name != own_home.DECIDES}
    for environment in (bare, {**bare, own_home.DECIDES: ""}):
        with pytest.raises(AssertionError, match="not told"):
            subprocess.run([sys.executable, "-c", ""], env=environment, check=False)
    assert len(GUARD.touched) == 2
    GUARD.touched.clear()


def test_what_lives_longer_than_a_test_has_a_home_as_well(home: Path) -> None:
    assert RUN_HOME.is_dir()
    assert home != RUN_HOME
    assert len(GUARD.folders) == 4
    for own in (home, RUN_HOME):
        assert not any(folder.is_relative_to(own) for folder in GUARD.folders)


def test_workers_of_a_run_spare_the_same_folders() -> None:
    code = "from tests import own_home; print(*own_home.GUARD.folders, sep='\\n')"
    said = subprocess.check_output([sys.executable, "-c", code], text=True, cwd=ROOT)
    assert [Path(line) for line in said.splitlines()] == GUARD.folders


def test_the_name_is_the_programs() -> None:
    assert own_home.APP_NAME == paths.APP_NAME
