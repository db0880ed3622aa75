import json

from core import paths
from core.catalog.taxonomy import known_terms, places, term_like


def labels() -> list[str]:
    card = json.loads((paths.default_pack() / "card.json").read_text("utf-8"))
    return list(card["labels"])


def test_every_class_of_the_network_has_a_row() -> None:
    assert sorted(places()) == sorted(labels())


def test_places_are_whole_or_absent() -> None:
    for place in places().values():
        assert bool(place.shopify_id) == bool(place.shopify_path)
        assert bool(place.google_id) == bool(place.google_path)
        assert place.google_id.isdigit() or not place.google_id


def test_one_id_has_one_path() -> None:
    for ids in ("shopify", "google"):
        pairs = {(getattr(p, f"{ids}_id"), getattr(p, f"{ids}_path")) for p in places().values()}
        assert len({key for key, _ in pairs}) == len(pairs)


def test_synonyms_mean_classes_of_the_network() -> None:
    known = set(labels())
    for term, meant in known_terms().items():
        assert set(meant) <= known, term
    assert known_terms()["Shoe"][0] in known


def test_places_are_given_in_the_form_of_the_file() -> None:
    path = "Apparel & Accessories > Clothing Accessories > Sunglasses"
    assert term_like("Belts", ["169", "178"]) == "169"
    assert term_like("Watches", [path]) == "Apparel & Accessories > Jewelry > Watches"
    assert term_like("Watches", ["aa-2-6"]) == "aa-6-11"
    assert term_like("Watches", ["Shoes", "Hats"]) is None
    assert term_like("No class", ["169"]) is None
