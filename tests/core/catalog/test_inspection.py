from pathlib import Path

from tests.core.catalog.shop import inspected


def test_terms_stand_with_their_rows_and_classes_the_commonest_first(tmp_path: Path) -> None:
    text = "sku,image,tag\nA,10_1.jpg,Hats\nB,20_1.jpg,Shirts\nC,300_1.jpg,Shirts\n"
    assert inspected(tmp_path / "t.csv", text).terms() == [
        ("Shirts", 2, ("Shirts",)),
        ("Hats", 1, ()),
    ]


def test_photos_without_a_clear_word_are_told_apart(tmp_path: Path) -> None:
    text = "sku,image,tag\nA,10_1.jpg,Tshirts\nB,10_1.jpg,Shirts\nC,20_1.jpg,Handbags\n"
    found = inspected(tmp_path / "t.csv", text)
    spoken = {entry.photo for entry in found.entries} | found.refused.keys()
    assert sorted(spoken | set(found.unspoken())) == list(range(len(found.photos or ())))
    assert 0 in found.refused and 0 not in found.unspoken()
    assert found.row_of(found.entries[0].place) == "row 4"


def test_numbers_of_categories_are_spoken_by_their_names(tmp_path: Path) -> None:
    text = "id,image_link,google_product_category\n10,10_1.jpg,212\n20,20_1.jpg,3032\n"
    found = inspected(tmp_path / "t.csv", text)
    assert found.spoken("212").endswith("Shirts & Tops")
    assert found.spoken("no number") == "no number"
