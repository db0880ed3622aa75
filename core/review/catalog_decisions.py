"""What a review has to say to a shop's file: its photos, what was decided of each, and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from core.catalog.class_map import ClassMap
from core.catalog.photo_index import PhotoIndex
from core.catalog.term_map import TermMap, classes_of, learnt
from core.entities import Drawn
from core.errors import ReviewError
from core.review import catalog_source
from core.review.catalog_source import Source
from core.review.catalog_tags import terms_of
from core.review.decisions import ABOUT
from core.review.records import verdict_of
from core.review.store import Review
from core.vocabulary import TAGGED, Action, Verdict

AUTOMATIC: Final = "automatic"
"""Stands for the name of who decided, where the program did."""
_NO_DECISIONS: Final = (Action.GROUP, Action.UNGROUP, Action.MOVE)
"""Entries of the log that bring photos together or apart; who made them decided nothing."""
_PHOTOS: Final = (
    "SELECT path, verdict, tag, reason, automatic, ifnull((SELECT reviewer FROM decisions WHERE "
    + ABOUT.replace("?", "photos.id")
    + f" AND action NOT IN ({', '.join(repr(one.value) for one in _NO_DECISIONS)})"
    " AND decisions.box IS NULL ORDER BY id DESC LIMIT 1), '')"
    " FROM photos WHERE missing = 0 ORDER BY path_key"
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What stands for one photo.

    Attributes
    ----------
    photo : str
        As `PhotoRow.path`.
    verdict : Verdict
    label : str
        The class decided; empty where none is.
    by : str
        Who did it; `AUTOMATIC` for the program.
    reason : str
        In the reviewer's own words.
    """

    photo: str
    verdict: Verdict
    label: str
    by: str
    reason: str

    @property
    def tagged(self) -> bool:
        """Whether a class is decided."""
        return self.verdict in TAGGED

    @property
    def why(self) -> str:
        """The reason, or what was done where none was given."""
        return self.reason or self.verdict.value


@dataclass(frozen=True, slots=True)
class Basis:
    """All of a review that the way back needs, so that the file can be read outside of it.

    Attributes
    ----------
    folder : Path
        Where the photos' paths begin.
    kept : Source or None
        How the file was read when it was imported.
    index : PhotoIndex
    classes : ClassMap
    terms : TermMap
        What was learnt, for the words that are written.
    decisions : dict of str to Decision
        By photo, of every photo that is there.
    boxes : mapping of Path to Drawn
        Around items, by the photos' files.
    """

    folder: Path
    kept: Source | None
    index: PhotoIndex
    classes: ClassMap
    terms: TermMap
    decisions: dict[str, Decision]
    boxes: Mapping[Path, Drawn] = field(default_factory=dict)


def basis_of(review: Review, terms: TermMap | None = None) -> Basis:
    """Read what a review has to say.

    Parameters
    ----------
    review : Review
    terms : TermMap, optional
        What terms mean, beside what is known already.

    Raises
    ------
    ReviewError
        No network has tagged its photos yet.
    CatalogError
        The map beside the settings is damaged.
    """
    pack = review.predictions.last_pack()
    if pack is None:
        raise ReviewError(review.path, "its photos have not been tagged yet")
    decisions = {path: _decision(path, *rest) for path, *rest in review.database.rows(_PHOTOS)}
    return Basis(
        review.photos.folder,
        catalog_source.kept_of(review),
        PhotoIndex(list(decisions), review.photos.folder),
        classes_of(pack.labels, terms_of(review, terms)),
        learnt().with_others(terms or TermMap()),
        decisions,
        review.boxes.by_path(),
    )


def _decision(
    path: str, rank: int, tag: str, reason: str, automatic: int, reviewer: str
) -> Decision:
    return Decision(path, verdict_of(rank), tag, AUTOMATIC if automatic else reviewer, reason)
