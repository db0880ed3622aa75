"""Photos of all kinds to learn from, and the network to tune, small.

What brings PyTorch is imported by the fixtures: without it the tests are skipped.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from core.paths import default_pack

if TYPE_CHECKING:
    from torch import Tensor

    from core.inference.litert_engine import LiteRtEngine
    from model.general.lessons import Lessons
    from model.general.network import Tuned
    from model.pytorch.lite0 import Lite0

CLASSES = tuple(f"class {number}" for number in range(54))
HELD = "quiet"


@pytest.fixture(scope="package")
def lessons() -> "Lessons":
    """Photos of the catalog, sellers, two shops and other things; each class one brightness."""
    from model.data.dataset import Example
    from model.data.pictures import Pictures
    from model.general.lessons import lessons_of

    chance = np.random.default_rng(0)

    def example(number: int, subset: str, source: str = "", other: bool = False) -> Example:
        accepted = ("other:cup",) if other else (CLASSES[number % 2],)
        return Example(Path(f"{number}.jpg"), subset, accepted, source)

    examples = [example(number, "train") for number in range(100)]
    examples += [example(number, "partial") for number in range(10)]
    examples += [example(number, "shops", "large") for number in range(16)]
    examples += [example(number, "shops", HELD) for number in range(8)]
    examples += [example(number, "shops", "small", number > 3) for number in range(8)]
    bright = np.array(
        [CLASSES.index(e.accepted[0]) if e.accepted[0] in CLASSES else 2 for e in examples]
    )
    pixels = chance.integers(0, 40, (len(examples), 64, 64, 3)) + 100 * bright[:, None, None, None]
    held = np.array([e.source == HELD for e in examples])
    held[:20] = True
    masks = np.zeros((len(examples), 16, 16), np.uint8)
    masks[::2, 4:12, 4:12] = 255
    return lessons_of(Pictures(examples, pixels.astype(np.uint8), held), masks, CLASSES)


@pytest.fixture(scope="package")
def teacher() -> "LiteRtEngine":
    from core.inference.litert_engine import LiteRtEngine
    from core.inference.model_pack import open_pack

    return LiteRtEngine(open_pack(default_pack()).network, threads=1)


@pytest.fixture
def network() -> "Lite0":
    import torch

    from model.pytorch.lite0 import Lite0

    torch.manual_seed(0)
    return Lite0(len(CLASSES)).to(memory_format=torch.channels_last)


@pytest.fixture
def head() -> "tuple[Tensor, Tensor]":
    import torch

    return torch.randn(1000, 1280) / 36, torch.zeros(1000)


@pytest.fixture
def tuned(network: "Lite0", head: "tuple[Tensor, Tensor]") -> "Tuned":
    from model.general.network import Tuned

    return Tuned(network, head)
