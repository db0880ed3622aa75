from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("tensorflow")

from core.errors import AppError
from model.data.dataset import Example
from model.training.contenders import CONTENDERS, Budget
from model.training.run import Run, Settings
from model.training.trainer import Trainer

CLASSES = ("Caps", "Ties")


def settings(batch: int) -> Settings:
    budget = Budget("data", None, None, 1, 32, None, "test", batch, 1e-3, "float32", 1)
    return budget.settings(CONTENDERS[0], "32x1")


@pytest.fixture
def examples(photo_file: Callable[..., Path]) -> list[Example]:
    """Sixty photos, of which a few are held out by their bytes."""
    return [Example(photo_file(f"{n}.png", seed=n), "train", (CLASSES[n % 2],)) for n in range(60)]


def test_weights_begin_as_given_but_for_a_new_head(examples: list[Example], tmp_path: Path) -> None:
    trainer = Trainer(Run(tmp_path / "run"), settings(8), examples, CLASSES)
    own = trainer.network.get_weights()
    given = [array + 1 for array in own]
    given[-2:] = [np.zeros((own[-2].shape[0], 9), np.float32), np.zeros(9, np.float32)]
    trainer.start_from(given)
    now = trainer.network.get_weights()
    np.testing.assert_array_equal(now[0], given[0])
    np.testing.assert_array_equal(now[-2], own[-2])
    np.testing.assert_array_equal(trainer.average.weights[0], given[0])
    with pytest.raises(AppError, match="are not published-cnn's"):
        trainer.start_from(given[:-1])


def test_too_few_photos_are_told_before_anything_is_trained(
    examples: list[Example], tmp_path: Path
) -> None:
    with pytest.raises(AppError, match="60 photos are too few: at least one batch of 500"):
        Trainer(Run(tmp_path / "run"), settings(500), examples, CLASSES)
