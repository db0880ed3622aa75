import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core import workers
from core.entities import ExplainSettings
from core.errors import PackError
from core.inference.model_pack import Pack
from core.session import Session
from core.vocabulary import Trust
from core.workers import AHEAD, ATTEMPTS, InProcess, WithOthers, open_workers
from tests import unix
from tests.packs import draw_product

ROOT = Path(__file__).parents[2]
QUICK = ExplainSettings(samples=64, superpixels=9)


def _dies(chunk: list[Path]) -> list[str]:
    if any("deadly" in path.name for path in chunk):
        os._exit(9)
    return [path.name for path in chunk]


@pytest.fixture(autouse=True)
def many_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or one process would keep them all busy."""
    monkeypatch.setattr(os, "cpu_count", lambda: 8)


@pytest.fixture(scope="module")
def session(tiny_pack: Pack) -> Iterator[Session]:
    with Session.open(tiny_pack.folder) as opened:
        yield opened


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Two photos with one between them that is none."""
    paths = [tmp_path / f"{name}.png" for name in ("Red", "bad", "Blue")]
    for path in paths[::2]:
        Image.fromarray(draw_product(path.stem, (48, 40))).save(path)
    paths[1].write_text("no picture")
    return paths


def test_a_photo_that_kills_its_worker_is_named_and_stops_no_other(session: Session) -> None:
    names = ["a", "b", "deadly", "c", "d"]
    with open_workers(session, 2, "") as pool:
        found = pool._others._run(
            _dies, map(Path, names), 2, lambda path, error: f"{path}: {error}"
        )
        assert list(found) == ["a", "b", "deadly: its worker died 3 times", "c", "d"]


def _dies_at_once_or_takes_its_time(chunk: list[Path]) -> list[str]:
    if any("deadly" in path.name for path in chunk):
        os._exit(9)
    time.sleep(0.3)
    return [path.name for path in chunk]


def test_a_photo_that_is_in_hand_whenever_another_kills_its_worker_is_not_blamed(
    session: Session,
) -> None:
    names = ["slow", "deadly", "last"]
    with open_workers(session, 2, "") as pool:
        task, others = _dies_at_once_or_takes_its_time, pool._others
        found = others._run(task, map(Path, names), 1, lambda path, error: f"{path}: {error}")
        assert list(found) == ["slow", "deadly: its worker died 3 times", "last"]


def _sleeps(chunk: list[Path]) -> list[str]:
    time.sleep(60)
    return [path.name for path in chunk]


STOPPED = """
import os, signal, sys, threading
from multiprocessing import active_children
from pathlib import Path
from core.session import Session
from core.workers import open_workers
from tests.core.test_workers import _sleeps
os.cpu_count = lambda: 8
try:
    with Session.open(Path(sys.argv[1])) as session, open_workers(session, 2, "") as pool:
        threading.Timer(
            3, signal.pthread_kill, [threading.main_thread().ident, signal.SIGINT]
        ).start()
        list(pool._others._run(_sleeps, map(Path, "ab"), 1, lambda *_: None))
except KeyboardInterrupt:
    sys.exit(130 if not active_children() else 1)
"""
"""A program of its own: an interrupt at the wrong moment would end the tests."""


@unix.signals
def test_who_is_stopped_does_not_wait_for_what_the_workers_have_in_hand(tiny_pack: Pack) -> None:
    began = time.monotonic()
    line = [sys.executable, "-c", STOPPED, str(tiny_pack.folder)]
    assert subprocess.run(line, cwd=ROOT, check=False, timeout=60).returncode == 130
    assert time.monotonic() - began < 40


