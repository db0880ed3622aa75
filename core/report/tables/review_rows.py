"""A review as a table: a row per photo or product, with all columns a person would filter by.

A product's row is that of its lead photo, with the product's tag and decision, and tells in
`photos` and the columns behind what belongs to it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from core.entities import TOP_K, ClassScore
from core.report.content import DecisionNote
from core.report.product_note import PhotoNote, ProductNote
from core.report.tables.columns import COLUMNS, ReviewRow
from core.review.products import Member
from core.review.records import Entry, PhotoRow
from core.review.store import Review
from core.review.views import View
from core.vocabulary import Agreement, Order, Verdict

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Counted from by hand: Windows converts no time before it."""
_AGREES: Final[Mapping[Agreement | None, bool]] = {Agreement.AGREE: True, Agreement.DIFFER: False}


def rows(review: Review, photos: Iterable[int] | None = None) -> Iterator[ReviewRow]:
    """Give photos one after the other; those that are there by path, where none are named."""
    pack = review.predictions.pack
    network: ReviewRow = {
        "network": f"{pack.name} {pack.version}",
        "network_sha256": pack.sha256,
        "classes": "; ".join(pack.classes) or None,
    }
    if photos is None:
        photos = review.queue.ids(View(order=Order.PATH)).tolist()
    for photo in photos:
        found = review.photos.get(photo)
        row = _row(found, last_entry(review, found)) | _others(review, found) | network
        yield row | _product(review, found)


def last_entry(review: Review, photo: PhotoRow) -> Entry | None:
    """Give the log's last word about a photo; None where nothing is decided."""
    if photo.decided_at is None:
        return None
    *_, last = (one for one in review.decisions.history(photo.id) if one.box is None)
    return last


def decision_note(review: Review, photo: PhotoRow) -> DecisionNote:
    """Say of a photo what its report's page says of the decision."""
    entry = last_entry(review, photo)
    return DecisionNote(
        photo.state.verdict.value,
        photo.state.tag,
        entry.reviewer if entry else "",
        datetime.fromisoformat(photo.decided_at) if photo.decided_at else None,
        photo.catalog_tag or "",
        _AGREES.get(photo.agreement),
        entry.hash if entry else "",
    )


def product_note(review: Review, photo: PhotoRow) -> ProductNote | None:
    """Say of a photo what its report's page says of the product.

    None for a photo by itself, and before the network in use has answered for the product.
    """
    product = review.products.of(photo.id) if photo.product is not None else None
    known = review.products.answer(photo.id) if product else None
    if product is None or known is None:
        return None
    pack, shares = review.predictions.pack, known.probabilities
    ranked = pack.choice.ranked(shares)[:TOP_K].tolist()
    ids = [one.id for one in product.members]
    return ProductNote(
        product.key,
        product.title,
        known.status,
        tuple(ClassScore(pack.labels[index], float(shares[index])) for index in ranked),
        tuple(_photo_note(review, one) for one in product.members),
        ids.index(photo.id) + 1,
    )


def _photo_note(review: Review, one: Member) -> PhotoNote:
    return PhotoNote(
        review.photos.folder / one.path,
        one.sha256 or "",
        one.status,
        one.label or "",
        one.confidence or 0.0,
        one.looks_like,
        "the file is gone" if one.missing else one.error,
        one.box,
    )


def _row(photo: PhotoRow, entry: Entry | None) -> ReviewRow:
    modified = _EPOCH + timedelta(microseconds=photo.modified_ns // 1000)
    values = {name: getattr(photo, name) for name in COLUMNS if hasattr(photo, name)}
    return dict.fromkeys(COLUMNS) | values | {
        "box": str(photo.box) if photo.box else None,
        "decision": photo.state.verdict.value,
        "tag": photo.state.tag or None,
        "reason": photo.state.reason or None,
        "automatic": photo.state.automatic if photo.state.verdict is Verdict.ACCEPTED else None,
        "reviewer": entry.reviewer if entry else None,
        "error": photo.error or None,
        "modified": modified.isoformat(timespec="seconds"),
        "audit_entry": entry.hash if entry else None,
    }  # fmt: skip


def _others(review: Review, photo: PhotoRow) -> ReviewRow:
    """Give the class that came second, and the tag's rival in its family."""
    known = review.products.answer(photo.id) if photo.label else None
    if known is None:
        return {}
    pack, shares = review.predictions.pack, known.probabilities
    others = [pack.labels[index] for index in pack.choice.ranked(shares)[1:].tolist()]
    family = next((one for one in pack.families if photo.label in one), ())
    second: ReviewRow = {"rival": next((label for label in others if label in family), None)}
    if others:
        share = float(shares[pack.labels.index(others[0])])
        second |= {"second_label": others[0], "second_confidence": share}
    return second


def _product(review: Review, photo: PhotoRow) -> ReviewRow:
    """Tell what a product's row is about; nothing of a photo by itself."""
    product = review.products.of(photo.id) if photo.product is not None else None
    if product is None:
        return {}
    return {
        "product": product.key,
        "product_name": product.title or photo.product_name,
        "photos": [one.path for one in product.members],
        "photo_labels": [one.label for one in product.members],
        "photo_confidences": [one.confidence for one in product.members],
        "photo_boxes": [str(one.box) if one.box else None for one in product.members],
        "contradictions": list(product.contradictions),
    }
