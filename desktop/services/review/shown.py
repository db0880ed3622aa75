"""What lists show of a review's rows: tags, decisions, products."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.review import products
from core.review.records import PackRecord, PhotoRow, stored, verdict_of
from core.review.views import Listed
from core.vocabulary import Status, ViewKey
from desktop.services.review.listing import Wish
from desktop.services.review.opening import original_of
from desktop.ui.path_columns import Marks, Products, Tags
from desktop.ui.path_table import PathList, PathTable
from desktop.ui.photo_state import Mark, Product, ProductPhoto, Tag

if TYPE_CHECKING:
    from core.inference.model_pack import Pack
    from core.review.copies import Copy
    from core.review.decisions import UndoDepth
    from desktop.services.review.shared_review import SharedReview

MARKS_KEPT: Final = 4096


@dataclass(frozen=True, slots=True)
class Everything:
    """All that a review knows, for the list: tags and decisions by path, products by their lead."""

    tags: Tags
    marks: Marks
    products: Products

    @classmethod
    def empty(cls, table: PathTable) -> Everything:
        """Know nothing yet, in columns of a table."""
        return cls(Tags(table), Marks(table), Products(table))


@dataclass(frozen=True, slots=True)
class First:
    """What is shown at once, before all is read.

    Attributes
    ----------
    known : Everything
        Of a part of the list.
    paths : PathList
        That part, in its order.
    looked_at : Path or None
        The photo to return to; None where there is none, or it is not among them.
    """

    known: Everything
    paths: PathList
    looked_at: Path | None


@dataclass(frozen=True, slots=True)
class Registered:
    """Photos that a scan found, as the review knows them.

    Attributes
    ----------
    photos : PathList
        All of them, by the numbers of the review's own table.
    known : dict of Path to Tag
        Answered before by this network, and unchanged since.
    pack : PackRecord or None
        The network, with the classes that could occur then.
    """

    photos: PathList
    known: dict[Path, Tag]
    pack: PackRecord | None


def tag_of_row(row: PhotoRow) -> Tag:
    """Shorten a photo of the review to what the list shows of its tag."""
    return tag_of(row.status, row.label, row.confidence, row.error)


def tag_of(status: str | None, label: str | None, confidence: float | None, error: str) -> Tag:
    """Give what the list shows of a tag, from what the review keeps of it."""
    if error:
        return Tag(Status.ERROR, error=error)
    return Tag(stored(Status, status), label or "", confidence or 0.0)


@lru_cache(maxsize=MARKS_KEPT)
def mark_of(
    verdict: int, tag: str, reason: str, automatic: int, catalog: str, product: str
) -> Mark:
    """Make a mark; most photos of a review share a few."""
    return Mark(verdict_of(verdict), tag, reason, bool(automatic), catalog, product)


def mark_of_row(row: PhotoRow) -> Mark:
    """Shorten a photo of the review to what the list shows of its decision."""
    state = row.state
    return Mark(
        state.verdict,
        state.tag,
        state.reason,
        state.automatic,
        row.catalog_label or row.catalog_tag or "",
        row.product_name or "",
    )


def product_shown(tag: Tag, product: products.Product, folder: Path, lead: Path) -> Product:
    """Shorten a product to what the list shows beside its tag; photos lie in `folder`.

    Where the one to look at is none of them, as in an edited file, it is the one that leads.
    """
    places = {one.id: folder / one.path for one in product.members}
    carrier = places.get(product.carrier, lead)
    return Product(tag, len(product.members), len(product.contradictions), carrier)


def photo_shown(one: products.Member, path: Path) -> ProductPhoto:
    """Shorten a photo of a product to what the strip shows of it."""
    tag = tag_of(one.status, one.label, one.confidence, one.error)
    return ProductPhoto(path, tag, one.looks_like, one.missing)


@dataclass(frozen=True, slots=True)
class Opened:
    """A review just opened: its list and the first photos, and why it is read-only, if it is.

    Nothing of it grows with the number of photos: they are counted and read behind it.
    """

    shared: SharedReview
    empty: bool
    """Whether it holds no photo yet."""
    first: First
    depth: UndoDepth
    pack: Pack | None
    read_only: str
    listed: Listed
    loose: bool = False
    """Whether it is about single photos, opened without their folder."""
    copy: Copy | None = None
    """What it is a copy of; None where it is a review itself."""

    @classmethod
    def of(
        cls,
        shared: SharedReview,
        pack: Pack | None,
        read_only: str,
        *,
        loose: bool = False,
        deep: bool = True,
    ) -> Opened:
        """Look at a review as it was left; single photos are all listed. Refused, it is closed.

        Whether photos of subfolders are listed is the window's choice, `deep`, and not kept.
        """
        review = shared.review
        with ExitStack() as refused:
            refused.enter_context(review)
            copy = original_of(review, loose=loose)
            if pack is not None:
                shared.answers.resume(pack)
            listed = Listed(ViewKey.ALL) if loose else review.bookmark.listed
            asked = replace(listed.filter, deep=deep)
            first = shared.first(Wish(listed.view, listed.order).asked, asked)
            empty, depth = not review.photos.any_present(), review.decisions.depth()
            refused.pop_all()
        return cls(shared, empty, first, depth, pack, read_only, listed, loose, copy)

    @property
    def folder(self) -> Path:
        """What it is about."""
        return self.shared.review.photos.folder
