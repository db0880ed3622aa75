"""What a file is that is no Keras network, told by its content, and what to do instead.

Nothing of it is loaded: the first bytes, the names in an archive and the keys of a JSON text tell.
"""

import json
import zipfile
from pathlib import Path
from typing import Final

from core import places
from core.errors import PackError, os_cause
from core.given_files import open_file, read_file

HEAD_BYTES: Final = 512
LARGEST_JSON_BYTES: Final = 64_000_000
ZIP: Final = b"PK\x03\x04"
HDF5: Final = b"\x89HDF\r\n\x1a\n"

DAMAGED: Final = "is damaged or not a Keras network"
_GRAPH: Final = (
    "is a frozen TensorFlow graph, without layers: import the .keras or .h5 file it was made from"
)
_SAVE_WHOLE: Final = "save the whole model with model.save('network.keras') and import that file"
WEIGHTS_ALONE: Final = f"holds weights alone, without the layers they belong to: {_SAVE_WHOLE}"
_SAVED_MODEL: Final = (
    "TensorFlow SavedModel, which holds a program and no layers: load it with the Keras that "
    "made it, save it as a .keras file and import that file"
)
_TORCH: Final = "export the network there with torch.onnx.export and import the .onnx file"
_TEACHABLE: Final = "in Teachable Machine choose Export Model, TensorFlow, Keras"

_SIGNS: Final = (
    (b"\x80", f"is a pickle of PyTorch or Python, which can run code when opened: {_TORCH}"),
    (b"version https://git-lfs", "is a pointer that Git LFS left: fetch the file itself"),
    (b"<!doctype html", "is a web page, not the file it stands for: download it again"),
    (b"<html", "is a web page, not the file it stands for: download it again"),
    (b"Rar!", "is a packed archive: unpack it and import the network in it"),
    (b"7z\xbc\xaf", "is a packed archive: unpack it and import the network in it"),
    (b"\x1f\x8b", "is a packed archive: unpack it and import the network in it"),
)
"""First bytes, in lower case where they are letters, and what they say."""

_ENTRIES: Final = (
    ("data.pkl", f"is a PyTorch file, which needs the code of its network: {_TORCH}"),
    ("keras_model.h5", "is a download of Teachable Machine: unpack it and import keras_model.h5, "
     "with --labels labels.txt"),
    ("model_unquant.tflite", f"is a TensorFlow Lite download: {_TEACHABLE}"),
    ("model.tflite", f"is a TensorFlow Lite download: {_TEACHABLE}"),
    ("weights.bin", f"is a TensorFlow.js download: {_TEACHABLE}"),
    ("saved_model.pb", f"is a packed {_SAVED_MODEL}"),
    ("model.weights.h5", WEIGHTS_ALONE),
)  # fmt: skip
"""Names in an archive, and what they say of it."""


def refuse_foreign(path: Path) -> None:
    """Refuse what is certainly no network of layers that Keras saved.

    Parameters
    ----------
    path : Path
        A file or folder; one that is not there is left to whoever reads it.

    Raises
    ------
    PackError
        Saying what it is, and what to do instead.
    """
    try:
        if places.is_folder(path):
            raise PackError(path, _folder(path))
        with open_file(path) as file:
            head = file.read(HEAD_BYTES)
    except FileNotFoundError:
        return
    except OSError as error:
        raise PackError(path, os_cause(error)) from error
    if head.startswith(ZIP):
        cause = _archive(path)
    else:
        cause = "" if head.startswith(HDF5) else _bare(path, head)
    if cause:
        raise PackError(path, cause)


def _folder(path: Path) -> str:
    if places.is_there(path / "saved_model.pb"):
        return f"is a {_SAVED_MODEL}"
    if places.is_there(path / "card.json"):
        return "is a model of this program already: open it with --pack"
    return "is a folder: name the .keras or .h5 file of the network"


def _archive(path: Path) -> str:
    """Tell an archive by the names in it; empty where it is a network of Keras."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.rsplit("/", 1)[-1] for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError):  # also of a later version
        return "is damaged: its archive is cut off, fetch or save it again"
    if {"config.json", "metadata.json"} <= names:
        return ""
    for name, cause in _ENTRIES:
        if name in names:
            return cause
    if "config.json" in names:
        return ""
    return "is an archive without a network of Keras: unpack it and import the network in it"


def _bare(path: Path, head: bytes) -> str:
    """Tell a file that is neither an archive nor HDF5; it is no network of Keras."""
    if not head:
        return "is empty"
    if head[4:8] == b"TFL3":
        return "is a TensorFlow Lite network: import the .keras or .h5 file it was made from"
    if head[8:9] == b"{" and int.from_bytes(head[:8], "little") < LARGEST_JSON_BYTES:
        return f"is a safetensors file, which {WEIGHTS_ALONE}"
    told = [cause for sign, cause in _SIGNS if head.lower().startswith(sign.lower())]
    if told:
        return told[0]
    if head.lstrip().startswith(b"{"):
        return _json(path)
    return _GRAPH if path.suffix.lower() == ".pb" else DAMAGED


def _json(path: Path) -> str:
    """Tell TensorFlow.js' list of weights, and a network's layers without weights."""
    try:
        keys = set(json.loads(read_file(path, LARGEST_JSON_BYTES)))
    except (ValueError, RecursionError):
        return DAMAGED
    if {"modelTopology", "weightsManifest"} & keys:
        return f"is a TensorFlow.js network: {_SAVE_WHOLE}; {_TEACHABLE}"
    if {"class_name", "config"} <= keys:
        return f"lists layers without their weights: {_SAVE_WHOLE}"
    return "is JSON, not a network"
