"""LiteRT: the runtime that answers in the program; needs neither TensorFlow nor Keras.

Measured on two cores with a residual CNN of 0.7 M weights at 224 px: the logits of a picture are
the same to the last bit in every batch size from 1 to 96, wherever it stands in the batch, on one
thread, two or four. Batches of 5 to 96 pictures run equally fast, single ones at half the speed
when quantised; so some interpreters hold a batch and another a single picture.
"""

import logging
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

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
from core.inference.litert_lanes import Lane, Lanes, Take, parts_of, run
from core.inference.litert_layers import LastLayers
from core.inference.litert_squares import squares_alike
from core.inference.litert_stem import LiteRtStem
from core.vocabulary import Scaling

log = logging.getLogger(__name__)

BATCH_SIZE: Final = 32
SHARE: Final = 8
"""Pictures that a thread runs at once: twice as many are no faster, and take twice the memory."""
BYTE_STEP: Final = (1.0, 0)
"""Quantisation (step, zero point) with which an input byte is its own value."""

T = TypeVar("T")


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
        self._path, self._scaling = path, scaling
        self._content = _read(path) if content is None else content
        self._single = LastLayers(path, self._content, threads, 1, scaling)
        _check_input(path, self._single.inputs)
        self._threads = Lanes(threads)
        self._share = min(SHARE, -(-batch_size // threads))
        self._lanes: list[Lane[LastLayers]] = [
            (LastLayers(path, self._content, 1, self._share, scaling),) for _ in range(threads)
        ]
        self.size = int(self._single.inputs[0]["shape"][1])
        self.gives_features = self._single.gives_features
        self.facts = EngineFacts("LiteRT", litert_library.version(), self._kernels())
        if self._single.inputs[0]["dtype"] is np.uint8:
            check_bytes(path, 255, scaling)
        self.batch_size = batch_size

    @cached_property
    def stem(self) -> LiteRtStem | None:
        """The first layers apart, where the network can be parted; made when first asked for.

        From then on batches run through the parts, so that the network is held once. Kernels are
        chosen for a whole graph, and round in ways of their own: parts must have been given those
        that the network has.
        """
        made = LiteRtStem.of(self._path, self._content, self._scaling, self._share, self._threads)
        if made is None or made.kernels | self._all_kernels() != {self._single.kernels}:
            return None
        parted: list[Lane[LastLayers]] = [(one.stem, *one.behind_stem) for one in made.lanes]
        alike = self._answer_alike(self._lanes[0], parted[0])
        if not alike or not squares_alike(made, self.size):
            log.warning("%s is run whole: in parts it answers otherwise", self._path)
            return None
        self._lanes = parted
        return made

    def _answer_alike(self, whole: Lane[LastLayers], parted: Lane[LastLayers]) -> bool:
        """Ask both about noise: a file may tell other shapes than its layers make."""
        shape = (self._share, self.size, self.size, 3)
        pictures = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
        part, write = slice(0, self._share), copying(pictures)
        try:
            one, other = (run(lane, part, write, LastLayers.logits) for lane in (whole, parted))
        except EngineError:
            return False
        return np.array_equal(one, other)

    def run_written(self, count: int, write: Writer) -> NDArray[np.float32]:
        """Run `count` pictures that `write` makes; gives (count, n_classes) logits, owned.

        Raises
        ------
        EngineError
            A logit is not finite.
        """
        return np.concatenate(self._answers(count, write, LastLayers.logits))

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
        answers = self._answers(len(pictures), copying(pictures), LastLayers.answer)
        logits, features = zip(*answers, strict=True)
        maps = [part for part in features if part is not None]
        return EngineOutput(np.concatenate(logits), np.concatenate(maps) if maps else None)

    def _answers(self, count: int, write: Writer, take: Take[LastLayers, T]) -> list[T]:
        """Run part by part; gives what is taken of each, in order."""
        together, singles = self._plan(count)
        answers = self._threads.begin(self._lanes, together, write, take)()
        return answers + [run((self._single,), part, write, take) for part in singles]

    def _plan(self, total: int) -> tuple[list[slice], list[slice]]:
        """Cut pictures into parts; a short rest runs one by one, cheaper than a padded batch."""
        rest = total % self.batch_size
        whole = total - rest if rest <= self.batch_size // 2 else total
        parts = parts_of(whole, self._share)
        singles = [slice(k, k + 1) for k in range(whole, total)]
        return parts, singles if parts or singles else [slice(0, 0)]  # arrays of the right shape

    def _kernels(self) -> str:
        """Say whose arithmetic the interpreters do: for the same file they may differ."""
        return " and ".join(sorted(self._all_kernels()))

    def _all_kernels(self) -> set[str]:
        held = (self._single, *(layers for lane in self._lanes for layers in lane))
        return {layers.kernels for layers in held}


def _read(path: Path) -> bytes:
    """Read the network: the runtime would open the path itself, and fails on some names."""
    try:
        return read_file(path, LARGEST_NETWORK_BYTES)
    except OSError as error:
        raise PackError(path, os_cause(error)) from error


def _check_input(path: Path, details: list[dict[str, Any]]) -> None:
    if len(details) != 1:
        raise PackError(path, f"takes {len(details)} inputs instead of one picture")
    (only,) = details
    shape = tuple(only["shape"])
    if len(shape) != 4 or shape[1] != shape[2] or shape[3] != 3:
        raise PackError(path, f"takes {shape} instead of square RGB pictures")
    if only["dtype"] is not np.float32 and only["dtype"] is not np.uint8:
        raise PackError(path, "takes neither bytes nor float32; export it with uint8 input")
    if only["dtype"] is np.uint8 and tuple(only["quantization"]) != BYTE_STEP:
        cause = "rescales its bytes; quantise it with a picture that holds both 0 and 255"
        raise PackError(path, cause)


def _start(network: Path, content: bytes, seen: InputSpec, threads: int) -> Engine:
    return LiteRtEngine(network, seen.scaling, threads, content=content)


ENGINE: Final = EngineSpec("LiteRT", "network.tflite", "ai_edge_litert", _start)
