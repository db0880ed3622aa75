import numpy as np
import pytest

keras = pytest.importorskip("keras")

from model.training.averaging import DECAY, WeightAverage  # noqa: E402


def network() -> "keras.Model":
    return keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, kernel_initializer="zeros")])


def test_the_average_follows_the_weights_slowly() -> None:
    own = network()
    average = WeightAverage(own, None)
    own.set_weights([np.ones((2, 1)), np.ones(1)])
    steps = []
    for _ in range(3):
        average.on_train_batch_end(0)
        steps.append(float(average.weights[0][0, 0]))
    assert 0 < steps[0] < steps[1] < steps[2] < 1
    assert steps[0] == pytest.approx(10 / 11)  # early averages forget their beginning


def test_a_resumed_average_keeps_its_decay() -> None:
    own = network()
    average = WeightAverage(own, [np.zeros((2, 1)), np.zeros(1)])
    own.set_weights([np.ones((2, 1)), np.ones(1)])
    average.on_train_batch_end(0)
    assert average.weights[0][0, 0] == pytest.approx(1 - DECAY)


def test_the_average_is_lent_for_a_block() -> None:
    own = network()
    average = WeightAverage(own, [np.full((2, 1), 5.0), np.full(1, 5.0)])
    with pytest.raises(KeyError), average.applied():
        assert own.get_weights()[1][0] == 5
        raise KeyError
    assert own.get_weights()[1][0] == 0
