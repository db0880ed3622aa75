import numpy as np
import pytest

pytest.importorskip("keras")

from core.inference.model_pack import Pack
from model.measuring.answers import Answers
from model.training.epoch import Epoch
from model.training.packing import Conversion, _best, _named
from model.training.start import IMAGENET, ORIGINS

TRUTH = np.arange(1000) % 5


def answers(tags: np.ndarray) -> Answers:
    return Answers(np.eye(5, dtype=np.float32)[tags], np.zeros((len(tags), 1), np.float32))


def verdict(small: np.ndarray) -> dict[str, float | bool]:
    return Conversion(b"", b"", answers(TRUTH), answers(small)).verdict(TRUTH)


def test_the_eight_bit_form_ships_if_it_tags_alike() -> None:
    few, many = TRUTH.copy(), TRUTH.copy()
    few[:2] += 1
    many[:4] += 1
    few %= 5
    many %= 5
    wanted = {"accuracy_lost": 0.002, "agreement": 0.998, "eight_bit_ships": True}
    assert verdict(few) == pytest.approx(wanted)
    assert verdict(many)["eight_bit_ships"] is False


def test_the_least_loss_at_the_last_size_ships() -> None:
    losses = [(64, 0.1), (96, 0.5), (96, 0.3), (96, 0.4)]
    history = [Epoch(n, size, 1, 0, loss, 0, 0, 1) for n, (size, loss) in enumerate(losses)]
    assert _best(history).epoch == 2


def test_an_origin_is_named_without_its_place(tiny_pack: Pack) -> None:
    said = _named(str(tiny_pack.folder))
    assert said == f"tiny 1, network {tiny_pack.sha256[:12]}"
    assert _named(IMAGENET) == ORIGINS[IMAGENET]
