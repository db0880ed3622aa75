"""Reads the arrays of a pack without unpickling, so that no pack runs code."""

import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import PackError
from core.given_files import open_file
from core.language.catalog import english


def read_class_weights(path: Path, n_classes: int) -> NDArray[np.float32]:
    """Read the last layer's weights.

    Parameters
    ----------
    path : Path
        An `.npy` file.
    n_classes : int

    Returns
    -------
    (f, n_classes) float32

    Raises
    ------
    PackError
        The file holds something else.
    """
    weights = _load(path)
    if not isinstance(weights, np.ndarray) or weights.ndim != 2:
        raise PackError(path, "is not a table of class weights")
    if weights.shape[1] != n_classes:
        made = english().count(weights.shape[1], "class")
        cause = f"is made for {made}, the card names {n_classes}"
        raise PackError(path, cause)
    return weights.astype(np.float32)


def read_arrays(path: Path) -> dict[str, NDArray[np.float32]]:
    """Read the named arrays of an `.npz` file; PackError where it holds something else."""
    arrays = _load(path)
    if isinstance(arrays, np.ndarray):
        raise PackError(path, "is not a collection of arrays")
    return arrays


def _load(path: Path) -> NDArray[np.float32] | dict[str, NDArray[np.float32]]:
    try:
        with open_file(path) as file:  # ours to close: an archive that fails half-way keeps it
            loaded = np.load(file, allow_pickle=False)
            return loaded if isinstance(loaded, np.ndarray) else dict(loaded)
    except (ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise PackError(path, "holds no readable arrays") from error
