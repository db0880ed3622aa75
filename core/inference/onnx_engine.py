"""ONNX Runtime: the engine of networks that came from PyTorch and others as `.onnx` files.

Measured on two cores with convolutional networks: a picture by itself takes as long as in a batch
of 2 to 32. So every picture is run by itself, unless the network was saved for batches of one
size, and its answer cannot depend on the company. Telemetry, which builds for Windows have, is
switched off; one provider is asked for, so that nothing looks for accelerators or services.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
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
    Writer,
    check_bytes,
)
from core.inference.libraries import need
from core.inference.litert_library import find_runtime
from core.vocabulary import Scaling

if TYPE_CHECKING:
    import onnxruntime

BATCH_SIZE: Final = 16
"""Pictures of the buffer: progress is told and cancel heard once for so many."""

LOGITS: Final = "tagproof_logits"
FEATURES: Final = "tagproof_features"
"""Names of the outputs that `onnx_graph` leads out of a network."""

PROVIDERS: Final = ("CPUExecutionProvider",)
TYPES: Final[dict[str, type[np.generic]]] = {
    "tensor(float)": np.float32,
    "tensor(float16)": np.float16,
    "tensor(uint8)": np.uint8,
}
"""What a network may take, by the runtime's words."""

DAMAGED: Final = "is damaged or not an ONNX network"
ERRORS_ALONE: Final = 3
RECORD_KERNELS: Final = "session.record_ep_graph_assignment_info"
WEIGHTS_FOLDER: Final = "session.model_external_initializers_file_folder_path"
"""Weights outside the file would be covered by no hash: they are looked for where nothing is."""


@dataclass(frozen=True, slots=True)
class PictureInput:
    """What a network takes.

    Attributes
    ----------
    name : str
    size : int
        Side of the square, px.
    batch : int
        Pictures of one call.
    channels_first : bool
        (N, 3, size, size) rather than (N, size, size, 3).
    dtype : type
        A value of `TYPES`.
    """

    name: str
    size: int
    batch: int
    channels_first: bool
    dtype: type[np.generic]

    def laid_out(self, pictures: NDArray[np.uint8], scaling: Scaling) -> NDArray[np.generic]:
        """Scale and turn (n, size, size, 3) pictures, filled up with zeros to a whole batch."""
        whole = pictures
        if len(pictures) < self.batch:
            whole = np.zeros((self.batch, *pictures.shape[1:]), np.uint8)
            whole[: len(pictures)] = pictures
        values = whole if self.dtype is np.uint8 else scale(whole, scaling).astype(self.dtype)
        return np.ascontiguousarray(values.transpose(0, 3, 1, 2) if self.channels_first else values)


