"""A model pack: a folder with a network, its card and the arrays that go with it.

    card.json           the card; names every other file with its SHA-256
    network.tflite      the network as LiteRT runs it, and/or
    network.keras       the network as Keras trains, loads and checks it; or network.h5, where
                        somebody's own was saved so, and/or
    network.onnx        the network as ONNX Runtime runs it; beside network.tflite the same one,
                        which answers where there is no LiteRT
    class_weights.npy   (f, n_classes) float32: weights of the last layer, for the activation map
    unknown.npz         arrays of the unknown score
    ...                 history and curves, any name

Every file is checked by its hash when a pack is opened; `core.inference.opening` starts the
network, `core.inference.pack_writing` writes a pack.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from core import drafts, places
from core.errors import PackError
from core.given_files import MB
from core.inference.arrays import read_arrays, read_class_weights
from core.inference.card import Card
from core.inference.class_choice import EVERY_CLASS, ClassChoice
from core.inference.engine import answering_files, engine_at_hand, engine_spec
from core.inference.pack_files import read_checked, read_of_pack
from core.inference.unknown import check_rule
from core.vocabulary import EngineKind

CARD: Final = "card.json"
LARGEST_CARD_BYTES: Final = 16 * MB
"""30,000 classes take a fifteenth of it."""
LONGEST_CAUSE: Final = 300
"""Characters of what a card says that is quoted."""
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
    def engine(self) -> EngineKind:
        """What answers here: the card's engine, or one that stands in where its library lacks."""
        return engine_at_hand(self.card.engine, self.card.files)

    @property
    def network(self) -> Path:
        """The file of the network that answers."""
        spec = engine_spec(self.engine)
        return self.folder / (spec.file_among(self.card.files) or spec.network_file)

    @property
    def sha256(self) -> str:
        """SHA-256 of the network that answers: it names the network in every record."""
        return self.card.files[self.network.name]

    @property
    def mark(self) -> str:
        """SHA-256 of all that decides over an answer: the network that answers, and the card."""
        return hashlib.sha256(f"{self.sha256} {self.card.to_json()}".encode()).hexdigest()

    @property
    def digests(self) -> frozenset[str]:
        """SHA-256 of the network in each form that can answer: on another system it is another."""
        names = answering_files(self.card.engine, self.card.files)
        return frozenset(self.card.files[name] for name in names)

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
    drafts.put_back(Path(places.followed(folder)))
    card = _read_card(folder / CARD)
    spec = engine_spec(card.engine)
    if spec.file_among(card.files) is None:
        raise PackError(folder / CARD, f"lists no {spec.network_file}")
    for name, digest in card.files.items():
        read_checked(folder / name, digest)
    return Pack(folder, card, *_arrays(folder, card))


def _read_card(path: Path) -> Card:
    if not places.is_folder(path.parent):
        raise PackError(path.parent, "there is no model pack here")
    try:
        return Card.from_json(read_of_pack(path, LARGEST_CARD_BYTES).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise PackError(path, "is not text") from error
    except ValueError as error:
        raise PackError(path, _brief(str(error))) from error


def _brief(said: str) -> str:
    return said if len(said) <= LONGEST_CAUSE else said[:LONGEST_CAUSE] + "…"


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
