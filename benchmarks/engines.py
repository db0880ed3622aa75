"""Engines that are watched, or spared work, while something else is measured."""

import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from core.inference.engine import Engine, EngineOutput, Writer, copying
from core.inference.stem import Answering, MapLayers, MapWriter, Middle, Reduction, Stem

T = TypeVar("T")


class TimedEngine:
    """An engine that notes how long its network computes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.size = engine.size
        self.facts = engine.facts
        self.batch_size = engine.batch_size
        self.seconds = 0.0

    @property
    def stem(self) -> "TimedStem | None":
        """The engine's own, timed as well."""
        stem = self._engine.stem
        return None if stem is None else TimedStem(stem, self)

    def run_written(self, count: int, write: Writer) -> NDArray[np.float32]:
        """Run and take the time, in which the pictures are written as well."""
        return self.timed(lambda: self._engine.run_written(count, write))

    def timed(self, run: Callable[[], T]) -> T:
        """Run, and add the time that it took."""
        started = time.perf_counter()
        answer = run()
        self.seconds += time.perf_counter() - started
        return answer

    def run(self, pictures: NDArray[np.uint8]) -> EngineOutput:
        """Pass on the engine's own."""
        return self._engine.run(pictures)


class TimedLayers:
    """Layers whose time, and that of those behind them, counts as their engine's."""

    def __init__(self, layers: MapLayers, engine: TimedEngine) -> None:
        self._layers = layers
        self.timed = engine.timed
        self.field = layers.field
        self.channels = layers.channels

    def finish(self, count: int, write: MapWriter) -> Answering:
        """Run the others, and take the time that they are waited for."""
        begun = self._layers.finish(count, write)

        def waited_for() -> NDArray[np.float32]:
            return self.timed(begun)

        return waited_for


class TimedReduction(TimedLayers):
    """A reduction, likewise."""

    def __init__(self, reduction: Reduction, engine: TimedEngine) -> None:
        super().__init__(reduction, engine)
        self._reduction = reduction
        self.margin = reduction.margin

    def lift(self, blocks: NDArray[np.int8]) -> NDArray[np.int8]:
        """Run the first layers, and take the time."""
        return self.timed(lambda: self._reduction.lift(blocks))

    def run_windows(self, count: int, write: MapWriter) -> NDArray[np.int8]:
        """Run the layers, and take the time, in which the squares are put together as well."""
        return self.timed(lambda: self._reduction.run_windows(count, write))


class TimedMiddle(TimedLayers):
    """A middle, likewise."""

    def __init__(self, middle: Middle, engine: TimedEngine) -> None:
        super().__init__(middle, engine)
        self._middle = middle
        self.block, behind = middle.block, middle.reduction
        self.reduction = None if behind is None else TimedReduction(behind, engine)

    def run_windows(self, own: NDArray[np.intp], write: MapWriter) -> NDArray[np.int8]:
        """Run the layers, and take the time, in which the squares are put together as well."""
        return self.timed(lambda: self._middle.run_windows(own, write))


class TimedStem(TimedLayers):
    """First layers, likewise."""

    def __init__(self, stem: Stem, engine: TimedEngine) -> None:
        super().__init__(stem, engine)
        self._stem = stem
        self.middle = None if stem.middle is None else TimedMiddle(stem.middle, engine)

    def run(self, count: int, write: Writer) -> NDArray[np.int8]:
        """Run the first layers, and take the time."""
        return self.timed(lambda: self._stem.run(count, write))


class RememberingEngine(TimedEngine):
    """An engine that runs no batch of pictures all of which it has answered already.

    A picture's answer does not depend on the others of its batch; pictures are told apart by a hash
    of 64 bits.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._answers: dict[int, NDArray[np.float32]] = {}

    @property
    def stem(self) -> None:
        """None: what is remembered are whole pictures."""

    def run_written(self, count: int, write: Writer) -> NDArray[np.float32]:
        """Answer from memory, or run and remember."""
        pictures = np.empty((count, self.size, self.size, 3), np.uint8)
        write(slice(0, count), pictures)
        keys = [hash(picture.tobytes()) for picture in pictures]
        if not all(key in self._answers for key in keys):
            answers = super().run_written(count, copying(pictures))
            self._answers.update(zip(keys, answers, strict=True))
        return np.stack([self._answers[key] for key in keys])

    def forget(self) -> None:
        """Remember nothing: another photo comes."""
        self._answers.clear()