class OnnxEngine:
    """A `.onnx` network that answers logits and, where it has one, a feature map.

    Parameters
    ----------
    path : Path
    scaling : Scaling
    threads : int
    size : int, optional
        Side of the input, px; needed only where the network leaves it open.
    content : bytes, optional
        Run in place of what the file holds.

    Raises
    ------
    PackError
        onnxruntime is not installed; the file is missing, no network, one that this onnxruntime
        cannot run, or one that takes something else than one square RGB picture.
    """

    batch_size = BATCH_SIZE
    stem = None

    def __init__(
        self,
        path: Path,
        scaling: Scaling = Scaling.BYTE,
        threads: int = THREADS,
        size: int | None = None,
        content: bytes | None = None,
    ) -> None:
        need(path, "onnx", "onnxruntime")
        self._path = path
        self._scaling = scaling
        self._session = _session(path, _read(path) if content is None else content, threads)
        try:
            self._input = _picture_input(path, self._session.get_inputs(), size)
            names = [output.name for output in self._session.get_outputs()]
        except UnicodeDecodeError as error:
            raise PackError(path, DAMAGED) from error
        if self._input.dtype is np.uint8:
            check_bytes(path, 255, scaling)
        self.size = self._input.size
        self.gives_features = FEATURES in names
        self._outputs = [LOGITS if LOGITS in names else names[0]]
        self._outputs += [FEATURES] if self.gives_features else []
        self.facts = _facts(self._session)

    def run_written(self, count: int, write: Writer) -> NDArray[np.float32]:
        """Run `count` pictures that `write` makes; gives (count, n_classes) logits, owned.

        Raises
        ------
        EngineError
            A logit is not finite, or the network cannot be run.
        """
        pictures = np.empty((count, self.size, self.size, 3), dtype=np.uint8)
        write(slice(0, count), pictures)
        return self.run(pictures).logits

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
            A logit is not finite, or the network cannot be run.
        """
        answers = list(self._answers(pictures))
        logits, *features = (np.concatenate(parts) for parts in zip(*answers, strict=True))
        if not np.isfinite(logits).all():
            raise EngineError(f"{self._path.name} answered a number that is not finite")
        return EngineOutput(logits, features[0] if features else None)

    def _answers(self, pictures: NDArray[np.uint8]) -> Iterator[list[NDArray[np.float32]]]:
        """Run part by part; gives what the network answered about each, as float32."""
        step = self._input.batch
        for start in range(0, max(len(pictures), 1), step):  # no picture: arrays of the right shape
            part = pictures[start : start + step]
            answers = self._call(self._input.laid_out(part, self._scaling))
            if len(answers[0].shape) != 2 or len(answers[0]) != step:
                shape = tuple(answers[0].shape)
                cause = f"answered {shape} about {step} instead of one number per class"
                raise EngineError(f"{self._path.name} {cause}")
            yield [answer[: len(part)].astype(np.float32) for answer in answers]

    def _call(self, values: NDArray[np.generic]) -> list[NDArray[Any]]:
        from onnxruntime.capi import onnxruntime_pybind11_state as state

        try:
            given: list[NDArray[Any]] = self._session.run(self._outputs, {self._input.name: values})
        except (
            state.Fail,
            state.InvalidArgument,
            state.NotImplemented,
            state.RuntimeException,
        ) as error:
            cause = f"cannot be run with {self.size} px: {_first_line(error)}"
            raise EngineError(f"{self._path.name} {cause}") from error
        return given


def _read(path: Path) -> bytes:
    try:
        return read_file(path, LARGEST_NETWORK_BYTES)
    except OSError as error:
        raise PackError(path, os_cause(error)) from error


def _session(path: Path, content: bytes, threads: int) -> "onnxruntime.InferenceSession":
    find_runtime()
    try:
        import onnxruntime
    except ImportError as error:
        raise PackError(path, f"ONNX Runtime, which runs it, does not load ({error})") from error
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.log_severity_level = ERRORS_ALONE
    options.add_session_config_entry(RECORD_KERNELS, "1")
    options.add_session_config_entry(WEIGHTS_FOLDER, os.devnull)
    try:
        return onnxruntime.InferenceSession(
            content,
            options,
            providers=[*PROVIDERS],
            enable_fallback=0,  # which would print
        )
    except Exception as error:  # onnxruntime names no common class of its loading errors
        raise PackError(path, loading_cause(error)) from error


def loading_cause(error: Exception) -> str:
    """Say in a sentence why onnxruntime does not load a network."""
    text = str(error)
    if "is not a registered function/op" in text or "Could not find an implementation" in text:
        return f"needs an operation that this onnxruntime does not have: {_first_line(error)}"
    if "opset" in text or "IR version" in text:
        return (
            "was saved in a newer form of ONNX than this onnxruntime reads: export it with a "
            f"lower opset_version, or install a newer onnxruntime ({_first_line(error)})"
        )
    if "external" in text.lower():
        return "keeps its weights in another file; import it with import-model, which joins them"
    return DAMAGED


def _first_line(error: Exception) -> str:
    """Give what the runtime says, without its codes and places in its source."""
    text = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return text.rpartition(" : ")[2].strip()[:200]


def _picture_input(path: Path, inputs: list[Any], size: int | None) -> PictureInput:
    """Find out what the one input takes; PackError where that is no square RGB picture."""
    if len(inputs) != 1:
        raise PackError(path, f"takes {len(inputs)} inputs instead of one picture")
    (only,) = inputs
    shape = [side if isinstance(side, int) else None for side in only.shape]
    if only.type not in TYPES:
        raise PackError(path, f"takes {only.type}; export it with float32, float16 or uint8 input")
    if len(shape) != 4 or (shape[1] == 3) == (shape[3] == 3):
        raise PackError(path, f"takes {_said(only.shape)} instead of RGB pictures")
    first = shape[1] == 3
    height, width = shape[2:] if first else shape[1:3]
    sides = {side for side in (height, width) if side is not None}
    if len(sides) > 1:
        raise PackError(path, f"takes pictures of {height} × {width} px instead of square ones")
    side = next(iter(sides), size)
    if side is None:
        raise PackError(path, "leaves the size of its pictures open; name one with --size")
    return PictureInput(only.name, side, shape[0] or 1, first, TYPES[only.type])


def _said(shape: list[Any]) -> str:
    return " × ".join("?" if side is None else str(side) for side in shape) or "a number"


def _facts(session: "onnxruntime.InferenceSession") -> EngineFacts:
    """Ask the session whose kernels its nodes were given to."""
    import onnxruntime

    if hasattr(session, "get_provider_graph_assignment_info"):
        given = {part.ep_name for part in session.get_provider_graph_assignment_info()}
    else:  # 1.23, the last for Macs with Intel processors: nodes can go to the one asked for alone
        given = set(session.get_providers())
    kernels = " and ".join(sorted(given)) or "no kernels needed"
    return EngineFacts("ONNX Runtime", onnxruntime.__version__, kernels)


def _start(network: Path, content: bytes, seen: InputSpec, threads: int) -> Engine:
    return OnnxEngine(network, seen.scaling, threads, seen.size, content)


ENGINE: Final = EngineSpec("ONNX Runtime", "network.onnx", "onnxruntime", _start)
