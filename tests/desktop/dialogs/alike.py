"""A model of photos, and what a search said of them."""

from __future__ import annotations

from pathlib import Path

from core.vocabulary import Status, Verdict
from desktop.panels.browser.photo_model import PhotoModel
from desktop.services.similar_photos import Alike, Found
from desktop.ui.photo_state import Mark, Product, Tag

PHOTOS = [Path(f"/shop/{number}.jpg") for number in range(5)]


def model(parent: object = None) -> PhotoModel:
    """Five photos, of which the second leads a product of three and the last is flagged."""
    made = PhotoModel()
    tags = {path: Tag(Status.KNOWN, "Shirts", 0.9) for path in PHOTOS}
    marks = {PHOTOS[-1]: Mark(Verdict.FLAGGED, reason="two things")}
    product = Product(tags[PHOTOS[1]], 3, 0, PHOTOS[1])
    made.know(tags, marks, {PHOTOS[1]: product})
    return made


def found(*similarities: float, lacking: int = 0, unreadable: int = 0) -> Found:
    """The first photo was asked about; the others are so similar, 1 for the same bytes."""
    alike = [Alike(PHOTOS[0], PHOTOS[0], 1.0, True)]
    alike += [
        Alike(path, path, value, value == 1)
        for path, value in zip(PHOTOS[1:], similarities, strict=False)
    ]
    return Found(PHOTOS[0], tuple(alike), 2014, lacking, unreadable)
