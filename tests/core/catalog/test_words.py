import pytest

from core.catalog.words import Role, is_head_word, rank, tokens


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Product image URL", Role.PHOTO), ("additional_image_link", Role.PHOTO),
        ("Bild 1", Role.PHOTO), ("Zdjęcie", Role.PHOTO), ("画像", Role.PHOTO),
        ("Datei", Role.PHOTO),
        ("URL handle", Role.GROUP), ("item_group_id", Role.GROUP), ("Vaterartikel", Role.GROUP),
        ("Variant SKU", Role.KEY), ("Artikel-Nr.", Role.KEY), ("Référence", Role.KEY),
        ("productCategory", Role.CATEGORY), ("Catégorie", Role.CATEGORY), ("分类", Role.CATEGORY),
        ("Kategorie Ebene 2", Role.CATEGORY), ("name-en_US", Role.TITLE),
        ("Bezeichnung", Role.TITLE), ("商品画像パス1", Role.PHOTO), ("宝贝类目", Role.CATEGORY),
    ],
)  # fmt: skip
def test_names_speak_for_their_role(name: str, role: Role) -> None:
    assert max(Role, key=lambda one: rank(name, one)) is role
    assert is_head_word(name)


@pytest.mark.parametrize("name", ["Image alt text", "Image Position", "photo caption"])
def test_words_about_an_image_name_none(name: str) -> None:
    assert rank(name, Role.PHOTO) == 0


@pytest.mark.parametrize("name", ["宝贝数量", "商品の説明", "Fiyat", "Состав"])
def test_names_without_a_role_tell_a_head_as_well(name: str) -> None:
    assert is_head_word(name)
    assert all(rank(name, role) < 0.55 for role in Role)


@pytest.mark.parametrize("cell", ["Harbour striped tee", "10058", "", "a " * 300, "红色"])
def test_values_are_no_names(cell: str) -> None:
    assert not is_head_word(cell)


def test_the_whole_name_speaks_more_than_a_part_of_it() -> None:
    assert rank("category", Role.CATEGORY) > rank("seo category page", Role.CATEGORY) > 0


def test_names_are_taken_apart_without_case_and_accents() -> None:
    assert tokens("mainImageURL_Größe-Łódź") == ("main", "image", "url", "grosse", "lodz")
