"""What every engine answers, and the one place that finds the engine of a kind.

An engine is a module `core.inference.<kind>_engine` that offers `ENGINE`, an `EngineSpec`, and
imports its runtime by the function that needs it. Nothing else has to be told of it.
"""

import os
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from core.entities import EngineFacts
from core.errors import EngineError, PackError
from core.given_files import GB
from core.inference.card import InputSpec
from core.vocabulary import EngineKind, Scaling

if TYPE_CHECKING:  # which needs the writers below
    from core.inference.stem import Stem

LARGEST_NETWORK_BYTES: Final = 2 * GB
"""Of a pack's file; the formats themselves end there."""
MOST_THREADS: Final = 4
"""A batch of small pictures keeps no more busy; more cores are for more processes."""

THREADS: Final = min(MOST_THREADS, os.cpu_count() or 1)

Byte = TypeVar("Byte", np.uint8, np.int8)

Writer = Callable[[slice, NDArray[np.uint8]], None]
"""Puts the pictures of a slice, in order, into the first places of an array (k, size, size, 3):
pixel values as they are, the engine knows its own scaling. Engines call it for several slices at
once, on threads of their own, each with an array of its own."""


def copying(pictures: NDArray[Byte]) -> Callable[[slice, NDArray[Byte]], None]:
    """Give what writes pictures that are there already, (N, size, size, 3) uint8, or maps."""

    def write(part: slice, place: NDArray[Byte]) -> None:
        place[: part.stop - part.start] = pictures[part]

    return write


@dataclass(frozen=True, slots=True)
class EngineOutput:
    """The answer for a batch.

    Attributes
    ----------
    logits : (N, n_classes) float32
    features : (N, h, w, f) float32 or None
        The last feature map, whose average times the class weights gives the logits.

    Raises
    ------
    EngineError
        A feature is not finite; engines look at their logits themselves, and name their file.
    """

    logits: NDArray[np.float32]
    features: NDArray[np.float32] | None

    def __post_init__(self) -> None:
        """Refuse features that say nothing: whatever is computed from them would be nonsense."""
        if self.features is not None and not np.isfinite(self.features).all():
            raise EngineError("the network's feature map holds a number that is not finite")


class Engine(Protocol):
    """A network ready to run. One caller at a time; not to be entered by two threads."""

    size: int
    """Side of the square input, px."""

    batch_size: int
    """Pictures that it is asked best at once."""

    gives_features: bool
    """Whether `run` answers with a feature map beside the logits."""

    facts: EngineFacts
    """Library, version and kernels that answer, as this engine found them when it started."""

    @property
    def stem(self) -> "Stem | None":
        """The first layers apart, where this engine can part its network without a change."""
        ...

    def run_written(self, count: int, write: Writer) -> NDArray[np.float32]:
        """Run `count` pictures that `write` makes; gives (count, n_classes) logits, owned.

        Where the engine has several cores, some are written while others run.
        """
        ...

    def run(self, pictures: NDArray[np.uint8]) -> EngineOutput:
        """Run (N, size, size, 3) uint8 pictures, any N; raises EngineError on NaN."""
        ...


@dataclass(frozen=True, slots=True)
class EngineSpec:
    """How one kind of engine answers for a pack.

    Attributes
    ----------
    title : str
        What the model's page calls it.
    network_file : str
        The pack's file that it runs.
    library : str
        The module that answers, which not every installation has.
    other_files : tuple of str
        Names of this file in other forms that it reads.
    start : callable
        From this file's path, by which it is named, and its bytes, what the card says of the input,
        and a number of threads; PackError where they are no network.
    heeds_threads : bool
        Whether that number counts: some take all cores.
    """

    title: str
    network_file: str
    library: str
    start: Callable[[Path, bytes, InputSpec, int], Engine]
    other_files: tuple[str, ...] = ()
    heeds_threads: bool = True

    def file_among(self, names: Container[str]) -> str | None:
        """Give the name of the network's file among these; None where none is it."""
        files = (self.network_file, *self.other_files)
        return next((name for name in files if name in names), None)


STAND_INS: Final[dict[EngineKind, tuple[EngineKind, ...]]] = {
    EngineKind.LITERT: (EngineKind.ONNX,),
    EngineKind.KERAS: (),
    EngineKind.ONNX: (),
}
"""Who answers where an engine's library lacks, from the same network in another form."""


def answering_files(kind: EngineKind, files: Iterable[str]) -> list[str]:
    """Give the names of a pack's network in each form that can answer for it, its own first."""
    names = tuple(files)
    found = (engine_spec(one).file_among(names) for one in (kind, *STAND_INS[kind]))
    return [name for name in found if name is not None]


def engine_at_hand(kind: EngineKind, files: Container[str]) -> EngineKind:
    """Give the engine of a pack that can answer here.

    Parameters
    ----------
    kind : EngineKind
        The pack's own, which answers wherever it is installed.
    files : container of str
        Names of the pack's files.

    Returns
    -------
    EngineKind
        The pack's own where nothing can answer: it says then what lacks.
    """
    for one in (kind, *STAND_INS[kind]):
        spec = engine_spec(one)
        if spec.file_among(files) is not None and find_spec(spec.library) is not None:
            return one
    return kind


def engine_spec(kind: EngineKind) -> EngineSpec:
    """Find the engine of a kind; its runtime is not imported yet."""
    spec: EngineSpec = import_module(f"core.inference.{kind}_engine").ENGINE
    return spec


def check_bytes(network: Path, largest: int, scaling: Scaling) -> None:
    """Refuse to cut scaled values to whole numbers, after which little is left of a photo.

    Parameters
    ----------
    network : Path
        One that takes whole numbers.
    largest : int
        That it can take.
    scaling : Scaling

    Raises
    ------
    PackError
        The values that it would get are not those of the photo.
    """
    if scaling is not Scaling.BYTE:
        cause = f"takes whole numbers, to which values in {scaling} would be cut: name 0-255"
        raise PackError(network, cause)
    if largest < 255:
        raise PackError(network, f"takes whole numbers up to {largest}, a photo has them up to 255")
