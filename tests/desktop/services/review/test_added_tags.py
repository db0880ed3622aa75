"""Added tags are known as the review holds them."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from core.vocabulary import Action
from desktop.services.current_network import CurrentNetwork
from desktop.services.review.added_tags import AddedTags
from desktop.services.review.review_desk import ReviewDesk
from tests.window import WAIT_MS


def test_they_follow_decisions_undo_and_the_next_opening(
    qtbot: QtBot, reviewed: ReviewDesk, network: CurrentNetwork, products: Path
) -> None:
    added = AddedTags(reviewed, network)
    paths = sorted(products.rglob("*.png"))

    def correct(tag: str, *photos: Path) -> None:
        with qtbot.waitSignal(reviewed.decided, timeout=WAIT_MS):
            reviewed.decide(Action.CORRECT, photos, tag)

    assert added.photos == {}
    correct("Teal", *paths[:2])
    correct("Green", paths[2])  # a class of the network
    correct("Petrol", paths[3])
    assert added.photos == {"Teal": 2, "Petrol": 1}
    with qtbot.waitSignal(added.changed, timeout=WAIT_MS):
        reviewed.undo()
    assert added.photos == {"Teal": 2}
    reviewed.open_none()
    assert added.photos == {}
    with qtbot.waitSignal(reviewed.counted, timeout=WAIT_MS):
        reviewed.open(products, "ana")
    assert added.photos == {"Teal": 2}