def test_who_works_is_as_asked(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_workers(session, 1, "") as alone:
        assert isinstance(alone, InProcess)
    with open_workers(session, 2, "") as pool:
        assert isinstance(pool, WithOthers)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with open_workers(session, 2, "") as busy:
        assert isinstance(busy, InProcess)


def test_others_are_started_for_many_photos_alone_and_give_the_rest_in_order(
    session: Session, photo_file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[AtOnce] = []

    def start(*_: object, **__: object) -> AtOnce:
        started.append(AtOnce())
        return started[-1]

    monkeypatch.setattr(workers, "ProcessPoolExecutor", start)
    monkeypatch.setattr(workers, "WHILE_THEY_START", 3)
    photos = [photo_file(f"{number}.png") for number in range(8)]
    with open_workers(session, 2, "") as working:
        assert [one.path for one in working.explain(photos[:3], {}, QUICK)] == photos[:3]
        assert started[0].given == 0
        assert [one.path for one in working.explain(photos, {}, QUICK)] == photos
    assert started[0].given == 2 + 2  # both open the network, then two chunks


def test_what_cannot_be_read_is_told_and_the_next_is_explained(
    session: Session, photo_file: Callable[..., Path], tmp_path: Path
) -> None:
    photos = [tmp_path / "gone.png", photo_file("there.png")]
    with open_workers(session, 1, "") as alone:
        gone, there = alone.explain(photos, {}, ExplainSettings(samples=32, until_stable=False))
    assert (gone.explanation, gone.error) == (None, "no such file or directory")
    assert there.explanation is not None
    assert there.subject and there.badge in set(Trust)


@pytest.mark.parametrize("address", ["nowhere", "http://nowhere:1"])
def test_a_cluster_that_does_not_answer_is_told_at_once(address: str, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    asked = ["review", str(tmp_path), "--review", str(tmp_path / "a.tagproof")]
    command = [sys.executable, "-m", "desktop", *asked, "--scheduler", address]
    told = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert told.stderr == f"tagproof: no Dask scheduler answers at {address}\n"
    assert told.returncode == 1


class AtOnce:
    """A pool that works at once and here; what kills a worker breaks it as it does a real one."""

    def __init__(self, *_: object, **__: object) -> None:
        self.broken, self.given = False, 0

    def submit(self, task: Callable[[list[Path]], Any], chunk: list[Path]) -> Future[Any]:
        if self.broken:
            raise BrokenProcessPool
        self.given += 1
        future: Future[Any] = Future()
        try:
            future.set_result(task(chunk))
        except BrokenProcessPool as error:
            self.broken = True
            future.set_exception(error)
        return future

    def shutdown(self, **_: bool) -> None:
        self.broken = True


@given(st.lists(st.booleans(), max_size=30), st.integers(1, 7))
def test_answers_come_in_order_and_only_the_deadly_are_left_out(
    session: Session, deadly: list[bool], size: int
) -> None:
    tried: list[int] = []

    def task(chunk: list[Path]) -> list[int]:
        numbers = [int(path.name) for path in chunk]
        tried.extend(numbers)
        if any(deadly[number] for number in numbers):
            raise BrokenProcessPool
        return numbers

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "ProcessPoolExecutor", AtOnce)
        with open_workers(session, 2, "") as pool:
            source = (Path(str(number)) for number in range(len(deadly)))
            found = list(
                pool._others._run(task, source, size, lambda path, error: (path.name, error))
            )
    died = f"its worker died {ATTEMPTS} times"
    assert found == [(str(n), died) if kills else n for n, kills in enumerate(deadly)]
    assert all(tried.count(n) >= ATTEMPTS for n, kills in enumerate(deadly) if kills)


def test_no_more_is_taken_up_than_is_worked_on_soon(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "ProcessPoolExecutor", AtOnce)
    taken: list[Path] = []

    def source() -> Iterator[Path]:
        for number in range(1000):
            taken.append(Path(str(number)))
            yield taken[-1]

    with open_workers(session, 3, "") as pool:
        found = pool._others._run(list, source(), 5, lambda path, error: path)
        assert [next(found) for _ in range(5)] == taken[:5]
    assert len(taken) == 3 * (1 + AHEAD) * 5


def test_others_find_what_one_finds_alone(
    session: Session, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "ProcessPoolExecutor", AtOnce)
    told = []
    for count in (1, 2):
        with open_workers(session, count, "") as working:
            tagged = [
                (one.path, one.status, one.error, one.subject) for one in working.tag(photos, {})
            ]
            explained = [
                (one.path, one.badge, one.error, one.subject)
                for one in working.explain(photos, {}, QUICK)
            ]
            told.append((tagged, explained))
    assert told[0] == told[1]
    assert [one[0] for one in told[0][1]] == photos
    assert [bool(one[1]) for one in told[0][1]] == [True, False, True]
    assert told[0][1][1][2] == told[0][0][1][2] != ""
    assert {one[1] for one in told[0][1]} <= {"", *(trust.value for trust in Trust)}


def test_a_worker_with_another_model_is_refused(tiny_pack: Pack, tmp_path: Path) -> None:
    """It was replaced since, or a machine of the cluster has another at that place."""
    folder = Path(shutil.copytree(tiny_pack.folder, tmp_path / "pack"))
    with Session.open(folder) as here, open_workers(here, 2, "") as pool:
        assert isinstance(pool, WithOthers)
        told = json.loads((folder / "card.json").read_text("utf-8"))
        (folder / "card.json").write_text(json.dumps(told | {"temperature": 3.0}), "utf-8")
        with pytest.raises(PackError, match="pack: is another model for a worker"):
            list(pool._others.tag([tmp_path / "1.png"], {}))
