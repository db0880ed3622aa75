from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.review.products import Member, Product
from core.vocabulary import Status, Verdict
from desktop.services.review.shown import mark_of, photo_shown, product_shown, tag_of
from desktop.ui.photo_state import Mark, Tag

FRONT = Member(1, "a/front.png", "1" * 64, None, Status.KNOWN, "Shirts", 0.97, "", "", False)
BACK = replace(FRONT, id=2, path="a/back.png", label="Watches", looks_like="Watches")
FLAGGED = list(Verdict).index(Verdict.FLAGGED)


def test_a_photo_that_cannot_be_read_shows_its_cause_and_no_tag() -> None:
    assert tag_of(Status.KNOWN, "Shirts", 0.9, "") == Tag(Status.KNOWN, "Shirts", 0.9)
    assert tag_of(None, None, None, "") == Tag()
    broken = tag_of(Status.KNOWN, "Shirts", 0.9, "a.png: cut off")
    assert broken == Tag(Status.ERROR, error="a.png: cut off")


def test_equal_decisions_share_one_mark() -> None:
    mark = mark_of(FLAGGED, "", "blurred", 0, "Shirts", "Tee")
    assert mark == Mark(Verdict.FLAGGED, reason="blurred", catalog="Shirts", product="Tee")
    assert mark_of(FLAGGED, "", "blurred", 0, "Shirts", "Tee") is mark


def test_a_product_shows_its_photos_contradictions_and_the_one_to_look_at() -> None:
    product = Product(7, "10", "Tee", lead=1, carrier=2, members=(FRONT, BACK))
    tag, shop, front = Tag(Status.KNOWN, "Shirts", 0.9), Path("/shop"), Path("/shop/a/front.png")
    shown = product_shown(tag, product, shop, front)
    assert (shown.photos, shown.contradictions) == (2, 1)
    assert shown.carrier == Path("/shop/a/back.png")
    assert product_shown(tag, replace(product, carrier=99), shop, front).carrier == front


def test_a_photo_of_a_product_shows_its_own_tag() -> None:
    shown = photo_shown(replace(BACK, missing=True), Path("/shop/a/back.png"))
    assert (shown.tag.label, shown.looks_like, shown.missing) == ("Watches", "Watches", True)
