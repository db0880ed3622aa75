"""A product is named once, and counts its photos from 1."""

from pathlib import Path

import pytest

from core.entities import ClassScore
from core.report.product_note import PhotoNote, ProductNote
from core.vocabulary import Status


def note(count: int, explained: int = 1, key: str = "10", title: str = "Tee") -> ProductNote:
    photos = tuple(
        PhotoNote(Path(f"{n}.jpg"), looks_like="Watches" if n == 3 else "")
        for n in range(1, count + 1)
    )
    top = (ClassScore("Tshirts", 0.9), ClassScore("Tops", 0.1))
    return ProductNote(key, title, Status.KNOWN, top, photos, explained)


@pytest.mark.parametrize(
    ("key", "title", "said"), [("10", "Tee", "10 · Tee"), ("10", "", "10"), ("Tee", "Tee", "Tee")]
)
def test_a_product_has_one_name(key: str, title: str, said: str) -> None:
    assert note(2, key=key, title=title).name == said


def test_the_others_keep_their_numbers() -> None:
    product = note(4, explained=2)
    assert product.several
    assert [(number, one.path.name) for number, one in product.others] == [
        (1, "1.jpg"), (3, "3.jpg"), (4, "4.jpg"),
    ]  # fmt: skip
    assert [(number, one.looks_like) for number, one in product.contradictions] == [(3, "Watches")]
    assert product.tag.label == "Tshirts"
    alone = note(1)
    assert not alone.several and alone.others == [] and alone.contradictions == []
