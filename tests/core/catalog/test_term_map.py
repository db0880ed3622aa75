from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.catalog.term_map import TermMap, classes_of, learn, learnt, read_map, stored, write_map
from core.errors import CatalogError


def test_what_is_learnt_counts_for_all_catalogs_to_come() -> None:
    assert learnt() == TermMap()
    learn(TermMap({"Kleid": "Dresses"}))
    learn(TermMap({"Hemd": "Shirts", "KLEID": "Tunics"}, {"Shirts": "Hemd"}))
    assert learnt() == TermMap({"Hemd": "Shirts", "KLEID": "Tunics"}, {"Shirts": "Hemd"})
    assert classes_of(("Tunics", "Shirts")).find("Kleid") == "Tunics"
    assert stored().is_file()


def test_the_preferred_term_is_the_way_back() -> None:
    terms = TermMap({"a": "X", "b": "X", "c": "Y"}, {"X": "b"})
    assert [terms.way_back(label) for label in "XYZ"] == ["b", "c", None]
    assert TermMap({"a": "X", "b": "X"}).way_back("X") is None


def test_maps_of_other_programs_are_read(tmp_path: Path) -> None:
    file = tmp_path / "m.csv"
    file.write_text("note;Class;Term\nx;Shirts;Hemden, Herren\n;;\n", "utf-16")
    assert read_map(file).classes == {"Hemden, Herren": "Shirts"}
    file.write_text("term,klass\na,b\n")
    with pytest.raises(CatalogError, match="needs a column class"):
        read_map(file)
    with pytest.raises(CatalogError, match="gone"):
        read_map(tmp_path / "gone.csv")


WORD = st.text("abc ,;\"'é=-", min_size=1, max_size=6).map(str.strip).filter(bool)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(WORD, WORD, max_size=5))
def test_maps_come_back_from_their_file(tmp_path: Path, classes: dict[str, str]) -> None:
    preferred = {label: term for term, label in classes.items()}
    write_map(TermMap(classes, preferred), tmp_path / "m.csv")
    assert read_map(tmp_path / "m.csv") == TermMap(classes, preferred)
