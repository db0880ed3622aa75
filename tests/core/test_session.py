"""The session: order, failures, memory and cancel, with a network of known response."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core import session as session_module
from core.entities import EngineFacts, ExplainSettings, Pixels, Progress
from core.errors import Cancelled, EngineError, ImageUnreadable, UnknownClass
from core.inference.card import Card, InputSpec
from core.inference.engine import EngineOutput, Writer
from core.inference.model_pack import Pack
from core.jobs import CancelToken
from core.session import Session
from core.vocabulary import Status

SIDE = 32
CLASSES = ("Red", "Green", "Blue")
POISON = (9, 9, 9)


class ColourEngine:
    """Answers the mean red, green and blue; refuses any batch with the poisoned colour."""

    size = SIDE
    batch_size = 4
    stem = None
    facts = EngineFacts("Colours", "1", "built-in")

    def __init__(self) -> None:
        self.batches: list[int] = []

    def run_written(self, count: int, write: Writer) -> np.ndarray:
        pictures = np.empty((count, SIDE, SIDE, 3), np.uint8)
        write(slice(0, count), pictures)
        return self.run(pictures).logits

    def run(self, pictures: Pixels) -> EngineOutput:
        self.batches.append(len(pictures))
        if any((picture == POISON).all() for picture in pictures):
            raise EngineError("the network answered NaN")
        return EngineOutput(pictures.mean(axis=(1, 2), dtype=np.float32) / 16, None)


@pytest.fixture
def engine() -> ColourEngine:
    return ColourEngine()


@pytest.fixture
def session(engine: ColourEngine) -> Iterator[Session]:
    card = Card("colours", "1", "2026-01-01T00:00:00Z", CLASSES, InputSpec(SIDE))
    with Session(Pack(Path("nowhere"), card), engine) as opened:
        yield opened


def paint(path: Path, colour: tuple[int, int, int]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (40, 40), colour).save(path)
    return path


def folder_of(tmp_path: Path, count: int) -> Path:
    colours = [(250, 0, 0), (0, 250, 0), (0, 0, 250)]
    for number in range(count):
        paint(tmp_path / "photos" / f"{number:03}.png", colours[number % 3])
    return tmp_path / "photos"


def test_outcomes_come_in_order_whatever_their_batch(session: Session, tmp_path: Path) -> None:
    outcomes = list(session.classify([folder_of(tmp_path, 23)]))
    assert [outcome.path.name for outcome in outcomes] == [f"{n:03}.png" for n in range(23)]
    tags = [outcome.prediction.label for outcome in outcomes if outcome.prediction]
    assert tags == [CLASSES[n % 3] for n in range(23)]


def test_the_network_runs_in_full_batches(
    session: Session, engine: ColourEngine, tmp_path: Path
) -> None:
    list(session.classify([folder_of(tmp_path, 10)]))
    assert engine.batches == [4, 4, 2]


def test_a_failing_photo_carries_its_cause_and_stops_no_other(
    session: Session, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path, 5)
    (folder / "002.png").write_bytes(b"not a picture")
    outcomes = list(session.classify([folder, tmp_path / "gone"]))
    failed = [outcome for outcome in outcomes if outcome.status is Status.ERROR]
    assert [outcome.path.name for outcome in failed] == ["002.png", "gone"]
    assert all(outcome.error and outcome.prediction is None for outcome in failed)
    assert len(outcomes) == 6


def test_a_batch_that_the_network_refuses_loses_one_photo_only(
    session: Session, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path, 6)
    paint(folder / "001.png", POISON)
    outcomes = list(session.classify([folder]))
    assert [outcome.status is Status.ERROR for outcome in outcomes] == [
        False, True, False, False, False, False,
    ]  # fmt: skip
    assert outcomes[1].error == "the network answered NaN"


def test_no_photos_give_no_outcomes(session: Session, tmp_path: Path) -> None:
    assert list(session.classify([tmp_path])) == []


def test_progress_counts_every_photo(session: Session, tmp_path: Path) -> None:
    steps: list[Progress] = []
    list(session.classify([folder_of(tmp_path, 9)], on_progress=steps.append))
    assert [(step.done, step.total) for step in steps] == [(n, 9) for n in range(1, 10)]
    assert steps[-1].seconds_left == 0


def test_photos_are_decoded_only_a_little_ahead(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[Path] = []
    load = session_module.images.load_picture
    monkeypatch.setattr(
        session_module.images,
        "load_picture",
        lambda path, drawn, **options: decoded.append(path) or load(path, drawn, **options),
    )
    outcomes = session.classify([folder_of(tmp_path, 60)])
    next(outcomes)
    most = (session_module.BATCHES_AHEAD + 1) * ColourEngine.batch_size + 1
    assert ColourEngine.batch_size <= len(decoded) <= most
    outcomes.close()


def test_cancel_is_heard_at_the_next_photo(session: Session, tmp_path: Path) -> None:
    token = CancelToken()
    outcomes = session.classify([folder_of(tmp_path, 30)], token=token)
    next(outcomes)
    token.cancel()
    with pytest.raises(Cancelled):
        next(outcomes)


def test_an_explanation_finds_the_red_square(session: Session, tmp_path: Path) -> None:
    pixels = np.full((96, 96, 3), 255, np.uint8)
    pixels[8:88, 8:88] = (60, 60, 60)
    pixels[16:40, 16:40] = (250, 0, 0)
    Image.fromarray(pixels).save(tmp_path / "square.png")
    settings = ExplainSettings(samples=256, until_stable=False, seed=3)
    report = session.explain(tmp_path / "square.png", settings, label="Red")
    explanation = report.explanation
    assert (explanation.label, explanation.samples) == ("Red", 256)
    strongest = int(np.argmax(explanation.surrogate.weights))
    rows, columns = np.nonzero(explanation.segments == strongest)
    scale = explanation.segments.shape[0] / 96
    assert 16 * scale <= rows.mean() <= 40 * scale
    assert 16 * scale <= columns.mean() <= 40 * scale


def test_an_unknown_class_is_refused_with_those_most_like_it(
    session: Session, tmp_path: Path
) -> None:
    with pytest.raises(UnknownClass, match="no class 'gren'; it has Green"):
        session.explain(paint(tmp_path / "x.png", (1, 2, 3)), label="gren")


def test_a_broken_photo_cannot_be_explained(session: Session, tmp_path: Path) -> None:
    (tmp_path / "x.jpg").write_bytes(b"")
    with pytest.raises(ImageUnreadable, match=r"x\.jpg"):
        session.explain(tmp_path / "x.jpg")


def test_an_explanation_tells_how_far_it_has_come(session: Session, tmp_path: Path) -> None:
    steps: list[Progress] = []
    photo = paint(tmp_path / "red.png", (250, 0, 0))
    settings = ExplainSettings(samples=64, until_stable=False)
    session.explain(photo, settings, on_progress=steps.append)
    done = [step.done for step in steps]
    assert done == sorted(set(done)) and done[-1] == 64
    assert {(step.total, step.note) for step in steps} == {(64, "red.png")}
