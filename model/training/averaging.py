"""A moving average of all weights, BatchNorm's statistics included.

The average is what is judged and shipped: with the learning rate still high, the weights of one
step swing by many points of accuracy (Polyak & Juditsky 1992, doi:10.1137/0330046).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import keras
import numpy as np
from numpy.typing import NDArray

DECAY: Final = 0.99
"""Per update; an update comes once per `steps_per_execution` steps."""


class WeightAverage(keras.callbacks.Callback):
    """Keeps the average beside the network while it trains."""

    def __init__(self, network: keras.Model, weights: list[NDArray[np.float32]] | None) -> None:
        super().__init__()
        self._network = network
        self.weights = weights or network.get_weights()
        self.updates = 0 if weights is None else 1000

    def on_train_batch_end(self, batch: int, logs: dict[str, float] | None = None) -> None:
        """Move the average a little towards the present weights."""
        self.updates += 1
        keep = min(DECAY, self.updates / (self.updates + 10))
        now = self._network.get_weights()
        self.weights = [
            keep * average + (1 - keep) * latest
            for average, latest in zip(self.weights, now, strict=True)
        ]

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Put the average into the network for as long as the block lasts."""
        own = self._network.get_weights()
        self._network.set_weights(self.weights)
        try:
            yield
        finally:
            self._network.set_weights(own)
