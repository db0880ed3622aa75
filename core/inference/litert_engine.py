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
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import zip_longest
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from core.entities import EngineFacts
from core.errors import EngineError, PackError, os_cause
from core.given_files import read_file
from core.imaging.preprocessing import scale
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
from core.vocabulary import Scaling

if TYPE_CHECKING:  # a tenth of a second of imports that the window need not wait for
    from ai_edge_litert.interpreter import Interpreter

BATCH_SIZE: Final = 32
BYTE_STEP: Final = (1.0, 0)
"""Quantisation (step, zero point) with which an input byte is its own value."""

STDERR: Final = 2
_ALONE: Final = Lock()
_SAID: Final = Event()

T = TypeVar("T")
Taker = Callable[["_Network", int], T]
"""Takes from a network's outputs what is asked for of its first pictures."""


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
        self._single = _Network(path, content, threads, 1)
        share = -(-batch_size // threads)
        self._lanes = [_Network(path, content, 1, share) for _ in range(threads)]
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="network")
        self.size = self._single.size
        self.gives_features = self._single.gives_features
        self.facts = EngineFacts("LiteRT", litert_library.version(), self._kernels())
        if self._single.takes_bytes:
            check_bytes(path, 255, scaling)
        self.batch_size = batch_size

    def _kernels(self) -> str:
        """Say whose arithmetic the interpreters do: for the same file they may differ."""
        return " and ".join(sorted({one.kernels for one in (self._single, *self._lanes)}))

    def run_written(self, count: int, write: Writer) -> NDArray[np.float32]:
        """Run `count` pictures that `write` makes; gives (count, n_classes) logits, owned.

        Raises
        ------
        EngineError
            A logit is not finite.
        """
        return np.concatenate(self._answers(count, write, _Network.logits))

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
        answers = self._answers(len(pictures), copying(pictures), _Network.answer)
        logits, features = zip(*answers, strict=True)
        maps = [part for part in features if part is not None]
        return EngineOutput(np.concatenate(logits), np.concatenate(maps) if maps else None)

    def _answers(self, count: int, write: Writer, take: "Taker[T]") -> list[T]:
        """Run part by part, each lane its own parts; gives what is taken of each, in order."""

        def work(network: _Network, parts: list[slice]) -> list[T]:
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
        self._pictures = np.zeros((count, self.size, self.size, 3), dtype=np.uint8)
        outputs = self._interpreter.get_output_details()
        if any(output["dtype"] is not np.float32 for output in outputs):
            raise PackError(path, "answers in integers; export it with float outputs")
        ranks = {len(output["shape"]): int(output["index"]) for output in outputs}
        if 2 not in ranks or set(ranks) - {2, 4} or len(ranks) != len(outputs):
            raise PackError(path, "gives something else than logits and a feature map")
        self._logits, self._features = ranks[2], ranks.get(4)
        self.gives_features = self._features is not None
        self.kernels = _kernels(self._interpreter)

    def run(self, part: slice, write: Writer, scaling: Scaling, take: "Taker[T]") -> T:
        """Have the pictures of a part written, run them, and take from the outputs.

        What stood behind them in the tensor runs along unread.
        """
        count = part.stop - part.start
        write(part, self._pictures)
        pictures = self._pictures[:count]
        tensor = self._interpreter.tensor(self._input["index"])()
        tensor[:count] = pictures if scaling is Scaling.BYTE else scale(pictures, scaling)
        del tensor  # the interpreter refuses to run while its memory is lent out
        self._interpreter.invoke()
        return take(self, count)

    def answer(self, count: int) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
        return self.logits(count), self.features(count)

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
    make = litert_library.interpreter_type(path)
    try:
        with _hushed():
            interpreter = make(model_content=content, num_threads=threads)
            details = interpreter.get_input_details()[0]
            interpreter.resize_tensor_input(details["index"], [count, *details["shape"][1:]])
            interpreter.allocate_tensors()
    except (ValueError, RuntimeError, IndexError) as error:
        raise PackError(path, "is not a network that LiteRT can run") from error
    return interpreter


def _kernels(interpreter: "Interpreter") -> str:
    """Tell whether the runtime handed the graph on: it then holds an operation of that name.

    XNNPACK is the one that the interpreter knows by itself. It may be left out by the runtime's
    build, by the processor, or by a graph that it cannot take.
    """
    names = [operation["op_name"] for operation in interpreter._get_ops_details()]
    return "XNNPACK" if "DELEGATE" in names else "built-in"


def _hushed() -> AbstractContextManager[None]:
    """Keep the runtime from telling stderr that all is well, for which it has no switch.

    It says so with the first network of a process. Later ones leave stderr alone: it belongs to
    all threads, and what others say meanwhile would be lost.
    """
    return nullcontext() if _SAID.is_set() else _without_stderr()


@contextmanager
def _without_stderr() -> Iterator[None]:
    with _ALONE:  # the second of two would find nothing, and put that back for good
        try:
            stderr = os.dup(STDERR)
        except OSError:  # a program without a console
            yield
            return
        try:
            with Path(os.devnull).open("wb") as nothing:
                os.dup2(nothing.fileno(), STDERR)
            yield
            _SAID.set()
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


def _start(network: Path, content: bytes, seen: InputSpec, threads: int) -> Engine:
    return LiteRtEngine(network, seen.scaling, threads, content=content)


ENGINE: Final = EngineSpec("LiteRT", "network.tflite", "ai_edge_litert", _start)
