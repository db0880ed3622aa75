"""A pill that says by shape, word and colour how far something can be relied on."""

from __future__ import annotations

from itertools import combinations

import pytest
from pytestqt.qtbot import QtBot

from core.entities import Pixels
from core.vocabulary import Doubt, Status, Trust
from desktop.panels.inspector.badge import Badge
from desktop.ui.words import STATUS_SIGNS, TRUST_SIGNS, Sign
from tests.desktop.painted import painted, where


@pytest.fixture
def badge(qtbot: QtBot) -> Badge:
    made = Badge()
    qtbot.addWidget(made)
    return made


def look_of(badge: Badge) -> Pixels:
    badge.resize(badge.sizeHint())
    return painted(badge)


@pytest.mark.parametrize("status", [*Status, None])
def test_a_status_is_painted_and_said(badge: Badge, status: Status | None) -> None:
    badge.show_status(status)
    sign = STATUS_SIGNS[status]
    pixels = look_of(badge)
    assert where(pixels, sign.colour, 60).sum() > 50
    assert badge.accessibleName() == f"Status: {sign.word}. {sign.hint}"
    assert badge.toolTip() == sign.hint
    edge = slice(-8, None)  # the word ends before the pill does
    assert not where(pixels[4:-4, edge], sign.colour, 60)[:, :4].any()


def test_signs_of_one_colour_and_word_differ_in_shape(badge: Badge) -> None:
    shapes = []
    for sign in TRUST_SIGNS.values():
        badge.show_sign("Explanation", Sign("Same", sign.icon, "text", "Same."))
        shapes.append(look_of(badge))
    assert all((one != other).any() for one, other in combinations(shapes, 2))


def test_a_hint_of_its_own_takes_the_place_of_the_usual_one(badge: Badge) -> None:
    badge.show_sign("Explanation", TRUST_SIGNS[Trust.CARE], "Two halves disagree.")
    assert badge.toolTip() == "Two halves disagree."
    assert badge.accessibleName() == "Explanation: Use with caution. Two halves disagree."


@pytest.mark.parametrize("doubt", Doubt)
def test_why_a_tag_is_not_sure_is_said_beside_the_usual_hint(badge: Badge, doubt: Doubt) -> None:
    badge.show_status(Status.UNCERTAIN)
    without = badge.sizeHint().width()
    badge.show_status(Status.UNCERTAIN, doubt)
    said = f"{Status.UNCERTAIN.hint}\n{doubt.hint}"
    assert badge.toolTip() == said
    why = f"{doubt.caption[:1].lower()}{doubt.caption[1:]}"
    assert badge.accessibleName() == f"Status: Not sure: {why}. {said}"
    assert without < badge.sizeHint().width() < 290  # in the panel at its usual width


def test_a_word_without_room_is_shortened_inside_the_pill(badge: Badge) -> None:
    badge.show_sign("Status", Sign("Not sure: two that are often confused", "x", "text", "Why."))
    least = badge.minimumSizeHint()
    assert least.width() < badge.sizeHint().width() / 2
    badge.resize(least)
    assert not where(painted(badge)[6:-6, -8:-3], "text", 60).any()
