import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.class_map import ClassMap
from core.catalog.taxonomy import known_terms, wearers
from tests.core.review.desk import LABELS


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("Tshirts", "Tshirts"), (" tshirts ", "Tshirts"), ("T-Shirt", "Tshirts"),
     ("T SHIRTS", "Tshirts"), ("casual_shoe", "Casual Shoes"), ("DRESS", "Dresses"),
     ("lip glosses", "Lip Gloss"), ("handbag", "Handbags"), ("Hats", None), ("", None)],
)  # fmt: skip
def test_foreign_names_find_their_class(name: str, wanted: str | None) -> None:
    assert ClassMap(LABELS).find(name) == wanted


def test_what_was_assigned_by_hand_comes_first() -> None:
    classes = ClassMap(LABELS, {"Clutch": "Handbags", "tshirt": "Dresses", "x": "No such class"})
    assert [classes.find(name) for name in ("CLUTCHES", "T-shirt", "x")] == [
        "Handbags", "Dresses", None,
    ]  # fmt: skip


def test_classes_that_differ_only_in_form_are_told_apart_exactly() -> None:
    classes = ClassMap(("Top", "Tops"))
    assert [classes.find(name) for name in ("Top", "Tops", "top")] == ["Top", "Tops", None]


@given(st.text(max_size=20))
def test_any_name_finds_a_class_or_none(name: str) -> None:
    assert ClassMap(LABELS).find(name) in (*LABELS, None)


SHOP = ("Tshirts", "Shirts", "Dresses", "Handbags", "Jeans", "Casual Shoes", "Sports Shoes")


@pytest.mark.parametrize(
    ("term", "wanted", "part"),
    [
        ("Apparel & Accessories > Clothing > Clothing Tops > T-Shirts", "Tshirts", None),
        ("Clothing > Dresses > Summer", "Dresses", None),
        ("Clothing > Dresses, Women", "Dresses", "Clothing > Dresses"),
        ("master_men,tshirts", "Tshirts", "tshirts"),
        ("Default Category/Men/Shirts", "Shirts", None),
        ("Handbags, Wallets & Cases > Handbags", "Handbags", None),
        ("New | Jeans ; Sale", "Jeans", "Jeans"),
        ("Tshirts, Shirts", None, None),
        ("Footwear", None, None),
        ("Athletic Shoes", "Sports Shoes", None),
        ("Shop#Women - Dresses", "Dresses", None),
        ("Fashion/Dresses (100630)", "Dresses", None),
        ("100630 - Women Dresses", "Dresses", None),
        ("Women's T-Shirts", "Tshirts", None),
        ("Women, Summer Dresses", "Dresses", "Summer Dresses"),
        ("Sacs a main", "Handbags", None),
        ("Sacs à main", "Handbags", None),
        ("Damenkleider, Hemden für Herren", None, None),
        ('["Sale", "Home > Jeans"]', "Jeans", "Home > Jeans"),
        ('[{"id": 5, "name": "Sale"}, {"name": "Robe d\\u2019\\u00e9t\\u00e9", "slug": "robes"}]',
         "Dresses", '{"name": "Robe d\\u2019\\u00e9t\\u00e9", "slug": "robes"}'),
        ("[Jeans]", "Jeans", None),
        ("['Sale', 'Jeans']", "Jeans", "Jeans"),
    ],
)  # fmt: skip
def test_paths_lists_and_codes_say_their_class(
    term: str, wanted: str | None, part: str | None
) -> None:
    meaning = ClassMap(SHOP, known=known_terms(), wearers=wearers()).meaning(term)
    assert meaning.label == wanted
    assert term[meaning.start : meaning.end] == (part or term)


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("Apparel & Accessories > Handbags, Wallets & Cases > Handbags", "Handbags"),
        ("Apparel & Accessories > Shoes > Sandals", "Sandals"),
        ("Apparel & Accessories > Clothing > Clothing Tops > Tunics", "Tunics"),
        ("Apparel & Accessories > Clothing > Pants", None),
    ],
)
def test_published_paths_of_several_classes_go_by_their_last_part(
    path: str, wanted: str | None
) -> None:
    labels = (*SHOP, "Clutches", "Sandals", "Flip Flops", "Tunics", "Kurtis", "Capris", "Trousers")
    assert ClassMap(labels, known=known_terms()).find(path) == wanted


def test_a_term_that_fits_several_classes_names_them() -> None:
    classes = ClassMap(SHOP, known=known_terms())
    assert classes.meaning("Tshirts, Shirts").labels == ("Tshirts", "Shirts")
    assert set(classes.meaning("Sneakers").labels) == {"Casual Shoes", "Sports Shoes"}


def test_what_only_one_file_knows_comes_after_all_else() -> None:
    classes = ClassMap(SHOP, {"7": "Jeans"})
    more = classes.also({"7": ("Shirts",), "8": ("Dresses",), "9": ("No such class",)})
    assert [more.find(term) for term in "789"] == ["Jeans", "Dresses", None]
    assert classes.find("8") is None
    assert classes.also({}) is classes
