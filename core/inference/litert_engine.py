"""LiteRT: the runtime that answers in the program; needs neither TensorFlow nor Keras.

Measured on two cores with a residual CNN of 0.7 M weights at 224 px: the logits of a picture are
the same to the last bit in every batch size from 1 to 96, wherever it stands in the batch, on one
thread, two or four. Batches of 5 to 96 pictures run equally fast, single ones at half the speed
when quantised; so one interpreter holds a batch and another a single picture. Copying the pictures
into the interpreter's tensor costs 0.1 ms per batch of 32 (0.6 ms as float32) beside 27 ms (91 ms)
of computing: not worth lending out memory that the runtime may move.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from core.entities import EngineFacts
from core.errors import EngineError, PackError, os_cause
from core.given_files import read_file
from core.imaging.preprocessing import scale
from core.inference.card import InputSpec
from core.inference.engine import (
    LARGEST_NETWORK_BYTES,
    THREADS,
    Engine,
    EngineOutput,
    EngineSpec,
    check_bytes,
)
from core.vocabulary import Scaling

if TYPE_CHECKING:  # a tenth of a second of imports that the window need not wait for
    from ai_edge_litert.interpreter import Interpreter

BATCH_SIZE: Final = 32
BYTE_STEP: Final = (1.0, 0)
"""Quantisation (step, zero point) with which an input byte is its own value."""

STDERR: Final = 2


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

    Raises
    ------
    PackError
        The file is missing, no network, or one of another form.
    """

    def __init__(
        self,
        path: Path,
        scaling: Scaling = Scaling.BYTE,
        threads: int = THREADS,
        batch_size: int = BATCH_SIZE,
    ) -> None:
        content = _read(path)
        self._scaling = scaling
        self._single = _Network(path, content, threads, 1)
        self._batch = _Network(path, content, threads, batch_size)
        self.size = self._single.size
        self.gives_features = self._single.gives_features
        self.facts = EngineFacts("LiteRT", _version(), self._kernels())
        if self._single.takes_bytes:
            check_bytes(path, 255, scaling)
        self.batch_size = batch_size
        self._buffer = np.zeros((batch_size, self.size, self.size, 3), dtype=np.uint8)

    def _kernels(self) -> str:
        """Say whose arithmetic both interpreters do: for the same file they may differ."""
        return " and ".join(sorted({self._single.kernels, self._batch.kernels}))

    def input_buffer(self) -> NDArray[np.uint8]:
        """Give the (batch_size, size, size, 3) bytes that `run_buffer` reads; always the same."""
        return self._buffer

    def run_buffer(self, count: int) -> NDArray[np.float32]:
        """Run the first `count` pictures of the buffer; gives (count, n_classes) logits, owned.

        Raises
        ------
        EngineError
            A logit is not finite.
        """
        return np.concatenate([network.logits(n) for network, n in self._run(self._buffer[:count])])

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
        logits, features = [], []
        for network, count in self._run(pictures):
            logits.append(network.logits(count))
            features.append(network.features(count))
        maps = [part for part in features if part is not None]
        return EngineOutput(np.concatenate(logits), np.concatenate(maps) if maps else None)

    def _run(self, pictures: NDArray[np.uint8]) -> Iterator[tuple["_Network", int]]:
        """Run part by part; each time gives the network that holds the answers, and how many."""
        for start, network in self._plan(len(pictures)):
            part = pictures[start : start + network.count]
            network.invoke(part, self._scaling)
            yield network, len(part)

    def _plan(self, total: int) -> list[tuple[int, "_Network"]]:
        """Cut pictures into batches; a short rest runs one by one, cheaper than a padded batch."""
        rest = total % self.batch_size
        if rest > self.batch_size // 2:
            rest = 0
        whole = [(start, self._batch) for start in range(0, total - rest, self.batch_size)]
        singles = [(start, self._single) for start in range(total - rest, total)]
        return whole + singles or [(0, self._single)]  # no picture: arrays of the right shape


