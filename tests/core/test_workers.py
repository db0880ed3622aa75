import os
from collections.abc import Callable
from pathlib import Path

import pytest

from core import workers
from core.entities import ExplainSettings
from core.errors import AppError
from core.inference.model_pack import Pack
from core.session import Session
from core.vocabulary import Trust
from core.workers import InProcess, WorkerPool, open_workers


def _dies(chunk: list[Path]) -> list[str]:
    if any("deadly" in path.name for path in chunk):
        os._exit(9)
    return [path.name for path in chunk]


def test_a_photo_that_kills_its_worker_is_named_and_stops_no_other() -> None:
    names = ["a", "b", "deadly", "c", "d"]
    with workers._processes(Path("unused"), (), 2) as pool:
        found = pool._run(_dies, map(Path, names), 2, lambda path, error: f"{path}: {error}")
        assert list(found) == ["a", "b", "deadly: its worker died 3 times", "c", "d"]


def test_who_works_is_as_asked(tiny_pack: Pack) -> None:
    with Session.open(tiny_pack.folder) as session:
        with open_workers(session, 1, "") as alone:
            assert isinstance(alone, InProcess)
        with open_workers(session, 2, "") as pool:
            assert isinstance(pool, WorkerPool)


def test_what_cannot_be_read_is_told_and_the_next_is_explained(
    tiny_pack: Pack, photo_file: Callable[..., Path], tmp_path: Path
) -> None:
    photos = [tmp_path / "gone.png", photo_file("there.png")]
    with Session.open(tiny_pack.folder) as session, open_workers(session, 1, "") as alone:
        gone, there = alone.explain(photos, ExplainSettings(samples=32, until_stable=False))
    assert (gone.explanation, gone.error) == (None, "no such file or directory")
    assert there.explanation is not None
    assert there.sha256 and there.badge in set(Trust)


def test_a_cluster_that_does_not_answer_is_told(tiny_pack: Pack) -> None:
    pytest.importorskip("distributed")
    with (
        Session.open(tiny_pack.folder) as session,
        pytest.raises(AppError, match="no Dask scheduler answers at nowhere"),
        open_workers(session, 1, "nowhere"),
    ):
        pass
