from core.catalog.evidence import weigh
from core.catalog.photo_index import PhotoIndex
from tests.core.catalog import shop


def test_cells_are_weighed() -> None:
    index = PhotoIndex(["300_1.jpg"])
    one = weigh(["300_1.jpg", "x.jpg", "", "Tshirts", "Tshirts, Shirts"], index, shop.classes())
    assert (one.filled, one.images, one.photo_hits) == (4, 0.5, 1)
    assert (one.classes, one.clear, one.key_hits) == (0.5, 0.25, 0)


def test_lists_of_bare_names_count_as_photos() -> None:
    index = PhotoIndex(["101.jpg", "102.jpg"])
    assert weigh(["101,102", "103,104"], index, shop.classes()).photo_hits == 1
