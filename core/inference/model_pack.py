"""A model pack: a folder with a network, its card and the arrays that go with it.

    card.json           the card; names every other file with its SHA-256
    network.tflite      the network as LiteRT runs it, and/or
    network.keras       the network as Keras trains, loads and checks it
    class_weights.npy   (f, n_classes) float32: weights of the last layer, for the activation map
    unknown.npz         arrays of the unknown score
    ...                 history and curves, any name

A pack is checked when it is opened and again, with its network run once, before it is put in
the place of another: no broken pack replaces a good one.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from core.errors import ExportFailed, PackError, os_cause
from core.inference.arrays import read_arrays, read_class_weights
from core.inference.card import Card
from core.inference.class_choice import EVERY_CLASS, ClassChoice
from core.inference.opening import open_engine
from core.inference.unknown import check_rule
from core.vocabulary import EngineKind

__all__ = ["Card", "Pack", "open_pack", "write_pack"]

CARD: Final = "card.json"
NETWORK: Final = {EngineKind.LITERT: "network.tflite", EngineKind.KERAS: "network.keras"}
CLASS_WEIGHTS: Final = "class_weights.npy"
UNKNOWN_ARRAYS: Final = "unknown.npz"


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """An opened, checked pack, and which of its classes can occur.

    Attributes
    ----------
    folder : Path
    card : Card
    class_weights : (f, n_classes) float32 or None
        None where the network's head allows no activation map.
    unknown_arrays : dict of str to array
        What the card's unknown rule was fitted to; often empty.
    choice : ClassChoice
        The classes of the catalog at hand; every class where none are chosen.
    """

    folder: Path
    card: Card
    class_weights: NDArray[np.float32] | None = None
    unknown_arrays: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)
    choice: ClassChoice = EVERY_CLASS

    @property
    def name(self) -> str:
        """Of the card."""
        return self.card.name

    @property
    def version(self) -> str:
        """Of the card."""
        return self.card.version

    @property
    def labels(self) -> tuple[str, ...]:
        """Classes in the order of the network's outputs."""
        return self.card.labels

    @property
    def network(self) -> Path:
        """The file of the network that answers."""
        return self.folder / NETWORK[self.card.engine]

    @property
    def sha256(self) -> str:
        """SHA-256 of the network that answers: it names the network in every record."""
        return self.card.files[NETWORK[self.card.engine]]

    @property
    def classes(self) -> tuple[str, ...]:
        """Classes that can occur, in the order of the network's outputs."""
        return self.choice.names or self.labels

    def choosing(self, names: Iterable[str] | None) -> Self:
        """Give the same pack for a catalog with these classes alone; all can occur where None.

        Raises
        ------
        UnknownClass, ClassesUnusable
            See `ClassChoice.of`.
        """
        choice = EVERY_CLASS if names is None else ClassChoice.of(self.labels, names)
        return replace(self, choice=choice)


def open_pack(folder: Path) -> Pack:
    """Open a pack and check that it is whole; the network itself is not started.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    Pack

    Raises
    ------
    PackError
        Naming the file and the cause: missing, changed since it was written, not a card,
        a card of a newer format, arrays that do not fit the classes.
    """
    card = _read_card(folder / CARD)
    if NETWORK[card.engine] not in card.files:
        raise PackError(folder / CARD, f"lists no {NETWORK[card.engine]}")
    for name, digest in card.files.items():
        if hashlib.sha256(_read(folder / name)).hexdigest() != digest:
            raise PackError(folder / name, "changed since the pack was written")
    return Pack(folder, card, *_arrays(folder, card))


def write_pack(
    folder: Path,
    card: Card,
    files: Mapping[str, Path | bytes],
    *,
    class_weights: NDArray[np.floating] | None = None,
    unknown_arrays: Mapping[str, NDArray[np.floating]] | None = None,
) -> Pack:
    """Write a pack beside its place, open it, run its network once, then swap it in.

    Parameters
    ----------
    folder : Path
        Where the pack shall stand; a pack that stands there is replaced as a whole.
    card : Card
        Its `files` are filled in here.
    files : dict of str to Path or bytes
        Name in the pack to source; the network that the card's engine needs among them.
    class_weights : (f, n_classes) array, optional
    unknown_arrays : dict of str to array, optional

    Returns
    -------
    Pack
        The pack in its place.

    Raises
    ------
    PackError
        The network does not fit the card; what stood at `folder` stands there still.
    ExportFailed
        The folder cannot be written, the same holds.
    """
    folder = folder.absolute()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _workshop(folder) as workshop:
            fresh = Path(workshop, folder.name)
            fresh.mkdir()
            _fill(fresh, files, class_weights, unknown_arrays)
            _write_card(fresh, card)
            open_engine(open_pack(fresh))
            _swap(fresh, folder, Path(workshop, "old"))
    except OSError as error:
        raise ExportFailed(folder, os_cause(error)) from error
    return open_pack(folder)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PackError(path, "missing from the model pack") from error
    except OSError as error:
        raise PackError(path, os_cause(error)) from error


def _read_card(path: Path) -> Card:
    if not path.parent.is_dir():
        raise PackError(path.parent, "there is no model pack here")
    try:
        return Card.from_json(_read(path).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise PackError(path, "is not text") from error
    except ValueError as error:
        raise PackError(path, str(error)) from error


def _arrays(
    folder: Path, card: Card
) -> tuple[NDArray[np.float32] | None, Mapping[str, NDArray[np.float32]]]:
    weights, unknown = None, {}
    if CLASS_WEIGHTS in card.files:
        weights = read_class_weights(folder / CLASS_WEIGHTS, len(card.labels))
    if UNKNOWN_ARRAYS in card.files:
        unknown = read_arrays(folder / UNKNOWN_ARRAYS)
    try:
        check_rule(card.unknown, unknown)
    except ValueError as error:
        raise PackError(folder / CARD, str(error)) from error
    return weights, unknown


def _fill(
    folder: Path,
    files: Mapping[str, Path | bytes],
    class_weights: NDArray[np.floating] | None,
    unknown_arrays: Mapping[str, NDArray[np.floating]] | None,
) -> None:
    for name, source in files.items():
        content = source if isinstance(source, bytes) else source.read_bytes()
        (folder / name).write_bytes(content)
    if class_weights is not None:
        np.save(folder / CLASS_WEIGHTS, class_weights.astype(np.float32))
    if unknown_arrays:
        np.savez(
            folder / UNKNOWN_ARRAYS,
            allow_pickle=False,
            **{name: array.astype(np.float32) for name, array in unknown_arrays.items()},
        )


def _write_card(folder: Path, card: Card) -> None:
    digests = {}
    for path in sorted(folder.iterdir()):
        digests[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
        _flush(path)
    (folder / CARD).write_text(replace(card, files=digests).to_json(), encoding="utf-8")
    _flush(folder / CARD)


def _workshop(folder: Path) -> "tempfile.TemporaryDirectory[str]":
    """Make a folder on the same disk; it goes when done, with the replaced pack inside."""
    return tempfile.TemporaryDirectory(
        prefix=".pack-", dir=folder.parent, ignore_cleanup_errors=True
    )


def _flush(path: Path) -> None:
    """Wait until the file is on the disk: a power cut must not leave a pack of empty files."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _swap(fresh: Path, folder: Path, old: Path) -> None:
    if not folder.exists():
        fresh.rename(folder)
        return
    folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        old.rename(folder)
        raise
