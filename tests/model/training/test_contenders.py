from dataclasses import asdict

import pytest

pytest.importorskip("keras")

from model.networks.architectures import ARCHITECTURES
from model.training.contenders import CONTENDERS, Budget, Contender
from model.training.schedule import Plan
from model.training.start import IMAGENET

BUDGET = Budget("data", None, None, 8, 64, None, "validation", 64, 1e-3, "float32", 42)
OWN = {"architecture", "dropout", "init"}


@pytest.mark.parametrize("contender", CONTENDERS, ids=lambda contender: contender.architecture)
def test_networks_differ_in_nothing_but_themselves(contender: Contender) -> None:
    settings, first = (BUDGET.settings(one, "64x8") for one in (contender, CONTENDERS[0]))
    assert {name for name, _ in asdict(settings).items() ^ asdict(first).items()} <= OWN
    assert settings.architecture in ARCHITECTURES
    assert (settings.init == IMAGENET) is contender.imagenet
    assert Plan.parse(settings.plan).epochs == 8