class _Network:
    """An interpreter for one batch size."""

    def __init__(self, path: Path, content: bytes, threads: int, count: int) -> None:
        self._path = path
        self._interpreter = _interpreter(path, content, threads, count)
        self.count = count
        details = self._interpreter.get_input_details()
        self._input = _only_input(path, details)
        self.size = int(self._input["shape"][1])
        self.takes_bytes = self._input["dtype"] is np.uint8
        outputs = self._interpreter.get_output_details()
        if any(output["dtype"] is not np.float32 for output in outputs):
            raise PackError(path, "answers in integers; export it with float outputs")
        ranks = {len(output["shape"]): int(output["index"]) for output in outputs}
        if 2 not in ranks or set(ranks) - {2, 4} or len(ranks) != len(outputs):
            raise PackError(path, "gives something else than logits and a feature map")
        self._logits, self._features = ranks[2], ranks.get(4)
        self.gives_features = self._features is not None
        self.kernels = _kernels(self._interpreter)

    def invoke(self, pictures: NDArray[np.uint8], scaling: Scaling) -> None:
        """Copy the pictures in and run; what stood behind them in the tensor runs along unread."""
        tensor = self._interpreter.tensor(self._input["index"])()
        tensor[: len(pictures)] = pictures if scaling is Scaling.BYTE else scale(pictures, scaling)
        del tensor  # the interpreter refuses to run while its memory is lent out
        self._interpreter.invoke()

    def logits(self, count: int) -> NDArray[np.float32]:
        logits = self._take(self._logits, count)
        if not np.isfinite(logits).all():
            raise EngineError(f"{self._path.name} answered a number that is not finite")
        return logits

    def features(self, count: int) -> NDArray[np.float32] | None:
        return None if self._features is None else self._take(self._features, count)

    def _take(self, index: int, count: int) -> NDArray[np.float32]:
        taken: NDArray[np.float32] = self._interpreter.tensor(index)()[:count].copy()
        return taken


def _read(path: Path) -> bytes:
    """Read the network: the runtime would open the path itself, and fails on some names."""
    try:
        return read_file(path, LARGEST_NETWORK_BYTES)
    except OSError as error:
        raise PackError(path, os_cause(error)) from error


def _interpreter(path: Path, content: bytes, threads: int, count: int) -> "Interpreter":
    from ai_edge_litert.interpreter import Interpreter

    try:
        with _hushed():
            interpreter = Interpreter(model_content=content, num_threads=threads)
            details = interpreter.get_input_details()[0]
            interpreter.resize_tensor_input(details["index"], [count, *details["shape"][1:]])
            interpreter.allocate_tensors()
    except (ValueError, RuntimeError, IndexError) as error:
        raise PackError(path, "is not a network that LiteRT can run") from error
    return interpreter


def _version() -> str:
    import ai_edge_litert

    return str(ai_edge_litert.__version__)


def _kernels(interpreter: "Interpreter") -> str:
    """Tell whether the runtime handed the graph on: it then holds an operation of that name.

    XNNPACK is the one that the interpreter knows by itself. It may be left out by the runtime's
    build, by the processor, or by a graph that it cannot take.
    """
    names = [operation["op_name"] for operation in interpreter._get_ops_details()]
    return "XNNPACK" if "DELEGATE" in names else "built-in"


@contextmanager
def _hushed() -> Iterator[None]:
    """Keep the runtime from telling stderr that all is well, for which it has no switch."""
    try:
        stderr = os.dup(STDERR)
    except OSError:  # a program without a console
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nothing:
            os.dup2(nothing.fileno(), STDERR)
        yield
    finally:
        os.dup2(stderr, STDERR)
        os.close(stderr)


def _only_input(path: Path, details: list[dict[str, Any]]) -> dict[str, Any]:
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
    return only


def _start(network: Path, seen: InputSpec, threads: int) -> Engine:
    return LiteRtEngine(network, seen.scaling, threads)


ENGINE: Final = EngineSpec("LiteRT", "network.tflite", "ai_edge_litert", _start)
