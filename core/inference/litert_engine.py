"""LiteRT: the runtime that answers in the program; needs neither TensorFlow nor Keras.

Measured on two cores with a residual CNN of 0.7 M weights at 224 px: the logits of a picture are
the same to the last bit in every batch size from 1 to 96, wherever it stands in the batch, on one
thread, two or four. Batches of 5 to 96 pictures run equally fast, single ones at half the speed
when quantised; so some interpreters hold a batch and another a single picture.

A batch is shared among interpreters of one thread each, rather than given to one of several: its
threads would wait for each other at every layer. With the network that ships 0.72 ms a picture in
place of 0.81 on two cores. Pictures are written by the thread that runs them, while the others
compute; copying them into the interpreter's tensor costs 0.1 ms per batch of 32 beside 23 ms: not
worth lending out memory that the runtime may move.

The first steps of the network that ships scale bytes, and took a sixth of its time: they are asked
once for every byte, and left out (`litert_parts`).
"""

from concurrent.futures import ThreadPoolExecutor, wait
from itertools import zip_longest
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.entities import EngineFacts
from core.errors import EngineError, PackError, os_cause
from core.given_files import read_file
from core.inference import litert_library
from core.inference.card import InputSpec
from core.inference.engine import (
    LARGEST_NETWORK_BYTES,
    THREADS,
    Engine,
    EngineOutput,
    EngineSpec,
    Writer,
    check_bytes,
    copying,
)
from core.inference.litert_network import Network, T, Taker, levels_of
from core.inference.litert_parts import parted
from core.vocabulary import Scaling

BATCH_SIZE: Final = 32


