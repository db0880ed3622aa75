import math

import pytest

pytest.importorskip("keras")

from core.inference.model_pack import Pack
from model.training.epoch import Epoch
from model.training.packing import _best, _named
from model.training.start import IMAGENET, ORIGINS


def test_the_least_loss_at_the_last_size_ships() -> None:
    losses = [(64, 0.1), (96, 0.5), (96, 0.3), (96, 0.4)]
    history = [Epoch(n, size, 1, 0, loss, 0, 0, 1) for n, (size, loss) in enumerate(losses)]
    assert _best(history).epoch == 2


def test_what_was_not_measured_is_not_the_least() -> None:
    history = [Epoch(n, 96, 1, 0, loss, 0, 0, 1) for n, loss in enumerate([math.nan, 0.4, 0.3])]
    assert _best(history).epoch == 2
    assert _best(history[:1]).epoch == 0


def test_an_origin_is_named_without_its_place(tiny_pack: Pack) -> None:
    said = _named(str(tiny_pack.folder))
    assert said == f"tiny 1, network {tiny_pack.sha256[:12]}"
    assert _named(IMAGENET) == ORIGINS[IMAGENET]
