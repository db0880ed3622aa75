"""A LiteRT network in two parts: the first layers, and the rest."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from core.inference.engine import Writer
from core.inference.litert_lanes import Lane, Lanes, parts_of
from core.inference.litert_layers import LastLayers, Layers
from core.inference.receptive_field import ReceptiveField
from core.inference.stem import MapWriter
from core.vocabulary import Scaling


class LiteRtStem:
    """A `Stem` whose layers LiteRT runs.

    Parameters
    ----------
    lanes : sequence of (Layers, LastLayers)
        For each thread the first layers and the others.
    threads : Lanes
    field : ReceptiveField
        Of the map between them.
    """

    def __init__(
        self,
        lanes: Sequence[tuple[Layers, LastLayers]],
        threads: Lanes,
        field: ReceptiveField,
    ) -> None:
        self.lanes = lanes
        self.field = field
        self._threads = threads
        self._share = lanes[0][0].count
        self.channels = int(lanes[0][0].outputs[0]["shape"][-1])

    @classmethod
    def of(
        cls, path: Path, content: bytes, scaling: Scaling, share: int, threads: Lanes
    ) -> Self | None:
        """Part a network, and start its parts for `share` pictures a thread.

        Returns
        -------
        LiteRtStem or None
            None where it cannot be parted so that its answers stay the same.
        """
        from core.inference.litert_parts import part  # with LiteRT's own reading of its files

        parts = part(content)
        if parts is None:
            return None
        lanes = [
            (Layers(path, parts.stem, 1, share, scaling), LastLayers(path, parts.rest, 1, share))
            for _ in range(threads.count)
        ]
        return cls(lanes, threads, parts.field)

    def run(self, count: int, write: Writer) -> NDArray[np.int8]:
        """Run the first layers; see `Stem`."""
        first: list[Lane[Layers]] = [(layers,) for layers, _ in self.lanes]
        parts = parts_of(count, self._share)
        maps: NDArray[np.int8] = np.concatenate(
            self._threads.answers(first, parts, write, Layers.output)
        )
        return maps

    def finish(self, count: int, write: MapWriter) -> NDArray[np.float32]:
        """Run the other layers; see `Stem`."""
        others: list[Lane[LastLayers]] = [(layers,) for _, layers in self.lanes]
        parts = parts_of(count, self._share)
        return np.concatenate(self._threads.answers(others, parts, write, LastLayers.logits))
