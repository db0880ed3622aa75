from pathlib import Path

from core.catalog.evidence import rows_with_hits, weigh
from core.catalog.photo_index import PhotoIndex
from core.catalog.source import open_source
from core.catalog.table import with_head
from tests.core.catalog import shop


def test_cells_are_weighed() -> None:
    index = PhotoIndex(["300_1.jpg"])
    one = weigh(["300_1.jpg", "x.jpg", "", "Tshirts", "Tshirts, Shirts"], index, shop.classes())
    assert (one.filled, one.images, one.photo_hits) == (4, 0.5, 1)
    assert (one.classes, one.clear, one.key_hits) == (0.5, 0.25, 0)


def test_lists_of_bare_names_count_as_photos() -> None:
    index = PhotoIndex(["101.jpg", "102.jpg"])
    assert weigh(["101,102", "103,104"], index, shop.classes()).photo_hits == 1


def test_rows_about_the_folders_photos_are_found_by_any_column(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\nx,1\n300,2\n300,3\ny,https://x/300_1.jpg\n")
    found = rows_with_hits(with_head(open_source(path)[0]), PhotoIndex(["300_1.jpg"]))
    assert [cells[1] for cells in found] == ["2", "3", "https://x/300_1.jpg"]
