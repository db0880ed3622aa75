"""From a file to a network, by the Keras that reads it: Keras 3, or `tf_keras` for what 2 saved."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from core import drafts
from core.errors import PackError
from core.inference.hushing import TENSORFLOW, hushed
from core.inference.keras_config import check_layers, layers_by_name, operations_by_name
from core.inference.keras_file import KerasFile, read_keras_file

KERAS_2: Final = "tf_keras"
"""Keras 2, as it lives on beside Keras 3; its names and calls are the same."""

REMEDY: Final = "install tf_keras, which does (pip install 'tagproof[keras2]')"
LONGEST_QUOTE: Final = 200


def load_network(path: Path) -> Any:  # noqa: ANN401 - of either Keras
    """Load a network without running code that it carries.

    Parameters
    ----------
    path : Path
        What either Keras saved as a whole, an archive or HDF5.

    Returns
    -------
    keras.Model or tf_keras.Model

    Raises
    ------
    PackError
        Saying what the file is, or what in it cannot be loaded.
    """
    file = read_keras_file(path)
    check_layers(file)
    kit = _kit_for(file)
    _check_known(file, kit)
    try:
        with _fitting_name(file) as named:
            model = kit.saving.load_model(named, compile=False, safe_mode=True)
    except Exception as error:  # Keras names no common class of its loading errors
        raise PackError(path, _cause(file, kit, error)) from error
    if not isinstance(model, kit.Model):
        raise PackError(path, "is no Keras network")
    return model


def kit_of(model: Any) -> Any:  # noqa: ANN401 - of either Keras
    """Give the library that a network was loaded by: `keras` or `tf_keras`."""
    return import_module(type(model).__module__.partition(".")[0])


def _kit_for(file: KerasFile) -> Any:  # noqa: ANN401
    """Choose who made the file where it is there; Keras 3 reads plain networks of Keras 2."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")  # errors alone: its notes are not for users
    wanted = KERAS_2 if file.generation == 2 and importlib.util.find_spec(KERAS_2) else "keras"
    with nullcontext() if wanted in sys.modules else hushed(TENSORFLOW):
        if wanted == KERAS_2:
            return import_module(KERAS_2)
        import keras

        return keras


def _check_known(file: KerasFile, kit: Any) -> None:  # noqa: ANN401
    """Name what HDF5 files name alone, and Keras does not have."""
    known = {"Functional", *vars(kit), *vars(kit.layers)}
    lacking = ", ".join(name for name in layers_by_name(file) if name not in known)
    if lacking and file.generation == 2 and kit.__name__ != KERAS_2:
        raise PackError(file.path, _of_keras_2(file, kit, f" and needs {lacking}"))
    if lacking:
        cause = f"needs {lacking}, which is not Keras' own: only its author has that code"
        raise PackError(file.path, cause)
    lost = ", ".join(operations_by_name(file)) if file.generation == 3 else ""
    if lost:
        cause = f"HDF5 keeps no operations of Keras 3 ({lost}): save the model as .keras"
        raise PackError(file.path, cause)


@contextmanager
def _fitting_name(file: KerasFile) -> Iterator[Path]:
    """Give a name by which Keras knows the form; what is named otherwise is copied."""
    fitting = (".h5", ".hdf5") if file.hdf5 else (".keras",)
    if file.path.suffix in fitting:
        yield file.path
        return
    with drafts.folder() as folder:
        yield Path(shutil.copyfile(file.path, folder / f"network{fitting[0]}"))


def _cause(file: KerasFile, kit: Any, error: Exception) -> str:  # noqa: ANN401
    """Say who saved the file and who cannot load it, in the library's words where it knows."""
    if file.generation == 2 and kit.__name__ != KERAS_2:
        return _of_keras_2(file, kit)
    newer = _numbers(file.version) > _numbers(kit.__version__)
    if newer:
        return f"was saved by Keras {file.version}: update Keras, which is {kit.__version__} here"
    words = " ".join(str(error).split())
    quoted = f"{words[:LONGEST_QUOTE]}…" if len(words) > LONGEST_QUOTE else words
    saved = f"was saved by Keras {file.version}" if file.version else "says no version of Keras"
    return f"{saved} and cannot be loaded by {kit.__name__} {kit.__version__} ({quoted})"


def _of_keras_2(file: KerasFile, kit: Any, needs: str = "") -> str:  # noqa: ANN401
    saved = f"Keras {file.version}" if file.version else "Keras 2"
    return f"was saved by {saved}{needs}, which Keras {kit.__version__} cannot read: {REMEDY}"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:2] if part.isdecimal())
