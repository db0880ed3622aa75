"""The nouns of a review: what a photo's decision is and how it came about."""

import json
import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from core import windows
from core.entities import Box, Drawn, subject_of
from core.inference.class_choice import ClassChoice
from core.vocabulary import Agreement, Status, Trust, Verdict

if TYPE_CHECKING:
    from core.inference.model_pack import Pack

_log = logging.getLogger(__name__)

Member = TypeVar("Member", bound=StrEnum)

_VERDICTS = {verdict.rank: verdict for verdict in Verdict}


@dataclass(frozen=True, slots=True)
class State:
    """What is decided about one photo.

    Attributes
    ----------
    verdict : Verdict
    tag : str
        The tag that leaves with the photo; empty where none is decided.
    reason : str
        The reviewer's own words.
    automatic : bool
        Accepted by the program above a threshold that the reviewer chose.
    """

    verdict: Verdict = Verdict.TODO
    tag: str = ""
    reason: str = ""
    automatic: bool = False

    def to_json(self) -> str:
        """Give the text that the log holds; equal states give equal text."""
        return _to_json(self)

    @staticmethod
    def from_json(text: str) -> "State":
        """Read what `to_json` wrote."""
        return _from_json(text)


@lru_cache(maxsize=1024)
def _to_json(state: State) -> str:
    """Write a state; kept, because thousands of entries of one step say the same."""
    fields = {
        "verdict": state.verdict.value,
        "tag": state.tag,
        "reason": state.reason,
        "automatic": state.automatic,
    }
    return json.dumps(fields, ensure_ascii=False)


@lru_cache(maxsize=1024)
def _from_json(text: str) -> State:
    fields = json.loads(text)
    return State(**(fields | {"verdict": Verdict(fields["verdict"])}))


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log, which is never changed afterwards.

    Attributes
    ----------
    id : int
        1, 2, 3 ... without a gap.
    step : int
        Entries of one key press share it; undo takes back one step.
    photo : int
        The photo's id in this review.
    path, sha256 : str
        The photo's relative path and content at that moment.
    at : str
        UTC, ISO 8601, milliseconds.
    reviewer : str
    action : Action
    before, after : str
        `State.to_json`.
    reason : str
    target : int or None
        The step that an undo or redo is about.
    network_tag : str
        What the network said; empty where it had not been asked.
    confidence : float or None
        In [0, 1].
    pack : str
        SHA-256 of the network file.
    program : str
        Version of Tagproof.
    previous, hash : str
        The chain: `hash` covers every other field, `previous` is the hash before.
    product : str or None
        JSON, where the entry is about a product: of a decision its `key` and its `photos`, each
        as id, path and content; of a move the product it led `from` and `to`. `photo`, `path` and
        `sha256` are then those of the product's lead, or of the photo moved.
    box : str or None
        JSON, where the entry is about the box of a photo: what it was `from` and `to`, each as
        left,top,width,height in pixels of the upright photo, null for none. The decision about
        the photo stays, so that `before` and `after` are the same.
    engine : str or None
        `EngineFacts.to_json` of what had answered `network_tag`, of a product for its lead; None
        where nothing had, or where that was not kept.
    """

    id: int
    step: int
    photo: int
    path: str
    sha256: str
    at: str
    reviewer: str
    action: str
    before: str
    after: str
    reason: str
    target: int | None
    network_tag: str
    confidence: float | None
    pack: str
    program: str
    previous: str
    hash: str
    product: str | None = None
    box: str | None = None
    engine: str | None = None

    @property
    def named(self) -> tuple[int, ...]:
        """The photos of the product that it decides about; none where it is about one photo."""
        said = json.loads(self.product) if self.product else {}
        return tuple(one[0] for one in said.get("photos", ()))

    @property
    def photos(self) -> tuple[int, ...]:
        """The photos whose decision it is."""
        return self.named or (self.photo,)

    def fields(self) -> dict[str, object]:
        """Give the fields by name; those that came later only where the entry has them."""
        told = {name: getattr(self, name) for name in self.__slots__}
        for name in ("product", "box", "engine"):
            if told[name] is None:
                del told[name]
        return told


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A photo as the folder lists it, not yet read."""

    path: Path
    size: int
    modified_ns: int

    @classmethod
    def of(cls, path: Path) -> Self:
        """Ask the file system; raises OSError where the file is gone.

        A link that leads nowhere is a photo that cannot be read, not one that is gone.
        """
        try:
            facts = windows.whole(path).stat()
        except OSError:
            facts = windows.whole(path).lstat()
        return cls(path, facts.st_size, modified_ns(facts))

    @classmethod
    def of_all(cls, paths: Iterable[Path]) -> Iterator[Self]:
        """Look at files; one that vanished meanwhile is passed over, reading it will say so."""
        for path in paths:
            with suppress(OSError):
                yield cls.of(path)


