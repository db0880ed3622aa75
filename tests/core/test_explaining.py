import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core import explaining
from core.entities import ExplainSettings
from core.explaining import explain_photo, explain_several
from core.inference.engine import Engine, engine_spec
from core.inference.model_pack import Pack
from core.inference.opening import open_engine
from core.session import Session
from core.vocabulary import EngineKind, Trust
from tests.packs import LABELS

QUICK = ExplainSettings(samples=64, superpixels=9)


@pytest.fixture(scope="module")
def session(tiny_pack: Pack) -> Iterator[Session]:
    with Session.open(tiny_pack.folder) as opened:
        yield opened


@pytest.fixture
def photos(photo_file: Callable[..., Path], tmp_path: Path) -> list[Path]:
    """Eight photos, the third of which is gone."""
    found = [photo_file(f"{name}{number}.png") for number in range(2) for name in LABELS[:4]]
    found[2] = tmp_path / "gone.png"
    return found


@pytest.mark.parametrize("cores", [1, 3])
def test_several_at_once_find_what_one_finds_alone(
    session: Session, photos: list[Path], cores: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explaining, "THREADS", cores)
    alone = [explain_photo(session, photo, {}, QUICK) for photo in photos]
    several = list(explain_several(session, photos, {}, QUICK))
    assert [one.path for one in several] == photos
    for one, other in zip(several, alone, strict=True):
        assert (one.subject, one.badge, one.error) == (other.subject, other.badge, other.error)
        if one.explanation and other.explanation:
            weights = [found.surrogate.weights for found in (one.explanation, other.explanation)]
            np.testing.assert_array_equal(*weights)
    assert [bool(one.error) for one in several] == [photo.name == "gone.png" for photo in photos]
    assert {one.badge for one in several} <= {"", *Trust}


def test_no_more_is_taken_up_than_is_worked_on_soon(
    session: Session, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explaining, "THREADS", 2)
    taken = []
    found = explain_several(session, (taken.append(one) or one for one in photos), {}, QUICK)
    next(found)
    assert len(taken) == 3


def test_who_stops_asking_waits_for_no_explanation_to_end(
    session: Session, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explaining, "THREADS", 2)
    endless = ExplainSettings(samples=5_000_000, superpixels=9, until_stable=False)
    asked, explain = threading.Event(), Session.explain

    def noted(*given: object, **named: object) -> object:
        asked.set()
        return explain(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Session, "explain", noted)
    found = explain_several(session, [photos[2], *photos], {}, endless)
    assert next(found).error  # the one that is gone; another is in hand
    assert asked.wait(10)
    found.close()  # type: ignore[attr-defined]
    assert not [one for one in threading.enumerate() if one.name.startswith("explain")]


@pytest.mark.parametrize(("heeds", "opened"), [(True, 2), (False, 0)])
def test_the_network_is_opened_again_for_each_thread_unless_it_takes_all_cores(
    session: Session,
    photos: list[Path],
    heeds: bool,
    opened: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spec = replace(engine_spec(EngineKind.LITERT), heeds_threads=heeds)
    asked: list[int] = []

    def counted(pack: Pack, threads: int) -> Engine:
        asked.append(threads)
        return open_engine(pack, threads)

    monkeypatch.setattr(explaining, "THREADS", 2)
    monkeypatch.setattr(explaining, "engine_spec", lambda _: spec)
    monkeypatch.setattr(explaining, "open_engine", counted)
    assert len(list(explain_several(session, [], {}, QUICK))) == 0
    assert asked == []
    assert len(list(explain_several(session, photos, {}, QUICK))) == len(photos)
    assert asked == [1] * opened
    assert not engine_spec(EngineKind.KERAS).heeds_threads
