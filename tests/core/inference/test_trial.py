import hashlib
import os
import shutil
import sys
import threading
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from core import apart
from core.cli.main import main
from core.errors import Cancelled, PackError
from core.inference import trial
from core.inference.model_pack import Pack, open_pack
from core.inference.opening import open_engine
from core.jobs import CancelToken
from core.paths import default_pack


@pytest.fixture(autouse=True)
def tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing was tried before."""
    folder = tmp_path / "tried"
    monkeypatch.setattr(trial, "_folder", lambda: folder)
    return folder


def instead(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(apart, "_command", lambda _: [sys.executable, "-c", code])


def test_a_network_runs_apart_once(
    tiny_pack: Pack, tried: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_engine(tiny_pack)
    assert trial.was_tried(tiny_pack) and len(list(tried.iterdir())) == 1
    instead(monkeypatch, "import os; os._exit(9)")
    open_engine(tiny_pack)
    other = replace(tiny_pack.card, files={**tiny_pack.card.files, "network.tflite": "0" * 64})
    with pytest.raises(PackError):
        trial.try_out(replace(tiny_pack, card=other))


def test_an_engine_that_crashes_costs_its_pack_alone(
    tiny_pack: Pack, tried: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead(monkeypatch, "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    with pytest.raises(PackError, match=r"network\.tflite: its engine crashed on it"):
        open_engine(tiny_pack)
    assert not tried.exists()


def test_the_commands_say_so(
    tiny_pack: Pack,
    photo_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    instead(monkeypatch, "import os; os.abort()")
    table = tmp_path / "tags.csv"
    asked = ["classify", str(photo_folder), "--csv", str(table), "--pack", str(tiny_pack.folder)]
    assert main(asked) == 2
    assert "its engine crashed on it" in capsys.readouterr().err


def test_one_that_never_answers_is_ended(tiny_pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "import time; time.sleep(100)")
    monkeypatch.setattr(trial, "LONGEST_S", 0.2)
    began = time.monotonic()
    with pytest.raises(PackError, match=r"took longer than 0\.2 s to answer"):
        trial.try_out(tiny_pack)
    assert time.monotonic() - began < 50  # half of what it would take


def test_what_ships_is_not_held_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    instead(monkeypatch, "import os; os._exit(9)")
    trial.try_out(open_pack(default_pack()))
    trial.try_out(open_pack(Path(shutil.copytree(default_pack(), tmp_path / "copy"))))


def test_what_is_wrong_is_told_across_processes(tiny_pack: Pack, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(tiny_pack.folder, tmp_path / "copy"))
    (folder / "network.tflite").write_bytes(b"nothing")
    with pytest.raises(PackError, match="changed since the pack was written"):
        trial.try_out(replace(tiny_pack, folder=folder))
    assert not trial.was_tried(tiny_pack)
    files = tiny_pack.card.files | {"network.tflite": hashlib.sha256(b"nothing").hexdigest()}
    with pytest.raises(PackError, match="not a network that LiteRT can run"):
        trial.try_out(replace(tiny_pack, folder=folder, card=replace(tiny_pack.card, files=files)))


def test_without_a_cache_it_is_tried_each_time(
    tiny_pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(trial, "_folder", lambda: tmp_path / "file" / "tried")
    trial.try_out(tiny_pack)
    assert not trial.was_tried(tiny_pack)


def test_pictures_hold_black_white_and_noise() -> None:
    pictures = trial._pictures(35, 8)
    for one in (0, -1):
        assert not pictures[one].any()
    assert (pictures[[1, -2]] == 255).all()
    assert np.ptp(pictures[2]) > 200


def test_a_cache_that_we_may_not_look_into_keeps_no_model_from_starting(
    tiny_pack: Pack, unprivileged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "_folder", lambda: unprivileged / "tried")
    (unprivileged / "tried").mkdir(mode=0)
    assert not trial.was_tried(tiny_pack)
    trial.remember(tiny_pack)
    assert not trial.was_tried(tiny_pack)


def test_what_came_of_it_is_given_across_processes(tmp_path: Path) -> None:
    assert trial.run_apart(tmp_path, partial(str.upper, "signed")) == "SIGNED"


def test_whatever_a_library_raises_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"net\.onnx: its engine cannot run it \(invalid literal"):
        trial.run_apart(tmp_path / "net.onnx", partial(int, "x"))
    with pytest.raises(PackError, match=r"cannot run it \(MemoryError\)"):
        trial.run_apart(tmp_path / "net.onnx", partial(bytearray, 10**15))


def test_a_crash_ends_its_own_process_alone(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="its engine crashed on it"):
        trial.run_apart(tmp_path, os.abort)


def test_who_cancels_waits_for_nothing(tmp_path: Path) -> None:
    token = CancelToken()
    threading.Timer(0.5, token.cancel).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        trial.run_apart(tmp_path, partial(time.sleep, 300), token)
    assert time.monotonic() - began < 200


def test_where_no_process_can_be_started_it_is_done_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_command", lambda _: [str(tmp_path / "no program")])
    assert trial.run_apart(tmp_path, os.getpid) == os.getpid()
