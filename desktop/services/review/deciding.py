"""A step of the review: what it is about, and what stands when it is done; all on the worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core import places
from core.vocabulary import Action, PassedOver
from desktop.services.review.shown import mark_of_row
from desktop.ui.photo_state import Mark

if TYPE_CHECKING:
    from core.entities import Box, Photo, Prediction
    from core.inference.model_pack import Pack
    from core.review.decisions import UndoDepth
    from core.review.queue import Counts
    from desktop.services.review.shared_review import SharedReview


@dataclass(frozen=True, slots=True)
class Request:
    """What a key asks for.

    Attributes
    ----------
    action : Action
    paths : sequence of Path
    text : str or dict of Path to str
        The tag of a correction, or that of each photo; the reason of a flag.
    anew : bool
        Where there are several, also what somebody has decided otherwise before.
    """

    action: Action
    paths: Sequence[Path]
    text: str | Mapping[Path, str] = ""
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What a step was about: the review's photos, and those that it left as they were."""

    photos: Sequence[int]
    passed_over: Mapping[Path, PassedOver] = field(default_factory=dict)
    request: Request | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What a step has changed, as the file holds it now.

    Attributes
    ----------
    passed_over : dict of Path to PassedOver
        Photos that were to be decided and are left as they were, and why.
    request : Request or None
        What was asked for, where it was a decision.
    jump : bool
        It was undone or done again: to be gone to.
    moved : bool
        Photos have left their products.
    stay : Path or None
        Who asked for that stays with the product of this photo.
    renamed : str
        The name that a tag has got.
    entry : Path or None
        What the list shows of the first of them: of a product's photo, the one that leads.
    reboxed : tuple of Path
        Photos that have another box now, or none any more.
    """

    marks: Mapping[Path, Mark]
    counts: Counts
    depth: UndoDepth
    passed_over: Mapping[Path, PassedOver] = field(default_factory=dict)
    request: Request | None = None
    jump: bool = False
    moved: bool = False
    stay: Path | None = None
    renamed: str = ""
    entry: Path | None = None
    reboxed: tuple[Path, ...] = ()


def without_lost(shared: SharedReview) -> Decided:
    """Take what the scan did not find for gone, and read everything anew."""
    shared.end_scan(loss_accepted=True)
    return everything_decided(shared)


def everything_decided(shared: SharedReview) -> Decided:
    """Read what stands for every photo."""
    review = shared.review
    marks = shared.everything().marks
    return Decided(marks, review.queue.counts(), review.decisions.depth())


def decided(shared: SharedReview, step: Step, **told: Any) -> Decided:  # noqa: ANN401 - as of Decided
    """Read what stands now; what is `told` beside it comes with the wish."""
    review, photos = shared.review, step.photos
    marks = {path: mark_of_row(row) for path, row in shared.rows(photos).items()}
    entry = entry_of(shared, photos[0]) if marks else None
    entry = entry or next(iter(marks), None)
    counts, depth = review.queue.counts(), review.decisions.depth()
    return Decided(
        marks,
        counts,
        depth,
        step.passed_over,
        step.request,
        entry=entry,
        reboxed=shared.boxes.read(),
        **told,
    )


def draw(
    shared: SharedReview,
    path: Path,
    box: Box | None,
    seen: tuple[Photo, Prediction | None] | None,
    pack: Pack | None,
) -> Step:
    """Lay a box around a photo's item, or take it away.

    What this network said of the photo as it was `seen` before is kept: undo goes back to it. A
    box is drawn on what was seen, though nobody else may have read the photo yet.
    """
    shared.find([path])  # taken in, where the scan has not come by
    photo, said = seen or (None, None)
    if photo is not None and said is not None and pack is not None and not shared.knows(photo):
        shared.keep([(photo, said)], pack)
    elif photo is not None:
        shared.note_contents([photo])
    photos = shared.ids([path])
    for number in photos:
        shared.review.boxes.draw(number, box)
    return Step(photos)


def entry_of(shared: SharedReview, photo: int) -> Path | None:
    """Give what lists show of a photo: itself, or the one that leads its product."""
    product = shared.review.products.of(photo)
    return shared.path(product.lead if product else photo)


def decide(shared: SharedReview, asked: Request) -> Step:
    """Decide about those photos that are there."""
    found = shared.find(asked.paths)
    for path in _vanished(shared, asked, found):
        del found[path]
    photos, text = list(found.values()), _by_photo(asked.text, found)
    done = shared.review.decisions.decide(asked.action, photos, text, anew=asked.anew)
    gone = {path: PassedOver.GONE for path in asked.paths if path not in found}
    left = {path: why for path, photo in found.items() if (why := done.passed_over.get(photo))}
    return Step(done.photos, gone | left, asked)


def _vanished(shared: SharedReview, asked: Request, found: Mapping[Path, int]) -> list[Path]:
    """Give photos of many to accept whose files are gone, though the review has not heard of it.

    Nobody sees them; of one alone the window says so itself. A product has other photos to see.
    """
    if asked.action is not Action.ACCEPT or len(asked.paths) == 1:
        return []
    gone = [path for path in found if not places.is_there(path)]
    return [path for path in gone if not _is_seen(shared, found[path])]


def _is_seen(shared: SharedReview, photo: int) -> bool:
    """Whether a photo without a file stands for a product of which another is there."""
    product = shared.review.products.of(photo)
    others = (shared.path(member.id) for member in product.members) if product else ()
    return any(path is not None and places.is_there(path) for path in others)


def _by_photo(text: str | Mapping[Path, str], found: Mapping[Path, int]) -> str | dict[int, str]:
    """Give a text, or those of single photos, as the review knows photos."""
    if isinstance(text, str):
        return text
    return {found[path]: tag for path, tag in text.items() if path in found}
