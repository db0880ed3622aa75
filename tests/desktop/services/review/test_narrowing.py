"""One filter that everything narrows."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from core.review.views import NOTHING_ASKED, Filter
from core.vocabulary import Facet
from desktop.services.review.narrowing import Narrowing


def test_values_are_ticked_and_taken_away(qtbot: QtBot) -> None:
    narrowing = Narrowing()
    narrowing.tick(Facet.CLASS, "Hats")
    narrowing.tick(Facet.CLASS, "Bags")
    narrowing.tick(Facet.STATUS, "known")
    assert narrowing.filter == Filter(classes=("Hats", "Bags"), statuses=("known",))
    narrowing.tick(Facet.CLASS, "Hats")
    assert narrowing.filter == Filter(classes=("Bags",), statuses=("known",))
    narrowing.tick_alone(Facet.CLASS, "Ties")
    assert narrowing.filter.classes == ("Ties",)
    narrowing.tick_alone(Facet.CLASS, "Ties")
    assert narrowing.filter == Filter(statuses=("known",))


def test_a_search_stands_beside_facets_and_all_is_cleared_at_once(qtbot: QtBot) -> None:
    narrowing = Narrowing()
    narrowing.tick(Facet.BADGE, "weak")
    narrowing.search("red")
    assert narrowing.filter == Filter(badges=("weak",), text="red")
    with qtbot.waitSignal(narrowing.changed):
        narrowing.clear()
    assert not narrowing.asks
    with qtbot.assertNotEmitted(narrowing.changed):
        narrowing.clear()
        narrowing.search("")


def test_folders_are_named_from_the_reviews_own_on() -> None:
    narrowing = Narrowing()
    narrowing.begin(Path("/shop"))
    for folder, name in ((Path("/shop"), ""), (Path("/shop/a/b"), "a/b"), (Path("/x"), "/x")):
        assert narrowing.named(folder) == name
        narrowing.choose(Facet.FOLDER, [name])
        assert narrowing.folders == [folder]
    narrowing.begin(Path("/other"))
    assert narrowing.filter == NOTHING_ASKED