class LiteRtEngine:
    """A `.tflite` network, float or quantised.

    The network takes (N, size, size, 3) float32 of byte values, or uint8, and gives logits
    (N, n_classes) float32 and, where it has them, features (N, h, w, f) float32; the two are told
    apart by their shapes.

    Parameters
    ----------
    path : Path
    scaling : Scaling
        What the network expects its float32 input to be; `BYTE` where it scales by itself.
    threads : int
    batch_size : int
    content : bytes, optional
        Run in place of what the file holds.

    Raises
    ------
    PackError
        The file is missing, no network, or one of another form; or LiteRT does not load.
    """

    def __init__(
        self,
        path: Path,
        scaling: Scaling = Scaling.BYTE,
        threads: int = THREADS,
        batch_size: int = BATCH_SIZE,
        content: bytes | None = None,
    ) -> None:
        content = _read(path) if content is None else content
        self._scaling = scaling
        self._single = Network(path, content, threads, 1)
        if self._single.takes_bytes:
            check_bytes(path, 255, scaling)
        self._levels: NDArray[np.uint8] | None = None
        if (lighter := _lighter(path, content, self._single, threads)) is not None:
            content, self._single, self._levels = lighter
        share = -(-batch_size // threads)
        self._lanes = [
            Network(path, content, 1, share, encoded=self._single.encoded) for _ in range(threads)
        ]
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="network")
        self.size = self._single.size
        self.gives_features = self._single.gives_features
        self.facts = EngineFacts("LiteRT", litert_library.version(), self._kernels())
        self.batch_size = batch_size

    def _kernels(self) -> str:
        """Say whose arithmetic the interpreters do: for the same file they may differ."""
        return " and ".join(sorted({one.kernels for one in (self._single, *self._lanes)}))

    def encoded(self, pictures: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Do the network's first steps, where they are a table."""
        return pictures if self._levels is None else _encoded(pictures, self._levels)

    def run_written(self, count: int, write: Writer) -> NDArray[np.float32]:
        """Run `count` pictures that `write` makes; gives (count, n_classes) logits, owned.

        Raises
        ------
        EngineError
            A logit is not finite.
        """
        return np.concatenate(self._answers(count, write, Network.logits))

    def run(self, pictures: NDArray[np.uint8]) -> EngineOutput:
        """Run any number of pictures.

        Parameters
        ----------
        pictures : (N, size, size, 3) uint8
            Not changed.

        Returns
        -------
        EngineOutput
            Owned by the caller.

        Raises
        ------
        EngineError
            A logit is not finite.
        """

        def write(part: slice, place: NDArray[np.uint8]) -> None:
            place[: part.stop - part.start] = self.encoded(pictures[part])

        answers = self._answers(len(pictures), write, Network.answer)
        logits, features = zip(*answers, strict=True)
        maps = [part for part in features if part is not None]
        return EngineOutput(np.concatenate(logits), np.concatenate(maps) if maps else None)

    def _answers(self, count: int, write: Writer, take: "Taker[T]") -> list[T]:
        """Run part by part, each lane its own parts; gives what is taken of each, in order."""

        def work(network: Network, parts: list[slice]) -> list[T]:
            return [network.run(part, write, self._scaling, take) for part in parts]

        together, singles = self._plan(count)
        shares = [together[k :: len(self._lanes)] for k in range(len(self._lanes))]
        futures = [self._pool.submit(work, *one) for one in zip(self._lanes, shares, strict=True)]
        wait(futures)  # all, also where one fails: no lane is in use when the next call comes
        answers = zip_longest(*(future.result() for future in futures))
        in_order = [one for row in answers for one in row if one is not None]
        return in_order + work(self._single, singles)

    def _plan(self, total: int) -> tuple[list[slice], list[slice]]:
        """Cut pictures into parts; a short rest runs one by one, cheaper than a padded batch."""
        rest = total % self.batch_size
        whole = total - rest if rest <= self.batch_size // 2 else total
        share = self._lanes[0].count
        parts = [slice(k, min(k + share, whole)) for k in range(0, whole, share)]
        singles = [slice(k, k + 1) for k in range(whole, total)]
        return parts, singles if parts or singles else [slice(0, 0)]  # arrays of the right shape


def _read(path: Path) -> bytes:
    """Read the network: the runtime would open the path itself, and fails on some names."""
    try:
        return read_file(path, LARGEST_NETWORK_BYTES)
    except OSError as error:
        raise PackError(path, os_cause(error)) from error


def _lighter(
    path: Path, content: bytes, whole: Network, threads: int
) -> tuple[bytes, Network, NDArray[np.uint8]] | None:
    """Give a network without its first steps, and these as a table; None where it has none such.

    It is asked about a picture of every byte, and taken if its answer is the whole network's, to
    the last bit.
    """
    if (parts := parted(content)) is None:
        return None
    try:
        levels = levels_of(path, parts.head)
        rest = Network(path, parts.body, threads, 1, encoded=True)
        same = _answer_the_same(whole, rest, levels)
    except (PackError, EngineError):
        return None
    return (parts.body, rest, levels) if same else None


def _answer_the_same(whole: Network, rest: Network, levels: NDArray[np.uint8]) -> bool:
    shape = 1, whole.size, whole.size, levels.shape[0]
    bytes_ = np.random.default_rng(0).permutation(np.arange(np.prod(shape)) % levels.shape[1])
    picture = bytes_.astype(np.uint8).reshape(shape)
    one, other = (
        network.run(slice(0, 1), copying(given), Scaling.BYTE, Network.logits)
        for network, given in ((whole, picture), (rest, _encoded(picture, levels)))
    )
    return np.array_equal(one, other)


def _encoded(pictures: NDArray[np.uint8], levels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Look up (N, size, size, 3) bytes by channel, 65 us a picture of 112 px."""
    encoded = np.empty_like(pictures)
    for channel, level in enumerate(levels):
        encoded[..., channel] = np.take(level, pictures[..., channel], mode="clip")
    return encoded


def _start(network: Path, content: bytes, seen: InputSpec, threads: int) -> Engine:
    return LiteRtEngine(network, seen.scaling, threads, content=content)


ENGINE: Final = EngineSpec("LiteRT", "network.tflite", "ai_edge_litert", _start)
