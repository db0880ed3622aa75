"""A file that Keras saved, read without Keras: its version, its layers, and where they stand.

    .keras   an archive: metadata.json (version), config.json (layers), model.weights.h5
    .h5      HDF5 with the attributes keras_version and model_config

Which of the two it is, its first bytes say, not its name.
"""

import json
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from core.errors import PackError, os_cause
from core.given_files import open_file
from core.inference.engine import LARGEST_NETWORK_BYTES
from core.inference.foreign_file import (
    DAMAGED,
    HDF5,
    LARGEST_JSON_BYTES,
    WEIGHTS_ALONE,
    refuse_foreign,
)

Config = dict[str, Any]
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError)
"""What `zipfile` raises for archives that are cut off, changed, encrypted or packed otherwise."""

TOO_LARGE: Final = "unpacks to more than the 2 GB that a model may have"
_WEIGHTS: Final = "model.weights.h5"
_SAID: Final = ("keras_version", "model_config")
_OF_WEIGHTS: Final = frozenset({"layers", "vars", "_layer_checkpoint_dependencies"})
"""Groups in files that `save_weights` wrote; older ones have the attribute `layer_names`."""


@dataclass(frozen=True, slots=True)
class KerasFile:
    """What a file says of itself.

    Attributes
    ----------
    path : Path
    version : str
        Of the Keras that saved it, "2.15.0"; empty where it does not say.
    config : dict
        The network as Keras writes it: `class_name`, `config` and, in archives, `module`.
    hdf5 : bool
        Whether it is HDF5 rather than an archive.
    """

    path: Path
    version: str
    config: Config
    hdf5: bool

    @property
    def generation(self) -> int:
        """Of Keras: 2 or 3; what came before 2, or does not say, is 2."""
        return 3 if self.version.startswith("3") else 2


def read_keras_file(path: Path) -> KerasFile:
    """Read what a file of Keras says of itself.

    Parameters
    ----------
    path : Path

    Returns
    -------
    KerasFile

    Raises
    ------
    PackError
        There is no such file, it is something else, damaged, or holds weights alone.
    """
    refuse_foreign(path)
    try:
        with open_file(path) as file:
            hdf5 = file.read(len(HDF5)) == HDF5
    except FileNotFoundError as error:
        raise PackError(path, "no such file") from error
    except OSError as error:
        raise PackError(path, os_cause(error)) from error
    if hdf5:
        _check_weights(path, path)
    version, config = _of_hdf5(path) if hdf5 else _of_archive(path)
    if not {"class_name", "config"} <= set(config):
        raise PackError(path, DAMAGED)
    return KerasFile(path, version, config, hdf5)


def _of_archive(path: Path) -> tuple[str, Config]:
    try:
        with zipfile.ZipFile(path) as archive:
            _check_size(path, sum(one.file_size for one in archive.infolist()))
            if broken := archive.testzip():
                raise PackError(path, f"is damaged: {broken} in it cannot be read")
            config = _entry(path, archive, "config.json")
            if _WEIGHTS in archive.namelist():
                _check_weights(path, BytesIO(archive.read(_WEIGHTS)))
            if "metadata.json" not in archive.namelist():
                return "", config
            metadata = _entry(path, archive, "metadata.json")
            return str(metadata.get("keras_version", "")), config
    except _BROKEN as error:
        raise PackError(path, DAMAGED) from error
    except OSError as error:
        raise PackError(path, os_cause(error)) from error


def _entry(path: Path, archive: zipfile.ZipFile, name: str) -> Config:
    if archive.getinfo(name).file_size > LARGEST_JSON_BYTES:
        raise PackError(path, f"is damaged: {name} in it is too large")
    return _object(path, archive.read(name))


def _of_hdf5(path: Path) -> tuple[str, Config]:
    import h5py

    try:
        with h5py.File(path, "r") as file:
            said = {name: _text(file.attrs[name]) for name in file.attrs if name in _SAID}
            weights = "layer_names" in file.attrs or not _OF_WEIGHTS.isdisjoint(file)
    except (OSError, KeyError, RuntimeError) as error:
        raise PackError(path, "is damaged: its HDF5 cannot be read") from error
    if "model_config" not in said:
        raise PackError(path, WEIGHTS_ALONE if weights else "is HDF5 without a Keras network")
    return said.get("keras_version", ""), _object(path, said["model_config"])


def _check_weights(path: Path, source: Path | BytesIO) -> None:
    """Refuse arrays that unpack to more than a network holds, which their shapes tell."""
    import h5py

    sizes: list[int] = []

    def note(_: str, one: object) -> None:
        if isinstance(one, h5py.Dataset):
            sizes.append(int(one.nbytes))

    try:
        with h5py.File(source, "r") as file:
            file.visititems(note)
    except (OSError, KeyError, RuntimeError, ValueError) as error:
        raise PackError(path, "is damaged: its HDF5 cannot be read") from error
    _check_size(path, sum(sizes))


def _check_size(path: Path, size: int) -> None:
    if size > LARGEST_NETWORK_BYTES:
        raise PackError(path, TOO_LARGE)


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _object(path: Path, text: str | bytes) -> Config:
    try:
        listed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise PackError(path, DAMAGED) from error
    if not isinstance(listed, dict):
        raise PackError(path, DAMAGED)
    return listed
