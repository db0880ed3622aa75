"""Reads the arrays of a pack without unpickling, so that no pack runs code.

What an array's header asks for must lie in the file: an archive of a few bytes can ask for more
memory than there is.
"""

import lzma
import math
import zipfile
import zlib
from pathlib import Path
from typing import IO, Any, Final

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from core.errors import PackError
from core.given_files import MB, open_file
from core.language.catalog import english

LARGEST_ARRAYS_BYTES: Final = 512 * MB
"""Of one file, unpacked: some 60,000 classes of 2,048 features."""
NUMBERS: Final = "fiu"
"""Kinds of numbers that are read: real and whole."""


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
        The file holds something else, or a number that is not finite.
    """
    weights = _load(path)
    if not isinstance(weights, np.ndarray) or weights.ndim != 2:
        raise PackError(path, "is not a table of class weights")
    if weights.shape[1] != n_classes:
        made = english().count(weights.shape[1], "class")
        cause = f"is made for {made}, the card names {n_classes}"
        raise PackError(path, cause)
    with np.errstate(over="ignore"):
        narrow = weights.astype(np.float32)
    _check_finite(path, narrow)
    return narrow


def read_arrays(path: Path) -> dict[str, NDArray[np.float32]]:
    """Read the named arrays of an `.npz` file; PackError where it holds something else."""
    arrays = _load(path)
    if isinstance(arrays, np.ndarray):
        raise PackError(path, "is not a collection of arrays")
    for array in arrays.values():
        _check_finite(path, array)
    return arrays


def _check_finite(path: Path, array: NDArray[np.float32]) -> None:
    if not np.isfinite(array).all():
        raise PackError(path, "holds a number that is not finite")


def _load(path: Path) -> NDArray[np.float32] | dict[str, NDArray[np.float32]]:
    try:
        with open_file(path) as file:
            size = path.stat().st_size
            packed = file.read(2) == b"PK"
            file.seek(0)
            if packed:
                return _of_archive(path, file)
            return _array(path, file, size)
    except (
        ValueError,
        OSError,
        EOFError,
        RuntimeError,  # a packed member with a password, or packed in a way nobody knows
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
    ) as error:
        raise PackError(path, "holds no readable arrays") from error


def _of_archive(path: Path, file: IO[bytes]) -> dict[str, NDArray[np.float32]]:
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        _check_size(path, sum(member.file_size for member in members))
        arrays = {}
        for member in members:
            with archive.open(member) as stream:
                name = member.filename.removesuffix(".npy")
                arrays[name] = _array(path, stream, member.file_size)
        return arrays


def _array(path: Path, stream: IO[bytes], size: int) -> NDArray[np.float32]:
    """Read one array of `size` bytes, its header included."""
    _check_size(path, size)
    shape, dtype = _header(stream)
    if dtype.kind not in NUMBERS or min(shape, default=0) < 0:
        raise ValueError("is no array of numbers")
    if math.prod(shape) * dtype.itemsize > size - stream.tell():
        raise ValueError("asks for what the file does not hold")
    stream.seek(0)
    array: NDArray[np.float32] = npy.read_array(stream, allow_pickle=False)
    return array


def _header(stream: IO[bytes]) -> tuple[tuple[int, ...], np.dtype[Any]]:
    version = npy.read_magic(stream)
    read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    try:
        shape, _, dtype = read(stream)
    except Exception as error:  # a header is Python's text, whose parsers share no class of errors
        raise ValueError("no header of an array") from error
    return shape, dtype


def _check_size(path: Path, size: int) -> None:
    if size > LARGEST_ARRAYS_BYTES:
        cause = f"too long: at most {LARGEST_ARRAYS_BYTES:,} bytes of arrays are read"
        raise PackError(path, cause)
