"""LiteRT's interpreter, made ready for a number of pictures at once."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from core.errors import EngineError, PackError
from core.imaging.preprocessing import scale
from core.inference import litert_library
from core.inference.engine import Writer
from core.inference.litert_parts import CHANNELS
from core.vocabulary import Scaling

if TYPE_CHECKING:  # a tenth of a second of imports that the window need not wait for
    from ai_edge_litert.interpreter import Interpreter

BYTE_STEP: Final = (1.0, 0)
"""Quantisation (step, zero point) with which an input byte is its own value."""

LEVELS: Final = 256
STDERR: Final = 2
_ALONE: Final = Lock()
_SAID: Final = Event()

T = TypeVar("T")
Taker = Callable[["Network", int], T]
"""Takes from a network's outputs what is asked for of its first pictures."""


class Network:
    """An interpreter for one batch size.

    Parameters
    ----------
    path : Path
        Named by errors.
    content : bytes
        Of the file, or of a part of it.
    threads : int
    count : int
        Pictures that it runs at once.
    encoded : bool
        Whether it takes pictures as the first steps of the network leave them, in int8.

    Raises
    ------
    PackError
        The content is no network, or one of another form; or LiteRT does not load.
    """

    def __init__(
        self, path: Path, content: bytes, threads: int, count: int, *, encoded: bool = False
    ) -> None:
        self._path, self.encoded = path, encoded
        self._interpreter = _interpreter(path, content, threads, count)
        self.count = count
        details = self._interpreter.get_input_details()
        self._input = details[0] if encoded else _only_input(path, details)
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
        if self.encoded:
            tensor.view(np.uint8)[:count] = pictures
        else:
            tensor[:count] = pictures if scaling is Scaling.BYTE else scale(pictures, scaling)
        del tensor  # the interpreter refuses to run while its memory is lent out
        self._interpreter.invoke()
        return take(self, count)

    def answer(self, count: int) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
        """Give logits and features of the first pictures."""
        return self.logits(count), self.features(count)

    def logits(self, count: int) -> NDArray[np.float32]:
        """Give the logits alone; EngineError where one is not finite."""
        logits = self._take(self._logits, count)
        if not np.isfinite(logits).all():
            raise EngineError(f"{self._path.name} answered a number that is not finite")
        return logits

    def features(self, count: int) -> NDArray[np.float32] | None:
        """Give the feature map alone; None where the network has none."""
        return None if self._features is None else self._take(self._features, count)

    def _take(self, index: int, count: int) -> NDArray[np.float32]:
        taken: NDArray[np.float32] = self._interpreter.tensor(index)()[:count].copy()
        return taken


def levels_of(path: Path, head: bytes) -> NDArray[np.uint8]:
    """Ask the first steps of a network what they make of every byte.

    Parameters
    ----------
    path : Path
        Named by errors.
    head : bytes
        See `litert_parts`.

    Returns
    -------
    (3, 256) uint8
        By channel and byte; the bits of an int8.

    Raises
    ------
    PackError
        LiteRT cannot run them.
    """
    interpreter = _interpreter(path, head, 1, 1)
    given, gives = (d()[0] for d in (interpreter.get_input_details, interpreter.get_output_details))
    count = -(-LEVELS // int(np.prod(given["shape"][1:3])))
    interpreter.resize_tensor_input(given["index"], [count, *given["shape"][1:]])
    interpreter.allocate_tensors()
    pictures = np.zeros((count, *given["shape"][1:]), np.uint8)
    pictures.reshape(-1, CHANNELS)[:LEVELS] = np.arange(LEVELS)[:, None]
    interpreter.set_tensor(given["index"], pictures)
    interpreter.invoke()
    answers = interpreter.get_tensor(gives["index"]).reshape(-1, CHANNELS)[:LEVELS]
    return np.ascontiguousarray(answers.T).view(np.uint8)


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
