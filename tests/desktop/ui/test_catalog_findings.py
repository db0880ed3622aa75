from pathlib import Path

from core.catalog.class_map import ClassMap
from core.catalog.photo_index import PhotoIndex
from core.catalog.reading import inspect
from desktop.ui.catalog_findings import NO_CLASS, Findings
from tests.packs import LABELS

PHOTOS = ("t10_1.png", "t10_2.png", "red.png", "grey.png", "alone.png")
TEXT = """sku,image,category
T10,t10_1.png,Blue
T10,t10_2.png,Blue
R,red.png,Ash
G,grey.png,
X,gone.png,Rose
"""


def findings(folder: Path, text: str) -> Findings:
    file = folder / "shop.csv"
    file.write_text(text, "utf-8")
    return Findings.of(inspect(file, PhotoIndex(PHOTOS), ClassMap(LABELS)))


def test_photos_and_products_are_counted(tmp_path: Path) -> None:
    told = findings(tmp_path, TEXT)
    assert (told.photos, told.found, told.products, told.tagged) == (5, 4, 3, 3)
    assert told.together and not told.why_nothing
    assert [line.counted for line in told.left_out] == ["1 photo", "1 photo", "1 cell"]


def test_what_is_to_be_chosen_comes_first(tmp_path: Path) -> None:
    terms = findings(tmp_path, TEXT).terms
    assert [(term.name, term.photos, term.proposed) for term in terms] == [
        ("Ash", 1, NO_CLASS), ("Blue", 2, "Blue"), ("Rose", 0, NO_CLASS),
    ]  # fmt: skip


def test_a_file_about_other_photos_says_why_nothing_comes_of_it(tmp_path: Path) -> None:
    told = findings(tmp_path, "image,category\nother.png,Blue\n")
    assert told.tagged == 0 and told.why_nothing[0].isupper()
    assert not told.together
