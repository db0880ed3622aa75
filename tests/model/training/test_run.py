import json
from pathlib import Path

import numpy as np
import pytest

tf = pytest.importorskip("tensorflow")

from core.errors import FileError  # noqa: E402
from model.training.contenders import CONTENDERS, Budget  # noqa: E402
from model.training.epoch import Epoch  # noqa: E402
from model.training.run import Run, load_weights  # noqa: E402

FIRST = Epoch(1, 64, 1.25, 0.5, 1.5, 0.4, float("nan"), 3.5)
SECOND = Epoch(2, 96, 1.0, 0.6, 1.25, 0.5, 0.75, 7.0)


def test_the_history_is_read_as_it_was_written(tmp_path: Path) -> None:
    run = Run(tmp_path / "run")
    assert run.history == []
    run.append(FIRST)
    run.append(SECOND)
    first, second = Run(tmp_path / "run").history
    assert second == SECOND
    assert (first.epoch, first.size, first.loss) == (1, 64, 1.25)
    assert np.isnan(first.partial_accuracy)
    assert (tmp_path / "run" / "curves.png").stat().st_size > 5_000


def test_weights_come_back_in_their_order(tmp_path: Path) -> None:
    run = Run(tmp_path)
    assert run.load_average() is None
    weights = [np.full(shape, n, np.float32) for n, shape in enumerate([(2, 3), (3,), (1,)] * 5)]
    run.save_average(weights, best=False)
    assert not run.best_path.exists()
    run.save_average(weights, best=True)
    for stored in (run.load_average(), load_weights(run.best_path)):
        assert stored is not None
        for mine, given in zip(stored, weights, strict=True):
            np.testing.assert_array_equal(mine, given)


def test_settings_say_what_a_run_depends_on(tmp_path: Path) -> None:
    budget = Budget("data", None, None, 2, 32, None, "test", 8, 1e-3, "float32", 7)
    settings = budget.settings(CONTENDERS[0], "32x2")
    run = Run(tmp_path)
    with pytest.raises(FileError, match="no training was begun here"):
        _ = run.settings
    run.record_settings(settings, ("Caps", "Ties"))
    told = run.settings
    assert (told["seed"], told["plan"], told["classes"]) == (7, "32x2", ["Caps", "Ties"])
    assert set(told["versions"]) == {"keras", "tensorflow", "numpy"}
    assert json.loads((tmp_path / "settings.json").read_text()) == told
