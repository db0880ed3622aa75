"""The card of a model pack: what a network answers, how far to trust it, and where it came from."""

import json
import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import PurePath
from typing import Any, Final, NoReturn, Self

from core.vocabulary import EngineKind, Scaling

FORMAT: Final = 1
"""Raised whenever an older program could not read a card any more."""

SMALLEST_SIZE_PX: Final = 8
LARGEST_SIZE_PX: Final = 2048
COLDEST: Final = 1e-6
HOTTEST: Final = 1e6
"""Temperatures between which every logit is divided without overflow."""
LARGEST_NUMBER: Final = 1e300
"""JSON has whole numbers that no float holds."""
SHOWN: Final = 5
"""Classes that an error names."""
MOST_CLASSES: Final = 30_000
"""ImageNet's largest list has 21,841; with more, choosing among them holds the window up, and each
photo's answer fills a review with a megabyte."""
LONGEST_NAME: Final = 500
"""Characters of a class, or of a model's name; longer ones cannot be shown."""
SHA256_HEX: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class InputSpec:
    """What the network sees: a square of `size` px, RGB, its values scaled as `scaling` says."""

    size: int
    scaling: Scaling = Scaling.BYTE
    channels: int = 3


@dataclass(frozen=True, slots=True)
class UnknownRule:
    """How a picture outside the classes is recognised.

    Attributes
    ----------
    method : str
        A key of `unknown.SCORES`.
    threshold : float
        A score above it means unknown.
    doubt : float
        A score above it means at most uncertain, however probable the tag.
    parameters : dict
        Numbers that the method needs beside the pack's `unknown.npz`.
    """

    method: str = "max_probability"
    threshold: float = 1.0
    doubt: float = 1.0
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Calibrated probabilities from which a tag is known, and below which it is unknown."""

    known: float = 0.9
    uncertain: float = 0.0


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that a pack says about its network.

    Attributes
    ----------
    name, version, created : str
        `created` is an ISO 8601 time, UTC.
    labels : tuple of str
        Classes in the order of the network's outputs.
    input : InputSpec
    engine : EngineKind
        What answers: the pack's `network.tflite` or its `network.keras`.
    temperature : float
        Divides the logits before the softmax.
    unknown : UnknownRule
    thresholds : Thresholds
    families : tuple of tuple of str
        Classes that are confused in both directions.
    metrics, data, training : dict
        Figures and history, JSON values; shown, never computed with.
    licence : str
    intended_use : str
    limits : tuple of str
    files : dict of str to str
        SHA-256 of every file of the pack but the card itself; filled in by `write_pack`.
    """

    name: str
    version: str
    created: str
    labels: tuple[str, ...]
    input: InputSpec
    engine: EngineKind = EngineKind.LITERT
    temperature: float = 1.0
    unknown: UnknownRule = field(default_factory=UnknownRule)
    thresholds: Thresholds = field(default_factory=Thresholds)
    families: tuple[tuple[str, ...], ...] = ()
    metrics: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    training: Mapping[str, Any] = field(default_factory=dict)
    licence: str = ""
    intended_use: str = ""
    limits: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse values that no network can have; raises ValueError with the reason."""
        for text in (self.name, self.version, self.created):
            if len(text) > LONGEST_NAME:
                raise ValueError(f"has a name of {len(text):,} characters")
        check_labels(self.labels)
        _check_families(self.labels, self.families)
        _check_numbers(self)
        for name, digest in self.files.items():
            if not _stays_inside(name):
                raise ValueError(f"file name {name!r} leads out of the pack")
            if not SHA256_HEX.fullmatch(digest):
                raise ValueError(f"the SHA-256 of {name} is malformed")

    def family(self, label: str) -> tuple[str, ...]:
        """Give the family that a class belongs to, itself included; empty where it has none."""
        return next((family for family in self.families if label in family), ())

    def to_json(self) -> str:
        """Write the card as indented JSON; ValueError on NaN, which JSON lacks."""
        card = {"format": FORMAT, **asdict(self)}
        return json.dumps(card, indent=2, ensure_ascii=False, allow_nan=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read a card; ValueError with the reason on anything that is not one."""
        card = _object(text)
        try:
            return cls(
                name=str(card["name"]),
                version=str(card["version"]),
                created=str(card["created"]),
                labels=_texts(card["labels"], "labels"),
                input=InputSpec(**card["input"] | {"scaling": Scaling(card["input"]["scaling"])}),
                engine=EngineKind(card["engine"]),
                temperature=card["temperature"],
                unknown=UnknownRule(**card["unknown"]),
                thresholds=Thresholds(**card["thresholds"]),
                families=tuple(_texts(family, "families") for family in card["families"]),
                metrics=dict(card["metrics"]),
                data=dict(card["data"]),
                training=dict(card["training"]),
                licence=str(card["licence"]),
                intended_use=str(card.get("intended_use", "")),
                limits=_texts(card.get("limits", []), "limits"),
                files=dict(card["files"]),
            )
        except KeyError as error:
            raise ValueError(f"lacks {error.args[0]!r}") from error
        except TypeError as error:
            raise ValueError(f"has a value of the wrong kind ({error})") from error


