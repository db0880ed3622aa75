"""The engine protocol: what every network runtime answers."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class EngineOutput:
    """The answer for a batch.

    Attributes
    ----------
    logits : (N, n_classes) float32
    features : (N, h, w, f) float32 or None
        The last feature map, whose average times the class weights gives the logits.
    """

    logits: NDArray[np.float32]
    features: NDArray[np.float32] | None


class Engine(Protocol):
    """A network ready to run. One caller at a time; not to be entered by two threads."""

    size: int
    """Side of the square input, px."""

    batch_size: int
    """Pictures that `input_buffer` holds."""

    def input_buffer(self) -> NDArray[np.uint8]:
        """Give the (batch_size, size, size, 3) bytes that `run_buffer` reads.

        Callers write pixel values as they are, the engine knows its own scaling. It is the same
        array every time and `run_buffer` leaves it as it is.
        """
        ...

    def run_buffer(self, count: int) -> NDArray[np.float32]:
        """Run the first `count` pictures of the buffer; gives (count, n_classes) logits, owned."""
        ...

    def run(self, pictures: NDArray[np.uint8]) -> EngineOutput:
        """Run (N, size, size, 3) uint8 pictures, any N; raises EngineError on NaN."""
        ...