def modified_ns(facts: os.stat_result) -> int:
    """Give a file's time in ns since 1970, as near as SQLite's integers come.

    They end in 1677 and 2262; Windows says 1601 of files whose time nobody has set.
    """
    return max(-(2**63), min(facts.st_mtime_ns, 2**63 - 1))


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo as the desk shows it: file, the network's answer, catalog tag, decision.

    Attributes
    ----------
    path : str
        Relative to the review's folder, with slashes; absolute where the photo lies elsewhere.
    modified_ns : int
        Of the file, ns since 1970.
    sha256, label : str or None
    box : Box or None
        Around the item, where somebody drew one.
    status : Status or None
    badge : Trust or None
        None until known.
    confidence, margin : float or None
        In [0, 1]; margin is the gap to the second class.
    error : str
        Why the photo cannot be read.
    missing : bool
        Not found by the last scan.
    catalog_tag, catalog_label : str or None
        The tag of the imported catalog, and the pack's class that it means.
    cluster : int or None
        Photos that look alike share it.
    product : int or None
        The product that it is a photo of: status to margin, badge and state are then the
        product's, and the same for all its photos.
    """

    id: int
    path: str
    size: int
    modified_ns: int
    sha256: str | None
    box: Box | None
    missing: bool
    error: str
    status: Status | None
    label: str | None
    confidence: float | None
    margin: float | None
    badge: Trust | None
    catalog_tag: str | None
    catalog_label: str | None
    product_name: str | None
    tag_doubt: float | None
    cluster: int | None
    product: int | None
    decided_at: str | None
    state: State

    @property
    def subject(self) -> str:
        """By which answers about it are kept; empty before it was read."""
        return subject_of(self.sha256, self.box) if self.sha256 else ""

    @property
    def agreement(self) -> Agreement | None:
        """What the catalog's tag says of the network's; None without both."""
        if self.catalog_tag is None or self.label is None:
            return None
        if self.catalog_label is None:
            return Agreement.NO_CLASS
        return Agreement.AGREE if self.catalog_label == self.label else Agreement.DIFFER

    @property
    def drawn(self) -> Drawn | None:
        """The box with the content that it was drawn on."""
        return Drawn(self.box, self.sha256 or "") if self.box else None


@dataclass(frozen=True, slots=True)
class PackRecord:
    """What a review remembers of a pack, so that its numbers can be read without it.

    Attributes
    ----------
    labels : tuple of str
        All classes of the network, in its order.
    classes : tuple of str
        Those that can occur in this catalog, in the same order; empty where all can.
    """

    sha256: str
    name: str
    version: str
    labels: tuple[str, ...]
    families: tuple[tuple[str, ...], ...] = field(default=())
    classes: tuple[str, ...] = ()

    @classmethod
    def of(cls, pack: "Pack") -> Self:
        """Note an opened pack."""
        card, chosen = pack.card, pack.choice.names
        return cls(pack.sha256, pack.name, pack.version, pack.labels, card.families, chosen)

    @property
    def choice(self) -> ClassChoice:
        """The classes that can occur."""
        return ClassChoice.of(self.labels, self.classes or self.labels)


def stored(kind: type[Member], value: str | None) -> Member | None:
    """Read a member that the file holds; one of another version counts as not known yet."""
    try:
        return None if value is None else kind(value)
    except ValueError:
        _warn_once(value, kind.__name__)
        return None


def verdict_of(rank: int) -> Verdict:
    """Read the verdict that the file holds as a number; one of another version is to do again."""
    verdict = _VERDICTS.get(rank)
    if verdict is not None:
        return verdict
    _warn_once(rank, "rank of a verdict")
    return Verdict.TODO


@cache
def _warn_once(value: object, kind: str) -> None:
    """Log a value that this version does not know; 100,000 photos may hold it."""
    _log.warning("the review holds %r, which is no %s", value, kind)