def _object(text: str) -> dict[str, Any]:
    try:
        card = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ValueError("is not JSON") from error
    if not isinstance(card, dict) or not isinstance(card.get("format"), int):
        raise ValueError("is not a model card")
    if card["format"] > FORMAT:
        raise ValueError(
            f"has format {card['format']}, this program reads up to {FORMAT}: update the program"
        )
    return card


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"JSON has no {constant}")


def _texts(values: object, key: str) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError(f"{key!r} is not a list of names")
    return tuple(values)


def check_labels(labels: tuple[str, ...]) -> None:
    """Refuse class names that cannot be told apart or shown; ValueError with the reason."""
    if len(labels) < 2:
        raise ValueError("names fewer than two classes")
    check_count(labels)
    if any(not label.strip() or not label.isprintable() for label in labels):
        raise ValueError("a class has an empty or unprintable name")
    if (longest := max(map(len, labels))) > LONGEST_NAME:
        raise ValueError(f"has a class name of {longest:,} characters")
    if twice := sorted(label for label, times in Counter(labels).items() if times > 1):
        more = f" and {len(twice) - SHOWN:,} more" if len(twice) > SHOWN else ""
        raise ValueError(f"names a class twice: {', '.join(twice[:SHOWN])}{more}")


def check_count(labels: tuple[str, ...]) -> None:
    """Refuse more classes than window and review are made for; ValueError with the reason."""
    if len(labels) > MOST_CLASSES:
        raise ValueError(f"names {len(labels):,} classes, more than {MOST_CLASSES:,}")


def _check_families(labels: tuple[str, ...], families: tuple[tuple[str, ...], ...]) -> None:
    if strange := {label for family in families for label in family} - set(labels):
        shown = ", ".join(sorted(strange)[:SHOWN])
        raise ValueError(f"has a family with an unknown class: {shown}")


def _check_numbers(card: Card) -> None:
    size = card.input.size
    if not isinstance(size, int) or not SMALLEST_SIZE_PX <= size <= LARGEST_SIZE_PX:
        raise ValueError(f"input size {size!r} px is impossible")
    if card.input.channels != 3:
        raise ValueError(f"wants {card.input.channels} channels, photos have 3")
    if not (_is_number(card.temperature) and card.temperature > 0):
        raise ValueError(f"temperature {card.temperature!r} is not a positive number")
    if not COLDEST <= card.temperature <= HOTTEST:
        raise ValueError(f"temperature {card.temperature!r} is impossible")
    for threshold in (card.thresholds.known, card.thresholds.uncertain):
        if not (_is_number(threshold) and 0 <= threshold <= 1):
            raise ValueError(f"threshold {threshold!r} is no probability")
    if not (_is_number(card.unknown.threshold) and _is_number(card.unknown.doubt)):
        raise ValueError("the thresholds of 'unknown' are not numbers")
    if not isinstance(card.unknown.parameters, Mapping):
        raise ValueError("the parameters of 'unknown' are not named")


def _stays_inside(name: str) -> bool:
    plain = name.isprintable() and not {*"\\:"} & {*name}
    return plain and name not in ("", "..") and PurePath(name).name == name


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return -LARGEST_NUMBER <= value <= LARGEST_NUMBER and math.isfinite(value)
