"""Somebody's network, running, before a pack is made of it.

Libraries can crash on a file, and end the program with them: it is looked at and run in a process
of its own first (`try_candidate`, `told_scaling`), and only then in this one (`open_candidate`).
That process makes a copy, and what it ran is what runs here, whatever becomes of the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from numpy import float32
from numpy.typing import NDArray

from core.errors import PackError, os_cause
from core.given_files import read_file
from core.inference import keras_engine, onnx_engine
from core.inference.engine import LARGEST_NETWORK_BYTES, Engine
from core.inference.foreign_file import refuse_foreign
from core.inference.keras_config import Told, tell_scaling
from core.inference.keras_engine import KerasEngine
from core.inference.keras_file import read_keras_file
from core.inference.libraries import need
from core.inference.onnx_engine import OnnxEngine
from core.inference.onnx_graph import answering_logits, prepare_network, whole_network
from core.inference.own_copy import named_as, own_copy
from core.inference.probing import answers_to_noise, are_probabilities
from core.inference.trial import run_apart, show_pictures
from core.jobs import CancelToken
from core.vocabulary import EngineKind, Scaling

ONNX: Final = ".onnx"
LONGEST_S: Final = 300.0
"""Seconds that a network may take to be read, started and shown pictures: in the window on a
worker that stands back. Who imports can cancel."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A network that shall become a pack.

    Attributes
    ----------
    kind : EngineKind
    engine : Engine
    scaling : Scaling
        What the network expects its pixel values to be.
    outputs : int
        Numbers that the network itself answers; one tells two classes apart.
    files : dict of str to Path or bytes
        What the pack is to hold of it.
    class_weights : (f, n_classes) float32 or None
    source : str
        Where it comes from, in words.
    """

    kind: EngineKind
    engine: Engine
    scaling: Scaling
    outputs: int
    files: Mapping[str, Path | bytes]
    class_weights: NDArray[float32] | None
    source: str


def try_candidate(
    network: Path,
    scaling: Scaling | None,
    size: int | None,
    room: Path,
    token: CancelToken | None = None,
) -> Path:
    """Copy a network, start the copy and run it, in a process of its own.

    Parameters
    ----------
    network, scaling, size
        As of `open_candidate`.
    room : Path
        Folder for the copy, of `own_room`.
    token : CancelToken, optional
        Ends that process at once.

    Returns
    -------
    Path
        The copy, with all weights that lay beside the file.

    Raises
    ------
    PackError
        As of `open_candidate`; or a library crashed on the file, or took too long.
    ExportFailed
        There is no room for a copy.
    Cancelled
    """
    return run_apart(network, partial(_try, network, scaling, size, room), token, LONGEST_S)


def told_scaling(network: Path) -> Told:
    """Tell what values a file of Keras expects; it is read in a process of its own.

    Raises
    ------
    PackError
    """
    return run_apart(network, partial(_tell, network))


def open_candidate(network: Path, scaling: Scaling | None, size: int | None) -> Candidate:
    """Start a network of any kind that can be imported.

    Parameters
    ----------
    network : Path
        A file of ONNX by its name, or of Keras by its content.
    scaling : Scaling or None
        None where the file is to tell.
    size : int or None
        Side of the input, px, where the network leaves it open.

    Returns
    -------
    Candidate

    Raises
    ------
    PackError
        It cannot be run here, or is none that tags photos.
    """
    if network.suffix.lower() == ONNX:
        return _of_onnx(network, scaling, size)
    return _of_keras(network, scaling, size)


def _try(network: Path, scaling: Scaling | None, size: int | None, room: Path) -> Path:
    copy = own_copy(network, _whole_content(network), room)
    with named_as(network):
        show_pictures(copy, open_candidate(copy, scaling, size).engine)
    return copy


def _whole_content(network: Path) -> bytes:
    """Read a file with all that belongs to it."""
    if network.suffix.lower() == ONNX:
        return whole_network(network)
    refuse_foreign(network)
    try:
        return read_file(network, LARGEST_NETWORK_BYTES)
    except FileNotFoundError as error:
        raise PackError(network, "no such file") from error
    except OSError as error:
        raise PackError(network, os_cause(error)) from error


def _tell(network: Path) -> Told:
    return tell_scaling(read_keras_file(network))


def _of_keras(network: Path, scaling: Scaling | None, size: int | None) -> Candidate:
    refuse_foreign(network)
    need(network, "train", "keras", "tensorflow")
    file = read_keras_file(network)
    scaling = scaling or tell_scaling(file).scaling
    engine = KerasEngine(network, scaling, size=size)
    spec = keras_engine.ENGINE
    name = spec.other_files[0] if file.hdf5 else spec.network_file
    saved = f", saved by Keras {file.version}" if file.version else ""
    source = f"imported from {network.name}{saved}"
    return Candidate(
        EngineKind.KERAS,
        engine,
        scaling,
        engine.outputs,
        {name: network},
        engine.class_weights,
        source,
    )


def _of_onnx(network: Path, scaling: Scaling | None, size: int | None) -> Candidate:
    if scaling is None:
        cause = "does not say what its pixel values are: name the preprocessing, often torch"
        raise PackError(network, cause)
    prepared = prepare_network(network)
    content = prepared.content
    engine = OnnxEngine(network, scaling, size=size, content=content)
    answers = answers_to_noise(network, engine)
    if answers.shape[1] == 1 and not prepared.single:
        raise PackError(network, "answers one number alone, of which its graph says nothing")
    if are_probabilities(
        network, answers, squashed=prepared.squashed
    ):  # by another way than a softmax at the end
        content = answering_logits(content)
        engine = OnnxEngine(network, scaling, size=size, content=content)
    return Candidate(
        EngineKind.ONNX,
        engine,
        scaling,
        1 if prepared.single else answers.shape[1],
        {onnx_engine.ENGINE.network_file: content},
        prepared.class_weights,
        f"imported from {network.name}{prepared.producer}",
    )
