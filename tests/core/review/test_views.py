"""One notion of narrowing: a Filter, of which facets are a part."""

from core.review.views import FIELDS, NOTHING_ASKED, VIEWS, Filter
from core.vocabulary import Facet, ViewKey


def test_every_facet_narrows_a_field_of_its_own() -> None:
    assert len(set(FIELDS.values())) == len(Facet)
    for facet in Facet:
        chosen = NOTHING_ASKED.choosing(facet, ["a", "b", "a"])
        assert chosen.chosen(facet) == ("a", "b")
        assert chosen.facets == {facet: ("a", "b")}
        assert chosen.choosing(facet, []) == NOTHING_ASKED


def test_what_is_chosen_leaves_all_else_as_it_is() -> None:
    asked = Filter(text="red", confidence=(0.1, 0.2), terms=("Hemden",))
    assert asked.choosing(Facet.TERM, []) == Filter(text="red", confidence=(0.1, 0.2))


def test_a_view_begins_with_a_filter_and_all_with_none() -> None:
    assert VIEWS[ViewKey.ALL].filter == NOTHING_ASKED
    assert VIEWS[ViewKey.TO_DO].filter.facets == {Facet.DECISION: ("to do", "skipped")}
