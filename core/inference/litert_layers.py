"""An interpreter of LiteRT's, for inputs in batches of one size."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from core.errors import EngineError, PackError
from core.imaging.preprocessing import scale
from core.inference import litert_library
from core.inference.hushing import ANYTHING, hushed
from core.vocabulary import Scaling

if TYPE_CHECKING:  # a tenth of a second of imports that the window need not wait for
    from ai_edge_litert.interpreter import Interpreter

Filler = Callable[[slice, NDArray[Any]], None]
"""A `Writer`, or what writes maps for layers further behind."""

_SAID: Final = Event()


class Layers:
    """Layers of a network that an interpreter runs, `count` inputs at once.

    Parameters
    ----------
    path : Path
        By which they are named.
    content : bytes
        A `.tflite` file.
    threads, count : int
    scaling : Scaling
        What becomes of the bytes that are written where the input is float32.
    side : int, optional
        Of the inputs, where they are no whole maps.

    Raises
    ------
    PackError
        LiteRT cannot run them, or does not load.
    """

    def __init__(
        self,
        path: Path,
        content: bytes,
        threads: int,
        count: int,
        scaling: Scaling = Scaling.BYTE,
        side: int | None = None,
    ) -> None:
        self.path = path
        self.count = count
        self._scaling = scaling
        self._interpreter = _interpreter(path, content, threads, count, side)
        self.inputs = self._interpreter.get_input_details()
        self.outputs = self._interpreter.get_output_details()
        self.kernels = _kernels(self._interpreter)
        shape, kind = self.inputs[0]["shape"], self.inputs[0]["dtype"]
        self._given = np.zeros(shape, np.uint8 if kind is np.float32 else kind)

    @property
    def channels(self) -> int:
        """Of the inputs."""
        return int(self.inputs[0]["shape"][-1])

    def run(self, part: slice, write: Filler) -> None:
        """Have the inputs of a part written, and run them.

        What stood behind them in the tensor runs along unread.
        """
        count = part.stop - part.start
        write(part, self._given)
        given = self._given[:count]
        tensor = self._interpreter.tensor(self.inputs[0]["index"])()
        tensor[:count] = given if self._scaling is Scaling.BYTE else scale(given, self._scaling)
        del tensor  # the interpreter refuses to run while its memory is lent out
        self._interpreter.invoke()

    def output(self, part: slice, index: int | None = None) -> NDArray[Any]:
        """Copy what was answered to a part, the first output unless told its index."""
        return self.held(part, index).copy()

    def held(self, part: slice, index: int | None = None) -> NDArray[Any]:
        """Give the same where it stands, to be let go of before the next run."""
        index = self.outputs[0]["index"] if index is None else index
        held: NDArray[Any] = self._interpreter.tensor(index)()[: part.stop - part.start]
        return held


class LastLayers(Layers):
    """Those that answer logits and, where the network has one, a feature map.

    The two are told apart by their shapes.

    Raises
    ------
    PackError
        They answer something else.
    """

    def __init__(
        self,
        path: Path,
        content: bytes,
        threads: int,
        count: int,
        scaling: Scaling = Scaling.BYTE,
    ) -> None:
        super().__init__(path, content, threads, count, scaling)
        ranks = {len(output["shape"]): output for output in self.outputs}
        if 2 not in ranks or set(ranks) - {2, 4} or len(ranks) != len(self.outputs):
            raise PackError(path, "gives something else than logits and a feature map")
        self._logits, self._features = ranks[2], ranks.get(4)
        self.gives_features = self._features is not None
        if self._logits["dtype"] is not np.float32 or not self._reads_features():
            raise PackError(path, "answers in integers; export it with float outputs")

    def answer(self, part: slice) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
        """Give logits and features of a part."""
        return self.logits(part), self.features(part)

    def logits(self, part: slice) -> NDArray[np.float32]:
        """Give the logits of a part; EngineError where one is not finite."""
        logits = self.output(part, int(self._logits["index"]))
        if not np.isfinite(logits).all():
            raise EngineError(f"{self.path.name} answered a number that is not finite")
        return logits

    def features(self, part: slice) -> NDArray[np.float32] | None:
        """Give the feature maps of a part."""
        if self._features is None:
            return None
        maps = self.output(part, int(self._features["index"]))
        if maps.dtype == np.float32:
            return maps
        step, zero = self._features["quantization"]
        return (maps.astype(np.float32) - np.float32(zero)) * np.float32(step)

    def _reads_features(self) -> bool:
        """Whether they are floats, or bytes of which the file tells what they stand for."""
        if self._features is None or self._features["dtype"] is np.float32:
            return True
        step, _ = self._features["quantization"]
        return self._features["dtype"] in (np.int8, np.uint8) and step > 0


def _interpreter(
    path: Path, content: bytes, threads: int, count: int, side: int | None
) -> "Interpreter":
    make = litert_library.interpreter_type(path)
    try:
        with _hushed():
            interpreter = make(model_content=content, num_threads=threads)
            details = interpreter.get_input_details()[0]
            shape = [count, *details["shape"][1:]]
            if side is not None:
                shape[1:3] = side, side
            interpreter.resize_tensor_input(details["index"], shape)
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


@contextmanager
def _hushed() -> Iterator[None]:
    """Keep the runtime from telling stderr that all is well, for which it has no switch.

    It says so with the first network of a process. Later ones leave stderr alone: it belongs to
    all threads, and what others say meanwhile would be lost.
    """
    with nullcontext() if _SAID.is_set() else hushed(ANYTHING):
        yield
    _SAID.set()
